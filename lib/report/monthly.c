/*
 * 月报: two pages of sentences, then the targets, the movers, the watch
 * list and the districts.
 */
#include "base/date.h"
#include "print/words.h"
#include "report/composite.h"
#include "report/kinds.h"
#include "report/meeting.h"

static const struct report_kind *const parts[] = { &report_completion,
	&report_months, &report_movers, &report_alerts, &report_districts };

static bool
build_monthly(struct report *r)
{
	struct summary s;
	size_t no = 0;
	bool ok = summary_init(&s, r);

	if (!ok)
		return false;
	composite_front(&s, words_fill(s.a, words(s.lang,
	    "$1楼宇经济运行月报", "Building economy of $1: monthly report"),
	    code_city(r->codes)->name), words_fill(s.a, words(s.lang,
	    "第$1期", "no. $1"), words_int(s.a, date_month_no(r->period))));
	composite_chapter(&s, &no, "总体情况", "Overview");
	summary_tax(&s);
	composite_after_overview(&s, &no);
	for (size_t i = 0; ok && i < sizeof(parts) / sizeof(parts[0]); i++)
		ok = composite_part(&s, parts[i]);
	return ok;
}

const struct report_kind report_monthly = {
	.name = "monthly",
	.about = { "the month's report: a summary and its tables",
	    "月报：综述和附表" },
	.need = summary_needs,
	.nneed = S_NEEDS,
	.numbered = true,
	.takes = REPORT_TAKES_NO_DISTRICT | REPORT_IS_DOCUMENT,
	.publish = PUBLISH_HIDING,
	.build = build_monthly,
};
