#include "base/thread.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

struct thread_lock {
	pthread_mutex_t mutex;
};

struct worker {
	pthread_t thread;
	bool runs;
	void (*work)(void *arg, unsigned no);
	void *arg;
	unsigned no;
};

unsigned
thread_processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > 1024 ? 1024 : (unsigned)n;
}

static void *
start(void *p)
{
	struct worker *w = p;

	w->work(w->arg, w->no);
	return NULL;
}

void
thread_run(unsigned n, void (*work)(void *arg, unsigned no), void *arg)
{
	struct worker *w = mem_zalloc(n + 1, sizeof(*w));

	for (unsigned i = 1; i < n; i++) {
		w[i] = (struct worker){ .work = work, .arg = arg, .no = i };
		w[i].runs = pthread_create(&w[i].thread, NULL, start,
		    &w[i]) == 0;
	}
	if (n > 0)
		work(arg, 0);
	for (unsigned i = 1; i < n; i++)
		if (w[i].runs)
			pthread_join(w[i].thread, NULL);
		else
			work(arg, i);
	free(w);
}

struct thread_lock *
thread_lock_new(void)
{
	struct thread_lock *l = mem_zalloc(1, sizeof(*l));

	/* with default attributes this cannot fail but for memory */
	if (pthread_mutex_init(&l->mutex, NULL) != 0) {
		free(l);
		return NULL;
	}
	return l;
}

void
thread_lock_free(struct thread_lock *l)
{
	if (l == NULL)
		return;
	pthread_mutex_destroy(&l->mutex);
	free(l);
}

void
thread_lock_enter(struct thread_lock *l)
{
	pthread_mutex_lock(&l->mutex);
}

void
thread_lock_leave(struct thread_lock *l)
{
	pthread_mutex_unlock(&l->mutex);
}
