/* plan-check: plans are checked, and held against what was reached. */
#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cli/cli.h"
#include "cli/dataset_out.h"
#include "cli/workspace.h"
#include "plan/cadence.h"
#include "plan/completion.h"
#include "plan/show.h"
#include "plan/tally.h"

struct args {
	int period;
	const char *source[FACTS_SOURCE_COUNT];
	const char *rules, *explain;
	bool tasks, cadence, strict, show_rules;
};

struct check {
	struct run *run;
	const struct args *args;
	struct plan **plan;
	size_t nplan;
	struct completion_rules rules;
	struct facts_rules facts_rules;
	int deadline; /* of districts' plans: a day */
	struct facts *facts;
	struct tally tally;
};

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The workspace's plans/ *.yaml, in the order of their names. */
static bool
workspace_plans(struct run *run, const char ***out, size_t *n)
{
	const char *folder = workspace_path(run, "plans", "");
	DIR *dir = opendir(folder);
	struct dirent *e;
	const char **list = NULL;
	size_t cap = 0;

	*n = 0;
	if (dir == NULL) {
		diag_at(run->diag, NULL, DIAG_OPEN, DIAG_Z(folder),
		    DIAG_Z(strerror(errno)));
		return false;
	}
	while ((e = readdir(dir)) != NULL) {
		struct str name = str_from(e->d_name);

		if (name.p[0] == '.' || !str_ends(name, STR(".yaml")))
			continue;
		list = mem_grow(list, &cap, *n + 1, sizeof *list);
		list[(*n)++] = workspace_path(run, "plans", e->d_name);
	}
	closedir(dir);
	if (*n > 0)
		qsort(list, *n, sizeof *list, by_name);
	for (size_t i = 0; i < *n; i++)
		run_took(run, list[i]);
	*out = list;
	return true;
}

/* One plan file; false where it could not be read at all. */
static bool
read_plan(struct check *c, const char *path)
{
	struct diag *d = c->run->diag;
	struct input *in = input_open(d, path);
	struct tree *tree;

	if (in == NULL)
		return false;
	tree = tree_load(d, in);
	if (tree != NULL)
		c->plan[c->nplan++] = plan_read(d, tree_root(tree),
		    run_codes(c->run));
	tree_free(tree);
	input_close(in);
	return tree != NULL;
}

/* RUN_DONE, RUN_FINDINGS, or RUN_FAILED where a file could not be read. */
static enum run_status
read_plans(struct check *c)
{
	struct run *run = c->run;
	const char **file = run->file, **taken = NULL;
	size_t n = run->nfile;
	enum run_status s = RUN_DONE;

	if (run->default_input && run->workspace != NULL) {
		if (!workspace_plans(run, &taken, &n))
			return RUN_FAILED;
		file = taken;
	}
	c->plan = mem_zalloc(n + 1, sizeof(*c->plan));
	for (size_t i = 0; i < n; i++)
		if (!read_plan(c, file[i]))
			s = RUN_FAILED;
	free(taken);
	for (size_t i = 0; i < c->nplan; i++)
		if (!c->plan[i]->sound && s == RUN_DONE)
			s = RUN_FINDINGS;
	if (!plan_distinct(run->diag, c->plan, c->nplan) && s == RUN_DONE)
		s = RUN_FINDINGS;
	return s;
}

/* The settings, or with --show-rules their table. */
static bool
read_rules(struct check *c)
{
	static const char *const name[] = { "plan.ini", "classify.ini" };
	struct setting_book *book[2] = { NULL, NULL };
	bool ok = true;

	for (int i = 0; ok && i < 2; i++) {
		book[i] = rules_load(c->run, name[i], c->args->rules);
		ok = book[i] != NULL;
	}
	if (ok && c->args->show_rules)
		ok = rules_show(c->run, book, 2);
	else if (ok)
		ok = show_rules(c->run->diag, book[0], book[1], &c->rules,
		    &c->facts_rules, &c->deadline);
	setting_free(book[1]);
	setting_free(book[0]);
	return ok;
}

/* A file of the workspace where none was given and it is there. */
static const char *
source_path(struct check *c, enum facts_source source)
{
	static const char *const canon[FACTS_SOURCE_COUNT] = {
		[FACTS_BUILDINGS] = "buildings.csv",
		[FACTS_TEAMS] = "teams.csv",
		[FACTS_BASE] = "base.csv",
		[FACTS_EVENTS] = "events.csv",
		[FACTS_RECOGNITIONS] = "recognitions.csv",
		[FACTS_RETROFITS] = "retrofits.csv",
		[FACTS_PROJECTS] = "projects.csv",
		[FACTS_SERVICES] = "services.csv",
		[FACTS_MATTERS] = "matters.csv",
	};
	struct run *run = c->run;
	const char *path = c->args->source[source];

	if (path != NULL || run->workspace == NULL)
		return path;
	if (canon[source] != NULL)
		return workspace_file(run, "canon", canon[source]);
	return workspace_result(run,
	    c->args->period - (source == FACTS_LAST_YEAR ? 12 : 0),
	    source == FACTS_DISTRICTS ? "districts.csv" : "classified.csv");
}

