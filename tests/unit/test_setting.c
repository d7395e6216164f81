#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "schema/near.h"
#include "schema/setting.h"

static const char installed_text[] =
	"[tier]\nbound = 1亿\nlabel = 亿元楼宇\n"
	"[key]\nlabel = 重点\nwhen = tax_yuan > 1亿\nwhen = hhi > 5\n"
	"source = 文号\n"
	"[specialty legal]\ncodes = 723\nlabel = 法律\n"
	"[specialty ip]\ncodes = 752\nlabel = 知识产权\nmin = 5\n";
static const char known_text[] = "[pace]\nmin = 20%\n[tier]\nwatch = 1\n";

struct fixture {
	char folder[32], ws[48];
	char rules[48], other[48], overlay[64], option[48];
	FILE *sink;
	char *said;
	size_t said_n;
	struct diag *d;
};

static void
write_file(const char *path, const char *text)
{
	FILE *f = text == NULL ? NULL : fopen(path, "w");

	if (text == NULL)
		return;
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static struct setting_book *
load(struct fixture *f, const char *workspace, const char *option)
{
	const char *const installed[] = { f->rules, NULL };
	const char *const known[] = { f->rules, f->other, NULL };
	struct setting_files files = { .installed = installed,
		.workspace = f->ws, .known = known };

	write_file(f->overlay, workspace);
	write_file(f->option, option);
	if (option != NULL)
		files.option = f->option;
	return setting_load(f->d, &files);
}

static void
begin(struct fixture *f)
{
	*f = (struct fixture){ .folder = "/tmp/test_setting.XXXXXX" };
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->ws, sizeof(f->ws), "%s/rules", f->folder);
	assert_int_equal(mkdir(f->ws, 0700), 0);
	snprintf(f->rules, sizeof(f->rules), "%s/classify.ini", f->folder);
	snprintf(f->other, sizeof(f->other), "%s/rollup.ini", f->folder);
	snprintf(f->overlay, sizeof(f->overlay), "%s/classify.ini", f->ws);
	snprintf(f->option, sizeof(f->option), "%s/mine.ini", f->folder);
	write_file(f->rules, installed_text);
	write_file(f->other, known_text);
	f->sink = open_memstream(&f->said, &f->said_n);
	f->d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = f->sink });
}

static void
finish(struct fixture *f, const char *want)
{
	diag_free(f->d);
	fclose(f->sink);
	if (want[0] == '\0' ? f->said_n > 0 : strstr(f->said, want) == NULL)
		fail_msg("said: %swanted: %s", f->said, want);
	free(f->said);
	remove(f->rules);
	remove(f->other);
	remove(f->overlay);
	remove(f->option);
	remove(f->ws);
	remove(f->folder);
}

struct listed {
	const char *section, *key, *value;
	enum setting_origin origin;
};

static void
expect(const struct setting_book *b, const struct listed *want, size_t n)
{
	assert_non_null(b);
	for (size_t i = 0; i < n && i < setting_count(b); i++) {
		const struct setting *s = setting_at(b, i);

		if (!str_is(s->section, want[i].section) ||
		    !str_is(s->key, want[i].key) ||
		    !str_is(s->value, want[i].value) ||
		    s->origin != want[i].origin)
			fail_msg("%zu: [%.*s] %.*s = %.*s, %d", i,
			    STR_ARG(s->section), STR_ARG(s->key),
			    STR_ARG(s->value), (int)s->origin);
	}
	assert_int_equal(setting_count(b), n);
}

