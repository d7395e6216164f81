#include "cli/plan_merging.h"

#include "base/date.h"
#include "cli/line_out.h"
#include "cli/plan_facts.h"
#include "cli/workspace.h"
#include "plan/adjust.h"
#include "plan/feasible.h"
#include "plan/merge.h"
#include "plan/tally.h"

enum run_status
plan_merging_list(struct run *run, const struct plans *p, int year,
    const char *option)
{
	struct merge m = { .diag = run->diag, .book = run_codes(run),
		.plan = p->plan, .nplan = p->n, .year = year,
		.sink = line_out(run) };
	struct setting_book *rules = rules_load(run, "plan.ini", option);
	bool ok = rules != NULL &&
	    plan_rules_deadline(run->diag, rules, &m.deadline) &&
	    merge_check(&m) && merge_show(&m);
	struct buf b;

	setting_free(rules);
	if (!ok)
		return RUN_FAILED;
	buf_init(&b, BUF_UNBOUNDED);
	tally_plans(&b, run->lang, p->plan, p->n, m.findings);
	diag_summary(run->diag, buf_str(&b));
	buf_fini(&b);
	return m.findings > 0 ? RUN_FINDINGS : RUN_DONE;
}

/* "3 added, 1 dropped, 5 moved" */
static void
tell_changes(struct run *run, const struct adjust *a)
{
	static const char *const name[ADJUST_CHANGES][LANG_COUNT] = {
		{ " added", "新增 " }, { " dropped", "取消 " },
		{ " moved", "调整 " } };
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < ADJUST_CHANGES; i++) {
		if (i > 0)
			buf_puts(&b, run->lang == LANG_ZH ? "，" : ", ");
		if (run->lang == LANG_ZH)
			buf_puts(&b, name[i][LANG_ZH]);
		buf_int(&b, (int64_t)a->count[i]);
		if (run->lang == LANG_ZH)
			buf_puts(&b, " 项");
		else
			buf_puts(&b, name[i][LANG_EN]);
	}
	diag_summary(run->diag, buf_str(&b));
	buf_fini(&b);
}

static enum run_status
compare(struct run *run, struct adjust *a)
{
	a->book = run_codes(run);
	a->sink = line_out(run);
	if (!adjust_show(a))
		return RUN_FAILED;
	tell_changes(run, a);
	return a->count[ADJUST_ADDED] + a->count[ADJUST_DROPPED] +
	    a->count[ADJUST_MOVED] > 0 ? RUN_FINDINGS : RUN_DONE;
}

/* Plans in force for one year against those for another. */
static enum run_status
diff_years(struct run *run, int before, int after)
{
	struct plans p = { 0 };
	enum run_status s = plans_read(run, 2, true, &p);
	struct adjust a = { .before = { p.plan, p.n, before },
		.after = { p.plan, p.n, after } };

	s = s == RUN_DONE ? compare(run, &a) : RUN_FAILED;
	plans_free(&p);
	return s;
}

/* Files or folders: the highest revisions on either side. */
static enum run_status
diff_paths(struct run *run)
{
	struct plans p = { 0 }, q = { 0 };
	enum run_status s = RUN_FAILED;

	if (plans_read_path(run, run->file[0], &p) == RUN_DONE &&
	    plans_read_path(run, run->file[1], &q) == RUN_DONE) {
		struct adjust a = { .before = { p.plan, p.n, -1 },
			.after = { q.plan, q.n, -1 } };

		s = compare(run, &a);
	}
	plans_free(&p);
	plans_free(&q);
	return s;
}

enum run_status
plan_merging_diff(struct run *run)
{
	const char *one = run->file[0];
	const char *other = run->nfile > 1 ? run->file[1] : "";
	int before, after;
	int years = date_parse_year(str_from(one), &before) +
	    date_parse_year(str_from(other), &after);

	if (years == 2 && (run->nfile > 2 || run->workspace != NULL))
		return diff_years(run, before, after);
	if (years == 0 && run->nfile == 2)
		return diff_paths(run);
	if (years == 2)
		diag_plain(run->diag, NULL, DIAG_DIFF_PLANS);
	else
		diag_at(run->diag, NULL, DIAG_DIFF_PAIR, DIAG_Z(one),
		    DIAG_Z(other));
	return RUN_FAILED;
}

/* A file, or with -C a period whose classified rows stand in out/. */
static const char *
classified_path(struct run *run, const char *given)
{
	int period;

	if (run->workspace == NULL || !date_parse_period(str_from(given), &period))
		return given;
	return workspace_input(run, period, "classified.csv");
}

static struct facts *
read_classified(struct run *run, const char *given)
{
	const struct facts_rules rules = { .period = -1 };
	const char *path = classified_path(run, given);
	struct row_reader *r = path == NULL ? NULL : row_open(run->diag, path,
	    facts_dataset(FACTS_CLASSIFIED), run_codes(run));
	struct facts *f = facts_new(run->diag, run_codes(run), &rules);
	bool ok = r != NULL && facts_read(f, FACTS_CLASSIFIED, r);

	if (ok && f->nrow == 0) {
		struct pos pos = row_header_pos(r);

		diag_plain(run->diag, &pos, DIAG_NO_CLASSIFIED);
		ok = false;
	}
	row_close(r);
	if (ok)
		return f;
	facts_free(f);
	return NULL;
}

enum run_status
plan_merging_feasible(struct run *run, const struct plans *p, int year,
    const char *classified)
{
	struct facts *facts = read_classified(run, classified);
	struct feasible f = { .diag = run->diag, .facts = facts,
		.plan = p->plan, .nplan = p->n, .year = year,
		.sink = line_out(run) };
	bool ok = facts != NULL && feasible_show(&f);
	struct buf b;

	facts_free(facts);
	if (!ok)
		return RUN_FAILED;
	buf_init(&b, BUF_UNBOUNDED);
	tally_noun(&b, run->lang, f.targets, TALLY_TARGET);
	buf_puts(&b, run->lang == LANG_ZH ? "：" : ": ");
	tally_noun(&b, run->lang, f.findings, TALLY_FINDING);
	diag_summary(run->diag, buf_str(&b));
	buf_fini(&b);
	return f.findings > 0 ? RUN_FINDINGS : RUN_DONE;
}

enum run_status
plan_merging_rules(struct run *run, const char *option)
{
	struct setting_book *rules = rules_load(run, "plan.ini", option);
	bool ok = rules != NULL && rules_show(run, &rules, 1);

	setting_free(rules);
	return ok ? RUN_DONE : RUN_FAILED;
}
