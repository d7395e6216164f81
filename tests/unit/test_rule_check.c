#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rule/rule_check.h"

enum { TAX, SAME, RATE, COUNT, FLAG, GRADE, LIST, MEMO, OTHER, NFIELD };

static const struct rule_field fields[NFIELD] = {
	[TAX] = { .id = TAX, .type = VALUE_MONEY },
	[SAME] = { .id = SAME, .type = VALUE_MONEY },
	[RATE] = { .id = RATE, .type = VALUE_PERCENT, .is_rate = true },
	[COUNT] = { .id = COUNT, .type = VALUE_COUNT, .bounded = true,
	    .most = INT64_MAX },
	[FLAG] = { .id = FLAG, .type = VALUE_FLAG, .bounded = true,
	    .most = 1 },
	[GRADE] = { .id = GRADE, .type = VALUE_TEXT, .choices = "a|b|best" },
	[LIST] = { .id = LIST, .type = VALUE_LIST },
	[MEMO] = { .id = MEMO, .type = VALUE_TEXT, .untyped = true },
	[OTHER] = { .id = OTHER, .type = VALUE_MONEY },
};
static const char *const names[NFIELD] = { "tax", "same", "rate", "count",
	"flag", "grade", "list", "memo", "other" };

static bool
find(const void *arg, struct str name, struct rule_field *out)
{
	(void)arg;
	for (size_t i = 0; i < NFIELD; i++)
		if (str_is(name, names[i])) {
			*out = fields[i];
			return true;
		}
	return false;
}

static const struct rule_scope scope = { .find = find };

struct bench {
	struct diag *diag;
	struct arena keep;
	struct rule_checker checker;
};

static void
begin(struct bench *b)
{
	*b = (struct bench){ .diag = diag_new(&(struct diag_opts){
		.program = "test", .sink = stderr }) };
}

static void
end(struct bench *b)
{
	rule_checker_fini(&b->checker);
	arena_fini(&b->keep);
	diag_free(b->diag);
}

static struct rule
parse(struct bench *b, const char *text)
{
	struct rule r;

	if (!rule_parse(b->diag, &b->keep, &scope, str_from(text),
	    (struct pos){ "r", 1, 1 }, &r))
		fail_msg("%s: not parsed", text);
	return r;
}

static struct rule_facts
facts(struct bench *b, const char *text)
{
	struct rule *r = arena_alloc(&b->keep, 1, sizeof(*r));

	*r = parse(b, text);
	return rule_facts_of(&b->checker, r);
}

static void
contradictions_are_seen(void **state)
{
	static const struct {
		const char *text;
		bool never;
	} cases[] = {
		{ "tax > 2 and tax < 1", true },
		{ "tax > 1 and tax < 2", false },
		{ "tax > 1 and tax <= 1", true },
		{ "tax >= 1 and tax <= 1", false },
		/* nothing lies between two fen, but between two rates */
		{ "tax > 1 and tax < 1.01", true },
		{ "tax > 1 and tax < 1.02", false },
		{ "rate > 1 and rate < 1.01", false },
		{ "rate > 1 and rate <= 1", true },
		{ "tax = 1 and tax != 1", true },
		{ "tax in 1, 2 and tax in 2, 3", false },
		{ "tax in 1, 2 and tax in 3, 4", true },
		{ "tax in 1, 2 and not tax in 2, 1", true },
		{ "tax in 1, 2 and tax > 2", true },
		{ "not tax > 1 and not tax < 1", false },
		{ "not tax > 1 and not tax <= 1", true },
		{ "tax > 2 and same < 1", false },
		{ "tax > same and tax < same", true },
		{ "tax >= same and tax <= same", false },
		{ "tax >= same and tax != same and tax <= same", true },
		{ "tax > same and tax < other", false },
		{ "memo > 3 and memo < 2", true },
		{ "memo = 3 and memo = \"3.0\"", false },
		{ "memo = x and memo = y", true },
		{ "count < 0", true },
		{ "count <= 0", false },
		{ "count >= 0", false },
		{ "flag and not flag", true },
		{ "flag and flag = 0", true },
		{ "flag != 1 and flag != 0", true },
		{ "flag != 1", false },
		{ "grade = a and grade = b", true },
		{ "grade = a and grade != b", false },
		{ "grade in a, b and grade not in b, a", true },
		{ "grade and not grade", true },
		{ "grade and grade = a", false },
		{ "grade = \"\" and grade", true },
		{ "list = a and list = b", false }, /* it may hold both */
		{ "list = a and not list = a", true },
		{ "list = a and not list = b", false },
		{ "list and not list", true },
	};
	struct bench b;

	(void)state;
	begin(&b);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rule_facts f = facts(&b, cases[i].text);

		if (rule_facts_never(&f) != cases[i].never)
			fail_msg("%s: %s", cases[i].text,
			    cases[i].never ? "held possible" : "held never");
	}
	end(&b);
}

