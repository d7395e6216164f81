#include "cli/plans.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/workspace.h"
#include "io/input.h"
#include "record/tree.h"

static enum run_status
worse(enum run_status a, enum run_status b)
{
	return a > b ? a : b;
}

/* One file; RUN_FAILED where it could not be read at all. */
static enum run_status
read_file(struct run *run, const char *path, struct plans *out)
{
	struct input *in = input_open(run->diag, path);
	struct tree *tree = in == NULL ? NULL : tree_load(run->diag, in);
	enum run_status s = RUN_FAILED;

	if (tree != NULL) {
		struct plan *p = plan_read(run->diag, tree_root(tree),
		    run_codes(run));

		out->plan = mem_grow(out->plan, &out->cap, out->n + 1,
		    sizeof(*out->plan));
		out->plan[out->n++] = p;
		s = p->sound ? RUN_DONE : RUN_FINDINGS;
	}
	tree_free(tree);
	input_close(in);
	return s;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The plans of a folder, in the order of their names. */
static bool
list_folder(struct run *run, const char *folder, const char ***list, size_t *n)
{
	DIR *dir = opendir(folder);
	struct dirent *e;
	size_t cap = 0;

	*list = NULL;
	*n = 0;
	if (dir == NULL) {
		diag_at(run->diag, NULL, DIAG_OPEN, DIAG_Z(folder),
		    DIAG_Z(strerror(errno)));
		return false;
	}
	while ((e = readdir(dir)) != NULL) {
		struct str name = str_from(e->d_name);

		if (name.p[0] == '.' || !str_ends(name, STR(".yaml")))
			continue;
		*list = mem_grow(*list, &cap, *n + 1, sizeof(**list));
		(*list)[(*n)++] = run_join(run, folder,
		    str_from(e->d_name));
	}
	closedir(dir);
	if (*n > 0)
		qsort(*list, *n, sizeof(**list), by_name);
	return true;
}

static enum run_status
read_folder(struct run *run, const char *folder, bool took, struct plans *out)
{
	enum run_status s = RUN_DONE;
	const char **list;
	size_t n;

	if (!list_folder(run, folder, &list, &n))
		return RUN_FAILED;
	if (n == 0 && !took) {
		diag_at(run->diag, NULL, DIAG_PLAN_FOLDER, DIAG_Z(folder));
		s = RUN_FAILED;
	}
	for (size_t i = 0; i < n; i++) {
		if (took)
			run_took(run, list[i]);
		s = worse(s, read_file(run, list[i], out));
	}
	free(list);
	return s;
}

/* Two plans of one scope and revision: which of them holds? */
static enum run_status
distinct(struct run *run, enum run_status s, const struct plans *p)
{
	plan_undated(run->diag, p->plan, p->n);
	return worse(s, plan_distinct(run->diag, p->plan, p->n) ?
	    RUN_DONE : RUN_FINDINGS);
}

static enum run_status
read_operand(struct run *run, const char *path, bool folders,
    struct plans *out)
{
	return folders && input_is_folder(path) ?
	    read_folder(run, path, false, out) : read_file(run, path, out);
}

enum run_status
plans_read(struct run *run, size_t first, bool folders, struct plans *out)
{
	enum run_status s = RUN_DONE;

	if (run->workspace != NULL && (run->default_input ||
	    first >= run->nfile))
		s = read_folder(run, workspace_path(run, "plans", ""), true,
		    out);
	else
		for (size_t i = first; i < run->nfile; i++)
			s = worse(s, read_operand(run, run->file[i], folders,
			    out));
	return distinct(run, s, out);
}

enum run_status
plans_read_path(struct run *run, const char *path, struct plans *out)
{
	enum run_status s = read_operand(run, path, true, out);

	return input_is_folder(path) ? distinct(run, s, out) : s;
}

void
plans_free(struct plans *p)
{
	for (size_t i = 0; i < p->n; i++)
		plan_free(p->plan[i]);
	free(p->plan);
}
