/*
 * rule: any text is a rule or is refused with exactly one report; a rule of
 * one condition with `not` before it is its negation; reasons can be made of
 * whatever was parsed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "rule/rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Any name that begins with one of the letters is a column of a kind. */
static bool
find(const void *arg, struct str name, struct rule_field *out)
{
	static const struct rule_field kind[] = {
		{ .id = 0, .type = VALUE_MONEY }, { .id = 1, .type = VALUE_PERCENT },
		{ .id = 2, .type = VALUE_TEXT }, { .id = 3, .type = VALUE_LIST },
		{ .id = 4, .type = VALUE_MONTH }, { .id = 5, .type = VALUE_FLAG },
		{ .id = 6, .type = VALUE_TEXT, .untyped = true }, { .id = 7, .type = VALUE_COUNT },
	};

	(void)arg;
	if (name.n == 0 || name.p[0] < 'a' || name.p[0] > 'h')
		return false;
	*out = kind[name.p[0] - 'a'];
	return true;
}

static struct rule_value
get(const void *arg, size_t id)
{
	const bool *known = arg;

	return (struct rule_value){ .known = *known,
		.num = id == 4 ? 2023 * 12 : 699990000,
		.den = id == 1 ? 100000 : 1, .text = STR("7;x") };
}

static void
reason(const struct rule *r, const struct rule_row *row)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < r->ncond; i++)
		rule_put_reason(&b, &r->cond[i], row);
	buf_fini(&b);
}

static void
negate(struct diag *d, struct arena *keep, const struct rule_scope *scope,
    struct str text, enum rule_truth truth, const struct rule_row *row)
{
	struct rule r;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "not ");
	buf_put(&b, text);
	if (!rule_parse(d, keep, scope, buf_str(&b), (struct pos){ 0 }, &r) ||
	    rule_truth(&r, row) != rule_not(truth))
		abort();
	buf_fini(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	FILE *sink = fopen("/dev/null", "w");
	struct diag *d = diag_new(&(struct diag_opts){ .program = "fuzz",
	    .sink = sink });
	struct rule_set set = { STR("s"), STR("7, x"), { "s", 1, 1 } };
	struct rule_sets sets = { &set, 1 };
	struct rule_scope scope = { .find = find, .sets = &sets };
	struct arena keep = { 0 };
	struct str text = { (const char *)data, n };
	struct pos pos = { "f", 1, 1 };
	bool known = n % 2 == 0;
	struct rule_row row = { get, &known };
	struct rule r;

	if (rule_parse(d, &keep, &scope, text, pos, &r)) {
		if (diag_count(d, DIAG_ERROR) != 0 || r.ncond == 0)
			abort();
		if (r.ncond == 1)
			negate(d, &keep, &scope, text, rule_truth(&r, &row),
			    &row);
		reason(&r, &row);
	} else if (diag_count(d, DIAG_ERROR) != 1) {
		abort();
	}
	arena_fini(&keep);
	diag_free(d);
	fclose(sink);
	return 0;
}
