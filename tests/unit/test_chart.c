/*
 * Charts: the model, the scales, and a gallery of every kind.  With a
 * format as argument it prints the gallery, for scripts that look at the
 * drawing with parsers of their own; with a file besides, charts of each
 * kind whose every text is one of the file, where NUL parts them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "print/format.h"
#include "print/svg.h"
#include "print/svg_scale.h"

static const struct chart_measure yi = { .name = { "全口径税收", 15 },
	.unit = { "亿元", 6 }, .held = 2, .scale = 8, .decimals = 2 };
static const struct chart_measure buildings = { .name = { "楼宇", 6 },
	.unit = { "幢", 3 } };
static const struct chart_measure percent = { .name = { "入驻率", 9 },
	.unit = { "%", 1 }, .held = 2, .decimals = 1 };

static const char *const districts[] = { "张家港市", "常熟市", "太仓市",
	"昆山市", "吴江区", "吴中区", "相城区", "姑苏区", "苏州工业园区",
	"苏州高新区" };

static struct chart *
begin(enum chart_kind kind, const char *title)
{
	struct chart *c = chart_new(LANG_ZH, kind);

	chart_set_title(c, str_from(title));
	return c;
}

static void
label(struct chart *c, const char *format, int n)
{
	char z[64];

	snprintf(z, sizeof(z), format, n);
	chart_add_point(c, str_from(z));
}

/* This year up to June, last year whole, the target's even share. */
static struct chart *
lines(void)
{
	static const int64_t month[] = { 62, 41, 44, 58, 49, 41, 57, 38, 37,
		59, 39, 45 };
	struct chart *c = begin(CHART_LINES,
	    "全市楼宇全口径税收累计（2023年1—6月，与上年和序时比较）");
	int64_t before = 0, now = 0;

	chart_set_note(c, str_from("序时按上年全年的十二分之一逐月累计。"));
	chart_add_measure(c, &yi);
	chart_new_series(c, str_from("2023年"), CHART_MAIN, 0);
	chart_new_series(c, str_from("2022年"), CHART_BEFORE, 0);
	chart_new_series(c, str_from("序时"), CHART_ELAPSED, 0);
	for (int m = 0; m < 12; m++) {
		label(c, "%d月", m + 1);
		before += month[m] * 93000000;
		now += month[m] * 100000000;
		if (m < 6)
			chart_put(c, 0, now);
		chart_put(c, 1, before);
		chart_put(c, 2, INT64_C(53010000000) * (m + 1) / 12);
	}
	return c;
}

static struct chart *
lines_with_gap(void)
{
	struct chart *c = begin(CHART_LINES,
	    "多年亿元楼宇数（幢），缺一年，含预计和目标");

	chart_add_measure(c, &buildings);
	chart_new_series(c, str_from("亿元楼宇"), CHART_MAIN, 0);
	chart_new_series(c, str_from("其中新增"), CHART_MAIN, 0);
	chart_new_series(c, str_from("预计"), CHART_ESTIMATE, 0);
	chart_new_series(c, str_from("三年行动计划目标"), CHART_TARGET, 0);
	for (int y = 0; y < 7; y++) {
		label(c, "%d年", 2019 + y);
		if (y < 5 && y != 2)
			chart_put(c, 0, 48 + y * 9 - y * y / 3);
		if (y < 5 && y != 2)
			chart_put(c, 1, 9 + y * 2);
		if (y > 3)
			chart_put(c, 2, 79 + (y - 4) * 12);
		if (y > 3)
			chart_put(c, 3, 87 + (y - 4) * 13);
	}
	return c;
}

