/*
 * The ledgers a district keeps: matters it cannot settle alone, services
 * and Party organisations in its buildings, the teams that run them.  All
 * of it follows from numbers alone, without the city's random ones, so
 * that nothing else changes with it.
 */
#include <stdio.h>

#include "base/date.h"
#include "ledgers.h"

/* Who leads which matter: 苏府办〔2023〕48号, task 1. */
static const struct {
	const char *subject, *phase, *lead, *support;
} topic[] = {
	{ "规划条件调整", "新建", "市资源规划局", "" },
	{ "供地条件和出让方式", "新建", "市资源规划局", "市住房城乡建设局" },
	{ "存量楼宇改造审批", "存量", "市资源规划局", "市住房城乡建设局" },
	{ "物业管理服务水平", "运营", "市住房城乡建设局", "" },
	{ "施工许可办理", "新建", "市住房城乡建设局", "市行政审批局" },
	{ "改造后消防验收", "存量", "市住房城乡建设局", "市消防救援支队" },
	{ "招商引资信息共享", "运营", "市商务局", "" },
	{ "楼宇运营团队引进", "运营", "市商务局", "" },
	{ "政务服务进楼宇", "运营", "市行政审批局", "" },
};

int
ledger_matters(int district)
{
	return 3 + city_districts[district].buildings / 25;
}

void
ledger_matter(int district, int k, struct ledger_matter *m)
{
	int n = (int)(sizeof(topic) / sizeof(topic[0]));
	int month = date_month_of(CITY_YEAR0, 10) + (k * 3 + district) % 13;

	m->topic = (district + k * 2) % n;
	m->raised = date_first_day(month) + 2 + (k * 7 + district) % 24;
	m->due = (k + district) % 7 == 6 ? -1 : m->raised + 90;
	m->closed = (k + district) % 3 == 2 ? -1
	    : m->raised + 40 + (k * 29 + district * 11) % 110;
	m->lead = topic[m->topic].lead;
	if (district == 3 && k == 5)
		m->lead = "市商务局"; /* not its business */
	if (district == 8 && k == 0)
		m->lead = "";
}

/* The first joint meeting after it was raised and before it was closed. */
static int
meeting_of(const struct ledger_matter *m, const char **id)
{
	int first, second;

	date_day_from(CITY_YEAR0 + 1, 3, 29, &first);
	date_day_from(CITY_YEAR0 + 1, 9, 26, &second);
	*id = m->raised < first ? "E0001" : "E0002";
	first = m->raised < first ? first : second;
	return m->raised < first && (m->closed < 0 || m->closed > first)
	    ? first : -1;
}

static void
put_day(struct buf *b, int day, bool chinese)
{
	struct buf text;
	struct str s;

	buf_putc(b, ',');
	if (day < 0)
		return;
	buf_init(&text, BUF_UNBOUNDED);
	date_put_day(&text, day);
	s = buf_str(&text);
	if (chinese) {
		buf_put(b, str_sub(s, 0, 4));
		buf_puts(b, "年");
		buf_put(b, str_sub(s, 5, 7));
		buf_puts(b, "月");
		buf_put(b, str_sub(s, 8, 10));
		buf_puts(b, "日");
	} else {
		buf_put(b, s);
	}
	buf_fini(&text);
}

static int
first_building(const struct city *c, int district)
{
	int i = 0;

	while (c->building[i].district != district)
		i++;
	return i;
}

static void
put_matter(struct buf *b, const struct city *c, int district, int k)
{
	const struct city_district *d = &city_districts[district];
	struct ledger_matter m;
	const char *meeting;
	int decided;

	ledger_matter(district, k, &m);
	decided = meeting_of(&m, &meeting);
	buf_puts(b, d->code);
	buf_puts(b, "-M");
	buf_pad(b, '0', k < 9);
	buf_int(b, k + 1);
	put_day(b, m.raised, d->gbk);
	buf_putc(b, ',');
	buf_puts(b, d->name);
	buf_putc(b, ',');
	city_id(b, c, first_building(c, district) + k * 2);
	buf_putc(b, ',');
	buf_puts(b, topic[m.topic].phase);
	buf_putc(b, ',');
	buf_puts(b, topic[m.topic].subject);
	buf_puts(b, ",请市级部门协调,");
	buf_puts(b, m.lead);
	buf_putc(b, ',');
	buf_puts(b, topic[m.topic].support);
	put_day(b, m.due, d->gbk);
	buf_putc(b, ',');
	buf_puts(b, decided < 0 ? "," : meeting);
	buf_puts(b, decided < 0 ? "" : ",由牵头部门会同属地限期办理");
	put_day(b, decided, d->gbk);
	put_day(b, m.closed, d->gbk);
	buf_puts(b, d->gbk ? "\r\n" : "\n");
}

