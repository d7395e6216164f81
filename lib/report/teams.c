/*
 * Operating teams (招商运营团队) by what changed in the buildings they run
 * now and that both periods have: occupancy, tax, the lead specialty's share,
 * enterprises entered; ranked by the weights of team.ini.
 */
#include <stdlib.h>

#include "base/map.h"
#include "print/words.h"
#include "report/building_list.h"
#include "report/kinds.h"

enum { NEED_CLASSIFIED, NEED_PREVIOUS, NEED_TEAMS, NEEDS };

enum { T_ID, T_NAME, T_DISTRICT, T_COLUMNS };

static const char *const team_columns[T_COLUMNS] = { "team_id", "name",
	"district" };

enum { OCCUPANCY, TAX, LEAD, ENTERED, MEASURES };

static const char *const measure_code[MEASURES] = { "occupancy", "tax",
	"lead", "entered" };

/* A rate then and now, over the buildings that have it in both. */
struct change {
	struct total num, den, num_before, den_before;
};

struct team {
	struct str id;
	size_t runs, compared;
	struct change occupancy, lead;
	struct total tax, same, entered;
	bool known[MEASURES];
	int64_t measure[MEASURES]; /* hundredths of a point; enterprises */
	int64_t score[MEASURES];   /* hundredths, 0 to 10000 */
	int64_t total;             /* 10^-4: score x weight / 100 */
	bool ranked;
	size_t rank;
};

struct league {
	struct report *r;
	struct map id;             /* of the teams */
	struct map before;         /* rows of the previous period, by id */
	struct team *team;
	struct place *place;       /* of the teams, by total */
	size_t unranked, alone;    /* buildings nobody runs */
	int64_t weight[MEASURES];  /* hundredths of a percent */
};

static bool
read_weights(struct league *g)
{
	const struct setting_book *book = report_settings(g->r, "team.ini");
	const struct setting *last = NULL; /* the one somebody set */
	int64_t sum = 0;

	for (size_t i = 0; book != NULL && i < MEASURES; i++) {
		const char *section = words_fill(&g->r->keep, "measure $1",
		    str_from(measure_code[i])).p;
		const struct setting *s = setting_find(book, section,
		    "weight");

		if (s == NULL) {
			diag_at(g->r->diag, NULL, DIAG_NO_SETTING,
			    DIAG_Z(section), DIAG_Z("weight"));
			return false;
		}
		if (!setting_number(g->r->diag, s, 2, &g->weight[i]))
			return false;
		if (g->weight[i] < 0 || g->weight[i] > 10000) {
			diag_at(g->r->diag, &s->value_pos, DIAG_SETTING_RANGE,
			    DIAG_Z("weight"), DIAG_STR(s->value));
			return false;
		}
		sum += g->weight[i];
		if (last == NULL || s->origin >= last->origin)
			last = s;
	}
	return book != NULL && report_agree_at(g->r, &last->value_pos,
	    "weights of team.ini = 100 %, in hundredths",
	    "team.ini 权重之和＝100%（百分之一）", sum, 10000);
}

/* A building where no specialty sits has no lead: its share is nought. */
static struct value
part(const struct value *v, size_t num, size_t den)
{
	struct value x = v[num];

	if (num == B_LEAD_TAX && !v[B_LEAD].known && v[den].known)
		x = (struct value){ .known = true };
	return x;
}

static void
change_add(struct report *r, struct change *c, const struct value *now,
    const struct value *before, size_t num, size_t den)
{
	struct value a = part(now, num, den), b = part(before, num, den);

	if (!a.known || !now[den].known || !b.known || !before[den].known)
		return;
	total_add(&c->num, &a);
	behind_add(r->behind, &c->num, &now[num]);
	report_add(r, &c->den, &now[den]);
	total_add(&c->num_before, &b);
	behind_add(r->behind, &c->num_before, &before[num]);
	report_add(r, &c->den_before, &before[den]);
}

static const struct value *
before_of(const struct league *g, const struct value *v)
{
	size_t at = map_find(&g->before, v[B_ID].text);

	return at == MAP_NONE ? NULL :
	    source_at(&g->r->source[NEED_PREVIOUS], at, 0);
}

