#include "cli/revise.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/date.h"
#include "cli/dataset_out.h"
#include "cli/workspace.h"
#include "io/folder.h"
#include "io/input.h"
#include "rule/revision.h"
#include "schema/completion.h"
#include "schema/indicator.h"
#include "schema/made.h"

enum role { ROLE_NONE, ROLE_PUBLISHED, ROLE_CANONICAL, ROLE_OTHER };

struct session {
	struct run *run;
	const char *root[2];
	struct folder folder[2];
	struct revision r;
	struct str indicator[INDICATOR_COUNT]; /* columns of indicators */
	size_t nindicator;
	bool tenancies_differ, rows_differ;
};

static bool
has_suffix(struct str name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (str_ends(name, str_from(*list)))
			return true;
	return false;
}

/* What figures rest on beside the canonical files. */
static bool
is_input(struct str name)
{
	return str_starts(name, STR("plans/")) ||
	    str_starts(name, STR("rules/")) ||
	    str_starts(name, STR("codes/")) ||
	    str_starts(name, STR("previous/")) ||
	    str_starts(name, STR("last-year/")) ||
	    str_is(name, "workspace.ini");
}

/* What is made of the rest, or says how it was made, is not compared; nor is
 * what a folder of results does not hold. */
static enum role
role_of(struct str name)
{
	static const char *const made[] = { ".html", ".txt", ".md", ".json",
		".xlsx", ".svg", ".docx", ".pdf", ".log", NULL };
	static const char *const csv[] = { ".csv", ".csv.gz", NULL };

	if (str_is(name, "manifest.csv") || str_is(name, "SHA256SUMS") ||
	    str_is(name, "revisions.csv") || str_is(name, "rejects.csv") ||
	    str_starts(name, STR("report/")) || has_suffix(name, made))
		return ROLE_NONE;
	if (is_input(name))
		return ROLE_OTHER;
	if (!has_suffix(name, csv))
		return ROLE_NONE;
	if (str_starts(name, STR("canon/")))
		return ROLE_CANONICAL;
	return str_chr(name, '/') == name.n ? ROLE_PUBLISHED : ROLE_NONE;
}

/* "canon/taxes/2023-06.csv" -> "taxes", "districts.csv" -> "districts" */
static struct str
stem_of(struct str name)
{
	size_t at = name.n;

	if (str_starts(name, STR("canon/taxes/")))
		return STR("taxes");
	while (at > 0 && name.p[at - 1] != '/')
		at--;
	name = str_sub(name, at, name.n);
	return str_sub(name, 0, str_chr(name, '.'));
}

static const struct dataset *
dataset_of(struct str name, enum role role)
{
	static const char *const scopes[] = { "districts", "industries",
		"specialties", "teams" };
	struct str stem = stem_of(name);

	if (role == ROLE_CANONICAL)
		return dataset_find(stem, NULL);
	for (size_t i = 0; i < sizeof(scopes) / sizeof(scopes[0]); i++)
		if (str_is(stem, scopes[i]))
			return indicator_aggregates();
	if (str_is(stem, "indicators") || str_is(stem, "classified"))
		return indicator_classified();
	if (str_is(stem, "completion"))
		return completion_dataset();
	if (str_is(stem, "watch-year")) /* December against December */
		return made_at(MADE_WATCH);
	for (size_t i = 0; i < MADE_COUNT; i++)
		if (str_is(stem, made_at((enum made_id)i)->name))
			return made_at((enum made_id)i);
	return NULL;
}

/* Byte by byte, once unpacked; false after a report. */
static bool
compare_bytes(struct input *a, struct input *b, bool *same)
{
	static const size_t size = 65536;
	char *x = mem_alloc(size, 1), *y = mem_alloc(size, 1);
	ssize_t n, m;

	do {
		n = input_read(a, x, size);
		m = n < 0 ? -1 : input_read(b, y, size);
		*same = n >= 0 && n == m && memcmp(x, y, (size_t)n) == 0;
	} while (*same && n > 0);
	free(x);
	free(y);
	return n >= 0 && m >= 0;
}

/* One file under two names (hard links), of another size, or by bytes. */
static bool
compare_files(struct session *s, struct str name, bool *same)
{
	struct input *a = input_open(s->run->diag, run_join(s->run, s->root[0],
	    name));
	struct input *b = a == NULL ? NULL : input_open(s->run->diag,
	    run_join(s->run, s->root[1], name));
	uint64_t x[2], y[2], n = 0, m = 0;
	bool ok = b != NULL;

	*same = ok && input_identity(a, x) && input_identity(b, y) &&
	    x[0] == y[0] && x[1] == y[1];
	if (ok && !*same) {
		bool plain = input_descriptor(a, &n) >= 0 &&
		    input_descriptor(b, &m) >= 0;

		ok = (plain && n != m) || compare_bytes(a, b, same);
	}
	input_close(a);
	input_close(b);
	return ok;
}

