/*
 * A scheme as a table of settings in force: section key value origin file
 * line.  What the file leaves out is `default`.
 */
#ifndef PLAN_SCHEME_SHOW_H
#define PLAN_SCHEME_SHOW_H

#include "plan/scheme.h"

struct scheme_show {
	const struct scheme *scheme;
	const struct tree_node *root;
	const char *origin;  /* installed, workspace, option */
	const char *file;    /* as it is to be called */
	bool (*header)(void *arg, const struct str *cell, size_t n);
	bool (*row)(void *arg, const struct str *cell, size_t n);
	void *arg;
	struct arena keep;
};

/* False once writing failed. */
bool scheme_show(struct scheme_show *s);
void scheme_show_fini(struct scheme_show *s);

#endif
