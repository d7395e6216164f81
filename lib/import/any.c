#include "import/any.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

struct any {
	struct diag *d;
	const struct any_opts *opts;
	const struct import_sink *sink;
	struct account account;
	struct arena keep;
	const struct str *name; /* of the columns; NULL before the header */
	size_t nname;
	struct buf message;

	struct loose_reader *r; /* the file at hand */
	struct rec rec;
};

struct any *
any_new(struct diag *d, const struct any_opts *opts,
    const struct import_sink *sink)
{
	struct any *a = mem_zalloc(1, sizeof(*a));

	a->d = d;
	a->opts = opts;
	a->sink = sink;
	buf_init(&a->message, BUF_UNBOUNDED);
	return a;
}

void
any_free(struct any *a)
{
	if (a == NULL)
		return;
	buf_fini(&a->message);
	arena_fini(&a->keep);
	free(a);
}

const struct account *
any_account(const struct any *a)
{
	return &a->account;
}

/* What the message of a row's fault speaks of. */
static struct diag_arg
fault_arg(const struct rec *rec)
{
	switch (rec->fault) {
	case DIAG_FIELD_TOO_LONG:
		return DIAG_NUM(REC_BYTES_MAX);
	case DIAG_TOO_MANY_FIELDS:
		return DIAG_NUM(REC_FIELDS_MAX);
	default:
		return DIAG_STR(rec->raw);
	}
}

static bool
reject(struct any *a, enum diag_code code, size_t at,
    const struct diag_arg *arg)
{
	struct import_reject r = { .field = "", .value = { "", 0 },
		.code = code, .raw = a->rec.raw };

	r.pos = loose_pos_at(a->r, &a->rec, at);
	diag_put(a->d, &r.pos, code, arg);
	if (++a->account.rejected > a->opts->max_rejects) {
		diag_at(a->d, NULL, DIAG_TOO_MANY_REJECTS,
		    DIAG_NUM(a->opts->max_rejects));
		return false;
	}
	if (a->sink->reject == NULL)
		return true;
	buf_reset(&a->message);
	diag_message(&a->message, diag_lang(a->d), code, arg);
	r.message = buf_str(&a->message);
	return a->sink->reject(a->sink->arg, &r);
}

/* Of several rows none can be told from data by itself. */
static bool
repeats_header(const struct any *a)
{
	if (a->opts->header_rows != 1)
		return false;
	for (size_t i = 0; i < a->nname; i++)
		if (!str_eq(a->rec.field[i], a->name[i]))
			return false;
	return true;
}

static void
tell_mended(struct any *a, size_t mended)
{
	struct pos pos;

	if (mended == 0)
		return;
	pos = loose_pos_at(a->r, &a->rec, mended - 1);
	diag_plain(a->d, &pos, DIAG_QUOTE_AS_TEXT);
}

/* A row below the header, or without one. */
static bool
take_row(struct any *a, size_t mended)
{
	struct account *n = &a->account;
	struct diag_arg arg[2];
	struct pos pos;

	n->read++;
	if (a->rec.raw.n == 0) {
		n->blank++;
		return true;
	}
	if (a->rec.nfield != a->nname) {
		arg[0] = DIAG_NUM(a->rec.nfield);
		arg[1] = DIAG_NUM(a->nname);
		return reject(a, DIAG_RAGGED_ROW, a->rec.raw.n, arg);
	}
	if (a->opts->header_rows > 0 && repeats_header(a)) {
		pos = loose_pos_at(a->r, &a->rec, 0);
		diag_plain(a->d, &pos, DIAG_HEADER_AGAIN);
		n->repeated++;
		return true;
	}
	tell_mended(a, mended);
	n->written++;
	return a->sink->row(a->sink->arg, a->rec.field, a->nname);
}

/* False after a report: blank, or there already. */
static bool
check_names(struct any *a, const struct str *name)
{
	struct map names = { 0 };
	bool is_new = true, ok = true;

	for (size_t i = 0; i < a->rec.nfield && ok; i++) {
		struct pos pos = loose_pos_at(a->r, &a->rec,
		    a->rec.start[i]);

		map_put(&names, name[i], &is_new);
		ok = is_new && str_trim(name[i]).n > 0;
		if (str_trim(name[i]).n == 0)
			diag_at(a->d, &pos, DIAG_HEADER_BLANK,
			    DIAG_NUM(i + 1));
		else if (!is_new)
			diag_at(a->d, &pos, DIAG_HEADER_TWICE,
			    DIAG_STR(name[i]));
	}
	map_fini(&names);
	return ok;
}