/* Without a previous period growth and entries alone can be told. */
static void
team_add(struct league *g, struct team *t, const struct value *v)
{
	const struct value *before = before_of(g, v);

	behind_count(g->r->behind, &t->runs, &v[B_OPERATOR]);
	if (g->r->given[NEED_PREVIOUS] && before == NULL)
		return;
	behind_count(g->r->behind, &t->compared, &v[B_OPERATOR]);
	if (v[B_TAX].known && v[B_SAME].known) {
		report_add(g->r, &t->tax, &v[B_TAX]);
		report_add(g->r, &t->same, &v[B_SAME]);
	}
	report_add(g->r, &t->entered, &v[B_ENTERED]);
	if (before == NULL)
		return;
	change_add(g->r, &t->occupancy, v, before, B_OCCUPIED,
	    B_OCCUPANCY_BASE);
	change_add(g->r, &t->lead, v, before, B_LEAD_TAX, B_POSITIVE);
}

/* A team that runs that building alone; what it counts stays where it is. */
static struct team *
team_of_one(struct league *g, const struct value *v)
{
	struct team *one = arena_alloc(&g->r->keep, 1, sizeof(*one));

	*one = (struct team){ .id = v[B_OPERATOR].text };
	team_add(g, one, v);
	return one;
}

static bool
collect(struct league *g)
{
	struct report *r = g->r;
	const struct source *s = &r->source[NEED_CLASSIFIED];

	for (size_t i = 0; i < s->nrow; i++)
		if (source_at(s, i, B_OPERATOR)->known)
			map_put(&g->id, source_at(s, i, B_OPERATOR)->text,
			    NULL);
	g->team = mem_zalloc(g->id.n + 1, sizeof(*g->team));
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		size_t at = map_find(&g->id, v[B_OPERATOR].text);

		if (!v[B_OPERATOR].known)
			g->alone++;
		else
			team_add(g, &g->team[at], v);
	}
	for (size_t i = 0; i < g->id.n; i++) {
		struct team *t = &g->team[i];
		const struct total all[] = { t->tax, t->same, t->entered,
			t->occupancy.num, t->occupancy.den, t->lead.num,
			t->lead.den, t->lead.num_before, t->lead.den_before };

		t->id = g->id.key[i];
		if (!total_ok(r, all, sizeof(all) / sizeof(all[0])))
			return false;
	}
	return true;
}

/* num / den in hundredths of a percent, half away from zero. */
static bool
rate(num_wide num, num_wide den, int64_t *out)
{
	return den > 0 && num_narrow(num_div(num * 10000, den,
	    NUM_HALF_AWAY), out);
}

static bool
points(const struct change *c, int64_t *out)
{
	num_wide now = c->den.n, before = c->den_before.n;

	return now > 0 && before > 0 &&
	    rate(c->num.n * before - c->num_before.n * now, now * before,
	        out);
}

static void
measure(struct team *t)
{
	t->known[OCCUPANCY] = points(&t->occupancy, &t->measure[OCCUPANCY]);
	t->known[LEAD] = points(&t->lead, &t->measure[LEAD]);
	t->known[TAX] = rate((num_wide)t->tax.n - t->same.n, t->same.n,
	    &t->measure[TAX]);
	t->known[ENTERED] = t->entered.known > 0;
	t->measure[ENTERED] = t->entered.n;
}

/* The best has 100, the last 0; where all are alike all have 100. */
static void
score(struct league *g, size_t k)
{
	int64_t low = INT64_MAX, high = INT64_MIN;

	for (size_t i = 0; i < g->id.n; i++) {
		const struct team *t = &g->team[i];

		if (!t->known[k])
			continue;
		low = t->measure[k] < low ? t->measure[k] : low;
		high = t->measure[k] > high ? t->measure[k] : high;
	}
	for (size_t i = 0; i < g->id.n; i++) {
		struct team *t = &g->team[i];

		if (t->known[k])
			t->score[k] = high == low ? 10000 : (int64_t)num_div(
			    ((num_wide)t->measure[k] - low) * 10000,
			    (num_wide)high - low, NUM_HALF_AWAY);
	}
}

/* A team of which a measure is unknown has no place. */
static void
rank(struct league *g)
{
	g->place = mem_zalloc(g->id.n + 1, sizeof(*g->place));
	for (size_t i = 0; i < g->id.n; i++)
		measure(&g->team[i]);
	for (size_t k = 0; k < MEASURES; k++)
		score(g, k);
	for (size_t i = 0; i < g->id.n; i++) {
		struct team *t = &g->team[i];

		t->ranked = true;
		for (size_t k = 0; k < MEASURES; k++) {
			t->ranked = t->ranked && t->known[k];
			t->total += t->score[k] * g->weight[k];
		}
		g->unranked += !t->ranked;
		g->place[i] = (struct place){ .row = i, .id = t->id,
			.known = t->ranked, .num = t->total, .den = 1 };
	}
	ranking_sort(g->place, g->id.n);
	for (size_t i = 0; i < g->id.n; i++)
		g->team[g->place[i].row].rank = g->place[i].rank;
}

