/*
 * Whose tax rose and whose fell most, in yuan, against the same months of
 * last year: amounts of other lengths are never compared.
 */
#include <stdlib.h>

#include "base/date.h"
#include "print/words.h"
#include "report/building_list.h"
#include "report/kinds.h"

enum { OWN_DIRECTION, OWN_RANK, OWN_CHANGE, OWN_PULL, OWN_REMARK,
	OWN_COLUMNS };

static const struct report_heading own[OWN_COLUMNS] = {
	[OWN_DIRECTION] = { "direction", VALUE_TEXT, 0, { "kind", "类型" } },
	[OWN_RANK] = { "rank", VALUE_COUNT, 0, { "rank", "位次" } },
	[OWN_CHANGE] = { "change_yuan", VALUE_MONEY, COLUMN_SIGN,
	    { "change", "增减额" } },
	[OWN_PULL] = { "contribution_pct", VALUE_PERCENT, COLUMN_SIGN,
	    { "points of\ngrowth", "拉动\n增速" } },
	[OWN_REMARK] = { "remark", VALUE_TEXT, 0, { "remark", "说明" } },
};

static const struct building_column columns[] = {
	{ .col = B_PERIOD, .form = COLUMN_MACHINE },
	{ .col = B_COLUMNS + OWN_DIRECTION },
	{ .col = B_COLUMNS + OWN_RANK },
	{ .col = B_ID },
	{ .col = B_NAME },
	{ .col = B_DISTRICT },
	{ .col = B_SAME },
	{ .col = B_TAX, .label = { "this year\n$1", "本年\n$1" } },
	{ .col = B_COLUMNS + OWN_CHANGE },
	{ .col = B_YOY },
	{ .col = B_COLUMNS + OWN_PULL },
	{ .col = B_COLUMNS + OWN_REMARK },
};

struct movers {
	struct report *r;
	struct place *up, *down; /* the greatest change first */
	size_t nup, ndown, listed_up, listed_down;
	size_t level, unknown;   /* of no change; not comparable */
	int64_t same;            /* of all that are comparable */
	size_t *rank;            /* by row, in its own direction */
	struct building_marks marks;
};

static int64_t
change_of(const struct value *v)
{
	return v[B_TAX].n - v[B_SAME].n;
}

static bool
sort_out(struct movers *m)
{
	const struct source *s = m->r->source;
	struct total same = { 0 };

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		struct place p = { .row = i, .id = v[B_ID].text,
			.known = true, .den = 1 };

		if (!v[B_TAX].known || !v[B_SAME].known) {
			m->unknown++;
			continue;
		}
		total_add(&same, &v[B_SAME]);
		p.num = change_of(v);
		if (p.num > 0) {
			m->up[m->nup++] = p;
		} else if (p.num < 0) {
			p.num = -p.num;
			m->down[m->ndown++] = p;
		} else {
			m->level++;
		}
	}
	m->same = same.n;
	ranking_sort(m->up, m->nup);
	ranking_sort(m->down, m->ndown);
	return total_ok(m->r, &same, 1);
}

/* What explains a change, as far as the row tells. */
static void
put_remark(struct movers *m, struct table *t, const struct value *v)
{
	enum lang l = m->r->lang;
	const struct {
		const char *code, *zh, *en;
		bool holds;
	} remark[] = {
		{ "silent", "疑漏报", "suspected silence",
		    v[B_SILENT].known && v[B_SILENT].n == 1 },
		{ "new-1yi", "新增亿元楼宇", "newly above 100m",
		    v[B_NEW].known && v[B_NEW].n == 1 },
		{ "left-1yi", "退出亿元楼宇", "fell from 100m",
		    v[B_LEFT].known && v[B_LEFT].n == 1 },
		{ "completed-this-year", "当年竣工", "completed this year",
		    v[B_COMPLETED].known && date_year((int)v[B_COMPLETED].n)
		    == date_year(m->r->period) },
		{ "no-tax-before", "上年同期无税收", "no tax then",
		    v[B_SAME].n <= 0 },
	};
	struct buf code, text;

	buf_init(&code, BUF_UNBOUNDED);
	buf_init(&text, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(remark) / sizeof(remark[0]); i++) {
		if (!remark[i].holds)
			continue;
		if (code.n > 0) {
			buf_putc(&code, ';');
			buf_puts(&text, words(l, "、", ", "));
		}
		buf_puts(&code, remark[i].code);
		buf_puts(&text, words(l, remark[i].zh, remark[i].en));
	}
	table_words(t, buf_str(&code), buf_str(&text));
	buf_fini(&code);
	buf_fini(&text);
}