/* The cells of the row at hand below those of the rows above it. */
static void
join_names(struct any *a, struct str *name)
{
	struct buf joined;

	buf_init(&joined, BUF_UNBOUNDED);
	for (size_t i = 0; i < a->rec.nfield; i++) {
		buf_reset(&joined);
		buf_put(&joined, name[i]);
		if (name[i].n > 0 && a->rec.field[i].n > 0)
			buf_putc(&joined, ' ');
		buf_put(&joined, a->rec.field[i]);
		name[i] = arena_str(&a->keep, buf_str(&joined));
	}
	buf_fini(&joined);
}

static void
number_names(struct any *a, struct str *name)
{
	struct buf text;

	buf_init(&text, BUF_UNBOUNDED);
	for (size_t i = 0; i < a->rec.nfield; i++) {
		buf_reset(&text);
		buf_puts(&text, "column_");
		buf_int(&text, (int64_t)i + 1);
		name[i] = arena_str(&a->keep, buf_str(&text));
	}
	buf_fini(&text);
}

/* A row that is not blank and whose fields are known.  False after a
 * report: there is none, or it is faulty. */
static bool
upper_row(struct any *a, const char *file, size_t want)
{
	struct pos pos = { .file = file };
	struct diag_arg arg;
	enum status st;
	size_t mended;

	do
		st = loose_next(a->r, want, &a->rec, &mended);
	while (st == STATUS_OK && a->rec.raw.n == 0);
	if (st == STATUS_END)
		diag_plain(a->d, &pos, DIAG_EMPTY_FILE);
	if (st == STATUS_SKIP) {
		arg = fault_arg(&a->rec);
		pos = loose_pos_at(a->r, &a->rec, a->rec.fault_at);
		diag_put(a->d, &pos, a->rec.fault, &arg);
	}
	if (st != STATUS_OK)
		return false;
	if (want > 0 && a->rec.nfield != want) {
		pos = loose_pos_at(a->r, &a->rec, a->rec.raw.n);
		diag_at(a->d, &pos, DIAG_RAGGED_ROW,
		    DIAG_NUM(a->rec.nfield), DIAG_NUM(want));
		return false;
	}
	tell_mended(a, mended);
	return true;
}

/* The names of all files are those of the first. */
static bool
take_names(struct any *a, const struct str *name)
{
	size_t n = a->rec.nfield;
	struct pos pos;

	if (a->name == NULL) {
		a->name = name;
		a->nname = n;
		return a->sink->header(a->sink->arg, name, n);
	}
	for (size_t i = 0; n == a->nname && i < n; i++)
		if (!str_eq(name[i], a->name[i]))
			n = 0;
	if (n == a->nname)
		return true;
	pos = loose_pos_at(a->r, &a->rec, 0);
	diag_plain(a->d, &pos, DIAG_HEADERS_DIFFER);
	return false;
}

static bool
take_header(struct any *a, const char *file)
{
	struct str *name;
	size_t n;

	if (!upper_row(a, file, 0))
		return false;
	n = a->rec.nfield;
	name = arena_alloc(&a->keep, n, sizeof(*name));
	if (a->opts->header_rows == 0) {
		number_names(a, name);
		return take_names(a, name) && take_row(a, 0);
	}
	join_names(a, name);
	for (unsigned long i = 1; i < a->opts->header_rows; i++) {
		if (!upper_row(a, file, n))
			return false;
		join_names(a, name);
	}
	return check_names(a, name) && take_names(a, name);
}

bool
any_file(struct any *a, struct loose_reader *r, const char *name)
{
	struct pos pos = { .file = name };
	enum status st;
	size_t mended;
	bool ok;

	a->r = r;
	if (!take_header(a, name))
		return false;
	while ((st = loose_next(r, a->nname, &a->rec, &mended)) ==
	    STATUS_OK || st == STATUS_SKIP) {
		struct diag_arg arg = fault_arg(&a->rec);

		a->account.read += st == STATUS_SKIP;
		ok = st == STATUS_OK ? take_row(a, mended)
		    : reject(a, a->rec.fault, a->rec.fault_at, &arg);
		if (!ok)
			return false;
	}
	if (st == STATUS_END && loose_cut_off(r))
		diag_plain(a->d, &pos, DIAG_CUT_OFF);
	return st == STATUS_END;
}