static void
the_nearest_file_wins_key_by_key(void **state)
{
	static const struct listed want[] = {
		{ "tier", "bound", "3亿", SETTING_OPTION },
		{ "tier", "label", "亿元楼宇", SETTING_INSTALLED },
		{ "key", "label", "要点", SETTING_WORKSPACE },
		{ "key", "when", "hhi > 7", SETTING_OPTION },
		{ "key", "when", "payers > 9", SETTING_OPTION },
		{ "key", "source", "文号", SETTING_INSTALLED },
		{ "specialty legal", "codes", "723", SETTING_INSTALLED },
		{ "specialty legal", "label", "法律", SETTING_INSTALLED },
		{ "specialty ip", "codes", "752", SETTING_INSTALLED },
		{ "specialty ip", "label", "知识产权", SETTING_INSTALLED },
		{ "specialty ip", "min", "5", SETTING_INSTALLED },
		{ "specialty film", "codes", "87", SETTING_WORKSPACE },
		{ "specialty film", "min", "3", SETTING_WORKSPACE },
	};
	struct fixture f;
	struct setting_book *b;
	const struct setting *s;
	struct str member;

	(void)state;
	begin(&f);
	b = load(&f,
	    "[tier]\nbound = 2亿\n[key]\nwhen = tax_yuan > 2\nlabel = 要点\n"
	    "[specialty film]\ncodes = 87\nmin = 3\n",
	    "[key]\nwhen = hhi > 7\nwhen = payers > 9\n[tier]\nbound = 3亿\n"
	    "[pace]\nmin = 10%\n");
	expect(b, want, sizeof(want) / sizeof(want[0]));
	s = setting_find(b, "tier", "bound");
	assert_int_equal(s->pos.line, 5);
	assert_string_equal(s->pos.file, f.option);
	assert_null(setting_find(b, "pace", "min"));
	assert_false(setting_member(s, "specialty", &member));
	assert_true(setting_member(setting_find(b, "specialty film", "min"),
	    "specialty", &member));
	assert_true(str_is(member, "film"));
	setting_free(b);
	finish(&f, "");
}

static void
without_overrides_the_installed_stand(void **state)
{
	struct fixture f;
	struct setting_book *b;

	(void)state;
	begin(&f);
	b = load(&f, NULL, NULL);
	assert_non_null(b);
	assert_int_equal(setting_count(b), 11);
	setting_free(b);
	finish(&f, "");
}

struct fault_row {
	const char *claim, *workspace, *option, *said;
	enum diag_code code;
};

static const struct fault_row fault_rows[] = {
	{ "a key mistyped", NULL, "[tier]\nbund = 2亿\n",
	    "mine.ini:2:1: error: no setting bund in [tier]; did you mean "
	    "bound [unknown-setting-near]\n", DIAG_UNKNOWN_SETTING_NEAR },
	{ "a key that nobody has", NULL, "[tier]\ncolour = red\n",
	    "no setting colour in [tier] [unknown-setting]\n",
	    DIAG_UNKNOWN_SETTING },
	{ "a section mistyped", "[teir]\nbound = 1\n", NULL,
	    "rules/classify.ini:1:1: error: no section [teir]; did you mean "
	    "[tier] [unknown-section-near]\n", DIAG_UNKNOWN_SECTION_NEAR },
	{ "a section that nobody has", "[elephants]\nbound = 1\nlabel = 2\n", NULL,
	    "no section [elephants] [unknown-section]\n",
	    DIAG_UNKNOWN_SECTION },
	{ "a family that nobody has", "[animal cat]\nbound = 1\n", NULL,
	    "no section [animal cat]", DIAG_UNKNOWN_SECTION },
	{ "a key its family lacks", "[specialty film]\nhue = 1\n", NULL,
	    "no setting hue in [specialty film]", DIAG_UNKNOWN_SETTING },
	{ "another program's section in the workspace's file",
	    "[pace]\nmin = 1\n", NULL, "no section [pace]",
	    DIAG_UNKNOWN_SECTION },
	{ "another program's section with a wrong key", NULL,
	    "[pace]\nmni = 1\n", "no setting mni in [pace]; did you mean min",
	    DIAG_UNKNOWN_SETTING_NEAR },
	{ "alternatives where there are none", NULL,
	    "[tier]\nwhen = hhi > 1\n", "no setting when in [tier]",
	    DIAG_UNKNOWN_SETTING },
};

static void
an_override_that_names_nothing_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(fault_rows) / sizeof(fault_rows[0]);
	     i++) {
		const struct fault_row *r = &fault_rows[i];
		struct fixture f;

		begin(&f);
		if (load(&f, r->workspace, r->option) != NULL)
			fail_msg("%s: taken", r->claim);
		if (diag_code_count(f.d, r->code) != 1 ||
		    diag_count(f.d, DIAG_ERROR) != 1)
			fail_msg("%s: reported otherwise", r->claim);
		finish(&f, r->said);
	}
}

