/*
 * A scheme as a table of settings in force, the columns of `rules`.  What
 * the file leaves out has the origin `default`.
 */
#ifndef PLAN_SCHEME_SHOW_H
#define PLAN_SCHEME_SHOW_H

#include "plan/line.h"
#include "plan/scheme.h"

struct scheme_show {
	const struct scheme *scheme;
	const struct tree_node *root;
	const char *origin;  /* installed, workspace, option */
	const char *file;    /* as it is to be called */
	const struct line_sink *sink;
};

/* False once writing failed. */
bool scheme_show(const struct scheme_show *s);

#endif
