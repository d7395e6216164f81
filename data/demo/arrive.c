#include "arrive.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "plant.h"
#include "send.h"

#define JANUARY 12 /* 2023-01 */
#define LATE 5          /* a district that is late … */
#define LATE_MONTH 20   /* … in September */
#define AGAIN 6         /* one that sent June's table again */

static const char *const names[] = { "企业台账", "楼宇台账" };

/* A table that was just sent gets its month into its name. */
static bool
name_it(const char *dir, const char *table, int month, const char *rest)
{
	char from[512], to[600];

	snprintf(from, sizeof(from), "%s/%s.csv", dir, table);
	snprintf(to, sizeof(to), "%s/%s-%d-%02d%s.csv", dir, table,
	    CITY_YEAR0 + month / 12, month % 12 + 1, rest);
	if (rename(from, to) == 0)
		return true;
	fprintf(stderr, "city: %s: %s\n", from, strerror(errno));
	return false;
}

/* later/DISTRICT */
static bool
make_later(const char *dir, int district, char *path, size_t n)
{
	char folder[512];

	snprintf(folder, sizeof(folder), "%s/later", dir);
	snprintf(path, n, "%s/%s", folder, city_districts[district].code);
	return send_folder(dir, "later") && send_folder(path, "");
}

static bool
send_month(struct city *c, int district, int month, const char *dir)
{
	char raw[512], later[600];
	bool again = district == AGAIN && month == PLANT_JUNE;
	bool late = district == LATE && month == LATE_MONTH;
	const char *to = raw;
	bool ok = true;

	snprintf(raw, sizeof(raw), "%s/raw/%s", dir,
	    city_districts[district].code);
	c->as_of = month;
	if (late || again)
		ok = make_later(dir, district, later, sizeof(later));
	if (again)
		ok = ok && send_tenants(c, district, later) &&
		    name_it(later, names[0], month, "-修订");
	if (late)
		to = later;
	c->first_version = again;
	ok = ok && send_tenants(c, district, to) &&
	    name_it(to, names[0], month, "");
	c->first_version = false;
	return ok;
}

/* The register of buildings changed in June. */
static bool
send_registers(struct city *c, int district, const char *dir)
{
	char raw[512];

	snprintf(raw, sizeof(raw), "%s/raw/%s", dir,
	    city_districts[district].code);
	c->as_of = PLANT_JUNE - 1;
	if (!send_buildings(c, district, raw) ||
	    !name_it(raw, names[1], JANUARY - 1, ""))
		return false;
	c->as_of = PLANT_JUNE;
	return send_buildings(c, district, raw) &&
	    name_it(raw, names[1], PLANT_JUNE, "");
}

static void
put_district(struct buf *b, int district)
{
	buf_puts(b, "\n# ");
	buf_puts(b, city_districts[district].name);
	buf_puts(b, "\n[raw ");
	buf_puts(b, city_districts[district].code);
	buf_puts(b, "]\n"
		    "buildings = 楼宇台账-{since}.csv\n"
		    "tenancies = 企业台账-{month}.csv\n"
		    "projects = 新建项目.csv\n"
		    "retrofits = 改造项目.csv\n"
		    "teams = 招商运营团队.csv\n"
		    "services = 政务服务和党建.csv\n"
		    "matters = 难点堵点.csv\n");
}

static bool
send_workspace(const char *dir)
{
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "# 演示工作区，见 bldg-workspace(5)\n"
		     "[workspace]\n"
		     "city = 320500\n"
		     "late = carry\n"
		     "max_rejects = 1%\n"
		     "\n[report]\n"
		     "office = 苏州市楼宇经济联席会议办公室（演示）\n"
		     "marking = 内部资料  注意保存\n"
		     "sources = 市税务局、各县级市（区）发改部门（演示）\n"
		     "\n# 市级部门\n"
		     "[raw 320500]\n"
		     "ids = 楼宇编号册.csv\n"
		     "taxes = 税收明细-{month}.csv\n"
		     "events = 活动.csv\n"
		     "recognitions = 认定名单.csv + 招商运营团队认定.csv\n"
		     "base = 亿元楼宇名单-{part}.csv\n");
	for (int i = 0; i < CITY_DISTRICTS; i++)
		put_district(&b, i);
	ok = send_file(dir, "workspace.ini", &b, false);
	buf_fini(&b);
	return ok;
}

bool
arrive_send(struct city *c, const char *dir)
{
	bool ok = true;

	for (int d = 0; ok && d < CITY_DISTRICTS; d++) {
		ok = send_registers(c, d, dir);
		for (int m = JANUARY; ok && m < CITY_MONTHS; m++)
			ok = send_month(c, d, m, dir);
	}
	c->as_of = CITY_MONTHS;
	return ok && send_workspace(dir);
}

/* Enterprises in force in a month in a district, by its table of a month. */
static int
in_force(const struct city *c, int district, int month, int table)
{
	int n = 0;

	for (int i = 0; i < c->nenterprise; i++) {
		const struct city_enterprise *e = &c->enterprise[i];
		bool here = false;

		for (int k = e->tenancy; k < e->tenancy + e->tenancies; k++) {
			const struct city_tenancy *t = &c->tenancy[k];

			here = here ||
			    (c->building[t->building].district == district &&
			        t->entered <= table &&
			        (t->left < 0 || t->left > table ||
			            t->left >= month));
		}
		n += here;
	}
	return n;
}

/* What an enterprise paid from January to a month of 2023, in fen. */
static int64_t
paid(const struct city *c, const struct city_enterprise *e, int month)
{
	int64_t sum = 0, fen;

	for (int m = JANUARY; m <= month; m++) {
		struct str rest = buf_str(&c->taxes[m]), line;

		while (str_cut(&rest, '\n', &line) && line.n > 0)
			if (str_starts(line, (struct str){ e->uscc, 18 })) {
				num_parse_decimal(str_sub(line, 19, line.n),
				    0, &fen);
				sum += fen;
			}
	}
	return sum;
}

/* The building whose tenants the first table of June misnamed lacks what
 * they paid. */
static int64_t
missed(const struct city *c)
{
	int64_t sum = 0;

	for (int i = 0; i < c->nenterprise; i++)
		if (plant_misnamed(c, &c->enterprise[i]))
			sum += paid(c, &c->enterprise[i], PLANT_JUNE);
	return sum;
}

static void
put(struct buf *b, const char *period, const char *scope, const char *name,
    int64_t value, bool money)
{
	buf_puts(b, period);
	buf_putc(b, ',');
	buf_puts(b, scope);
	buf_putc(b, ',');
	buf_puts(b, name);
	buf_putc(b, ',');
	if (money)
		buf_hundredths(b, value);
	else
		buf_int(b, value);
	buf_putc(b, '\n');
}

void
arrive_put_truth(struct buf *b, const struct city *c)
{
	const char *again = city_districts[AGAIN].code;
	const char *late = city_districts[LATE].code;
	int64_t half = 0;

	for (int i = 0; i < CITY_BUILDINGS; i++)
		if (c->building[i].district == AGAIN)
			half += c->building[i].half[1];
	put(b, "2023-06.v1", again, "tax_yuan", half - missed(c), true);
	put(b, "2023-06.v2", again, "tax_yuan", half, true);
	put(b, "2023-09.v1", late, "enterprises",
	    in_force(c, LATE, LATE_MONTH, LATE_MONTH - 1), false);
	put(b, "2023-09.v2", late, "enterprises",
	    in_force(c, LATE, LATE_MONTH, LATE_MONTH), false);
}
