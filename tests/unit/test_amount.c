/* Amounts as offices write them, and the units around them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/amount.h"
#include "text/normal.h"

static const struct amount_row {
	const char *cell;
	enum unit unit;
	enum amount_fault fault;
	int64_t fen;
} amounts[] = {
	{ "1234.5", UNIT_YUAN, AMOUNT_OK, 123450 },
	{ "-0.01", UNIT_YUAN, AMOUNT_OK, -1 },
	{ "1,234,567.89", UNIT_YUAN, AMOUNT_OK, 123456789 },
	{ "１，２３４．５", UNIT_YUAN, AMOUNT_OK, 123450 },
	{ "1 234", UNIT_YUAN, AMOUNT_OK, 123400 },
	{ "　12 ", UNIT_YUAN, AMOUNT_OK, 1200 },
	{ "'12", UNIT_YUAN, AMOUNT_OK, 1200 },
	{ "¥12", UNIT_YUAN, AMOUNT_OK, 1200 },
	{ "+12", UNIT_YUAN, AMOUNT_OK, 1200 },
	{ "−12", UNIT_YUAN, AMOUNT_OK, -1200 },
	{ "1.234567", UNIT_WAN_YUAN, AMOUNT_OK, 1234567 },
	{ "1.2345670", UNIT_WAN_YUAN, AMOUNT_OK, 1234567 },
	{ "1.2345678", UNIT_WAN_YUAN, AMOUNT_TOO_FINE, 0 },
	{ "0.0000000001", UNIT_YI_YUAN, AMOUNT_OK, 1 },
	{ "0.00000000001", UNIT_YI_YUAN, AMOUNT_TOO_FINE, 0 },
	{ "1.2亿", UNIT_NONE, AMOUNT_OK, INT64_C(12000000000) },
	{ "3500万", UNIT_NONE, AMOUNT_OK, INT64_C(3500000000) },
	{ "3500万元", UNIT_WAN_YUAN, AMOUNT_OK, INT64_C(3500000000) },
	{ "3500万元", UNIT_YUAN, AMOUNT_UNIT, 0 },
	{ "1,565.3930(万元人民币)", UNIT_NONE, AMOUNT_OK, 1565393000 },
	{ "100(万美元)", UNIT_NONE, AMOUNT_MALFORMED, 0 },
	{ "12㎡", UNIT_NONE, AMOUNT_UNIT, 0 },
	{ "12,34", UNIT_YUAN, AMOUNT_GROUPING, 0 },
	{ "1234,567", UNIT_YUAN, AMOUNT_GROUPING, 0 },
	{ "1,234 567", UNIT_YUAN, AMOUNT_GROUPING, 0 },
	{ "1,234.5,6", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ ",123", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ "1.2.3", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ "1.", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ "1e5", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ "约500", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ "500余", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ "(12)", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ "△12", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ "--12", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ "-", UNIT_YUAN, AMOUNT_MALFORMED, 0 },
	{ "99999999999999999999", UNIT_YUAN, AMOUNT_TOO_LARGE, 0 },
};

static void
amounts_are_exact_or_refused(void **state)
{
	struct buf scratch;

	(void)state;
	buf_init(&scratch, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++) {
		const struct amount_row *r = &amounts[i];
		struct amount_form form = { .kind = UNIT_OF_MONEY,
			.unit = r->unit, .decimals = 2 };
		int64_t fen = 0;
		enum amount_fault fault = amount_parse(str_from(r->cell),
		    &form, &scratch, &fen, NULL);

		if (fault != r->fault ||
		    (fault == AMOUNT_OK && fen != r->fen))
			fail_msg("%s: fault %d, fen %lld", r->cell,
			    (int)fault, (long long)fen);
	}
	buf_fini(&scratch);
}

static void
negatives_need_leave(void **state)
{
	struct amount_form form = { .kind = UNIT_OF_MONEY, .decimals = 2,
		.brackets = true, .triangle = true };
	struct buf scratch;
	int64_t fen;

	(void)state;
	buf_init(&scratch, BUF_UNBOUNDED);
	assert_int_equal(amount_parse(STR("（1,234.5）"), &form, &scratch, &fen,
	    NULL), AMOUNT_OK);
	assert_int_equal(fen, -123450);
	assert_int_equal(amount_parse(STR("▲3"), &form, &scratch, &fen, NULL),
	    AMOUNT_OK);
	assert_int_equal(fen, -300);
	buf_fini(&scratch);
}

static const struct line_row {
	const char *text;
	enum unit money, area;
} lines[] = {
	{ "单位：万元、㎡", UNIT_WAN_YUAN, UNIT_M2 },
	{ "单位：亿元", UNIT_YI_YUAN, UNIT_NONE },
	{ "（计量单位: 万平方米）", UNIT_NONE, UNIT_WAN_M2 },
	{ "金额单位：人民币万元", UNIT_WAN_YUAN, UNIT_NONE },
	{ "填报单位：园区 单位：万元", UNIT_WAN_YUAN, UNIT_NONE },
	{ "单位：元、万元、㎡", UNIT_NONE, UNIT_M2 },
	{ "填报单位：苏州工业园区", UNIT_NONE, UNIT_NONE },
	{ "单位：人、户", UNIT_NONE, UNIT_NONE },
	{ "万元", UNIT_NONE, UNIT_NONE },
};

static void
a_line_above_states_units(void **state)
{
	struct buf folded;
	struct unit_line got;

	(void)state;
	buf_init(&folded, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		buf_reset(&folded);
		normal_key(&folded, str_from(lines[i].text));
		unit_parse_line(buf_str(&folded), &got);
		if (got.money != lines[i].money || got.area != lines[i].area)
			fail_msg("%s: %d %d", lines[i].text, (int)got.money,
			    (int)got.area);
	}
	buf_fini(&folded);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_are_exact_or_refused),
		cmocka_unit_test(negatives_need_leave),
		cmocka_unit_test(a_line_above_states_units),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