static void
what_one_rule_says_another_may_follow(void **state)
{
	static const struct {
		const char *a, *b;
		bool implied;
	} cases[] = {
		{ "tax > 2", "tax > 1", true },
		{ "tax > 1", "tax > 2", false },
		{ "tax > 1", "tax > 1", true },
		{ "tax > 1", "tax >= 1", true },
		{ "tax >= 1", "tax > 1", false },
		{ "tax >= 1.01", "tax > 1", true },
		{ "rate >= 1.01", "rate > 1", true },
		{ "rate > 1", "rate >= 1.01", false },
		{ "tax > 1 and count > 3", "tax > 1", true },
		{ "tax > 1", "tax > 1 and count > 3", false },
		{ "tax > 1 and tax < 5", "tax < 9 and tax > 0", true },
		{ "tax = 3", "tax in 1, 3", true },
		{ "tax in 1, 3", "tax > 0", true },
		{ "tax in 1, 3", "tax > 1", false },
		{ "tax > 1", "same > 1", false },
		{ "tax > same", "tax >= same", true },
		{ "tax >= same", "tax > same", false },
		{ "grade = a", "grade in a, b", true },
		{ "grade = a", "grade != b", true },
		{ "grade != b", "grade = a", false },
		{ "grade = a", "grade", true },
		{ "grade", "grade = a", false },
		{ "flag", "flag != 0", true },
		{ "flag = 1", "flag", true },
		/* nothing is claimed of what may be unknown */
		{ "tax > 1", "count >= 0", false },
		{ "list = a", "list = a", true },
		{ "list = a", "list in a, b", false }, /* not seen */
		{ "list in a, b", "list in a, b", true },
		{ "list in a, b", "list in a, c", false },
		{ "list = a and tax > 1", "list = a", true },
		{ "not list = a", "list = a", false },
	};
	struct bench b;

	(void)state;
	begin(&b);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rule_facts x = facts(&b, cases[i].a);
		struct rule_facts y = facts(&b, cases[i].b);

		if (rule_facts_imply(&b.checker, &x, &y) != cases[i].implied)
			fail_msg("%s => %s: %s", cases[i].a, cases[i].b,
			    cases[i].implied ? "not seen" : "claimed");
	}
	end(&b);
}

/* A row of small numbers; each may be unknown. */
struct small {
	int64_t n[NFIELD];
	bool known[NFIELD];
};

static struct rule_value
get(const void *arg, size_t id)
{
	static const char *const texts[] = { "", "a", "b", "a;b" };
	const struct small *s = arg;
	struct rule_value v = { .known = s->known[id], .num = s->n[id],
		.den = id == RATE ? 2 : 1 };

	if (id == GRADE || id == LIST)
		v.text = str_from(texts[s->n[id] % (id == LIST ? 4 : 3)]);
	if (id == FLAG)
		v.num %= 2;
	return v;
}

