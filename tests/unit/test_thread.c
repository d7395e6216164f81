/* Jobs in a row on helpers: each once, none too early, none forgotten. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/thread.h"

#define JOBS 2000u

struct desk {
	unsigned ahead;
	uint64_t slot[16];    /* by job % ahead: the job that used it last */
	unsigned times[JOBS]; /* each was done */
};

static void
work(void *arg, uint64_t job)
{
	struct desk *d = arg;

	for (volatile unsigned i = (unsigned)(job * 7919 % 5000); i > 0; i--)
		;
	d->slot[job % d->ahead] = job;
	d->times[job]++;
}

static void
each_is_done_once_and_seen(void **state)
{
	(void)state;
	for (unsigned helpers = 0; helpers < 4; helpers++)
		for (unsigned ahead = 1; ahead <= 16; ahead *= 2) {
			struct desk d = { .ahead = ahead };
			struct thread_jobs *j = thread_jobs_new(helpers, ahead,
			    work, &d);

			thread_jobs_offer(j, JOBS);
			for (uint64_t job = 0; job < JOBS; job++) {
				thread_jobs_pass(j, job);
				thread_jobs_wait(j, job);
				assert_int_equal(d.slot[job % ahead], job);
			}
			thread_jobs_free(j);
			for (size_t i = 0; i < JOBS; i++)
				assert_int_equal(d.times[i], 1);
		}
}

static void
what_is_passed_need_not_be_done(void **state)
{
	struct desk d = { .ahead = 4 };
	struct thread_jobs *j = thread_jobs_new(2, 4, work, &d);
	uint64_t job = 0;

	(void)state;
	thread_jobs_offer(j, JOBS);
	for (unsigned step = 1; job < JOBS; step = step * 3 % 23, job += step) {
		thread_jobs_pass(j, job);
		thread_jobs_wait(j, job);
		assert_int_equal(d.slot[job % 4], job);
	}
	thread_jobs_free(j);
	for (size_t i = 0; i < JOBS; i++)
		assert_true(d.times[i] <= 1);
}

/* Nothing begins that is not offered; what was done is asked for again. */
static void
offers_come_one_by_one(void **state)
{
	struct desk d = { .ahead = 8 };
	struct thread_jobs *j = thread_jobs_new(3, 8, work, &d);

	(void)state;
	for (uint64_t end = 3; end < JOBS; end += 3) {
		thread_jobs_offer(j, end);
		for (uint64_t job = end - 3; job < end; job++)
			thread_jobs_wait(j, job);
		thread_jobs_wait(j, end - 3);
		assert_int_equal(d.times[end], 0);
		thread_jobs_pass(j, end);
	}
	thread_jobs_free(j);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_done_once_and_seen),
		cmocka_unit_test(what_is_passed_need_not_be_done),
		cmocka_unit_test(offers_come_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