static void
put_own(void *arg, struct table *t, size_t i, size_t row)
{
	struct movers *m = arg;
	const struct value *v = source_at(m->r->source, row, 0);
	int64_t change = change_of(v);
	bool up = change > 0;

	if (i == OWN_DIRECTION)
		table_words(t, str_from(up ? "up" : "down"), str_from(
		    words(m->r->lang, up ? "增收" : "减收",
		    up ? "up" : "down")));
	else if (i == OWN_RANK)
		table_number(t, (int64_t)m->rank[row]);
	else if (i == OWN_CHANGE)
		table_number(t, change);
	else if (i == OWN_PULL)
		report_rate(t, change, m->same);
	else
		put_remark(m, t, v);
}

static struct str
title(struct movers *m)
{
	struct report *r = m->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct str part[4];

	part[0] = words_period(a, l, r->period);
	part[1] = words_fill(a, words(l, "增收$2幢中列$1幢", "$1 of $2 up"),
	    words_int(a, (int64_t)m->listed_up),
	    words_int(a, (int64_t)m->nup));
	part[2] = words_fill(a, words(l, "减收$2幢中列$1幢", "$1 of $2 down"),
	    words_int(a, (int64_t)m->listed_down),
	    words_int(a, (int64_t)m->ndown));
	part[3] = report_incomplete(l, m->marks.incomplete > 0);
	return words_fill(a, words(l, "$1楼宇税收增减变动（$2）",
	    "Greatest changes of tax, $1 ($2)"),
	    words_scope(l, r->district), words_join(a, l, part, 4));
}

static void
notes(struct movers *m, struct table *t)
{
	struct report *r = m->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;

	building_marks_note(r, t, &m->marks);
	report_note(t, words_fill(a, words(l,
	    "与上年同期（$1）比较，按增减额排序；拉动增速＝增减额÷全部可比楼宇上年同期税收，单位为个百分点。",
	    "Against the same months ($1) of last year, by the change in "
	    "yuan; points of growth: of the tax then of all buildings that "
	    "can be compared."), words_months(a, l, r->period)));
	report_note(t, words_fill(a, words(l,
	    "持平$1幢；上年同期或本期税收不明、不作比较的$2幢。“－”为不适用。",
	    "Unchanged: $1; one of the two unknown, not compared: $2. A "
	    "dash: not applicable."), words_int(a, (int64_t)m->level),
	    words_int(a, (int64_t)m->unknown)));
	report_scope_note(r, t, true);
}

static void
put_table(struct movers *m)
{
	struct report *r = m->r;
	struct building_list l = { .r = r, .column = columns,
		.ncolumn = sizeof(columns) / sizeof(columns[0]), .own = own,
		.put = put_own, .arg = m, .marks = &m->marks };

	l.t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);
	l.t->stub = 5;
	building_list_head(&l);
	for (size_t i = 0; i < m->listed_up; i++)
		building_list_row(&l, m->up[i].row);
	for (size_t i = 0; i < m->listed_down; i++) {
		building_list_row(&l, m->down[i].row);
		if (i == 0)
			table_rule(l.t);
	}
	table_set_title(l.t, title(m));
	table_set_unit(l.t, str_from(words(r->lang,
	    "单位：亿元、%、个百分点", "Unit: 100m yuan, %, points")));
	notes(m, l.t);
}

static bool
build_movers(struct report *r)
{
	struct movers m = { .r = r };
	size_t n = r->source->nrow;
	int64_t top = r->in->options.top;
	bool ok = report_setting(r, "report.ini", "movers", "top", &top);

	m.up = mem_zalloc(n + 1, sizeof(*m.up));
	m.down = mem_zalloc(n + 1, sizeof(*m.down));
	m.rank = mem_zalloc(n + 1, sizeof(*m.rank));
	building_marks_init(&m.marks);
	ok = ok && sort_out(&m);
	m.listed_up = ranking_within(m.up, m.nup, (size_t)top);
	m.listed_down = ranking_within(m.down, m.ndown, (size_t)top);
	for (size_t i = 0; i < m.nup; i++)
		m.rank[m.up[i].row] = m.up[i].rank;
	for (size_t i = 0; i < m.ndown; i++)
		m.rank[m.down[i].row] = m.down[i].rank;
	if (ok)
		put_table(&m);
	building_marks_fini(&m.marks);
	free(m.up);
	free(m.down);
	free(m.rank);
	return ok;
}

const struct report_kind report_movers = {
	.name = "movers",
	.about = { "greatest changes of tax on the same months",
	    "楼宇税收增减变动（与上年同期比较）" },
	.need = &building_need,
	.nneed = 1,
	.takes_file = true,
	.takes = REPORT_TAKES_TOP,
	.build = build_movers,
};
