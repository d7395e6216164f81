/*
 * 联席会议材料: what a joint meeting of half a year has before it: how the
 * targets stand and why some are behind, what it is asked to decide, what is
 * to be supervised, and what comes next.
 */
#include "report/meeting.h"

#include "base/date.h"
#include "print/words.h"
#include "report/composite.h"
#include "report/kinds.h"
#include "schema/completion.h"

/* "2023年上半年"; of another month than June and December nothing. */
static struct str
half_year(struct summary *s)
{
	int month = date_month_no(s->r->period);

	if (month != 6 && month != 12)
		return (struct str){ "", 0 };
	return words_fill(s->a, month == 6 ? words(s->lang, "$1年上半年",
	    "first half of $1") : words(s->lang, "$1年下半年",
	    "second half of $1"), words_int(s->a,
	    date_year(s->r->period)));
}

/* The city's target of buildings above the bound, or -1. */
static int64_t
goal_of(const struct summary *s)
{
	const struct source *c = summary_source(s, S_COMPLETION);
	int64_t n;

	for (size_t i = 0; c != NULL && i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);

		if (str_eq(v[COL(COMPLETION, scope)].text, s->scope->code) &&
		    str_is(v[COL(COMPLETION, indicator)].text, "total_1yi") &&
		    num_parse_decimal(v[COL(COMPLETION, target)].text, 0,
		        &n) == NUM_OK)
			return n;
	}
	return -1;
}

/* Those to be nurtured, by what the year's target asks for. */
static bool
put_nurture(struct summary *s)
{
	const struct report_input *all = s->r->in;
	struct report_input in = *all;
	bool ok;

	if (in.options.goal < 0 && !s->whole)
		in.options.goal = goal_of(s);
	s->r->in = &in;
	ok = composite_list(s, &report_nurture);
	s->r->in = all;
	return ok;
}

/* Of the year's end nothing of it is left: the next year's targets. */
static bool
put_outlook(struct summary *s)
{
	return composite_part(s, s->whole ? &report_next_year :
	    &report_outlook) && put_nurture(s);
}

static bool
put_tables(struct summary *s)
{
	static const struct report_kind *const parts[] = { &report_completion,
		&report_matters };
	bool ok = true;

	document_heading(s->r->doc, 1, str_from(words(s->lang, "附表",
	    "Tables")));
	for (size_t i = 0; ok && i < sizeof(parts) / sizeof(parts[0]); i++)
		ok = composite_part(s, parts[i]);
	return ok;
}

static bool
build_meeting(struct report *r)
{
	struct summary s;
	size_t no = 0;
	bool ok = summary_init(&s, r);

	if (!ok)
		return false;
	composite_front(&s, words_fill(s.a, words(s.lang,
	    "$1楼宇经济联席会议材料",
	    "Joint meeting on the building economy of $1"),
	    code_city(r->codes)->name), half_year(&s));
	composite_chapter(&s, &no, "运行情况", "Overview");
	summary_tax(&s);
	composite_chapter(&s, &no, "目标完成情况和滞后原因",
	    "Targets of the year, and what is behind");
	summary_targets(&s);
	summary_lags(&s);
	composite_chapter(&s, &no, "提请审议事项", "To be decided");
	ok = composite_part(&s, &report_agenda);
	composite_chapter(&s, &no, "督查清单和逾期任务",
	    "To be supervised, and overdue tasks");
	ok = ok && composite_part(&s, &report_supervision) &&
	    composite_part(&s, &report_overdue);
	composite_chapter(&s, &no, "各地综合评价", "Evaluation of districts");
	ok = ok && composite_part(&s, &report_order);
	composite_chapter(&s, &no, "工作机制落实情况", "Cadence of work");
	summary_cadence(&s);
	ok = ok && composite_part(&s, &report_cadence);
	composite_chapter(&s, &no, "下一步目标和培育楼宇",
	    "Next targets, and buildings to be nurtured");
	ok = ok && put_outlook(&s);
	composite_chapter(&s, &no, "数据说明", "About the data");
	summary_data(&s);
	return ok && put_tables(&s);
}

const struct report_kind report_meeting = {
	.name = "meeting",
	.about = { "for the half-yearly joint meeting: targets, agenda, next",
	    "联席会议材料：完成和滞后、审议事项、督查、下一步" },
	.need = summary_needs,
	.nneed = S_NEEDS,
	.numbered = true,
	.takes = REPORT_TAKES_NO_DISTRICT | REPORT_TAKES_GOAL |
	    REPORT_IS_DOCUMENT,
	.publish = PUBLISH_INTERNAL,
	.build = build_meeting,
};
