/* New projects and renovations of a district; and the truth: what was
 * decided, not what anybody computed. */
#include <stdio.h>
#include <string.h>

#include "arrive.h"
#include "base/date.h"
#include "ledgers.h"
#include "plant.h"
#include "send.h"

static void
put_work_id(struct buf *b, char kind, const char *district, int no)
{
	buf_puts(b, district);
	buf_putc(b, '-');
	buf_putc(b, kind);
	buf_pad(b, '0', no < 10 ? 1 : 0);
	buf_int(b, no);
}

static bool
send_projects(int district, const char *dir)
{
	const struct city_district *d = &city_districts[district];
	int n = 2 + d->buildings / 40;
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, d->gbk ? "项目编号,项目名称,所属区,建设单位,建筑面积（万㎡）,"
			      "总投资（亿元）,项目阶段,开工时间,计划竣工时间,竣工时间\r\n"
			    : "project_id,name,district,developer,gfa_m2,"
			      "investment_yuan,stage,started,planned_completion,"
			      "completed\n");
	for (int i = 1; i <= n; i++) {
		bool done = i == 1;

		put_work_id(&b, 'P', d->code, i);
		buf_puts(&b, ",");
		city_name(&b, (district * 31 + i * 7) % CITY_BUILDINGS);
		buf_puts(&b, "二期,");
		buf_puts(&b, d->name);
		buf_puts(&b, ",（演示）建设公司,");
		buf_puts(&b, d->gbk ? "6.50,12.80," : "65000.00,1280000000.00,");
		buf_puts(&b, done ? "delivered" : "construction");
		buf_puts(&b, d->gbk ? ",2021年5月,2023年9月," : ",2021-05,2023-09,");
		if (done)
			buf_puts(&b, d->gbk ? "2023年8月" : "2023-08");
		buf_puts(&b, d->gbk ? "\r\n" : "\n");
	}
	ok = send_file(dir, "新建项目.csv", &b, d->gbk);
	buf_fini(&b);
	return ok;
}

/* This year's renovations: those due and done by June, then the later
 * ones; and one that is still going on. */
static bool
send_retrofits(const struct city *c, int district, const char *dir)
{
	const struct city_district *d = &city_districts[district];
	int first = 0;
	struct buf b;
	bool ok;

	while (c->building[first].district != district)
		first++;
	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "改造编号,楼宇编号,改造内容,改造阶段,开工时间,计划完成时间,完成时间,"
		     "总投资（万元）\n");
	for (int i = 0; i <= d->retrofit; i++) {
		bool done = i < d->retrofit;

		put_work_id(&b, 'R', d->code, i + 1);
		buf_putc(&b, ',');
		city_id(&b, c, first + d->buildings - 2 - i);
		buf_puts(&b, ",外立面和消防更新,");
		buf_puts(&b, done ? "completed,2022-11," : "construction,2023-03,");
		buf_puts(&b, !done ? "2024-06,"
			: i < d->retrofit_june_due ? "2023-06," : "2023-11,");
		if (done)
			buf_puts(&b, i < d->retrofit_june ? "2023-05" : "2023-10");
		buf_puts(&b, ",3200\n");
	}
	ok = send_file(dir, "改造项目.csv", &b, d->gbk);
	buf_fini(&b);
	return ok;
}

bool
send_works(const struct city *c, int district, const char *dir)
{
	return send_projects(district, dir) &&
	    send_retrofits(c, district, dir);
}

static void
put_truth(struct buf *b, const char *period, const char *scope,
    const char *indicator, int64_t value, bool money)
{
	buf_puts(b, period);
	buf_putc(b, ',');
	buf_puts(b, scope);
	buf_putc(b, ',');
	buf_puts(b, indicator);
	buf_putc(b, ',');
	if (money)
		buf_hundredths(b, value);
	else
		buf_int(b, value);
	buf_putc(b, '\n');
}

struct tally {
	int gained, lost, total, last, same, specialty, retrofits, events;
	int64_t tax;
};

static void
tally_district(const struct city *c, int district, bool june, struct tally *t)
{
	const struct city_district *d = &city_districts[district];

	t->gained += june ? d->june_new : d->gained;
	t->lost += d->lost;
	t->last += d->last;
	t->same += d->last_june;
	t->total += june ? d->june : d->last + d->gained - d->lost;
	t->specialty += june ? d->specialty_june : d->specialty;
	t->retrofits += june ? d->retrofit_june : d->retrofit;
	t->events += june ? d->events_june : d->events;
	for (int i = 0; i < CITY_BUILDINGS; i++)
		if (c->building[i].district == district)
			t->tax += june ? c->building[i].half[1]
				       : c->building[i].year[1];
}

static void
put_tally(struct buf *b, const char *period, const char *scope, bool june,
    const struct tally *t)
{
	put_truth(b, period, scope, "new_1yi", t->gained, false);
	if (!june)
		put_truth(b, period, scope, "left_1yi", t->lost, false);
	put_truth(b, period, scope, "total_1yi", t->total, false);
	put_truth(b, period, scope, "last_1yi", t->last, false);
	if (june)
		put_truth(b, period, scope, "same_1yi", t->same, false);
	put_truth(b, period, scope, "specialty", t->specialty, false);
	put_truth(b, period, scope, "retrofits", t->retrofits, false);
	put_truth(b, period, scope, "promotion_events", t->events, false);
	put_truth(b, period, scope, "tax_yuan", t->tax, true);
}

bool
send_truth(const struct city *c, const char *dir)
{
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "period,scope,indicator,value\n");
	for (int june = 1; june >= 0; june--) {
		const char *period = june ? "2023-06" : "2023-12";
		struct tally city = { 0 };
		int64_t read = 0;

		for (int d = 0; d < CITY_DISTRICTS; d++)
			tally_district(c, d, june, &city);
		put_tally(&b, period, "320500", june, &city);
		put_truth(&b, period, "320500", "joint_meetings", june ? 1 : 2,
		    false);
		put_truth(&b, period, "320500", "conferences", june ? 0 : 1,
		    false);
		for (int m = 0; m < CITY_MONTHS; m++)
			read += c->tax_total[m];
		put_truth(&b, period, "320500", "read_yuan", read, true);
		for (int d = 0; d < CITY_DISTRICTS; d++) {
			struct tally one = { 0 };

			tally_district(c, d, june, &one);
			put_tally(&b, period, city_districts[d].code, june,
			    &one);
		}
	}
	months_put_truth(&b, c);
	plant_put_truth(&b, c);
	arrive_put_truth(&b, c);
	ok = send_file(dir, "truth.csv", &b, false);
	buf_fini(&b);
	return ok;
}
