/*
 * A district's page (分地区情况): how it stands, its targets, what is to be
 * looked at, and the lists of its own buildings.
 */
#include "base/date.h"
#include "print/words.h"
#include "report/composite.h"
#include "report/kinds.h"
#include "report/meeting.h"
#include "report/standing.h"

static const struct {
	const struct report_kind *const *kind;
	size_t n;
	const char *zh, *en;
} sections[] = {
#define SECTION(zh_, en_, ...)                                            \
	{ (const struct report_kind *const[]){ __VA_ARGS__ },             \
		sizeof((const struct report_kind *const[]){               \
		    __VA_ARGS__ }) / sizeof(const struct report_kind *),  \
		(zh_), (en_) }
	SECTION("目标和税收", "Targets and tax", &report_completion,
	    &report_months),
	SECTION("楼宇", "Buildings", &report_key, &report_crossings,
	    &report_movers, &report_watch, &report_nurture,
	    &report_specialty),
	SECTION("项目和改造", "Projects and renovation", &report_projects,
	    &report_retrofits),
	SECTION("督查和任务", "To be supervised, and tasks",
	    &report_supervision, &report_tasks),
	SECTION("运营和服务", "Teams and services", &report_teams,
	    &report_services, &report_matters, &report_events),
#undef SECTION
};

static bool
put_sections(struct summary *s)
{
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof(sections) / sizeof(sections[0]);
	     i++) {
		composite_section(s, str_from(words(s->lang, sections[i].zh,
		    sections[i].en)));
		for (size_t k = 0; ok && k < sections[i].n; k++)
			ok = composite_list(s, sections[i].kind[k]);
	}
	return ok;
}

static bool
build_district(struct report *r)
{
	struct summary s;
	size_t no = 0;
	bool ok = summary_init(&s, r);

	if (!ok)
		return false;
	composite_front(&s, words_fill(s.a, words(s.lang,
	    "$1楼宇经济运行情况", "Building economy of $1"),
	    r->district->name), (struct str){ "", 0 });
	composite_chapter(&s, &no, "总体情况", "Overview");
	summary_tax(&s);
	ok = composite_part(&s, &report_standing);
	composite_after_overview(&s, &no);
	return ok && put_sections(&s);
}

const struct report_kind report_district_page = {
	.name = "district",
	.about = { "a district's page: its standing and its own buildings",
	    "分地区情况：一个地区的目标、位次和本地区楼宇" },
	.need = summary_needs,
	.nneed = S_NEEDS,
	.numbered = true,
	.takes = REPORT_TAKES_NO_DISTRICT | REPORT_IS_DOCUMENT |
	    REPORT_NEEDS_SCOPE,
	.publish = PUBLISH_INTERNAL,
	.build = build_district,
};