static struct chart *
bars(void)
{
	static const int actual[] = { 1, 1, -1, 5, 2, 2, 2, 3, 17, 5 };
	static const int target[] = { 3, 3, 1, 11, 6, 6, 5, 7, 34, 11 };
	static const int before[] = { 1, 1, 0, 4, 2, 1, 1, 3, 14, 4 };
	struct chart *c = begin(CHART_BARS,
	    "各地亿元楼宇（2023年1—6月）");

	chart_add_measure(c, &buildings);
	chart_new_series(c, STR("1—6月已超1亿元"), CHART_MAIN, 0);
	chart_new_series(c, STR("年度目标"), CHART_TARGET, 0);
	chart_new_series(c, STR("上年同期"), CHART_BEFORE, 0);
	for (size_t i = 0; i < 10; i++) {
		chart_add_point(c, str_from(districts[i]));
		if (actual[i] >= 0)
			chart_put(c, 0, actual[i]);
		chart_put(c, 1, target[i]);
		chart_put(c, 2, before[i]);
	}
	return c;
}

/* Growth, above and below zero, two bars a district, and a mean. */
static struct chart *
bars_below_zero(void)
{
	static const int growth[] = { 670, 720, 70, 910, 270, 1060, 800, -60,
		960, 770 };
	struct chart_measure m = percent;
	struct chart *c = begin(CHART_BARS, "各地税收同比（%）");

	m.name = STR("同比");
	chart_add_measure(c, &m);
	chart_new_series(c, STR("1—6月"), CHART_MAIN, 0);
	chart_new_series(c, STR("1—5月"), CHART_MAIN, 0);
	chart_add_mark(c, 0, 780, STR("全市7.8"));
	for (size_t i = 0; i < 10; i++) {
		chart_add_point(c, str_from(districts[i]));
		chart_put(c, 0, growth[i]);
		chart_put(c, 1, growth[9 - i] - 300);
	}
	return c;
}

static struct chart *
bands(void)
{
	static const char *const band[] = { "10亿元以上", "5亿—10亿元",
		"1亿—5亿元", "5000万—1亿元", "1000万—5000万元",
		"1000万元以下", "无税收" };
	static const int count[] = { 10, 11, 66, 37, 190, 413, 73 };
	static const int64_t tax[] = { 21753, 7712, 12209, 2610, 4420, 1502,
		0 };
	struct chart *c = begin(CHART_BANDS, "税收分档：幢数和税收");

	c->share = true;
	chart_add_measure(c, &buildings);
	chart_add_measure(c, &yi);
	chart_new_series(c, STR("楼宇"), CHART_MAIN, 0);
	chart_new_series(c, STR("税收"), CHART_MAIN, 1);
	for (size_t i = 0; i < 7; i++) {
		chart_add_point(c, str_from(band[i]));
		chart_put(c, 0, count[i]);
		chart_put(c, 1, tax[i] * 100000000);
	}
	return c;
}

/* Falling by powers, as taxes of buildings do. */
static struct chart *
pareto(int n)
{
	struct chart *c = begin(CHART_PARETO, n > 30 ?
	    "税收集中度：各楼宇税收累计占比" :
	    "税收最高的楼宇及其累计占比");

	chart_add_measure(c, &yi);
	chart_add_measure(c, &buildings);
	chart_new_series(c, STR("税收"), CHART_MAIN, 0);
	for (int i = 0; i < n; i++) {
		label(c, "第%d号商务楼", i + 1);
		chart_put(c, 0, INT64_C(400000000000) / (i + 3));
	}
	return c;
}

static struct chart *
pareto_few(void)
{
	return pareto(12);
}

static struct chart *
pareto_many(void)
{
	return pareto(800);
}

static struct chart *
stack(bool share)
{
	static const char *const part[] = { "金融", "科技研发", "信息软件",
		"商务服务", "批发零售", "房地产", "住宿餐饮", "其他" };
	struct chart *c = begin(CHART_STACK, share ?
	    "各地税收的行业构成（%）" : "各地税收的行业构成（亿元）");

	c->share = share;
	chart_add_measure(c, &yi);
	for (size_t s = 0; s < 8; s++)
		chart_new_series(c, str_from(part[s]), CHART_MAIN, 0);
	for (int i = 0; i < 10; i++) {
		chart_add_point(c, str_from(districts[i]));
		for (int s = 0; s < 8; s++)
			if (i != 2 || s != 3)
				chart_put(c, (unsigned)s, (int64_t)(1 + (i * 7
				    + s * s * 3) % 11) * (i + 2) * 4000000000);
	}
	return c;
}