static void
two_installed_files_do_not_set_one_key(void **state)
{
	struct fixture f;
	const char *installed[3];
	struct setting_files files = { .installed = installed };

	(void)state;
	begin(&f);
	write_file(f.other, "[tier]\nbound = 3\n");
	installed[0] = f.rules;
	installed[1] = f.other;
	installed[2] = NULL;
	assert_null(setting_load(f.d, &files));
	assert_int_equal(diag_code_count(f.d, DIAG_SETTING_TWICE), 1);
	finish(&f, "rollup.ini:2:1: error: [tier] bound is set in ");
}

struct number_row {
	const char *text;
	unsigned decimals;
	bool ok;
	int64_t n;
};

static const struct number_row number_rows[] = {
	{ "1亿", 2, true, 10000000000 },
	{ "1.5亿", 2, true, 15000000000 },
	{ "5000万", 2, true, 5000000000 },
	{ "1 亿", 0, true, 100000000 },
	{ "-2万", 0, true, -20000 },
	{ "70", 2, true, 7000 },
	{ "70%", 2, true, 7000 },
	{ "0.5", 2, true, 50 },
	{ "0.00000001亿", 0, true, 1 },
	{ "0.000000001亿", 0, false, 0 },
	{ "0.005", 2, false, 0 },
	{ "1,000", 0, false, 0 },
	{ "亿", 0, false, 0 },
	{ "", 0, false, 0 },
	{ "1亿万", 0, false, 0 },
	{ "１", 0, false, 0 },
	{ "99999999999亿", 2, false, 0 },
};

static void
a_number_is_exact_with_its_unit(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(number_rows) / sizeof(number_rows[0]);
	     i++) {
		const struct number_row *r = &number_rows[i];
		int64_t n = 0;

		if (setting_parse_number(str_from(r->text), r->decimals, &n) !=
		        r->ok || (r->ok && n != r->n))
			fail_msg("%s: %lld", r->text, (long long)n);
	}
}

static void
a_value_that_cannot_be_is_shown_with_its_place(void **state)
{
	struct fixture f;
	struct setting_book *b;
	const struct setting *s;
	int64_t n;

	(void)state;
	begin(&f);
	b = load(&f, NULL, "[tier]\nbound = much\n");
	assert_non_null(b);
	s = setting_find(b, "tier", "bound");
	assert_false(setting_number(f.d, s, 2, &n));
	assert_int_equal(setting_choice(f.d, s, "few|many"), -1);
	assert_int_equal(setting_choice(f.d, s, "few|much"), 1);
	assert_int_equal(diag_code_count(f.d, DIAG_BAD_SETTING_NUMBER), 1);
	assert_int_equal(diag_code_count(f.d, DIAG_BAD_SETTING_CHOICE), 1);
	setting_free(b);
	finish(&f, "mine.ini:2:9: error: unknown value (much) for bound, "
	    "write one of few|many [bad-setting-choice]\n");
}

static void
a_suggestion_is_at_most_two_letters_off(void **state)
{
	static const struct {
		const char *a, *b;
		size_t distance;
	} rows[] = {
		{ "bound", "bound", 0 }, { "bund", "bound", 1 },
		{ "teir", "tier", 2 }, { "abc", "xyz", 3 },
		{ "", "ab", 2 }, { "", "abcd", 3 },
	};
	struct near n = { .name = STR("ab") };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (near_distance(str_from(rows[i].a), str_from(rows[i].b)) !=
		    rows[i].distance)
			fail_msg("%s %s", rows[i].a, rows[i].b);
	near_offer(&n, STR("xy"));
	assert_int_equal(n.best.n, 0);
	near_offer(&n, STR("abc"));
	assert_true(str_is(n.best, "abc"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_file_wins_key_by_key),
		cmocka_unit_test(without_overrides_the_installed_stand),
		cmocka_unit_test(an_override_that_names_nothing_is_refused),
		cmocka_unit_test(two_installed_files_do_not_set_one_key),
		cmocka_unit_test(a_number_is_exact_with_its_unit),
		cmocka_unit_test(
		    a_value_that_cannot_be_is_shown_with_its_place),
		cmocka_unit_test(a_suggestion_is_at_most_two_letters_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
