#include "cli/report_explain.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/thread.h"
#include "cli/report_actual.h"
#include "cli/rollup_io.h"
#include "cli/tax_files.h"
#include "cli/workspace.h"
#include "io/input.h"
#include "measure/trace.h"
#include "print/words.h"
#include "record/rec.h"

static const struct str none = { "", 0 };

/* Cells of trace_column. */
enum { T_BUILDING, T_FIGURE, T_MONTH, T_USCC, T_FILE, T_LINE, T_TAX,
	T_MONTH_TAX, T_SPLIT, T_SHARE, T_TOTAL, T_PART };

struct tax_row {
	struct str month, uscc, file, split, share, total, part, source;
	struct str tax, month_tax;
	unsigned long line;
};

/* The files that a building's figure was made of. */
struct figure_files {
	const char *buildings, *tenancies;
	const char *const *tax;
	size_t ntax;
};

/* Which figures a column is made of: those of the months so called. */
struct wanted {
	bool period, last_month, same, rest; /* rest: of last year */
};

struct collecting {
	struct explain *x;
	struct wanted want;
	struct str last; /* month */
	struct tax_row *row;
	size_t n, cap;
	int64_t sum, same; /* of the period or the months asked for; of yoy's
	                      same months */
};

bool
report_explain_reads(struct str name)
{
	return str_is(name, "taxes") || str_is(name, "tenancies") ||
	    report_actual_reads(name);
}

static bool
wanted_of(struct str column, struct wanted *w)
{
	static const struct {
		const char *name;
		struct wanted want;
	} figure[] = {
		{ "tax_yuan", { .period = true } },
		{ "tax_month_yuan", { .last_month = true } },
		{ "tax_same_yuan", { .same = true } },
		{ "tax_last_year_yuan", { .same = true, .rest = true } },
		{ "tax_yoy_pct", { .period = true, .same = true } },
		{ "tax_per_m2_yuan", { .period = true } },
		{ "tier", { .period = true } },
	};

	for (size_t i = 0; i < sizeof(figure) / sizeof(figure[0]); i++)
		if (str_is(column, figure[i].name)) {
			*w = figure[i].want;
			return true;
		}
	return false;
}

static bool
is_wanted(const struct collecting *c, const struct str *cell)
{
	const struct wanted *w = &c->want;

	if (str_is(cell[T_FIGURE], "period"))
		return w->period || (w->last_month &&
		    str_eq(cell[T_MONTH], c->last));
	return str_is(cell[T_FIGURE], "same") ? w->same : w->rest;
}

static void
take(struct collecting *c, const struct str *cell)
{
	struct arena *a = &c->x->keep;
	int64_t line = 0, part = 0;
	struct tax_row *r;

	if (!is_wanted(c, cell))
		return;
	(void)num_parse_decimal(cell[T_LINE], 0, &line);
	if (cell[T_PART].n > 0 &&
	    num_parse_decimal(cell[T_PART], 2, &part) == NUM_OK)
		*(c->want.period && !str_is(cell[T_FIGURE], "period") ?
		    &c->same : &c->sum) += part; /* in the building's range */
	c->row = mem_grow(c->row, &c->cap, c->n + 1, sizeof(*c->row));
	r = &c->row[c->n++];
	*r = (struct tax_row){ .line = (unsigned long)line,
		.month = arena_str(a, cell[T_MONTH]),
		.uscc = arena_str(a, cell[T_USCC]),
		.file = arena_str(a, cell[T_FILE]),
		.tax = arena_str(a, cell[T_TAX]),
		.month_tax = arena_str(a, cell[T_MONTH_TAX]),
		.split = arena_str(a, cell[T_SPLIT]),
		.share = arena_str(a, cell[T_SHARE]),
		.total = arena_str(a, cell[T_TOTAL]),
		.part = arena_str(a, cell[T_PART]) };
}

/* The column `source` of the rows that were taken out of a file. */
static bool
read_sources(struct run *run, struct collecting *c, const char *path)
{
	struct input *in = input_open(run->diag, path);
	struct text *text = in == NULL ? NULL : text_open(run->diag, in,
	    NULL);
	struct rec_reader *reader = text == NULL ? NULL :
	    rec_open(run->diag, text, NULL);
	const struct rec *head = reader == NULL ? NULL : rec_header(reader);
	enum status status = STATUS_OK;
	struct rec rec;
	size_t col = 0;

	while (head != NULL && col < head->nfield &&
	    !str_is(head->field[col], "source"))
		col++;
	while (head != NULL && col < head->nfield &&
	    (status = rec_next(reader, &rec)) == STATUS_OK)
		for (size_t i = 0; i < c->n; i++)
			if (c->row[i].line == rec.line &&
			    str_is(c->row[i].file, path))
				c->row[i].source = arena_str(&c->x->keep,
				    rec.field[col]);
	rec_close(reader);
	return head != NULL && status != STATUS_FATAL;
}

static bool
read_all_sources(struct run *run, struct collecting *c,
    const struct figure_files *files)
{
	for (size_t k = 0; k < files->ntax; k++) {
		size_t i = 0;

		while (i < c->n && !str_is(c->row[i].file, files->tax[k]))
			i++;
		if (i < c->n && !read_sources(run, c, files->tax[k]))
			return false;
	}
	return true;
}

/* How much of the enterprise's month is the building's. */
static struct str
split_words(struct explain *x, const struct tax_row *r)
{
	enum lang l = x->lang;

	if (r->part.n == 0)
		return words_fill(&x->keep, words(l, "同户同月，已计入上行（本行$1）",
		    "same month and payer, in the line above (this row $1)"),
		    r->tax);
	if (str_is(r->split, "whole"))
		return str_eq(r->tax, r->part) ? none :
		    words_fill(&x->keep, words(l, "本行$1，当月合计$2",
		    "this row $1, the month $2"), r->tax, r->month_tax);
	return words_fill(&x->keep, str_is(r->split, "equal") ?
	    words(l, "当月$1，平均分摊$2/$3", "the month $1, split equally "
	    "$2/$3") : words(l, "当月$1，按面积分摊$2/$3",
	    "the month $1, split by area $2/$3"), r->month_tax, r->share,
	    r->total);
}

