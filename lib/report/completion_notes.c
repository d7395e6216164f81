/* What stands under the tables of `completion`. */
#include "base/date.h"
#include "print/words.h"
#include "report/completion.h"
#include "schema/completion.h"

static const struct str none = { "", 0 };

static bool
in_scope(const struct value *v, const struct district *scope)
{
	return str_eq(v[COL(COMPLETION, scope)].text, scope->code);
}

/* Does a row of the scope hold this text in this column? */
static bool
has(const struct report *r, const struct district *scope, size_t col,
    const char *text)
{
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (in_scope(v, scope) && str_is(v[col].text, text))
			return true;
	}
	return false;
}

static void
note_tiers(struct report *r, struct table *t, const struct district *scope)
{
	const size_t col = COL(COMPLETION, indicator);
	struct str span;

	if (r->period < 0 || (!has(r, scope, col, "total_1yi") &&
	    !has(r, scope, col, "new_1yi")))
		return;
	span = words_months(&r->keep, r->lang, r->period);
	table_add_note(t, none, words_fill(&r->keep, words(r->lang,
	    "亿元楼宇指全口径税收超过1亿元（不含1亿元）的楼宇，苏府办〔2023〕48号。累计为当年$1税收已超过1亿元的楼宇；“新增”为其中上年全年未超过1亿元的。$2",
	    "Buildings above 100m yuan of full-calibre tax (the bound not "
	    "included), 苏府办〔2023〕48号; actual: above it in $1; new: of "
	    "those, not above it in the whole of last year.$2"), span,
	    date_month_no(r->period) == 12 ? none :
	    str_from(words(r->lang,
	    "年内不统计退出，退出以全年税收为准。",
	    " Within a year none is counted as having left."))));
}

static void
note_schedules(struct report *r, struct table *t,
    const struct district *scope)
{
	static const char *const schedule[][3] = {
		{ "last-year", "上年同期＝上年末达标楼宇中上年同月末已达标的比重",
		    "last year = of last year's final count, what stood at "
		    "the same month" },
		{ "planned", "按计划＝全年计划完工中本期末前应完工的比重",
		    "as planned = of the year's planned completions, those "
		    "due by now" },
		{ "linear", "按月均＝已过月数÷12", "by months = months / 12" },
		{ "end", "年底＝年底一次考核，年内无序时",
		    "at the end = due at the year's end only" },
	};
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < 4; i++) {
		if (!has(r, scope, COL(COMPLETION, schedule), schedule[i][0]))
			continue;
		buf_puts(&b, b.n == 0
		    ? words(r->lang, "序时依据：", "Schedule: ")
		    : words(r->lang, "；", "; "));
		buf_puts(&b, words(r->lang, schedule[i][1], schedule[i][2]));
	}
	if (b.n > 0) {
		buf_puts(&b, words(r->lang, "。", "."));
		table_add_note(t, none, buf_str(&b));
	}
	buf_fini(&b);
}

/* Targets to be exceeded: what that takes. */
static void
note_bounds(struct report *r, struct table *t, const struct district *scope)
{
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);
		const struct value *remaining =
		    &v[COL(COMPLETION, remaining)];
		struct str unit;

		if (!in_scope(v, scope) ||
		    !str_is(v[COL(COMPLETION, bound)].text, ">"))
			continue;
		unit = words_unit(r->lang, v[COL(COMPLETION, unit)].text);
		table_add_note(t, none, words_fill(&r->keep,
		    words(r->lang,
		        "$1目标为“超$2$3”，超过$2$3方为完成$4。",
		        "$1: the target is to exceed $2 ($3)$4."),
		    completion_label(r->lang,
		        v[COL(COMPLETION, indicator)].text),
		    v[COL(COMPLETION, target)].text, unit,
		    !remaining->known || str_is(remaining->text, "0") ? none :
		    words_fill(&r->keep, words(r->lang, "，尚需$1$2",
		        ", still needed: $1"), remaining->text, unit)));
	}
}

/* What is unknown is counted in the row's unit where that counts things. */
static bool
is_counted(const struct value *v)
{
	static const char *const unit[] = { "幢", "个", "场", "次", "本" };

	for (size_t i = 0; i < sizeof(unit) / sizeof(unit[0]); i++)
		if (str_is(v[COL(COMPLETION, unit)].text, unit[i]))
			return true;
	return false;
}

static void
note_unknown(struct report *r, struct table *t, const struct district *scope)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);
		const struct value *unknown = &v[COL(COMPLETION, unknown)];

		if (!in_scope(v, scope) || !unknown->known || unknown->n == 0)
			continue;
		buf_puts(&b, b.n == 0
		    ? words(r->lang, "# 数据不明、未计入的：", "# Unknown, not counted: ")
		    : words(r->lang, "，", ", "));
		buf_put(&b, completion_label(r->lang,
		    v[COL(COMPLETION, indicator)].text));
		if (r->lang != LANG_ZH || !is_counted(v))
			buf_putc(&b, ' ');
		buf_put(&b, unknown->text);
		if (r->lang == LANG_ZH && is_counted(v))
			buf_put(&b, v[COL(COMPLETION, unit)].text);
	}
	if (b.n > 0) {
		buf_puts(&b, words(r->lang, "。", "."));
		table_add_note(t, none, buf_str(&b));
	}
	buf_fini(&b);
}

void
completion_notes(struct report *r, struct table *t,
    const struct district *scope, struct str star, bool expected)
{
	enum lang l = r->lang;

	if (star.n > 0)
		table_add_note(t, none, words_fill(&r->keep,
		    words(l, "* $1。", "* $1."), star));
	note_unknown(r, t, scope);
	note_tiers(r, t, scope);
	note_schedules(r, t, scope);
	if (expected)
		table_add_note(t, none, str_from(words(l,
		    "预计全年：亿元楼宇按各楼宇税收进度推算，区间为其余月份税收上下浮动10%；其他按已过月数推算。系估算，不作考核依据。",
		    "Expected for the year: tiers by the pace of each "
		    "building's tax, the range with 10% more or less to "
		    "come; others by months. An estimate, no basis for "
		    "assessment.")));
	note_bounds(r, t, scope);
	table_add_note(t, none, str_from(words(l,
	    "“－”为不适用，“缺”为无数据。完成率、差距按未四舍五入数计算。",
	    "A dash: not applicable; n.d.: no data. Rates and gaps are "
	    "computed before rounding.")));
	report_scope_note(r, t, false);
}
