/*
 * Threads that run one function side by side and are joined.  How many
 * there are never shows in a result: callers merge in an order of their
 * own, or add integers up.
 */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include <stdint.h>

unsigned thread_processors(void); /* at least 1 */
/* As many as were asked for, or (asked <= 0) as there are processors; at
 * most `most`. */
unsigned thread_count(long asked, unsigned most);

/* Calls work(arg, 0) … work(arg, n - 1), each once, on up to n threads (the
 * caller's is one; where one cannot be had its share is done here), and
 * returns when all have. */
void thread_run(unsigned n, void (*work)(void *arg, unsigned no), void *arg);

/*
 * Jobs in a row, 0, 1, 2 …: helpers do them side by side, the owner takes
 * them in order and does some itself where it would have to wait.  No more
 * than `ahead` are begun before the owner has passed the first of them, so
 * that job n may use what job n - ahead has used.
 */
struct thread_jobs;

struct thread_jobs *thread_jobs_new(unsigned helpers, unsigned ahead,
    void (*work)(void *arg, uint64_t job), void *arg);
/* Jobs before `end` may begin. */
void thread_jobs_offer(struct thread_jobs *j, uint64_t end);
/* Until a job is done that is offered and within reach. */
void thread_jobs_wait(struct thread_jobs *j, uint64_t job);
/* All before this one are not needed any more, done or not. */
void thread_jobs_pass(struct thread_jobs *j, uint64_t job);
void thread_jobs_free(struct thread_jobs *j); /* NULL is allowed */

struct thread_lock;

struct thread_lock *thread_lock_new(void);
void thread_lock_free(struct thread_lock *l); /* NULL is allowed */
void thread_lock_enter(struct thread_lock *l);
void thread_lock_leave(struct thread_lock *l);

#endif