static struct chart *
stack_whole(void)
{
	return stack(false);
}

static struct chart *
stack_shares(void)
{
	return stack(true);
}

static struct chart *
histogram(void)
{
	static const int count[] = { 3, 5, 9, 22, 48, 97, 161, 214, 156, 77 };
	struct chart *c = begin(CHART_HISTOGRAM,
	    "入驻率分布（2023年6月末，未知8幢不计）");

	chart_add_measure(c, &buildings);
	chart_add_measure(c, &percent);
	chart_new_series(c, STR("2023年6月"), CHART_MAIN, 0);
	chart_new_series(c, STR("2022年6月"), CHART_BEFORE, 0);
	chart_add_mark(c, 1, 7000, STR("重点楼宇条件70%"));
	chart_set_bins(c, 0, 1000);
	for (int i = 0; i < 10; i++) {
		label(c, "%d0%%起", i);
		chart_put(c, 0, count[i]);
		chart_put(c, 1, count[(i + 9) % 10]);
	}
	return c;
}

/* All below 50 and all from 100 on are in one bin each. */
static struct chart *
histogram_open(void)
{
	static const int count[] = { 43, 114, 225, 335, 80, 3, 1 };
	struct chart_measure m = percent;
	struct chart *c = begin(CHART_HISTOGRAM, "入驻率分布，两端不限");

	m.held = m.decimals = 0;
	chart_add_measure(c, &buildings);
	chart_add_measure(c, &m);
	chart_new_series(c, STR("幢数"), CHART_MAIN, 0);
	chart_set_bins(c, 40, 10);
	chart_open_bins(c, true, true);
	for (int i = 0; i < 7; i++) {
		label(c, "%d0起", i + 4);
		chart_put(c, 0, count[i]);
	}
	return c;
}

static struct chart *
ranks(void)
{
	static const int place[][3] = { { 9, 9, 8 }, { 8, 8, 9 },
		{ 10, 10, 10 }, { 3, 3, 2 }, { 5, 6, 6 }, { 6, 4, 4 },
		{ 7, 7, 7 }, { 4, 5, 5 }, { 1, 1, 1 }, { 2, 2, 3 } };
	struct chart *c = begin(CHART_RANKS, "各地综合评价位次");

	chart_add_measure(c, &buildings);
	for (size_t i = 0; i < 10; i++)
		chart_new_series(c, str_from(districts[i]), CHART_MAIN, 0);
	for (int p = 0; p < 3; p++) {
		label(c, "%d年", 2021 + p);
		for (unsigned i = 0; i < 10; i++)
			chart_put(c, i, place[i][p]);
	}
	return c;
}

/* Some enter, some leave, one falls far, two share a rank. */
static struct chart *
ranks_open(void)
{
	static const int place[][2] = { { 1, 1 }, { 2, 4 }, { 3, 2 }, { 4, 0 },
		{ 5, 412 }, { 0, 3 }, { 6, 6 }, { 7, 6 } };
	struct chart *c = begin(CHART_RANKS, "高产出楼宇位次变化");

	chart_add_measure(c, &buildings);
	for (int i = 0; i < 8; i++) {
		char z[32];

		snprintf(z, sizeof(z), "第%d号金融商务中心", i + 1);
		chart_new_series(c, str_from(z), CHART_MAIN, 0);
	}
	for (int p = 0; p < 2; p++) {
		label(c, "%d年", 2022 + p);
		for (unsigned i = 0; i < 8; i++)
			if (place[i][p] > 0)
				chart_put(c, i, place[i][p]);
	}
	return c;
}

