/* The districts' files: half of them GB18030 with title rows, 万元 and 万㎡,
 * and total rows; the others UTF-8 in plain units. */
#include "ledgers.h"
#include "send.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/date.h"
#include "plant.h"

static const char *const words[40] = { "青禾", "白鹭", "云岫", "鹤鸣", "兰台",
	"桐影", "月白", "霁光", "采薇", "溪山", "听澜", "松照", "柏舟", "望舒",
	"榴实", "长风", "砚秋", "明远", "澄怀", "思齐", "竹里", "东篱", "南浦",
	"晴川", "拂云", "知微", "揽月", "枕流", "漱石", "观澜", "栖霞", "沐风",
	"含章", "守拙", "崇文", "弘毅", "致和", "星野", "半山", "问渠" };
static const char *const kinds[20] = { "大厦", "中心", "广场", "国际大厦",
	"商务楼", "金融中心", "科创大厦", "创新中心", "商务广场", "设计中心",
	"财富中心", "科技楼", "发展大厦", "总部楼", "时代广场", "商务中心",
	"服务大厦", "产业楼", "智谷", "汇" };

/* six specialties, two codes each, then what else sits in offices;
 * GB/T 4754-2017 and, where it differs, 2011 */
static const struct {
	const char *code, *code_2011;
} industries[28] = { { "7231", "7221" }, { "7239", "7229" },
	{ "7241", "7231" }, { "7241", "7231" }, { "7520", "7250" },
	{ "7520", "7250" }, { "6631", "6631" }, { "6712", "6712" },
	{ "7320", "7320" }, { "7340", "7340" }, { "7484", "7482" },
	{ "7491", "7491" }, { "6513", "6510" }, { "6429", "6420" },
	{ "5191", "5191" }, { "5179", "5179" }, { "7211", "7211" },
	{ "7259", "7240" }, { "5231", "5231" }, { "6110", "6110" },
	{ "6210", "6210" }, { "7010", "7010" }, { "7020", "7020" },
	{ "4899", "4890" }, { "5810", "5810" }, { "8010", "7910" },
	{ "8391", "8291" }, { "3911", "3911" } };

const char *
city_industry(int i, bool edition_2011)
{
	return edition_2011 ? industries[i].code_2011 : industries[i].code;
}

void
city_name(struct buf *b, int building)
{
	buf_puts(b, words[building % 40]);
	buf_puts(b, kinds[building / 40]);
}

void
city_id(struct buf *b, const struct city *c, int building)
{
	int no = c->building[building].no;

	buf_puts(b, city_districts[c->building[building].district].code);
	buf_putc(b, '-');
	buf_pad(b, '0', no < 10 ? 3 : no < 100 ? 2 : 1);
	buf_int(b, no);
}

void
city_put_month(struct buf *b, int month, bool chinese)
{
	int absolute = date_month_of(CITY_YEAR0, 1) + month;

	if (!chinese) {
		date_put_month(b, absolute);
		return;
	}
	buf_int(b, date_year(absolute));
	buf_puts(b, "年");
	buf_int(b, date_month_no(absolute));
	buf_puts(b, "月");
}

void
city_put_wan(struct buf *b, int64_t n, int decimals)
{
	char digits[24];
	int at = 0;

	if (n < 0) {
		buf_putc(b, '-');
		n = -n;
	}
	for (int i = 0; i < decimals; i++, n /= 10)
		digits[at++] = (char)('0' + n % 10);
	buf_int(b, n);
	buf_putc(b, '.');
	for (int i = decimals - 1, shown = 0; i >= 0; i--, shown++) {
		bool rest = false;

		for (int k = i; k >= 0; k--)
			rest = rest || digits[k] != '0';
		if (shown >= 2 && !rest)
			break;
		buf_putc(b, digits[i]);
	}
}

