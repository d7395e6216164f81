/*
 * The plans a program is about: its operands, else those of a workspace's
 * folder plans/.  A folder stands for its *.yaml files; as an operand it has
 * one at least.  Every finding of a plan is reported as it is read.
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
 * given; folders among them only where the caller takes them.  RUN_FAILED
 * where a file could not be read, RUN_FINDINGS where a plan is not sound or
 * stands twice. */
enum run_status plans_read(struct run *run, size_t first, bool folders,
    struct plans *out);
/* One file, or the *.yaml files of a folder in the order of their names;
 * likewise. */
enum run_status plans_read_path(struct run *run, const char *path,
    struct plans *out);
void plans_free(struct plans *p);

#endif