static bool
send_matters(const struct city *c, int district, const char *dir)
{
	const struct city_district *d = &city_districts[district];
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "事项编号,提出时间,所属区,楼宇编号,环节,难点堵点,诉求,牵头部门,"
		     "配合部门,办结时限,会议编号,议定事项,议定时间,办结时间");
	buf_puts(&b, d->gbk ? "\r\n" : "\n");
	for (int k = 0; k < ledger_matters(district); k++)
		put_matter(&b, c, district, k);
	ok = send_file(dir, "难点堵点.csv", &b, d->gbk);
	buf_fini(&b);
	return ok;
}

bool
ledger_service(const struct city *c, int building, int month,
    struct ledger_service *s)
{
	int no = c->building[building].no;

	if (no % 4 != 1 ||
	    c->building[building].completed > date_month_of(CITY_YEAR0, 1))
		return false;
	s->cases = 40 + (no * 7 + month * 5) % 60;
	s->self = s->cases * (30 + month + no % 5) / 100;
	s->party = no % 8 == 1 || (no % 24 == 5 && month >= 15);
	return true;
}

static void
put_service(struct buf *b, const struct city *c, int i, int month, bool gbk)
{
	struct ledger_service s;

	if (!ledger_service(c, i, month, &s))
		return;
	city_put_month(b, month, gbk);
	buf_putc(b, ',');
	if (gbk)
		city_name(b, i);
	else
		city_id(b, c, i);
	buf_puts(b, gbk ? ",是,36,22," : ",1,36,22,");
	buf_int(b, s.cases);
	buf_putc(b, ',');
	buf_int(b, s.self);
	buf_puts(b, !gbk ? s.party ? ",1," : ",0,"
		: s.party ? ",已建立," : ",未建立,");
	buf_int(b, s.party ? 9 + c->building[i].no % 7 : 0);
	buf_puts(b, gbk ? "\r\n" : "\n");
}

static bool
send_services(const struct city *c, int district, const char *dir)
{
	const struct city_district *d = &city_districts[district];
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, d->gbk ? "月份,楼宇名称,是否设立服务站,可办事项数,自助办理事项数,"
			      "办件量,自助办件量,是否建立党组织,党员人数\r\n"
			    : "month,building_id,station,items,"
			      "self_service_items,cases,self_service_cases,"
			      "party_org,party_members\n");
	for (int m = 0; m < CITY_MONTHS; m++)
		for (int i = 0; i < CITY_BUILDINGS; i++)
			if (c->building[i].district == district)
				put_service(&b, c, i, m, d->gbk);
	ok = send_file(dir, "政务服务和党建.csv", &b, d->gbk);
	buf_fini(&b);
	return ok;
}

static int
teams_of(int district)
{
	return 1 + city_districts[district].buildings / 60;
}

static void
put_team(struct buf *b, int district, int no)
{
	buf_puts(b, city_districts[district].code);
	buf_puts(b, "-T");
	buf_int(b, no);
}

/* A third of the buildings are run by a team of their district. */
void
ledger_put_operator(struct buf *b, const struct city *c, int building)
{
	const struct city_building *x = &c->building[building];

	if (x->no % 3 == 0)
		put_team(b, x->district, 1 + x->no / 3 % teams_of(x->district));
}

static bool
send_teams(int district, const char *dir)
{
	const struct city_district *d = &city_districts[district];
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "团队编号,团队名称,所属区,成立时间,团队人数");
	buf_puts(&b, d->gbk ? "\r\n" : "\n");
	for (int i = 1; i <= teams_of(district); i++) {
		put_team(&b, district, i);
		buf_puts(&b, ",（演示）");
		buf_puts(&b, d->name);
		buf_puts(&b, "第");
		buf_int(&b, i);
		buf_puts(&b, "运营团队,");
		buf_puts(&b, d->name);
		buf_puts(&b, d->gbk ? ",2021年3月," : ",2021-03,");
		buf_int(&b, 8 + district + i);
		buf_puts(&b, d->gbk ? "\r\n" : "\n");
	}
	ok = send_file(dir, "招商运营团队.csv", &b, d->gbk);
	buf_fini(&b);
	return ok;
}

bool
ledger_send(const struct city *c, int district, const char *dir)
{
	return send_matters(c, district, dir) &&
	    send_services(c, district, dir) && send_teams(district, dir);
}

int
ledger_teams(int district, int month)
{
	if (district == 8)
		return month >= 16; /* 2023-05 */
	return district == 3 && month >= 22;
}

bool
ledger_send_city(const char *dir)
{
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "认定日期,认定类型,团队编号,级别,认定文号\r\n");
	buf_puts(&b, "2023-05-16,优秀招商运营团队,");
	put_team(&b, 8, 1);
	buf_puts(&b, ",市级,（演示）认定公告\r\n2023-11-09,优秀招商运营团队,");
	put_team(&b, 3, 2);
	buf_puts(&b, ",市级,（演示）认定公告\r\n");
	ok = send_file(dir, "招商运营团队认定.csv", &b, true);
	buf_fini(&b);
	return ok;
}