/* UTF-8 to GB18030; the demo's characters all have a place there. */
static bool
convert(const struct buf *text, struct buf *out)
{
	iconv_t cd = iconv_open("GB18030", "UTF-8");
	char *from = text->p, *to = buf_room(out, text->n * 2);
	size_t nfrom = text->n, nto = text->n * 2;
	bool ok;

	if (cd == (iconv_t)-1)
		return false;
	ok = iconv(cd, &from, &nfrom, &to, &nto) != (size_t)-1;
	out->n = text->n * 2 - nto;
	iconv_close(cd);
	return ok;
}

bool
send_folder(const char *dir, const char *name)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return true;
	fprintf(stderr, "city: %s: %s\n", path, strerror(errno));
	return false;
}

bool
send_file(const char *dir, const char *name, const struct buf *text, bool gbk)
{
	char path[512];
	struct buf bytes;
	bool ok = true;
	FILE *f;

	buf_init(&bytes, BUF_UNBOUNDED);
	if (gbk)
		ok = convert(text, &bytes);
	else
		buf_put(&bytes, buf_str(text));
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = ok ? fopen(path, "wb") : NULL;
	ok = f != NULL && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
	if (f != NULL && fclose(f) != 0)
		ok = false;
	if (!ok)
		fprintf(stderr, "city: %s: %s\n", path, strerror(errno));
	buf_fini(&bytes);
	return ok;
}

/* Above the header of a GBK table; the comma counts fill the columns. */
static void
put_title(struct buf *b, const struct city_district *d, const char *title,
    const char *unit)
{
	buf_puts(b, "附件,,,,,\r\n");
	buf_puts(b, d->name);
	buf_puts(b, title);
	buf_puts(b, ",,,,,\r\n填报单位：");
	buf_puts(b, d->plan_lead);
	buf_puts(b, ",,,");
	buf_puts(b, unit);
	buf_puts(b, ",,\r\n");
}

static void
put_building(struct buf *b, const struct city *c, int i, bool gbk, int no)
{
	const struct city_building *x = &c->building[i];
	int opened = x->completed - date_month_of(CITY_YEAR0, 1);
	int64_t leasable = x->area_dm2 / 10000 * 78 / 100 * 10000;

	if (gbk) {
		buf_int(b, no);
		buf_putc(b, ',');
	}
	city_id(b, c, i);
	buf_putc(b, ',');
	plant_put_name(b, c, i);
	buf_putc(b, ',');
	buf_puts(b, city_districts[x->district].name);
	buf_putc(b, ',');
	city_put_month(b, opened, gbk);
	buf_putc(b, ',');
	if (gbk)
		city_put_wan(b, x->area_dm2, 6);
	else
		buf_hundredths(b, x->area_dm2);
	buf_putc(b, ',');
	if (gbk)
		city_put_wan(b, leasable, 6);
	else
		buf_hundredths(b, leasable);
	buf_puts(b, gbk ? ",甲级,运营中," : ",a,operating,");
	ledger_put_operator(b, c, i);
	buf_puts(b, gbk ? "\r\n" : "\n");
}

bool
send_buildings(const struct city *c, int district, const char *dir)
{
	const struct city_district *d = &city_districts[district];
	int64_t area = 0;
	int no = 0, gone = plant_gone(c, district);
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	if (d->gbk) {
		put_title(&b, d, "商务楼宇台账", "单位：万㎡");
		buf_puts(&b, "序号,楼宇编号,楼宇名称,所属区,竣工时间,建筑面积（万㎡）,"
			     "可出租面积（万㎡）,楼宇等级,楼宇状态,运营团队编号\r\n");
	} else {
		buf_puts(&b, "building_id,name,district,completed,gfa_m2,"
			     "leasable_m2,grade,stage,operator_id\n");
	}
	for (int i = 0; i < CITY_BUILDINGS; i++) {
		if (c->building[i].district != district ||
		    !plant_has_building(c, i))
			continue;
		put_building(&b, c, i, d->gbk, ++no);
		area += c->building[i].area_dm2;
	}
	if (gone >= 0)
		put_building(&b, c, gone, d->gbk, ++no);
	if (d->gbk) {
		buf_puts(&b, "合　计,,,,,");
		city_put_wan(&b, area, 6);
		buf_puts(&b, ",,,,\r\n注：面积以不动产登记为准,,,,,,,,,\r\n");
	}
	ok = send_file(dir, "楼宇台账.csv", &b, d->gbk);
	buf_fini(&b);
	return ok;
}