static struct rec_reader *
open_rows(struct run *run, const char *path)
{
	struct input *in = input_open(run->diag, path);
	struct text *text = in == NULL ? NULL : text_open(run->diag, in, NULL);

	return text == NULL ? NULL : rec_open(run->diag, text, NULL);
}

struct opening {
	struct session *s;
	struct str name;
};

static struct rec_reader *
open_side(void *arg, int side)
{
	const struct opening *o = arg;

	return open_rows(o->s->run, run_join(o->s->run, o->s->root[side],
	    o->name));
}

static bool
read_table(struct session *s, struct str name, int side,
    struct revision_table *t)
{
	struct rec_reader *in;
	bool ok;

	t->path = run_join(s->run, s->root[side], name);
	in = open_rows(s->run, t->path);
	ok = in != NULL && revision_table_read(t, in, dataset_of(name,
	    ROLE_PUBLISHED));
	rec_close(in);
	return ok;
}

/* Columns of classified that indicators told already. */
static size_t
told_elsewhere(const struct session *s, struct str name)
{
	return str_is(name, "classified.csv") ? s->nindicator : 0;
}

static bool
compare_published(struct session *s, struct str name, bool same)
{
	struct revision_table a = { 0 }, b = { 0 };
	struct str file = arena_str(&s->r.keep, name);
	size_t nskip = told_elsewhere(s, name);
	bool ok = read_table(s, name, 0, &a);

	if (ok && same)
		ok = revision_equal(&s->r, file, &a, s->indicator, nskip);
	else if (ok)
		ok = read_table(s, name, 1, &b) && revision_figures(&s->r,
		    file, &a, &b, s->indicator, nskip);
	revision_table_fini(&a);
	revision_table_fini(&b);
	return ok;
}

static bool
compare_one(struct session *s, struct str name)
{
	enum role role = role_of(name);
	struct opening o = { s, name };
	const struct revision_source from = { open_side, &o };
	struct str file = arena_str(&s->r.keep, name);
	bool same = false;

	if (role == ROLE_NONE)
		return true;
	if (!compare_files(s, name, &same))
		return false;
	s->r.count.files++;
	s->r.count.files_equal += same;
	if (role == ROLE_PUBLISHED)
		return compare_published(s, name, same);
	if (same)
		return true;
	if (role == ROLE_OTHER) {
		revision_file(&s->r, file, REVISION_CHANGED);
		return true;
	}
	s->rows_differ = true;
	s->tenancies_differ = s->tenancies_differ ||
	    str_is(stem_of(name), "tenancies");
	return revision_rows(&s->r, file, dataset_of(name, role), &from);
}

static void
tell_lone(struct session *s, struct str name, enum revision_kind kind)
{
	if (role_of(name) == ROLE_NONE)
		return;
	s->r.count.files++;
	revision_file(&s->r, arena_str(&s->r.keep, name), kind);
}

static bool
compare_all(struct session *s)
{
	const struct folder *a = &s->folder[0], *b = &s->folder[1];
	size_t i = 0, k = 0;
	bool ok = true;

	while (ok && (i < a->n || k < b->n)) {
		int order = i == a->n ? 1 : k == b->n ? -1 :
		    str_cmp(a->name[i], b->name[k]);

		if (order < 0) {
			tell_lone(s, a->name[i], REVISION_WENT);
		} else if (order > 0) {
			tell_lone(s, b->name[k], REVISION_CAME);
		} else {
			ok = compare_one(s, a->name[i]);
		}
		i += order <= 0;
		k += order >= 0;
	}
	return ok;
}

static bool
in_folder(const struct folder *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_is(f->name[i], name))
			return true;
	return false;
}

/* Whose rows a changed row of the ledger touches. */
static bool
read_seats(struct session *s, struct revision_seats *seats)
{
	for (int side = s->tenancies_differ ? 0 : 1; side < 2; side++) {
		struct rec_reader *in;
		bool ok;

		if (!in_folder(&s->folder[side], "canon/tenancies.csv"))
			continue;
		in = open_rows(s->run, run_join(s->run, s->root[side],
		    STR("canon/tenancies.csv")));
		ok = in != NULL && revision_seats_read(seats, in);
		rec_close(in);
		if (!ok)
			return false;
	}
	return true;
}

static bool
link_rows(struct session *s)
{
	struct revision_seats *seats = s->rows_differ ?
	    revision_seats_new(&s->r) : NULL;
	bool ok = seats == NULL || read_seats(s, seats);

	if (ok)
		revision_through(&s->r, seats);
	revision_seats_free(seats);
	return ok;
}

static struct str
line_text(struct buf *b, unsigned long line)
{
	buf_reset(b);
	if (line > 0)
		buf_int(b, (int64_t)line);
	return buf_str(b);
}

static bool
write_row(struct session *s, const struct revision_row *x, struct buf *a,
    struct buf *b)
{
	static const char *const kinds[] = { "figure", "came", "went",
		"changed", "compared" };

	return run_row(s->run, (const struct str[]){ str_from(kinds[x->kind]),
		x->file, x->key, x->column, x->unit, x->old, x->new,
		x->change, line_text(a, x->old_line),
		line_text(b, x->new_line), x->old_source, x->new_source,
		x->through }, 13);
}