static void
put_rows(struct collecting *c)
{
	struct explain *x = c->x;

	explain_rule(x);
	for (size_t i = 0; i < c->n; i++) {
		const struct tax_row *r = &c->row[i];

		explain_put(x, &(struct explain_line){ .part = "tax",
			.label = { [LANG_ZH] = "税收", [LANG_EN] = "tax" },
			.subject = r->uscc, .column = r->month,
			.value = r->part, .note = split_words(x, r),
			.file = r->file, .line = r->line,
			.source = r->source });
	}
}

static void
put_one_sum(struct explain *x, struct str column, int64_t fen,
    struct str value)
{
	struct buf b;
	struct str sum;

	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, fen);
	sum = buf_keep(&b, &x->keep);
	explain_put(x, &(struct explain_line){ .part = "sum",
		.label = { [LANG_ZH] = "合计", [LANG_EN] = "sum" },
		.column = column, .value = sum, .note = value.n == 0 ? none :
		    str_from(str_eq(value, sum) ? words(x->lang,
		    "与所据相等", "equal to the value taken") :
		    words(x->lang, "与所据不等：台账或税收已与做表时不同",
		    "not the value taken: the files are not those of "
		    "then")) });
}

/* The sum, and whether it is the figure; of growth, what is compared. */
static void
put_sums(struct collecting *c, const struct explain_subject *what)
{
	bool plain = str_starts(what->column, STR("tax_")) &&
	    str_ends(what->column, STR("_yuan")) &&
	    !str_is(what->column, "tax_per_m2_yuan");

	explain_rule(c->x);
	put_one_sum(c->x, plain ? what->column : STR("tax_yuan"), c->sum,
	    plain ? what->value : none);
	if (c->want.period && c->want.same)
		put_one_sum(c->x, STR("tax_same_yuan"), c->same, none);
}

static bool
find_files(const struct report_files *f, int period, struct figure_files *out)
{
	const char **tax = arena_alloc(f->run->keep, f->with->n + 1,
	    sizeof(*tax));

	out->buildings = f->buildings != NULL ? f->buildings :
	    report_files_register(f, "buildings", period);
	out->tenancies = report_files_register(f, "tenancies", period);
	for (size_t i = 0; i < f->with->n; i++)
		if (str_starts(str_from(f->with->item[i]), STR("taxes=")))
			tax[out->ntax++] = f->with->item[i] + strlen("taxes=");
	out->tax = tax;
	if (out->ntax == 0 && out->buildings != NULL && out->tenancies != NULL)
		tax_files_of_results(f->run, period, &out->tax, &out->ntax);
	return out->buildings != NULL && out->tenancies != NULL &&
	    out->ntax > 0;
}

/* The building's figures are made once more, and the rows behind them kept,
 * as bldg-rollup --explain lists them. */
static bool
collect_rows(struct run *run, struct collecting *c,
    const struct figure_files *files, const struct explain_subject *what,
    const struct setting_book *settings)
{
	const struct rollup_taxes taxes = { .file = files->tax,
		.nfile = files->ntax, .period = what->period,
		.threads = thread_processors() };
	struct rollup_rule rule = { 0 };
	struct rollup_io u = { .run = NULL };
	struct trace t = { 0 };
	const struct str *cell;
	bool ok = rollup_rule_load(&rule, run->diag, settings) &&
	    rollup_io_registers(&u, run, files->buildings,
	        files->tenancies) &&
	    rollup_io_follow(&u, what->building) &&
	    rollup_io_taxes(&u, &taxes, &rule);

	if (ok) {
		trace_init(&t, &u.rollup, u.building);
		while ((cell = trace_next(&t)) != NULL)
			take(c, cell);
		trace_fini(&t);
	}
	rollup_io_fini(&u);
	rollup_rule_fini(&rule);
	return ok;
}

static bool
follow_taxes(struct report_files *f, struct explain *x,
    const struct explain_subject *what)
{
	struct collecting c = { .x = x };
	struct figure_files files = { .ntax = 0 };
	struct setting_book *settings;
	struct buf month;
	bool ok;

	if (what->building.n == 0 || what->period < 0 ||
	    !wanted_of(what->column, &c.want) ||
	    !find_files(f, what->period, &files))
		return true;
	settings = rules_load_of(f->run, what->period, "rollup.ini",
	    f->rules);
	if (settings == NULL)
		return false;
	buf_init(&month, BUF_UNBOUNDED);
	date_put_month(&month, what->period);
	c.last = buf_str(&month);
	ok = collect_rows(f->run, &c, &files, what, settings) &&
	    read_all_sources(f->run, &c, &files);
	if (ok) {
		put_rows(&c);
		put_sums(&c, what);
	}
	buf_fini(&month);
	free(c.row);
	setting_free(settings);
	return ok;
}

static bool
follow(void *arg, struct explain *x, const struct explain_subject *what)
{
	return follow_taxes(arg, x, what) && report_actual(arg, x, what);
}

bool
report_explain_make(struct buf *out, struct report_files *f,
    const struct report_input *in, const struct format *format)
{
	struct explain *x = in->explain;
	bool ok;

	x->follow = follow;
	x->arg = f;
	ok = report_explain(out, f->kind, in, format);
	x->arg = NULL; /* the caller's, and not for longer */
	return ok;
}
