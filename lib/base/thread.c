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

struct thread_jobs {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	void (*work)(void *arg, uint64_t job);
	void *arg;
	uint64_t next, end, passed; /* to be begun, offered, behind us */
	unsigned ahead, helpers;
	bool ends;
	bool *done; /* by job % ahead, from passed to next */
	pthread_t helper[];
};

unsigned
thread_processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > 1024 ? 1024 : (unsigned)n;
}

unsigned
thread_count(long asked, unsigned most)
{
	long n = asked > 0 ? asked : (long)thread_processors();

	return n > (long)most ? most : (unsigned)n;
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

/* With the lock held: whether a job may be begun; it is done without it. */
static bool
do_next(struct thread_jobs *j)
{
	uint64_t job = j->next;

	if (job >= j->end || job >= j->passed + j->ahead)
		return false;
	j->next++;
	pthread_mutex_unlock(&j->mutex);
	j->work(j->arg, job);
	pthread_mutex_lock(&j->mutex);
	j->done[job % j->ahead] = true;
	pthread_cond_broadcast(&j->changed);
	return true;
}

static void *
help(void *p)
{
	struct thread_jobs *j = p;

	pthread_mutex_lock(&j->mutex);
	while (!j->ends)
		if (!do_next(j))
			pthread_cond_wait(&j->changed, &j->mutex);
	pthread_mutex_unlock(&j->mutex);
	return NULL;
}

struct thread_jobs *
thread_jobs_new(unsigned helpers, unsigned ahead,
    void (*work)(void *arg, uint64_t job), void *arg)
{
	struct thread_jobs *j = mem_zalloc(1, sizeof(*j) +
	    helpers * sizeof(j->helper[0]));

	/* with default attributes these cannot fail but for memory */
	pthread_mutex_init(&j->mutex, NULL);
	pthread_cond_init(&j->changed, NULL);
	j->work = work;
	j->arg = arg;
	j->ahead = ahead;
	j->done = mem_zalloc(ahead, sizeof(*j->done));
	while (j->helpers < helpers && pthread_create(&j->helper[j->helpers],
	    NULL, help, j) == 0)
		j->helpers++;
	return j;
}

void
thread_jobs_offer(struct thread_jobs *j, uint64_t end)
{
	pthread_mutex_lock(&j->mutex);
	j->end = end;
	pthread_cond_broadcast(&j->changed);
	pthread_mutex_unlock(&j->mutex);
}

void
thread_jobs_wait(struct thread_jobs *j, uint64_t job)
{
	pthread_mutex_lock(&j->mutex);
	while (!j->done[job % j->ahead])
		if (!do_next(j))
			pthread_cond_wait(&j->changed, &j->mutex);
	pthread_mutex_unlock(&j->mutex);
}

void
thread_jobs_pass(struct thread_jobs *j, uint64_t job)
{
	pthread_mutex_lock(&j->mutex);
	for (; j->passed < job && j->passed < j->next; j->passed++) {
		bool *done = &j->done[j->passed % j->ahead];

		while (!*done)
			pthread_cond_wait(&j->changed, &j->mutex);
		*done = false;
	}
	if (j->passed < job)
		j->passed = j->next = job;
	pthread_cond_broadcast(&j->changed);
	pthread_mutex_unlock(&j->mutex);
}

void
thread_jobs_free(struct thread_jobs *j)
{
	if (j == NULL)
		return;
	pthread_mutex_lock(&j->mutex);
	j->ends = true;
	pthread_cond_broadcast(&j->changed);
	pthread_mutex_unlock(&j->mutex);
	for (unsigned i = 0; i < j->helpers; i++)
		pthread_join(j->helper[i], NULL);
	pthread_cond_destroy(&j->changed);
	pthread_mutex_destroy(&j->mutex);
	free(j->done);
	free(j);
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