static struct str
team_name(struct league *g, struct str id)
{
	const struct source *s = &g->r->source[NEED_TEAMS];

	for (size_t i = 0; g->r->given[NEED_TEAMS] && i < s->nrow; i++)
		if (str_eq(source_at(s, i, T_ID)->text, id) &&
		    source_at(s, i, T_NAME)->known)
			return source_at(s, i, T_NAME)->text;
	return id;
}

/* The rate now, then how many points it moved. */
static void
put_change(struct table *t, const struct change *c)
{
	if (c->den.n <= 0 || c->den_before.n <= 0) {
		table_missing(t);
		table_missing(t);
		return;
	}
	report_total_rate(t, &c->num, &c->den, 2);
	report_points(t, c->num.n, c->den.n, c->num_before.n,
	    c->den_before.n);
	table_amount(t, PART_OVER, &c->num, c->num.n, 2);
	table_amount(t, PART_UNDER, &c->den, c->den.n, 2);
	table_amount(t, PART_OVER_BEFORE, &c->num_before, c->num_before.n, 2);
	table_amount(t, PART_UNDER_BEFORE, &c->den_before, c->den_before.n,
	    2);
}

static void
put_measures(struct table *t, const struct team *x)
{
	report_counted(t, &x->runs);
	report_counted(t, &x->compared);
	put_change(t, &x->occupancy);
	if (x->tax.known > 0)
		report_total(t, &x->tax);
	else
		table_missing(t);
	if (x->same.n > 0)
		report_rate(t, x->tax.n - x->same.n, x->same.n);
	else
		table_not_applicable(t);
	table_amount(t, PART_OVER, &x->tax, x->tax.n, 2);
	table_amount(t, PART_UNDER, &x->same, x->same.n, 2);
	put_change(t, &x->lead);
	if (x->known[ENTERED])
		report_total(t, &x->entered);
	else
		table_missing(t);
	if (x->ranked)
		table_number(t, (int64_t)num_div(x->total, 10000,
		    NUM_HALF_AWAY));
	else
		table_missing(t);
}

static const struct report_heading measures[] = {
	{ "buildings", VALUE_COUNT, 0, { "build-\nings", "在管\n楼宇" } },
	{ "compared", VALUE_COUNT, 0, { "com-\npared", "可比\n楼宇" } },
	{ "occupancy_pct", VALUE_PERCENT, 0, { "occu-\npancy", "入驻\n率" } },
	{ "occupancy_change_pct", VALUE_PERCENT, COLUMN_SIGN,
	    { "change", "变化" } },
	{ "tax_yuan", VALUE_MONEY, 0, { "tax", "税收" } },
	{ "tax_yoy_pct", VALUE_PERCENT, 0, { "growth", "同比" } },
	{ "lead_pct", VALUE_PERCENT, 0, { "lead's\nshare", "主导\n占比" } },
	{ "lead_change_pct", VALUE_PERCENT, COLUMN_SIGN,
	    { "change", "变化" } },
	{ "entered", VALUE_COUNT, 0, { "entered", "新\n入驻" } },
	{ "score", VALUE_MONEY, COLUMN_EXACT, { "score", "得分" } },
};

static struct str
title(struct league *g, const char *zh, const char *en, size_t n)
{
	struct report *r = g->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct str part[4];

	part[0] = words_period(a, l, r->period);
	part[1] = !r->given[NEED_PREVIOUS] ? (struct str){ "", 0 } :
	    words_fill(a, words(l, "与$1比较", "against $1"),
	    words_month_end(a, l, r->source[NEED_PREVIOUS].period));
	part[2] = words_int(a, (int64_t)n);
	part[3] = g->unranked == 0 ? (struct str){ "", 0 } : words_fill(a,
	    words(l, "未排名$1个", "$1 unranked"),
	    words_int(a, (int64_t)g->unranked));
	part[2] = words_fill(a, words(l, zh, en), part[2]);
	return words_fill(a, words(l, "$1招商运营团队（$2）",
	    "Operating teams, $1 ($2)"), words_scope(l, r->district),
	    words_join(a, l, part, 4));
}

static struct str
weight_words(struct league *g)
{
	static const char *const zh[] = { "入驻率变化", "税收同比",
		"主导产业占比变化", "新入驻企业" };
	static const char *const en[] = { "change of occupancy",
		"growth of tax", "change of the lead's share",
		"enterprises entered" };
	enum lang l = g->r->lang;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t k = 0; k < MEASURES; k++) {
		if (k > 0)
			buf_puts(&b, words(l, "、", ", "));
		buf_puts(&b, words(l, zh[k], en[k]));
		if (l != LANG_ZH)
			buf_putc(&b, ' ');
		if (g->weight[k] % 100 == 0)
			buf_int(&b, g->weight[k] / 100);
		else
			buf_hundredths(&b, g->weight[k]);
		buf_putc(&b, '%');
	}
	return buf_keep(&b, &g->r->keep);
}

