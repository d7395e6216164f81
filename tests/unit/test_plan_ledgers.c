/* The ledgers of matters and services, and what net targets take: pure
 * figures by table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "plan/feasible.h"
#include "plan/matter.h"
#include "plan/service.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int
day(const char *text)
{
	int d = -1;

	if (text[0] != '\0')
		assert_true(date_parse_day(str_from(text), &d));
	return d;
}

static struct duties
installed(void)
{
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t" });
	struct duties duties = { 0 };
	struct row_reader *r;
	char path[4096];

	snprintf(path, sizeof(path), "%s/rules/responsibility.csv",
	    getenv("BLDG_DATA"));
	r = row_open(d, path, duty_dataset(), NULL);
	assert_non_null(r);
	assert_true(duty_read(&duties, r));
	row_close(r);
	assert_int_equal(diag_count(d, DIAG_WARNING), 0);
	diag_free(d);
	return duties;
}

/* The policy's division of work, and a subject that words of two share. */
static void
subjects_fall_to_departments(void **state)
{
	static const struct {
		const char *subject, *department; /* "": nobody's */
	} row[] = {
		{ "规划条件调整", "市资源规划局" },
		{ "供地条件", "市资源规划局" },
		{ "存量楼宇改造审批", "市资源规划局" },
		{ "规划和用地", "市资源规划局" },
		{ "物业管理", "市住房城乡建设局" },
		{ "施工许可", "市住房城乡建设局" },
		{ "改造后消防验收", "市住房城乡建设局" },
		{ "招商引资", "市商务局" },
		{ "运营团队", "市商务局" },
		{ "政务服务进楼宇", "市行政审批局" },
		{ "招商与物业", "" },
		{ "停车位", "" },
		{ "", "" },
	};
	struct duties duties = installed();

	(void)state;
	for (size_t i = 0; i < COUNT(row); i++) {
		const struct duty *x = duty_of(&duties,
		    str_from(row[i].subject));
		struct str got = x == NULL ? STR("") :
		    duties.department[x->department];

		if (!str_is(got, row[i].department))
			fail_msg("%s: %.*s", row[i].subject, STR_ARG(got));
	}
	duty_fini(&duties);
}

static void
departments_are_known_by_their_names(void **state)
{
	static const struct {
		const char *name, *department;
		bool itself, leads;
	} row[] = {
		{ "市住房城乡建设局", "市住房城乡建设局", true, true },
		{ "市住建局", "市住房城乡建设局", true, true },
		{ "住建", "市住房城乡建设局", true, true },
		{ " 市 住建局", "市住房城乡建设局", true, true },
		{ "昆山市住建局", "市住房城乡建设局", false, true },
		{ "昆山市住建局、昆山市商务局", "市住房城乡建设局", false, true },
		{ "昆山市商务局、昆山市住建局", "市住房城乡建设局", false,
		    false },
		{ "住建局办公室", "市住房城乡建设局", false, false },
		{ "市商务局", "市住房城乡建设局", false, false },
		{ "", "市住房城乡建设局", false, false },
	};
	struct duties duties = installed();

	(void)state;
	for (size_t i = 0; i < COUNT(row); i++) {
		size_t want = duty_department(&duties,
		    str_from(row[i].department));
		struct str name = str_from(row[i].name);

		assert_int_not_equal(want, DUTY_NONE);
		if ((duty_department(&duties, name) == want) != row[i].itself ||
		    duty_leads(&duties, want, name) != row[i].leads)
			fail_msg("%s", row[i].name);
	}
	duty_fini(&duties);
}