static bool
read_facts(struct check *c)
{
	struct run *run = c->run;

	c->facts = facts_new(run->diag, run_codes(run), &c->facts_rules);
	for (unsigned i = 0; i < FACTS_SOURCE_COUNT; i++) {
		enum facts_source source = (enum facts_source)i;
		const char *path = source_path(c, source);
		struct row_reader *r;
		bool ok;

		if (path == NULL)
			continue;
		r = row_open(run->diag, path, facts_dataset(source),
		    run_codes(run));
		ok = r != NULL && facts_read(c->facts, source, r);
		row_close(r);
		if (!ok)
			return false;
	}
	return true;
}

/* Header and rows go where show/ sends them: to the dataset. */
static bool
write_header(void *arg, const struct str *cell, size_t n)
{
	struct check *c = arg;

	tally_header(&c->tally, cell, n);
	return run_header(c->run, cell, n);
}

static bool
write_row(void *arg, const struct str *cell, size_t n)
{
	struct check *c = arg;

	tally_row(&c->tally, cell);
	return run_row(c->run, cell, n);
}

/* "period 2023-12: 2 plans, 10 targets: 3 done, 1 missed" */
static void
tell_period(struct check *c)
{
	struct run *run = c->run;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, run->lang == LANG_ZH ? "统计期" : "period ");
	date_put_month(&b, c->args->period);
	buf_puts(&b, run->lang == LANG_ZH ? "：" : ": ");
	tally_put(&c->tally, run->lang, &b);
	diag_summary(run->diag, buf_str(&b));
	buf_fini(&b);
}

/* "2 plans, 10 targets, 5 tasks: 0 findings": every finding was told as an
 * error, and nothing else is one here. */
static void
tell_plans(struct check *c)
{
	enum lang lang = c->run->lang;
	const char *comma = lang == LANG_ZH ? "，" : ", ";
	size_t ntarget = 0, ntask = 0;
	struct buf b;

	for (size_t i = 0; i < c->nplan; i++) {
		ntarget += c->plan[i]->ntarget;
		ntask += c->plan[i]->ntask;
	}
	buf_init(&b, BUF_UNBOUNDED);
	tally_noun(&b, lang, c->nplan, TALLY_PLAN);
	buf_puts(&b, comma);
	tally_noun(&b, lang, ntarget, TALLY_TARGET);
	buf_puts(&b, comma);
	tally_noun(&b, lang, ntask, TALLY_TASK);
	buf_puts(&b, lang == LANG_ZH ? "：" : ": ");
	tally_noun(&b, lang, diag_count(c->run->diag, DIAG_ERROR),
	    TALLY_FINDING);
	diag_summary(c->run->diag, buf_str(&b));
	buf_fini(&b);
}

static enum run_status
show(struct check *c)
{
	struct show s = {
		.facts = c->facts,
		.rules = &c->rules,
		.book = run_codes(c->run),
		.plan = c->plan,
		.nplan = c->nplan,
		.period = c->args->period,
		.header = write_header,
		.row = write_row,
		.arg = c,
	};
	bool ok;

	c->tally.of = c->args->tasks ? TALLY_TASKS :
	    c->args->cadence ? TALLY_WINDOWS :
	    c->args->explain != NULL ? TALLY_ROWS : TALLY_TARGETS;
	if (c->args->tasks)
		ok = show_tasks(&s);
	else if (c->args->cadence)
		ok = cadence_show(&s, c->deadline);
	else if (c->args->explain != NULL)
		ok = show_explain(&s, c->run->diag, c->args->explain);
	else
		ok = show_completion(&s);
	show_fini(&s);
	if (!ok)
		return RUN_FAILED;
	tell_period(c);
	return c->args->strict && s.behind ? RUN_FINDINGS : RUN_DONE;
}

static enum run_status
measure(struct check *c)
{
	c->facts_rules.period = c->args->period;
	if (!read_rules(c))
		return RUN_FAILED;
	if (!read_facts(c))
		return RUN_FAILED;
	if (c->args->cadence && !c->facts->given[FACTS_EVENTS]) {
		diag_plain(c->run->diag, NULL, DIAG_CADENCE_EVENTS);
		return RUN_FAILED;
	}
	return show(c);
}

/* Options that do not go together; false after a report. */
static bool
options_agree(struct run *run, const struct args *a)
{
	int tables = a->tasks + a->cadence + (a->explain != NULL);

	if (a->period < 0 && (tables > 0 || a->strict))
		diag_plain(run->diag, NULL, DIAG_PERIOD_NEEDED);
	else if (a->period < 0 && !a->show_rules &&
	    (run->output != NULL || run->format_given))
		diag_plain(run->diag, NULL, DIAG_NOTHING_WRITTEN);
	else if (tables > 1)
		diag_plain(run->diag, NULL, DIAG_ONE_TABLE);
	else
		return true;
	return false;
}