static void
notes(struct league *g, struct table *t)
{
	struct report *r = g->r;
	enum lang l = r->lang;

	report_note(t, str_from(words(l,
	    "各项取团队现在运营、且两期均有的楼宇；变化为个百分点，同比与上年同月比较，新入驻为年初以来户数。",
	    "Over the buildings a team runs now and that both periods have. "
	    "Changes are in points, growth on the same months of last year, "
	    "entered since January.")));
	report_note(t, words_fill(&r->keep, words(l,
	    "得分：各项最好的100分、最差的0分、其间按比例，再按权重合成（$1，team.ini，本工具自拟）；得分相同的位次相同，有不明项的不排名。",
	    "Score: the best of a measure has 100, the last 0, weighed "
	    "$1 (team.ini, this tool's own). Ties share a rank; a team with "
	    "an unknown measure has none."), weight_words(g)));
	if (!r->given[NEED_PREVIOUS])
		report_note(t, str_from(words(l,
		    "未给出前期数据（--previous），入驻率和主导占比的变化不明，不排名。",
		    "No previous period is given (--previous): changes are "
		    "unknown and nobody is ranked.")));
	if (g->alone > 0)
		report_note(t, words_fill(&r->keep, words(l,
		    "没有运营团队的楼宇$1幢，未列入。",
		    "$1 buildings have no team and are left out."),
		    words_int(&r->keep, (int64_t)g->alone)));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
}

static void
put_rank(struct table *t, const struct team *x)
{
	if (x->ranked)
		table_number(t, (int64_t)x->rank);
	else
		table_not_applicable(t);
}

static void
put_teams(struct league *g)
{
	struct report *r = g->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	t->stub = 2;
	report_headings(r, t, (const struct report_heading[]){
		{ NULL, VALUE_COUNT, 0, { "rank", "位次" } },
		{ NULL, VALUE_TEXT, 0, { "team", "团队" } } }, 2);
	report_headings(r, t, measures,
	    sizeof(measures) / sizeof(measures[0]));
	for (size_t i = 0; i < g->id.n; i++) {
		const struct team *x = &g->team[g->place[i].row];

		table_row(t);
		put_rank(t, x);
		table_text(t, team_name(g, x->id));
		put_measures(t, x);
	}
	table_set_title(t, title(g, "共$1个团队", "$1 teams", g->id.n));
	table_set_unit(t, str_from(words(r->lang,
	    "单位：幢、%、个百分点、亿元、户、分",
	    "Unit: buildings, %, points, 100m yuan, firms, points")));
	notes(g, t);
}

/* What one building puts into its team's measures. */
static void
put_building(struct league *g, struct table *t, const struct value *v)
{
	struct team *one = team_of_one(g, v);

	table_text(t, v[B_ID].text);
	report_value(t, &v[B_NAME]);
	report_district(g->r, t, v[B_DISTRICT].text);
	table_number(t, (int64_t)one->compared);
	put_change(t, &one->occupancy);
	report_number(t, &v[B_TAX]);
	report_growth(t, &v[B_TAX], &v[B_SAME]);
	put_change(t, &one->lead);
	report_number(t, &v[B_ENTERED]);
}

static size_t
put_buildings_of(struct league *g, struct table *t, const struct team *x)
{
	const struct source *s = &g->r->source[NEED_CLASSIFIED];
	size_t n = 0;

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		if (!str_eq(v[B_OPERATOR].text, x->id))
			continue;
		table_row(t);
		if (n++ == 0)
			table_rule(t);
		table_text(t, team_name(g, x->id));
		put_building(g, t, v);
	}
	return n;
}