/* As of the end of June 2023. */
static void
matters_stand_as_of_the_period(void **state)
{
	static const struct {
		const char *raised, *due, *decided, *closed, *lead, *subject;
		bool counts;
		enum matter_status status;
		enum matter_ask ask;
		int late;
	} row[] = {
		{ "2023-06-30", "", "", "", "市住建局", "施工", true,
		    MATTER_OPEN, MATTER_DECIDE, 0 },
		{ "2023-07-01", "", "", "", "市住建局", "施工", false,
		    MATTER_OPEN, MATTER_DECIDE, 0 },
		{ "2022-01-01", "2022-06-01", "", "2022-12-31", "市住建局",
		    "施工", false, MATTER_CLOSED, MATTER_NOTHING, 394 },
		{ "2022-01-01", "2022-06-01", "", "2023-01-01", "市住建局",
		    "施工", true, MATTER_CLOSED, MATTER_NOTHING, 394 },
		{ "2023-01-01", "2023-06-30", "", "2023-06-30", "市住建局",
		    "施工", true, MATTER_CLOSED, MATTER_NOTHING, 0 },
		{ "2023-01-01", "2023-06-30", "", "2023-07-01", "市住建局",
		    "施工", true, MATTER_OPEN, MATTER_NOTHING, 0 },
		{ "2023-01-01", "2023-06-29", "", "", "市住建局", "施工",
		    true, MATTER_OVERDUE, MATTER_DECIDE, 1 },
		{ "2023-01-01", "2023-06-29", "2023-06-30", "", "市住建局",
		    "施工", true, MATTER_OVERDUE, MATTER_PRESS, 1 },
		{ "2023-01-01", "2023-06-29", "2023-07-01", "", "市住建局",
		    "施工", true, MATTER_OVERDUE, MATTER_DECIDE, 1 },
		{ "2023-01-01", "2023-12-31", "", "", "市商务局", "施工", true,
		    MATTER_OPEN, MATTER_SETTLE, 0 },
		{ "2023-01-01", "2023-12-31", "", "", "", "施工", true,
		    MATTER_OPEN, MATTER_ASSIGN, 0 },
	};
	struct duties duties = installed();
	int june = date_month_of(2023, 6);

	(void)state;
	for (size_t i = 0; i < COUNT(row); i++) {
		const struct facts_matter m = {
			.raised = day(row[i].raised), .due = day(row[i].due),
			.decided = day(row[i].decided),
			.closed = day(row[i].closed), .says_lead = true,
			.lead = str_from(row[i].lead),
			.subject = str_from(row[i].subject),
			.decision = STR(""),
		};

		if (matter_counts(&m, june) != row[i].counts ||
		    matter_status(&m, june) != row[i].status ||
		    matter_ask(&m, june, &duties) != row[i].ask ||
		    matter_days_overdue(&m, june) != row[i].late)
			fail_msg("row %zu: %d %d %d %d", i,
			    matter_counts(&m, june), matter_status(&m, june),
			    matter_ask(&m, june, &duties),
			    matter_days_overdue(&m, june));
	}
	duty_fini(&duties);
}

#define KNOWN(number) { .known = true, .n = (number) }

static void
services_add_up_by_scope_and_months(void **state)
{
	struct facts_service row[] = {
		{ .place = 1, .operates = true, .month = 5, .cases = KNOWN(10),
		    .self = KNOWN(4), .party = KNOWN(1), .members = KNOWN(3),
		    .station = KNOWN(1) },
		{ .place = 2, .operates = true, .month = 5, .cases = KNOWN(10),
		    .party = KNOWN(0) },
		{ .place = 1, .operates = false, .month = 5,
		    .cases = KNOWN(20), .self = KNOWN(20), .party = KNOWN(1) },
		{ .place = FACTS_NOWHERE, .operates = true, .month = 4,
		    .cases = KNOWN(1), .self = KNOWN(0) },
	};
	const struct facts f = { .service = row, .nservice = COUNT(row) };
	struct service_sum s;

	(void)state;
	service_sum(&f, 0, 5, 5, &s);
	assert_int_equal(s.buildings, 3);
	assert_int_equal(s.cases, 30);
	assert_int_equal(s.self, 24);
	assert_int_equal(s.operating, 2);
	assert_int_equal(s.orgs, 1);
	assert_int_equal(s.unknown, 1);
	service_sum(&f, 0, 4, 5, &s);
	assert_int_equal(s.cases, 31);
	assert_int_equal(s.unknown, 2);
	service_sum(&f, 1, 4, 5, &s);
	assert_int_equal(s.buildings, 2);
	assert_int_equal(s.stations, 1);
	assert_int_equal(s.members, 3);
	service_sum(&f, 2, 4, 5, &s);
	assert_false(s.has_cases);
	service_sum(&f, 3, 4, 5, &s);
	assert_int_equal(s.buildings, 0);
}

static void
net_targets_take_those_that_leave(void **state)
{
	static const struct {
		struct feasible_base base;
		int64_t net;
		struct feasible_need want;
	} row[] = {
		{ { .total = 69, .left = 4, .left_of = 69, .nurture = 22 }, 18,
		    { true, 4, 22, 0 } },
		{ { .total = 87, .left = 2, .left_of = 69, .nurture = 10 }, 13,
		    { true, 3, 16, -6 } }, /* 2.52: three leave */
		{ { .total = 69, .left = 0, .left_of = 69, .above = 5 }, 3,
		    { true, 0, 3, 2 } },
		{ { .total = 69, .left = 3, .left_of = 69 }, -10,
		    { true, 3, 0, 0 } },
		{ { .total = 0 }, 2, { true, 0, 2, -2 } },
		{ { .total = 5 }, 2, { .known = false } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(row); i++) {
		struct feasible_need n = feasible_need(&row[i].base,
		    row[i].net);

		if (n.known != row[i].want.known ||
		    n.leaving != row[i].want.leaving ||
		    n.gross != row[i].want.gross ||
		    n.spare != row[i].want.spare)
			fail_msg("row %zu: %d leave, %d gross, %d spare", i,
			    (int)n.leaving, (int)n.gross, (int)n.spare);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(subjects_fall_to_departments),
		cmocka_unit_test(departments_are_known_by_their_names),
		cmocka_unit_test(matters_stand_as_of_the_period),
		cmocka_unit_test(services_add_up_by_scope_and_months),
		cmocka_unit_test(net_targets_take_those_that_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
