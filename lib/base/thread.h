/*
 * Threads that run one function side by side and are joined.  How many
 * there are never shows in a result: callers merge in an order of their
 * own, or add integers up.
 */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

unsigned thread_processors(void); /* at least 1 */

/* Calls work(arg, 0) … work(arg, n - 1), each once, on up to n threads (the
 * caller's is one; where one cannot be had its share is done here), and
 * returns when all have. */
void thread_run(unsigned n, void (*work)(void *arg, unsigned no), void *arg);

struct thread_lock;

struct thread_lock *thread_lock_new(void);
void thread_lock_free(struct thread_lock *l); /* NULL is allowed */
void thread_lock_enter(struct thread_lock *l);
void thread_lock_leave(struct thread_lock *l);

#endif