static bool
write_rows(struct session *s, const bool *wanted)
{
	const struct dataset *ds = made_at(MADE_REVISIONS);
	struct str name[16];
	struct buf a, b;
	bool ok;

	for (size_t i = 0; i < ds->ncolumn; i++)
		name[i] = str_from(ds->column[i].name);
	ok = run_header(s->run, name, ds->ncolumn);
	buf_init(&a, BUF_UNBOUNDED);
	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; ok && i < s->r.n; i++)
		if (wanted == NULL || wanted[i])
			ok = write_row(s, &s->r.row[i], &a, &b);
	buf_reset(&a);
	revision_put_summary(&a, &s->r, s->run->lang);
	if (ok)
		diag_summary(s->run->diag, buf_str(&a));
	buf_fini(&a);
	buf_fini(&b);
	return ok;
}

static bool
explain(struct session *s, const char *key)
{
	bool *wanted = mem_zalloc(s->r.n + 1, sizeof(*wanted));
	bool ok = revision_behind(&s->r, str_from(key), wanted) &&
	    write_rows(s, wanted);

	free(wanted);
	return ok;
}

/* Is any of the tables there that figures are published in? */
static bool
has_results(struct session *s, int side)
{
	static const char *const name[] = { "indicators.csv",
		"classified.csv", "districts.csv", "completion.csv",
		"scores.csv" };

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if (input_is_file(run_join(s->run, s->root[side],
		    str_from(name[i]))))
			return true;
	diag_at(s->run->diag, NULL, DIAG_REVISION_NOTHING,
	    DIAG_Z(s->root[side]));
	return false;
}

static bool
open_folder(struct session *s, int side)
{
	errno = 0;
	if (!input_is_folder(s->root[side])) {
		diag_at(s->run->diag, NULL, DIAG_OPEN, DIAG_Z(s->root[side]),
		    DIAG_Z(strerror(errno == 0 ? ENOTDIR : errno)));
		return false;
	}
	return has_results(s, side) &&
	    folder_list(s->run->diag, s->root[side], &s->folder[side]);
}

/* WORKSPACE/out/2023-06.v2 */
static const char *
version_path(struct run *run, int period, int64_t version)
{
	const char *path;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	date_put_month(&b, period);
	buf_puts(&b, ".v");
	buf_int(&b, version);
	buf_putc(&b, '\0');
	path = workspace_path(run, "out", b.p);
	buf_fini(&b);
	return path;
}

/* The last two of the versions counted from 1. */
static bool
newest_versions(struct session *s, int period)
{
	struct run *run = s->run;
	struct stat st;
	int64_t n = 0;

	while (stat(version_path(run, period, n + 1), &st) == 0)
		n++;
	if (n < 2) {
		diag_at(run->diag, NULL, DIAG_NOT_IN_WORKSPACE,
		    DIAG_Z(version_path(run, period, n + 1)));
		return false;
	}
	for (int side = 0; side < 2; side++) {
		s->root[side] = version_path(run, period, n - 1 + side);
		run_took(run, s->root[side]);
	}
	return true;
}

static bool
find_folders(struct session *s, int period)
{
	struct run *run = s->run;

	if (run->default_input && run->workspace != NULL && period >= 0)
		return newest_versions(s, period);
	if (run->default_input || run->nfile != 2) {
		diag_at(run->diag, NULL, DIAG_USAGE,
		    DIAG_Z(run->lang == LANG_ZH
		        ? "--revisions 须给出两个文件夹：旧版、新版"
		        : "--revisions takes two folders: OLD and NEW"));
		return false;
	}
	s->root[0] = run->file[0];
	s->root[1] = run->file[1];
	return true;
}

static bool
start(struct session *s, int period)
{
	const struct dataset *ds = indicator_dataset();
	struct run *run = s->run;

	if (!find_folders(s, period))
		return false;
	if (!open_folder(s, 0) || !open_folder(s, 1) ||
	    run_codes(run) == NULL)
		return false;
	s->r.city = code_city(run->codes)->code;
	for (int side = 0; side < 2; side++)
		if (!in_folder(&s->folder[side], "indicators.csv"))
			return true;
	for (size_t i = 0; i < ds->ncolumn; i++)
		s->indicator[s->nindicator++] = str_from(ds->column[i].name);
	return true;
}

enum run_status
revise(struct run *run, int period, const char *explained)
{
	struct session s = { .run = run };
	enum run_status status = RUN_FAILED;

	s.r.diag = run->diag;
	s.r.period = period;
	if (start(&s, period) && compare_all(&s) && link_rows(&s)) {
		revision_order(&s.r);
		if (explained != NULL ? explain(&s, explained) :
		                        write_rows(&s, NULL))
			status = s.r.differ ? RUN_FINDINGS : RUN_DONE;
	}
	revision_free(&s.r);
	folder_fini(&s.folder[0]);
	folder_fini(&s.folder[1]);
	return status;
}
