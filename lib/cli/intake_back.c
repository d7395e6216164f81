#include "cli/intake_back.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "cli/side.h"
#include "report/sent_back.h"

struct intake_back {
	struct run *run;
	struct output *out; /* the run's */
	struct sent *sent;
};

/* The workbook would take the place of what it was made from. */
static bool
is_among(struct run *run, const char *path, const char *const *file,
    size_t nfile)
{
	struct stat to, from;

	if (stat(path, &to) != 0)
		return false;
	for (size_t i = 0; i < nfile; i++)
		if (stat(file[i], &from) == 0 && from.st_dev == to.st_dev &&
		    from.st_ino == to.st_ino && S_ISREG(to.st_mode)) {
			diag_at(run->diag, NULL, DIAG_ANNOTATE_INPUT,
			    DIAG_Z(path));
			return true;
		}
	return false;
}

struct intake_back *
intake_back_open(struct run *run, const char *path, const char *const *file,
    size_t nfile)
{
	struct intake_back *b;
	struct output *out;

	if (!str_ends(str_from(path), STR(".xlsx"))) {
		diag_at(run->diag, NULL, DIAG_ANNOTATE_SUFFIX, DIAG_Z(path));
		return NULL;
	}
	if (is_among(run, path, file, nfile))
		return NULL;
	out = side_output(run, path, SIDE_WHEN_DONE);
	if (out == NULL)
		return NULL;
	output_binary(out);
	b = mem_zalloc(1, sizeof(*b));
	b->run = run;
	b->out = out;
	b->sent = sent_new(run->lang);
	diag_watch(run->diag, sent_see, b->sent);
	return b;
}

struct sent *
intake_back_sent(struct intake_back *b)
{
	return b->sent;
}

bool
intake_back_put(struct intake_back *b)
{
	struct buf bytes;
	bool ok;

	diag_watch(b->run->diag, NULL, NULL);
	buf_init(&bytes, BUF_UNBOUNDED);
	ok = sent_back_put(&bytes, b->sent, b->run->diag) &&
	    output_put(b->out, buf_str(&bytes));
	buf_fini(&bytes);
	return ok;
}

void
intake_back_close(struct intake_back *b)
{
	if (b == NULL)
		return;
	diag_watch(b->run->diag, NULL, NULL);
	sent_free(b->sent);
	free(b);
}