static enum run_status
plan_check(struct run *run, void *arg)
{
	struct check c = { .run = run, .args = arg };
	enum run_status s;

	if (!options_agree(run, arg) || run_codes(run) == NULL)
		return RUN_FAILED;
	if (c.args->show_rules)
		return read_rules(&c) ? RUN_DONE : RUN_FAILED;
	s = read_plans(&c);
	if (c.args->period >= 0)
		s = s == RUN_DONE ? measure(&c) : RUN_FAILED;
	else if (s != RUN_FAILED)
		tell_plans(&c);
	tally_fini(&c.tally);
	facts_free(c.facts);
	for (size_t i = 0; i < c.nplan; i++)
		plan_free(c.plan[i]);
	free(c.plan);
	return s;
}

#define SOURCE(x) offsetof(struct args, source[x])

static const struct cli_opt options[] = {
	{ 'p', "period", CLI_MONTH, "PERIOD", offsetof(struct args, period),
	    { "hold the plans against this period: 2023-06, 2023",
	      "按此统计期对照计划：2023-06、2023" }, NULL },
	{ 0, "classified", CLI_INPUT, "FILE", SOURCE(FACTS_CLASSIFIED),
	    { "classified buildings of the period", "该期分类结果" }, NULL },
	{ 0, "districts", CLI_INPUT, "FILE", SOURCE(FACTS_DISTRICTS),
	    { "aggregates (bldg-rollup --by district)",
	      "汇总（bldg-rollup --by district）" }, NULL },
	{ 0, "events", CLI_INPUT, "FILE", SOURCE(FACTS_EVENTS),
	    { "events", "活动" }, NULL },
	{ 0, "retrofits", CLI_INPUT, "FILE", SOURCE(FACTS_RETROFITS),
	    { "retrofits", "存量改造" }, NULL },
	{ 0, "projects", CLI_INPUT, "FILE", SOURCE(FACTS_PROJECTS),
	    { "projects", "新建项目" }, NULL },
	{ 0, "services", CLI_INPUT, "FILE", SOURCE(FACTS_SERVICES),
	    { "services", "政务服务和党建" }, NULL },
	{ 0, "matters", CLI_INPUT, "FILE", SOURCE(FACTS_MATTERS),
	    { "matters", "难点堵点" }, NULL },
	{ 0, "teams", CLI_INPUT, "FILE", SOURCE(FACTS_TEAMS),
	    { "operating teams: which district is whose",
	      "招商运营团队：所属地区" }, NULL },
	{ 0, "last-year", CLI_INPUT, "FILE", SOURCE(FACTS_LAST_YEAR),
	    { "classified buildings of the same months last year",
	      "上年同期分类结果" }, NULL },
	{ 'b', "buildings", CLI_INPUT, "FILE", SOURCE(FACTS_BUILDINGS),
	    { "buildings: which district is whose", "楼宇台账：所属地区" },
	    NULL },
	{ 'R', "recognitions", CLI_INPUT, "FILE", SOURCE(FACTS_RECOGNITIONS),
	    { "recognitions", "认定" }, NULL },
	{ 'B', "base", CLI_INPUT, "FILE", SOURCE(FACTS_BASE),
	    { "issued list of last year, held against the classified",
	      "上年末认定名单，与分类结果核对" }, NULL },
	{ 'c', "rules", CLI_INPUT, "FILE", offsetof(struct args, rules),
	    { "settings on top of plan.ini and classify.ini",
	      "覆盖 plan.ini、classify.ini 的规则" }, NULL },
	{ 0, "tasks", CLI_FLAG, NULL, offsetof(struct args, tasks),
	    { "the tasks instead, with days overdue",
	      "列出任务及逾期天数" }, NULL },
	{ 0, "cadence", CLI_FLAG, NULL, offsetof(struct args, cadence),
	    { "meetings, events and plans by their windows instead",
	      "列出会议、活动、计划的时限完成情况" }, NULL },
	{ 0, "explain", CLI_TEXT, "INDICATOR", offsetof(struct args, explain),
	    { "the rows behind an actual", "列出实绩所依据的各行" }, NULL },
	{ 0, "strict", CLI_FLAG, NULL, offsetof(struct args, strict),
	    { "exit 1 when a target is behind, lagging or missed",
	      "有指标滞后或未完成时以 1 退出" }, NULL },
	{ 0, "show-rules", CLI_ALONE, NULL, offsetof(struct args, show_rules),
	    { "the rules in force and where each comes from",
	      "列出生效的规则及其出处" }, NULL },
	{ 0 },
};

static const char *const examples[] = {
	"plan-check plans/*.yaml",
	"plan-check -p 2023-06 --classified classified.csv --events "
	"events.csv 320500.yaml",
	NULL,
};

static const struct cli_cmd cmd = {
	.name = "plan-check",
	.operands = "PLAN…",
	.about = { "check action plans and hold them against what was reached",
	    "检查行动计划，对照完成情况" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = plan_check,
	.from = CLI_FROM_WORKSPACE,
	.example = examples,
	.formats = "csv|text|md|html|json",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}
