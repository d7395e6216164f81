/* What the city's own offices send: taxes, ids, events, recognitions, last
 * year's list; the plans; and what was decided, to compare with. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "ledgers.h"
#include "send.h"

static const char *const themes[6] = { "legal", "accounting", "ip", "finance",
	"rnd", "design" };

/* Odd months as the bureau's system writes them, even ones as an office
 * has them after Excel. */
static bool
send_taxes(const struct city *c, int month, const char *dir)
{
	bool gbk = month % 2 == 1;
	struct str rest = buf_str(&c->taxes[month]), line;
	char name[64];
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	if (gbk) {
		buf_puts(&b, "税收明细,,\r\n,,单位：万元\r\n所属期,纳税人识别号,"
			     "全口径税收（万元）\r\n");
	} else {
		buf_puts(&b, "month,uscc,tax_yuan\n");
	}
	while (str_cut(&rest, '\n', &line) && line.n > 0) {
		size_t comma = str_chr(line, ',');
		int64_t fen = 0;

		num_parse_decimal(str_sub(line, comma + 1, line.n), 0, &fen);
		city_put_month(&b, month, gbk);
		buf_putc(&b, ',');
		buf_put(&b, str_sub(line, 0, comma + 1));
		if (gbk)
			city_put_wan(&b, fen, 6);
		else
			buf_hundredths(&b, fen);
		buf_puts(&b, gbk ? "\r\n" : "\n");
	}
	if (gbk) {
		buf_puts(&b, "合计,,");
		city_put_wan(&b, c->tax_total[month], 6);
		buf_puts(&b, "\r\n");
	}
	snprintf(name, sizeof(name), "税收明细-%d-%02d.csv",
	    CITY_YEAR0 + month / 12, month % 12 + 1);
	ok = send_file(dir, name, &b, gbk);
	buf_fini(&b);
	return ok;
}

static bool
send_ids(const struct city *c, const char *dir)
{
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "building_id,district,name,aliases,since,until,successor\n");
	for (int i = 0; i < CITY_BUILDINGS; i++) {
		city_id(&b, c, i);
		buf_putc(&b, ',');
		buf_puts(&b, city_districts[c->building[i].district].code);
		buf_putc(&b, ',');
		city_name(&b, i);
		buf_puts(&b, ",,2021-01,,\n");
	}
	ok = send_file(dir, "楼宇编号册.csv", &b, false);
	buf_fini(&b);
	return ok;
}

/* The list issued for 2022: who was above, with the tax. */
static bool
send_base(const struct city *c, const char *dir)
{
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "2022年度亿元楼宇名单,,,,\r\n年度,楼宇编号,档次,"
		     "全口径税收（万元）,认定文号\r\n");
	for (int i = 0; i < CITY_BUILDINGS; i++) {
		const struct city_building *x = &c->building[i];

		if (x->fate != FATE_STAYS && x->fate != FATE_LOST)
			continue;
		buf_puts(&b, "2022,");
		city_id(&b, c, i);
		buf_puts(&b, x->year[0] > 10 * CITY_YI ? ",10yi,"
			: x->year[0] > 5 * CITY_YI ? ",5yi," : ",1yi,");
		city_put_wan(&b, x->year[0], 6);
		buf_puts(&b, ",（演示）2023年第1号\r\n");
	}
	ok = send_file(dir, "亿元楼宇名单-2022.csv", &b, true);
	buf_fini(&b);
	return ok;
}

static bool
send_recognitions(const struct city *c, const char *dir)
{
	int sent[CITY_DISTRICTS] = { 0 }, before = 0;
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "认定日期,认定类型,特色类型,楼宇编号,级别,认定文号\r\n");
	for (int i = 0; i < CITY_BUILDINGS; i++) {
		const struct city_building *x = &c->building[i];
		const struct city_district *d = &city_districts[x->district];

		if (x->theme < 0)
			continue;
		if (!x->recognised && before >= 5)
			continue;
		/* five of last year, then this year's, first those of June */
		buf_puts(&b, !x->recognised ? "2022-04-18"
			: sent[x->district] < d->specialty_june ? "2023-05-16"
								: "2023-11-09");
		if (x->recognised)
			sent[x->district]++;
		else
			before++;
		buf_puts(&b, ",specialty,");
		buf_puts(&b, themes[x->theme]);
		buf_putc(&b, ',');
		city_id(&b, c, i);
		buf_puts(&b, ",city,（演示）认定公告\r\n");
	}
	ok = send_file(dir, "认定名单.csv", &b, true);
	buf_fini(&b);
	return ok;
}

static void
put_event(struct buf *b, int *no, const char *date, const char *kind,
    const char *level, const char *title, const char *host)
{
	++*no;
	buf_puts(b, "E");
	buf_pad(b, '0', *no < 10 ? 3 : *no < 100 ? 2 : 1);
	buf_int(b, *no);
	buf_putc(b, ',');
	buf_puts(b, date);
	buf_putc(b, ',');
	buf_puts(b, kind);
	buf_putc(b, ',');
	buf_puts(b, level);
	buf_putc(b, ',');
	buf_puts(b, title);
	buf_putc(b, ',');
	buf_puts(b, host);
	buf_puts(b, ",120\n");
}