static struct chart *
scatter(void)
{
	static const struct chart_measure area = {
		.name = { "建筑面积", 12 }, .unit = { "万㎡", 6 },
		.held = 2, .scale = 4, .decimals = 2, .log = true };
	static const struct chart_measure yield = {
		.name = { "单位面积税收", 18 }, .unit = { "元/㎡", 7 },
		.held = 2, .decimals = 0, .log = true };
	uint64_t seed = 42;
	struct chart *c = begin(CHART_SCATTER, "建筑面积和单位面积税收");

	chart_add_measure(c, &area);
	chart_add_measure(c, &yield);
	chart_new_series(c, STR("建筑面积"), CHART_MAIN, 0);
	chart_new_series(c, STR("单位面积税收"), CHART_MAIN, 1);
	chart_add_group(c, STR("10亿元以上"));
	chart_add_group(c, STR("5亿—10亿元"));
	chart_add_group(c, STR("1亿—5亿元"));
	chart_add_group(c, STR("不足1亿元"));
	chart_add_mark(c, 1, 200000, STR("2000元/㎡"));
	for (int i = 0; i < 200; i++) {
		int64_t a, y = 2000, tax;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		a = 500000 + (int64_t)(seed >> 40) % 11000000;
		for (unsigned k = 0; k < 12; k++)
			y += y * (int64_t)(seed >> (20 + 3 * k) & 7) / 6;
		tax = a / 100 * y;
		label(c, "第%d号商务中心", i + 1);
		chart_put(c, 0, a);
		if (i % 40 != 7)
			chart_put(c, 1, i % 50 == 3 ? 0 : y);
		chart_put_group(c, tax > 100000000000 ? 0 : tax > 50000000000
		    ? 1 : tax > 10000000000 ? 2 : 3);
		if (i % 14 == 0)
			chart_put_named(c);
	}
	return c;
}

static struct chart *
empty(void)
{
	struct chart *c = begin(CHART_BARS, "没有数据的图");

	chart_add_measure(c, &buildings);
	chart_new_series(c, STR("楼宇"), CHART_MAIN, 0);
	return c;
}

static struct chart *
gallery_chart(size_t i)
{
	static struct chart *(*const make[])(void) = { lines,
		lines_with_gap, bars, bars_below_zero, bands, pareto_few,
		pareto_many, stack_whole, stack_shares, histogram, histogram_open, ranks,
		ranks_open, scatter, empty };

	return i < sizeof(make) / sizeof(make[0]) ? make[i]() : NULL;
}

static struct document *
gallery(void)
{
	struct document *doc = document_new(LANG_ZH, TABLE_PEOPLE);
	struct document_head head = { .title = STR("图例"),
		.subtitle = STR("各类图的样张，数据均为虚构") };
	struct chart *c;

	doc->numbered = doc->contents = true;
	document_set_head(doc, &head);
	document_heading(doc, 1, STR("一、各类图"));
	for (size_t i = 0; (c = gallery_chart(i)) != NULL; i++)
		document_chart(doc, c);
	return doc;
}

/* Everything that is text is s. */
static struct chart *
chart_of(enum chart_kind kind, struct str s)
{
	struct chart *c = chart_new(LANG_ZH, kind);
	struct chart_measure m = { .name = s, .unit = s };

	chart_set_title(c, s);
	chart_set_about(c, s);
	chart_set_note(c, s);
	chart_add_measure(c, &m);
	chart_add_measure(c, &m);
	chart_new_series(c, s, CHART_MAIN, 0);
	chart_new_series(c, s, CHART_BEFORE, kind == CHART_SCATTER);
	chart_add_group(c, s);
	chart_add_group(c, s);
	chart_add_mark(c, 1, 2, s);
	for (int i = 0; i < 3; i++) {
		chart_add_point(c, s);
		chart_put(c, 0, i + 1);
		chart_put(c, 1, 3 - i);
		chart_put_group(c, (unsigned)i % 2);
		chart_put_named(c);
	}
	return c;
}