static void
put_buildings(struct league *g)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "team", "团队" } },
		{ NULL, VALUE_ID, 0, { "building", "楼宇编号" } },
		{ NULL, VALUE_TEXT, 0, { "name", "楼宇名称" } },
		{ NULL, VALUE_TEXT, 0, { "district", "地区" } },
		{ NULL, VALUE_COUNT, 0, { "both", "可比" } },
		{ NULL, VALUE_PERCENT, 0, { "occu-\npancy", "入驻\n率" } },
		{ NULL, VALUE_PERCENT, COLUMN_SIGN, { "change", "变化" } },
		{ NULL, VALUE_MONEY, 0, { "tax", "税收" } },
		{ NULL, VALUE_PERCENT, 0, { "growth", "同比" } },
		{ NULL, VALUE_PERCENT, 0, { "lead's\nshare", "主导\n占比" } },
		{ NULL, VALUE_PERCENT, COLUMN_SIGN, { "change", "变化" } },
		{ NULL, VALUE_COUNT, 0, { "entered", "新\n入驻" } },
	};
	struct report *r = g->r;
	struct table *t = report_table(r, TABLE_PEOPLE);
	size_t n = 0;

	t->stub = 3;
	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < g->id.n; i++)
		n += put_buildings_of(g, t, &g->team[g->place[i].row]);
	table_set_title(t, title(g, "在管楼宇$1幢", "$1 buildings", n));
	table_set_unit(t, str_from(words(r->lang,
	    "单位：%、个百分点、亿元、户",
	    "Unit: %, points, 100m yuan, firms")));
	report_note(t, str_from(words(r->lang,
	    "“可比”为1的两期均有，计入团队的各项；为0的不计入。",
	    "Both: 1 where both periods have the building, and it counts for "
	    "its team; 0 where not.")));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
}

static void
put_machine(struct league *g)
{
	struct report *r = g->r;
	struct table *t = report_table(r, TABLE_MACHINE);

	report_headings(r, t, (const struct report_heading[]){
		{ "period", VALUE_MONTH, 0, { NULL, NULL } },
		{ "kind", VALUE_TEXT, 0, { NULL, NULL } },
		{ "rank", VALUE_COUNT, 0, { NULL, NULL } },
		{ "team_id", VALUE_TEXT, 0, { NULL, NULL } },
		{ "building_id", VALUE_TEXT, 0, { NULL, NULL } },
		{ "name", VALUE_TEXT, 0, { NULL, NULL } } }, 6);
	report_headings(r, t, measures,
	    sizeof(measures) / sizeof(measures[0]));
	for (size_t i = 0; i < g->id.n; i++) {
		const struct team *x = &g->team[g->place[i].row];
		const struct source *s = &r->source[NEED_CLASSIFIED];

		table_row(t);
		table_text(t, report_period_text(r));
		table_text(t, STR("team"));
		put_rank(t, x);
		table_text(t, x->id);
		table_not_applicable(t);
		table_text(t, r->given[NEED_TEAMS] ? team_name(g, x->id) :
		    STR(""));
		put_measures(t, x);
		for (size_t k = 0; k < s->nrow; k++) {
			const struct value *v = source_at(s, k, 0);
			struct team *one;

			if (!str_eq(v[B_OPERATOR].text, x->id))
				continue;
			one = team_of_one(g, v);
			measure(one);
			table_row(t);
			table_text(t, report_period_text(r));
			table_text(t, STR("building"));
			table_not_applicable(t);
			table_text(t, x->id);
			table_text(t, v[B_ID].text);
			table_text(t, v[B_NAME].text);
			put_measures(t, one);
		}
	}
}

static bool
build_teams(struct report *r)
{
	struct league g = { .r = r };
	const struct source *s = &r->source[NEED_PREVIOUS];
	bool ok = read_weights(&g);

	for (size_t i = 0; r->given[NEED_PREVIOUS] && i < s->nrow; i++)
		map_put(&g.before, source_at(s, i, B_ID)->text, NULL);
	ok = ok && collect(&g);
	if (ok) {
		rank(&g);
		put_teams(&g);
		put_buildings(&g);
		put_machine(&g);
	}
	map_fini(&g.id);
	map_fini(&g.before);
	free(g.team);
	free(g.place);
	return ok;
}

static const struct dataset *
teams(void)
{
	return dataset_at(DATASET_TEAMS);
}

static const size_t also[] = { B_OPERATOR };

static const struct report_need needs[NEEDS] = {
	[NEED_CLASSIFIED] = BUILDING_NEED("classified", REPORT_PERIOD, true,
	    also, sizeof(also) / sizeof(also[0])),
	[NEED_PREVIOUS] = BUILDING_NEED("previous", REPORT_YEAR_BEFORE, false,
	    NULL, 0),
	[NEED_TEAMS] = { .name = "teams", .dataset = teams,
	    .place = REPORT_CANON,
	    .columns = { .name = team_columns, .n = T_COLUMNS,
	        .needed = T_NAME + 1, .period = T_COLUMNS,
	        .district = T_COLUMNS } },
};

const struct report_kind report_teams = {
	.name = "teams",
	.about = { "operating teams by what changed in their buildings",
	    "招商运营团队评价" },
	.need = needs,
	.nneed = NEEDS,
	.takes_file = true,
	.numbered = true,
	.build = build_teams,
};