/* In the half-year that begins with month `first`, 1 or 7. */
static int
half_month(int district, int k, int first)
{
	return first + (k * 2 + district) % 6;
}

int
city_promotion_month(int district, int k)
{
	int june = city_districts[district].events_june;

	return k < june ? half_month(district, k, 1)
			: half_month(district, k - june, 7);
}

static void
put_promotions(struct buf *b, int *no, int district, int year, int first,
    int count)
{
	for (int k = 0; k < count; k++) {
		char date[16];

		snprintf(date, sizeof(date), "%d-%02d-%02d", year,
		    half_month(district, k, first),
		    8 + (district * 5 + k * 3) % 20);
		put_event(b, no, date, "promotion",
		    k % 5 == 0 ? "city" : "district", "楼宇招商推介会",
		    city_districts[district].code);
	}
}

static bool
send_events(const char *dir)
{
	int no = 0;
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "event_id,date,kind,level,title,host_district,attendees\n");
	/* E0001 and E0002: matters name them */
	put_event(&b, &no, "2023-03-29", "joint-meeting", "city",
	    "上半年联席会议", "320500");
	put_event(&b, &no, "2023-09-26", "joint-meeting", "city",
	    "下半年联席会议", "320500");
	for (int d = 0; d < CITY_DISTRICTS; d++) {
		const struct city_district *x = &city_districts[d];

		put_promotions(&b, &no, d, 2022, 1, x->events_june * 4 / 5);
		put_promotions(&b, &no, d, 2022, 7,
		    (x->events - x->events_june) * 4 / 5);
		put_promotions(&b, &no, d, 2023, 1, x->events_june);
		put_promotions(&b, &no, d, 2023, 7,
		    x->events - x->events_june);
	}
	put_event(&b, &no, "2023-10-19", "conference", "city",
	    "楼宇经济发展大会", "320500");
	put_event(&b, &no, "2023-12-20", "bluebook", "city",
	    "楼宇经济蓝皮书（2023）", "320500");
	put_event(&b, &no, "2023-04-12", "industry-meeting", "district",
	    "法律服务产业对接会", "320508");
	ok = send_file(dir, "活动.csv", &b, false);
	buf_fini(&b);
	return ok;
}

bool
send_city_files(struct city *c, const char *dir)
{
	for (int m = 0; m < CITY_MONTHS; m++)
		if (!send_taxes(c, m, dir))
			return false;
	return send_ids(c, dir) && send_base(c, dir) &&
	    send_recognitions(c, dir) && send_events(dir) &&
	    ledger_send_city(dir);
}

static void
put_target(struct buf *b, const char *indicator, const char *unit,
    const char *extra, const char *lead, int value)
{
	if (value == 0)
		return;
	buf_puts(b, "  - indicator: ");
	buf_puts(b, indicator);
	buf_puts(b, "\n    unit: ");
	buf_puts(b, unit);
	buf_puts(b, "\n    lead: ");
	buf_puts(b, lead);
	buf_puts(b, extra);
	buf_puts(b, "\n    values: {2023: ");
	buf_int(b, value);
	buf_puts(b, "}\n");
}

bool
send_plans(const char *dir)
{
	char sub[512], name[32];
	bool ok = true;

	snprintf(sub, sizeof(sub), "%s/plans", dir);
	for (int i = 0; ok && i < CITY_DISTRICTS; i++) {
		const struct city_district *d = &city_districts[i];
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		buf_puts(&b, "plan: ");
		buf_puts(&b, d->name);
		buf_puts(&b, "楼宇经济三年行动计划（演示）\nscope: \"");
		buf_puts(&b, d->code);
		buf_puts(&b, "\"\nyears: [2023, 2024, 2025]\nissued: 2023-04-");
		buf_int(&b, 18 + i);
		buf_puts(&b, "\nrevision: 1\ntargets:\n");
		put_target(&b, "new_1yi", "幢", "", d->plan_lead, d->goal_new);
		put_target(&b, "total_1yi", "幢", "", d->plan_lead,
		    d->goal_total);
		put_target(&b, "specialty", "幢", "", d->plan_lead,
		    d->goal_specialty);
		put_target(&b, "retrofits", "幢", "", d->plan_lead,
		    d->goal_retrofit);
		put_target(&b, "promotion_events", "场", "", d->plan_lead,
		    d->goal_events);
		buf_puts(&b, "tasks:\n  - id: ");
		buf_puts(&b, d->code);
		buf_puts(&b, "-01\n    title: 按月报送三张清单\n    area: "
			     "monitoring\n    lead: ");
		buf_puts(&b, d->plan_lead);
		buf_puts(&b, "\n    due: 2023-12-31\n    status: open\n...\n");
		snprintf(name, sizeof(name), "%s.yaml", d->code);
		ok = send_file(sub, name, &b, false);
		buf_fini(&b);
	}
	return ok;
}
