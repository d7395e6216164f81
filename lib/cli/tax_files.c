#include "cli/tax_files.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "cli/workspace.h"

/* folder/YYYY-MM.csv, plain or packed; NULL if it is not there. */
static const char *
month_file(struct run *run, const char *folder, int month)
{
	static const char *const suffix[] = { ".csv", ".csv.gz" };
	const char *path = NULL;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (int i = 0; path == NULL && i < 2; i++) {
		buf_reset(&b);
		date_put_month(&b, month);
		buf_puts(&b, suffix[i]);
		buf_putc(&b, '\0');
		path = workspace_path(run, folder, b.p);
		if (access(path, F_OK) != 0)
			path = NULL;
	}
	buf_fini(&b);
	return path;
}

/* The months the period needs: its own and last year's. */
static size_t
workspace_taxes(struct run *run, const char *folder, int last,
    const char **path)
{
	size_t n = 0;

	for (int m = date_month_of(DATE_YEAR_MAX, 12);
	    last < 0 && m >= date_month_of(DATE_YEAR_MIN, 1); m--)
		if (month_file(run, folder, m) != NULL)
			last = m;
	if (last < 0)
		return 0;
	for (int m = date_month_of(date_year(last) - 1, 1); m <= last; m++) {
		path[n] = month_file(run, folder, m);
		if (path[n] != NULL)
			run_took(run, path[n++]);
	}
	return n;
}

/* By name, or by what stands behind it; a pipe is only its name. */
static bool
check_distinct(struct run *run, const char *const *path, size_t n)
{
	struct stat *st = mem_zalloc(n + 1, sizeof(*st));
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		bool plain = stat(path[i], &st[i]) == 0 &&
		    S_ISREG(st[i].st_mode);

		for (size_t k = 0; ok && k < i; k++) {
			ok = strcmp(path[i], path[k]) != 0 &&
			    !(plain && st[i].st_dev == st[k].st_dev &&
			        st[i].st_ino == st[k].st_ino);
			if (!ok)
				diag_at(run->diag, NULL, DIAG_FILE_TWICE,
				    DIAG_Z(path[k]), DIAG_Z(path[i]));
		}
	}
	free(st);
	return ok;
}

bool
tax_files_find(struct run *run, int period, const char *const **path,
    size_t *n)
{
	const char **found;

	*path = run->file;
	*n = run->nfile;
	if (run->default_input && run->workspace != NULL) {
		found = arena_alloc(run->keep, 24, sizeof(*found));
		*n = workspace_taxes(run, "canon/taxes", period, found);
		*path = found;
	}
	return check_distinct(run, *path, *n);
}

void
tax_files_of_results(struct run *run, int period, const char *const **path,
    size_t *n)
{
	const char **found = arena_alloc(run->keep, 24, sizeof(*found));
	struct buf folder;

	*path = found;
	*n = 0;
	if (run->workspace == NULL || period < 0)
		return;
	buf_init(&folder, BUF_UNBOUNDED);
	buf_puts(&folder, "out/");
	date_put_month(&folder, period);
	buf_puts(&folder, "/canon/taxes");
	buf_putc(&folder, '\0');
	*n = workspace_taxes(run, folder.p, period, found);
	if (*n == 0)
		*n = workspace_taxes(run, "canon/taxes", period, found);
	buf_fini(&folder);
}