static unsigned long
next(unsigned long *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

static void
put_condition(struct buf *b, unsigned long *seed)
{
	static const char *const op[] = { ">", ">=", "<", "<=", "=", "!=" };
	size_t id = next(seed) % MEMO;
	bool text = id == GRADE || id == LIST;
	size_t which = next(seed) % 6;

	if (next(seed) % 4 == 0)
		buf_puts(b, "not ");
	buf_puts(b, names[id]);
	if ((text || id == FLAG) && next(seed) % 4 == 0)
		return;
	buf_putc(b, ' ');
	if (id == TAX && next(seed) % 3 == 0) {
		buf_puts(b, op[which]);
		buf_puts(b, " same");
	} else if (next(seed) % 3 == 0) {
		buf_puts(b, text ? "in a, b" : id == FLAG ? "in 0" :
		    id == COUNT ? "in 1, 2" : "in 0.01, 0.02");
	} else {
		buf_puts(b, op[text ? 4 + which % 2 : which]);
		buf_puts(b, text ? (next(seed) % 2 ? " a" : " b") :
		    id == FLAG ? " 1" : id == COUNT ? " 1" : " 0.02");
	}
}

static struct rule_facts
draw(struct bench *b, unsigned long *seed, struct rule *rule)
{
	struct buf text;

	buf_init(&text, BUF_UNBOUNDED);
	put_condition(&text, seed);
	for (size_t i = next(seed) % 3; i > 0; i--) {
		buf_puts(&text, " and ");
		put_condition(&text, seed);
	}
	buf_putc(&text, '\0');
	*rule = parse(b, text.p);
	buf_fini(&text);
	return rule_facts_of(&b->checker, rule);
}

/* What is claimed of rules holds on every row drawn. */
static void
no_row_gives_a_claim_the_lie(void **state)
{
	unsigned long seed = 1, claims = 0;

	(void)state;
	for (size_t i = 0; i < 3000; i++) {
		struct rule x, y;
		struct rule_facts a, c;
		struct bench b;
		bool never, implied;

		begin(&b);
		a = draw(&b, &seed, &x);
		c = draw(&b, &seed, &y);
		never = rule_facts_never(&a);
		implied = rule_facts_imply(&b.checker, &a, &c);
		claims += never || implied;
		for (size_t k = 0; k < 200; k++) {
			struct small s;
			struct rule_row row = { get, &s };

			for (size_t f = 0; f < NFIELD; f++) {
				s.n[f] = (int64_t)(next(&seed) % 6);
				s.known[f] = next(&seed) % 8 != 0;
			}
			if (rule_truth(&x, &row) != RULE_YES)
				continue;
			if (never || (implied &&
			    rule_truth(&y, &row) != RULE_YES))
				fail_msg("%.*s; %.*s", STR_ARG(x.text),
				    STR_ARG(y.text));
		}
		end(&b);
	}
	if (claims < 100)
		fail_msg("only %lu claims", claims);
}

static void
texts_a_column_never_holds_are_told(void **state)
{
	static const struct {
		const char *text;
		enum diag_code code;
		unsigned long n;
	} cases[] = {
		{ "grade = a", DIAG_RULE_NO_VALUE, 0 },
		{ "grade = superior", DIAG_RULE_NO_VALUE, 1 },
		{ "grade in a, bets", DIAG_RULE_NO_VALUE_NEAR, 1 },
		{ "grade not in x, y, b", DIAG_RULE_NO_VALUE, 2 },
		{ "list = x", DIAG_RULE_NO_VALUE, 0 },
		{ "grade", DIAG_RULE_NO_VALUE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		FILE *sink = tmpfile();
		struct diag *d = diag_new(&(struct diag_opts){
			.program = "test", .sink = sink });
		struct bench b;
		struct rule r;

		begin(&b);
		r = parse(&b, cases[i].text);
		rule_check_choices(d, &r);
		if (diag_code_count(d, cases[i].code) != cases[i].n ||
		    diag_count(d, DIAG_WARNING) != cases[i].n)
			fail_msg("%s", cases[i].text);
		end(&b);
		diag_free(d);
		fclose(sink);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contradictions_are_seen),
		cmocka_unit_test(what_one_rule_says_another_may_follow),
		cmocka_unit_test(no_row_gives_a_claim_the_lie),
		cmocka_unit_test(texts_a_column_never_holds_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
