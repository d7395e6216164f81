/*
 * 蓝皮书: all tables and charts of a year.  Chapters follow the five tasks
 * of the policy (苏府办〔2023〕48号): services, monitoring, three-year plans,
 * demonstrations, mechanisms; annexes say what figures mean, by which rules,
 * how good they are and what they are made from.
 */
#include "base/date.h"
#include "print/words.h"
#include "report/composite.h"
#include "report/kinds.h"

struct part {
	const struct report_kind *kind; /* NULL: a chapter begins */
	const char *zh, *en;            /* the heading */
};

static const struct part chapters[] = {
	{ NULL, "政务服务和党建进楼宇", "Services and Party work in buildings" },
	{ &report_services, "政务服务和党建", "Services" },
	{ &report_matters, "难点堵点办理", "Matters of enterprises" },
	{ NULL, "楼宇经济动态监测", "Monitoring" },
	{ &report_months, "各月税收", "Tax by month" },
	{ &report_progress_months, "亿元楼宇逐月进展",
	    "Above the bound, month by month" },
	{ &report_districts, "各地情况", "Districts" },
	{ &report_distribution, "税收分段和入驻率", "Bands of tax" },
	{ &report_industries, "行业和三大方向", "Industries" },
	{ &report_crossings, "新增和退出亿元楼宇",
	    "New above the bound and fallen from it" },
	{ &report_movers, "税收增减变动", "Who moved" },
	{ &report_key, "重点楼宇名录", "Key buildings" },
	{ &report_watch, "监测提示", "To be watched" },
	{ NULL, "三年行动计划", "Three-year plans" },
	{ &report_completion, "年度目标完成情况", "Targets and how far" },
	{ &report_targets, "年度目标", "Targets" },
	{ &report_tasks, "计划任务", "Tasks" },
	{ &report_projects, "新建楼宇项目", "New projects" },
	{ &report_nurture, "准亿元楼宇培育", "Buildings to be nurtured" },
	{ NULL, "示范建设", "Demonstrations" },
	{ &report_specialty, "特色产业楼宇", "Specialty buildings" },
	{ &report_high_output, "高产出楼宇", "High output" },
	{ &report_retrofits, "存量楼宇改造", "Renovation of the stock" },
	{ &report_teams, "招商运营团队", "Operating teams" },
	{ NULL, "工作机制", "Mechanisms" },
	{ &report_cadence, "会议、推介会和计划", "Meetings and promotions" },
	{ &report_events, "活动台账", "Events" },
	{ &report_scores, "综合评价", "Scores" },
};

static const struct part annexes[] = {
	{ &report_definitions, "指标解释与口径说明", "What figures mean" },
	{ &report_rules, "生效规则", "Rules in force" },
	{ &report_quality, "数据质量", "Quality of the data" },
	{ &report_revisions, "数据修订", "Revisions" },
	{ &report_sensitivity, "口径敏感性", "Neighbouring definitions" },
	{ &report_files, "资料来源和摘要值", "Sources and hashes" },
};

/* As many years as are asked for, this one among them. */
static bool
put_trend(struct summary *s)
{
	struct report_kind kind = report_trend;
	int64_t years = s->r->in->options.years;

	if (years <= 0)
		return true;
	kind.nneed = kind.nneed / REPORT_YEARS_MOST * (size_t)years;
	composite_section(s, str_from(words(s->lang, "历年主要指标",
	    "The years")));
	return composite_part(s, &kind);
}

static bool
put_parts(struct summary *s, size_t *no)
{
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof(chapters) / sizeof(chapters[0]);
	     i++) {
		const struct part *p = &chapters[i];

		if (p->kind == NULL) {
			composite_chapter(s, no, p->zh, p->en);
			continue;
		}
		composite_section(s, str_from(words(s->lang, p->zh, p->en)));
		ok = composite_part(s, p->kind) &&
		    (p->kind != &report_targets || put_trend(s));
	}
	return ok;
}

static bool
put_annexes(struct summary *s)
{
	bool ok = true;

	document_heading(s->r->doc, 1, str_from(words(s->lang, "附录",
	    "Annexes")));
	for (size_t i = 0; ok && i < sizeof(annexes) / sizeof(annexes[0]);
	     i++) {
		composite_section(s, str_from(words(s->lang, annexes[i].zh,
		    annexes[i].en)));
		ok = composite_part(s, annexes[i].kind);
	}
	return ok;
}

/* What the book is, before its first chapter. */
static void
put_preface(struct summary *s)
{
	document_heading(s->r->doc, 1, str_from(words(s->lang, "编制说明",
	    "Preface")));
	summary_data(s);
}

static void
put_overview(struct summary *s, size_t *no)
{
	composite_chapter(s, no, "年度综述", "The year");
	summary_tax(s);
	composite_section(s, str_from(words(s->lang, "年度目标完成情况",
	    "Targets of the year")));
	summary_targets(s);
	composite_section(s, str_from(words(s->lang, "需要关注",
	    "To be watched")));
	summary_concerns(s);
}

static bool
build_bluebook(struct report *r)
{
	struct summary s;
	size_t no = 0;

	if (!summary_init(&s, r))
		return false;
	composite_front(&s, words_fill(s.a, words(s.lang,
	    "$1楼宇经济蓝皮书", "Building economy of $1: bluebook"),
	    code_city(r->codes)->name), words_fill(s.a, words(s.lang,
	    "$1年", "$1"), words_int(s.a, date_year(r->period))));
	r->doc->contents = true;
	put_preface(&s);
	put_overview(&s, &no);
	return put_parts(&s, &no) && put_annexes(&s);
}

const struct report_kind report_bluebook = {
	.name = "bluebook",
	.about = { "the year's book: all tables and charts, with annexes",
	    "蓝皮书：全年各表、图和附录" },
	.need = summary_needs,
	.nneed = S_NEEDS,
	.numbered = true,
	.takes = REPORT_TAKES_NO_DISTRICT | REPORT_IS_DOCUMENT |
	    REPORT_TAKES_YEARS,
	.publish = PUBLISH_HIDING,
	.build = build_bluebook,
};
