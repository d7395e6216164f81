#include "cli/split.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/map.h"
#include "cli/signal.h"
#include "record/rec.h"

#define FLUSH_AT 32768u

/* Where a month's rows came from. */
struct month_source {
	const char *file;
	size_t place;
};

struct month_file {
	struct output *out;
	struct buf rows;
	struct month_source *source;
	size_t nsource, source_cap;
};

struct split {
	struct run *run;
	const char *dir;
	struct buf header; /* its line */
	size_t month;
	struct map name; /* months, in the order they were met */
	struct month_file *file;
	size_t file_cap;
	struct month_source source; /* of the rows at hand; file NULL: any */
};

struct split *
split_new(struct run *run, const char *dir)
{
	struct split *s = mem_zalloc(1, sizeof(*s));

	s->run = run;
	s->dir = dir;
	buf_init(&s->header, BUF_UNBOUNDED);
	return s;
}

void
split_header(struct split *s, const struct str *name, size_t n, size_t month)
{
	s->month = month;
	rec_put_row(&s->header, name, n);
}

static bool
open_month(struct split *s, struct str month, struct month_file *f)
{
	struct buf path;
	const char *kept;

	buf_init(&path, BUF_UNBOUNDED);
	buf_puts(&path, s->dir);
	buf_put(&path, month);
	buf_puts(&path, ".csv");
	kept = buf_keep(&path, s->run->keep).p;
	*f = (struct month_file){ .out = NULL };
	buf_init(&f->rows, BUF_UNBOUNDED);
	buf_put(&f->rows, buf_str(&s->header));
	f->out = output_open(s->run->diag, kept, &signal_watch);
	return f->out != NULL;
}

static bool
flush(struct month_file *f)
{
	bool ok = output_put(f->out, buf_str(&f->rows));

	buf_reset(&f->rows);
	return ok;
}

void
split_source(struct split *s, const char *file, size_t place)
{
	s->source = (struct month_source){ file, place };
}

/* False after a report: this month came from another file already. */
static bool
from_one_file(struct split *s, struct str month, struct month_file *f)
{
	for (size_t i = 0; i < f->nsource; i++) {
		const struct month_source *was = &f->source[i];

		if (was->place != s->source.place)
			continue;
		if (was->file == s->source.file)
			return true;
		diag_at(s->run->diag, NULL, DIAG_MONTH_IN_TWO,
		    DIAG_STR(month), DIAG_Z(was->file),
		    DIAG_Z(s->source.file));
		return false;
	}
	f->source = mem_grow(f->source, &f->source_cap, f->nsource + 1,
	    sizeof(*f->source));
	f->source[f->nsource++] = s->source;
	return true;
}

bool
split_row(struct split *s, const struct str *cell, size_t n)
{
	bool is_new;
	size_t at = map_put(&s->name, cell[s->month], &is_new);
	struct month_file *f;

	s->file = mem_grow(s->file, &s->file_cap, at + 1, sizeof(*s->file));
	f = &s->file[at];
	if (is_new && at == 0)
		(void)mkdir(s->dir, 0750); /* the file tells of what failed */
	if (is_new && !open_month(s, cell[s->month], f))
		return false;
	if (s->source.file != NULL &&
	    !from_one_file(s, cell[s->month], f))
		return false;
	rec_put_row(&f->rows, cell, n);
	return f->rows.n < FLUSH_AT || flush(f);
}

bool
split_end(struct split *s, bool ok)
{
	for (size_t i = 0; ok && i < s->name.n; i++)
		ok = flush(&s->file[i]);
	for (size_t i = 0; i < s->name.n; i++) {
		struct month_file *f = &s->file[i];

		if (ok)
			ok = output_commit(f->out);
		else
			output_abort(f->out);
		buf_fini(&f->rows);
		free(f->source);
	}
	map_fini(&s->name);
	free(s->file);
	buf_fini(&s->header);
	free(s);
	return ok;
}
