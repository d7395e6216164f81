/* bldg-score: districts by an evaluation scheme, to be computed again by
 * hand; and who lags in what. */
#include <stddef.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/line_out.h"
#include "cli/workspace.h"
#include "plan/scheme_show.h"
#include "plan/score_show.h"

struct args {
	int period;
	const char *scheme, *explain;
	const char *source[SCHEME_VALUES];
	bool supervision, show_rules;
};

struct job {
	struct run *run;
	const struct args *args;
	const char *path, *origin; /* of the scheme */
	struct input *in;
	struct tree *tree;
	struct scheme *scheme;
	struct raw_set *raw;
	struct score_sheet *sheet;
};

/* -s, else the workspace's, else the installed illustration. */
static void
find_scheme(struct job *j)
{
	static const char name[] = "evaluation.yaml";

	j->origin = "option";
	j->path = j->args->scheme;
	if (j->path == NULL) {
		j->origin = "workspace";
		j->path = workspace_file(j->run, "rules", name);
	}
	if (j->path == NULL) {
		j->origin = "installed";
		j->path = run_data_path(j->run, "rules", name);
	}
}

/* An installed file is called by its name alone: what is printed does not
 * tell where the program was installed. */
static const char *
called(const struct job *j)
{
	const char *slash = strrchr(j->path, '/');

	return strcmp(j->origin, "installed") == 0 && slash != NULL ?
	    slash + 1 : j->path;
}

static bool
read_scheme(struct job *j)
{
	struct diag *d = j->run->diag;

	find_scheme(j);
	j->in = input_open(d, j->path);
	j->tree = j->in == NULL ? NULL : tree_load(d, j->in);
	if (j->tree == NULL)
		return false;
	j->scheme = scheme_read(d, tree_root(j->tree), run_codes(j->run));
	if (j->scheme->sound && j->scheme->illustration)
		diag_at(d, &j->scheme->pos, DIAG_ILLUSTRATION,
		    DIAG_STR(j->scheme->title));
	return j->scheme->sound;
}

static enum run_status
show_rules(struct job *j)
{
	struct line_sink sink = line_out(j->run);
	struct scheme_show s = { .scheme = j->scheme,
		.root = tree_root(j->tree), .origin = j->origin,
		.file = called(j), .sink = &sink };

	return scheme_show(&s) ? RUN_DONE : RUN_FAILED;
}

/* A file of the workspace where none was given and it is there. */
static const char *
source_path(struct job *j, unsigned source)
{
	static const char *const result[] = { "districts.csv",
		"classified.csv", "completion.csv", "tasks.csv",
		"cadence.csv" };
	const char *path = j->args->source[source];

	return path != NULL || j->run->workspace == NULL ? path :
	    workspace_result(j->run, j->args->period, result[source]);
}

static bool
read_sources(struct job *j)
{
	struct run *run = j->run;

	j->raw = raw_new(run->diag, j->scheme, run_codes(run),
	    j->args->period);
	for (unsigned i = 0; i < SCHEME_VALUES; i++) {
		enum scheme_source source = (enum scheme_source)i;
		const char *path = source_path(j, i);
		struct row_reader *r;
		bool ok;

		if (path == NULL)
			continue;
		r = row_open(run->diag, path, raw_dataset(source),
		    run_codes(run));
		ok = r != NULL && raw_read(j->raw, source, r);
		row_close(r);
		if (!ok)
			return false;
	}
	return raw_complete(j->raw);
}

/* "period 2023-12: 10 districts = 9 ranked + 1 unranked" */
static void
tell(struct job *j)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	score_show_summary(j->sheet, j->run->lang, &b);
	diag_summary(j->run->diag, buf_str(&b));
	buf_fini(&b);
}

static enum run_status
show(struct job *j)
{
	struct line_sink sink = line_out(j->run);
	struct score_show s = { .sheet = j->sheet, .sink = &sink,
		.scheme_file = called(j) };
	const struct district *x = NULL;
	bool ok;

	if (j->args->explain != NULL) {
		x = code_district(run_codes(j->run),
		    str_from(j->args->explain));
		if (x == NULL || x->is_city) {
			diag_at(j->run->diag, NULL, DIAG_SCHEME_DISTRICT,
			    DIAG_Z(j->args->explain));
			return RUN_FAILED;
		}
	}
	score_show_gaps(j->sheet, j->run->diag);
	ok = j->args->supervision ? score_show_supervision(&s) :
	    x != NULL ? score_show_explain(&s,
	        code_district_index(run_codes(j->run), x)) :
	    score_show_rows(&s);
	if (ok)
		tell(j);
	return ok ? RUN_DONE : RUN_FAILED;
}