static void
put_tenant(struct buf *b, const struct city *c,
    const struct city_enterprise *e, const struct city_tenancy *t)
{
	int district = c->building[t->building].district;
	const struct city_district *d = &city_districts[district];
	bool old_codes = strcmp(d->code, "320581") == 0;
	int home = c->building[e->home].district;

	plant_put_home(b, c, e, t);
	buf_putc(b, ',');
	buf_puts(b, e->uscc);
	buf_putc(b, ',');
	buf_int(b, t->room);
	buf_puts(b, ",苏州");
	buf_puts(b, words[t->building % 37]);
	buf_int(b, e - c->enterprise + 1);
	buf_puts(b, e->industry < 2 ? "律师事务所," : "有限公司,");
	buf_puts(b, city_industry(e->industry, old_codes));
	buf_puts(b, old_codes ? ",2011," : ",2017,");
	buf_puts(b, city_districts[e->foreign_registry ? (home + 3) % 10 : home]
			.name);
	buf_putc(b, ',');
	if (t->area_dm2 > 0)
		buf_hundredths(b, t->area_dm2);
	else
		buf_puts(b, d->gbk ? "—" : "");
	buf_putc(b, ',');
	buf_int(b, e->employees);
	buf_puts(b, d->gbk ? (e->employees > 100 ? ",是," : ",否,")
			   : (e->employees > 100 ? ",1," : ",0,"));
	city_put_month(b, t->entered, d->gbk);
	buf_putc(b, ',');
	if (t->left >= 0)
		city_put_month(b, t->left, d->gbk);
	buf_puts(b, d->gbk ? "\r\n" : "\n");
}

bool
send_tenants(const struct city *c, int district, const char *dir)
{
	const struct city_district *d = &city_districts[district];
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	if (d->gbk)
		put_title(&b, d, "楼宇入驻企业台账", "单位：㎡、人");
	buf_puts(&b, "楼宇名称,统一社会信用代码,房号,企业名称,行业代码,行业标准版本,"
		     "注册地,租赁面积（㎡）,从业人员,是否规上,入驻时间,迁出时间");
	buf_puts(&b, d->gbk ? "\r\n" : "\n");
	for (int i = 0; i < c->nenterprise; i++) {
		const struct city_enterprise *e = &c->enterprise[i];

		for (int k = e->tenancy; k < e->tenancy + e->tenancies; k++) {
			struct city_tenancy told;

			if (plant_has_tenancy(c, &c->tenancy[k], &told) &&
			    c->building[told.building].district == district)
				put_tenant(&b, c, e, &told);
		}
	}
	ok = send_file(dir, "企业台账.csv", &b, d->gbk);
	buf_fini(&b);
	return ok;
}

bool
send_all(struct city *c, const char *dir)
{
	char sub[512];

	if (!send_folder(dir, "") || !send_folder(dir, "raw") ||
	    !send_folder(dir, "plans"))
		return false;
	for (int i = 0; i < CITY_DISTRICTS; i++) {
		const char *code = city_districts[i].code;

		snprintf(sub, sizeof(sub), "%s/raw", dir);
		if (!send_folder(sub, code))
			return false;
		snprintf(sub, sizeof(sub), "%s/raw/%s", dir, code);
		if (!send_buildings(c, i, sub) || !send_tenants(c, i, sub) ||
		    !send_works(c, i, sub) || !ledger_send(c, i, sub))
			return false;
	}
	snprintf(sub, sizeof(sub), "%s/raw", dir);
	if (!send_folder(sub, "320500"))
		return false;
	snprintf(sub, sizeof(sub), "%s/raw/320500", dir);
	return send_city_files(c, sub) && send_plans(dir) &&
	    send_truth(c, dir);
}