static struct document *
document_of(const char *path)
{
	struct document *doc = document_new(LANG_ZH, TABLE_PEOPLE);
	FILE *file = fopen(path, "rb");
	struct str rest, s;
	struct buf b;
	size_t kind = 0, n;

	buf_init(&b, BUF_UNBOUNDED);
	while (file != NULL && (n = fread(buf_room(&b, 4096), 1, 4096,
	    file)) > 0)
		b.n += n;
	if (file != NULL)
		fclose(file);
	rest = buf_str(&b);
	doc->contents = true;
	while (rest.n > 0 && str_cut(&rest, '\0', &s)) {
		document_heading(doc, 1, s);
		document_text(doc, s);
		document_chart(doc, chart_of((enum chart_kind)(kind++ % 8),
		    s));
	}
	buf_fini(&b);
	return doc;
}

static int
print_gallery(const char *name, const char *path)
{
	const struct format *f = format_find(str_from(name));
	struct document *doc = path == NULL ? gallery() : document_of(path);
	struct diag *d = diag_new(&(struct diag_opts){ .sink = stderr });
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (f != NULL)
		format_put(f, &b, doc, d);
	fwrite(b.p, 1, b.n, stdout);
	buf_fini(&b);
	document_free(doc);
	diag_free(d);
	return f == NULL;
}

static const struct log_row {
	int64_t n;
	int64_t want; /* 65536 x log2(n), worked out with bc */
} log_rows[] = {
	{ 1, 0 },
	{ 2, 65536 },
	{ 3, 103872 },
	{ 10, 217705 },
	{ 1000, 653117 },
	{ INT64_C(10000000000), 2177057 },
	{ INT64_MAX, 4128767 },
};

static void
logarithms_are_good_to_a_thousandth(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(log_rows) / sizeof(log_rows[0]); i++) {
		int64_t got = scale_log2(log_rows[i].n);

		if (got < log_rows[i].want - 1 || got > log_rows[i].want + 1)
			fail_msg("row %zu: %lld, want %lld", i,
			    (long long)got, (long long)log_rows[i].want);
	}
}

static const struct scale_row {
	int64_t lo, hi;
	int ticks;
	int64_t want_lo, want_hi, want_step;
} scale_rows[] = {
	{ 0, 0, 5, 0, 1, 1 },
	{ 3, 7, 5, 0, 8, 2 },
	{ 0, 87, 5, 0, 100, 20 },
	{ -3, 12, 5, -5, 15, 5 },
	{ -30, -12, 5, -30, 0, 10 },
	{ 0, INT64_C(53010000000), 5, 0, INT64_C(60000000000),
	    INT64_C(20000000000) },
};

static void
linear_scales_are_round_and_reach_zero(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(scale_rows) / sizeof(scale_rows[0]);
	     i++) {
		const struct scale_row *r = &scale_rows[i];
		struct scale s;

		scale_linear(&s, &buildings, r->lo, r->hi, r->ticks);
		if (s.lo != r->want_lo || s.hi != r->want_hi ||
		    s.step != r->want_step)
			fail_msg("row %zu: %lld to %lld by %lld", i,
			    (long long)s.lo, (long long)s.hi,
			    (long long)s.step);
	}
}

static void
what_is_not_put_is_unknown(void **state)
{
	struct chart *c = begin(CHART_BARS, "");

	(void)state;
	chart_add_measure(c, &buildings);
	chart_new_series(c, STR("a"), CHART_MAIN, 0);
	chart_new_series(c, STR("b"), CHART_TARGET, 0);
	chart_add_point(c, STR("x"));
	chart_put(c, 1, 0);
	chart_add_point(c, STR("y"));
	chart_put(c, 0, 7);
	assert_false(chart_at(c, 0, 0).known);
	assert_true(chart_at(c, 0, 1).known);
	assert_int_equal(chart_at(c, 1, 0).n, 7);
	assert_false(chart_at(c, 1, 1).known);
	chart_free(c);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(logarithms_are_good_to_a_thousandth),
		cmocka_unit_test(linear_scales_are_round_and_reach_zero),
		cmocka_unit_test(what_is_not_put_is_unknown),
	};

	if (argc > 1)
		return print_gallery(argv[1], argc > 2 ? argv[2] : NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