static enum run_status
score(struct run *run, void *arg)
{
	struct job j = { .run = run, .args = arg };
	enum run_status status = RUN_FAILED;

	if (j.args->explain != NULL && j.args->supervision) {
		diag_plain(run->diag, NULL, DIAG_SCORE_ONE_TABLE);
	} else if (run->workspace != NULL && j.args->period < 0 &&
	    !j.args->show_rules) {
		diag_plain(run->diag, NULL, DIAG_SCORE_PERIOD);
	} else if (run_codes(run) != NULL && read_scheme(&j)) {
		if (j.args->show_rules)
			status = show_rules(&j);
		else if (read_sources(&j) &&
		    (j.sheet = score_new(run->diag, j.raw)) != NULL)
			status = show(&j);
	}
	score_free(j.sheet);
	raw_free(j.raw);
	scheme_free(j.scheme);
	tree_free(j.tree);
	input_close(j.in);
	return status;
}

#define SOURCE(x) offsetof(struct args, source[x])

static const struct cli_opt options[] = {
	{ 's', "scheme", CLI_INPUT, "EVALUATION.yaml",
	    offsetof(struct args, scheme),
	    { "the evaluation scheme (without it the installed illustration)",
	      "评价办法（省略时用所附示例）" }, NULL },
	{ 'p', "period", CLI_MONTH, "PERIOD", offsetof(struct args, period),
	    { "the period the inputs must have; with -C, whose results to read",
	      "输入应有的统计期；与 -C 同用时为所读结果的统计期" }, NULL },
	{ 0, "classified", CLI_INPUT, "FILE", SOURCE(SCHEME_CLASSIFIED),
	    { "classified buildings, to be counted", "楼宇分类结果" }, NULL },
	{ 0, "districts", CLI_INPUT, "FILE", SOURCE(SCHEME_DISTRICTS),
	    { "aggregates (bldg-rollup --by district)",
	      "汇总（bldg-rollup --by district）" }, NULL },
	{ 0, "completion", CLI_INPUT, "FILE", SOURCE(SCHEME_COMPLETION),
	    { "completion of targets (plan-check -p)",
	      "目标完成情况（plan-check -p）" }, NULL },
	{ 0, "tasks", CLI_INPUT, "FILE", SOURCE(SCHEME_TASKS),
	    { "tasks (plan-check -p --tasks)",
	      "任务（plan-check -p --tasks）" }, NULL },
	{ 0, "cadence", CLI_INPUT, "FILE", SOURCE(SCHEME_CADENCE),
	    { "windows (plan-check -p --cadence): late plans",
	      "时限（plan-check -p --cadence）：计划逾期" }, NULL },
	{ 0, "explain", CLI_TEXT, "DISTRICT", offsetof(struct args, explain),
	    { "a district's score step by step, with file and line",
	      "逐步列出一地得分的依据和行号" }, NULL },
	{ 0, "supervision", CLI_FLAG, NULL,
	    offsetof(struct args, supervision),
	    { "who lags in what instead: targets and lowest scores",
	      "列出督查清单：滞后的目标和得分最低的指标" }, NULL },
	{ 0, "show-rules", CLI_ALONE, NULL, offsetof(struct args, show_rules),
	    { "the scheme in force and where each setting comes from",
	      "列出生效的评价办法及各项出处" }, NULL },
	{ 0 },
};

static const char *const examples[] = {
	"bldg-score -s evaluation.yaml --classified classified.csv "
	"--districts districts.csv --completion completion.csv",
	"bldg-score -s evaluation.yaml --districts districts.csv "
	"--explain 园区",
	NULL,
};

static const struct cli_cmd cmd = {
	.name = "bldg-score",
	.about = { "score districts by an evaluation scheme",
	    "按评价办法计算各地得分" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = score,
	.from = CLI_FROM_OPTIONS,
	.example = examples,
	.formats = "csv|text|md|html|json|xlsx",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}
