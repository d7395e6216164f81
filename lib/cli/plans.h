/*
 * The plans a program is about: its operands, else those of a workspace's
 * folder plans/, or of any folder.  Every finding of a plan is reported as
 * it is read.
 */
#ifndef CLI_PLANS_H
#define CLI_PLANS_H

#include "cli/run.h"
#include "plan/plan.h"

struct plans {
	struct plan **plan;
	size_t n, cap;
};

/* The operands from the first on, or the workspace's plans where none is
 * given.  RUN_FAILED where a file could not be read, RUN_FINDINGS where a
 * plan is not sound or stands twice. */
enum run_status plans_read(struct run *run, size_t first, struct plans *out);
/* One file, or the *.yaml files of a folder in the order of their names;
 * likewise. */
enum run_status plans_read_path(struct run *run, const char *path,
    struct plans *out);
void plans_free(struct plans *p);

#endif
