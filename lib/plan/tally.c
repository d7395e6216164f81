#include "plan/tally.h"

#include "base/map.h"

/* What a row's status is called, in the order in which they are decided. */
struct status {
	const char *code;
	const char *text[LANG_COUNT];
};

static const struct status target[TALLY_STATUSES] = {
	{ "none", { "without a target", "无目标" } },
	{ "unknown", { "unknown", "无数据" } },
	{ "done", { "done", "已完成" } },
	{ "missed", { "missed", "未完成" } },
	{ "open", { "open", "年底考核" } },
	{ "ahead", { "ahead", "超序时" } },
	{ "lagging", { "lagging", "滞后" } },
	{ "behind", { "behind", "慢于序时" } },
};

static const struct status task[TALLY_STATUSES] = {
	{ "open", { "open", "未完成" } },
	{ "done", { "done", "已完成" } },
	{ "dropped", { "dropped", "取消" } },
};

static const struct status window[TALLY_STATUSES] = {
	{ "met", { "met", "已举办或已印发" } },
	{ "open", { "open", "未到期" } },
	{ "missed", { "missed", "逾期" } },
};

static const struct status matter[TALLY_STATUSES] = {
	{ "open", { "open", "在办" } },
	{ "overdue", { "overdue", "逾期" } },
	{ "closed", { "closed", "办结" } },
};

static const struct status row[TALLY_STATUSES];

static const struct {
	const struct status *status;
	enum tally_noun noun;
} kind[] = {
	[TALLY_TARGETS] = { target, TALLY_TARGET },
	[TALLY_TASKS] = { task, TALLY_TASK },
	[TALLY_WINDOWS] = { window, TALLY_WINDOW },
	[TALLY_MATTERS] = { matter, TALLY_MATTER },
	[TALLY_ROWS] = { row, TALLY_ROW },
};

static size_t
find(const struct str *name, size_t n, const char *want)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(name[i], want))
			return i;
	return MAP_NONE;
}

void
tally_header(struct tally *t, const struct str *name, size_t n)
{
	t->scope = find(name, n, "scope");
	t->status = find(name, n, "status");
	t->late = t->of == TALLY_TASKS ? find(name, n, "days_overdue") :
	    MAP_NONE;
}

void
tally_row(struct tally *t, const struct str *cell)
{
	const struct status *known = kind[t->of].status;

	t->n++;
	/* a plan's rows stand together */
	if (t->scope != MAP_NONE && !str_eq(cell[t->scope], t->last)) {
		t->nplan++;
		t->last = arena_str(&t->keep, cell[t->scope]);
	}
	if (t->late != MAP_NONE && cell[t->late].n > 0 &&
	    !str_is(cell[t->late], "0"))
		t->noverdue++;
	for (size_t i = 0; t->status != MAP_NONE && i < TALLY_STATUSES; i++)
		if (known[i].code != NULL &&
		    str_is(cell[t->status], known[i].code))
			t->row[i]++;
}

void
tally_noun(struct buf *out, enum lang lang, size_t n, enum tally_noun noun)
{
	static const char *const en[] = { "plan", "target", "task", "window",
		"matter", "row", "finding" };
	static const char *const zh[] = { "份计划", "项指标", "项任务",
		"个时限", "件难点堵点", "行", "处问题" };

	buf_int(out, (int64_t)n);
	if (lang == LANG_ZH) {
		buf_puts(out, zh[noun]);
		return;
	}
	buf_putc(out, ' ');
	buf_puts(out, en[noun]);
	if (n != 1)
		buf_putc(out, 's');
}

/* Only those that occur: nobody reads a line of zeros. */
void
tally_put(const struct tally *t, enum lang lang, struct buf *out)
{
	const struct status *known = kind[t->of].status;
	bool zh = lang == LANG_ZH;
	const char *before = zh ? "：" : ": ";

	if (t->of == TALLY_TARGETS || t->of == TALLY_TASKS) {
		tally_noun(out, lang, t->nplan, TALLY_PLAN);
		buf_puts(out, zh ? "，" : ", ");
	}
	tally_noun(out, lang, t->n, kind[t->of].noun);
	for (size_t i = 0; i < TALLY_STATUSES; i++) {
		if (t->row[i] == 0)
			continue;
		buf_puts(out, before);
		before = zh ? "，" : ", ";
		if (zh)
			buf_puts(out, known[i].text[lang]);
		buf_int(out, (int64_t)t->row[i]);
		if (!zh) {
			buf_putc(out, ' ');
			buf_puts(out, known[i].text[lang]);
		}
	}
	if (t->noverdue > 0) {
		buf_puts(out, zh ? "；逾期" : "; ");
		buf_int(out, (int64_t)t->noverdue);
		buf_puts(out, zh ? "" : " overdue");
	}
}

void
tally_plans(struct buf *out, enum lang lang, struct plan *const *plan,
    size_t nplan, size_t findings)
{
	const char *comma = lang == LANG_ZH ? "，" : ", ";
	size_t ntarget = 0, ntask = 0;

	for (size_t i = 0; i < nplan; i++) {
		ntarget += plan[i]->ntarget;
		ntask += plan[i]->ntask;
	}
	tally_noun(out, lang, nplan, TALLY_PLAN);
	buf_puts(out, comma);
	tally_noun(out, lang, ntarget, TALLY_TARGET);
	buf_puts(out, comma);
	tally_noun(out, lang, ntask, TALLY_TASK);
	buf_puts(out, lang == LANG_ZH ? "：" : ": ");
	tally_noun(out, lang, findings, TALLY_FINDING);
}

void
tally_fini(struct tally *t)
{
	arena_fini(&t->keep);
}
