/* Classes of all buildings, and the counts that must agree. */
#include "rule/roster.h"

#include "base/date.h"

/* last year + new - left = total, over buildings where both are known */
static void
add_flow(struct roster_flow *f, enum rule_truth last, enum rule_truth now,
    const struct value *entered, const struct value *left)
{
	if (last == RULE_UNKNOWN || now == RULE_UNKNOWN)
		return;
	f->last_year += last == RULE_YES;
	f->total += now == RULE_YES;
	f->entered += entered->known && entered->n == 1;
	f->left += left->known && left->n == 1;
}

static bool
agrees(struct roster *r, const struct roster_flow *f, struct str scope)
{
	if (f->last_year + f->entered - f->left == f->total)
		return true;
	diag_at(r->diag, NULL, DIAG_IDENTITY, DIAG_NUM(f->last_year),
	    DIAG_NUM(f->entered), DIAG_NUM(f->left), DIAG_NUM(f->total),
	    DIAG_STR(scope));
	return false;
}

/* The districts' counts, less the city's: nothing is left. */
static bool
adds_up(struct roster *r, struct roster_flow *rest,
    const struct roster_flow *city, struct str scope)
{
	rest->last_year -= city->last_year;
	rest->entered -= city->entered;
	rest->left -= city->left;
	rest->total -= city->total;
	if (rest->last_year == 0 && rest->entered == 0 && rest->left == 0 &&
	    rest->total == 0)
		return true;
	diag_at(r->diag, NULL, DIAG_IDENTITY_PARTS, DIAG_STR(scope),
	    DIAG_NUM(rest->last_year), DIAG_NUM(rest->entered),
	    DIAG_NUM(rest->left), DIAG_NUM(rest->total));
	return false;
}

static void
add(struct roster_flow *sum, const struct roster_flow *f)
{
	sum->last_year += f->last_year;
	sum->entered += f->entered;
	sum->left += f->left;
	sum->total += f->total;
}

/* The tier may agree where the amount does not. */
static void
report_listed_tax(struct roster *r, const struct roster_row *row)
{
	const struct value *listed = &row->facts.base_tax;
	const struct value *tax = &building_value(&row->building,
	    tax_last_year_yuan);
	struct buf b;
	size_t n;

	if (!listed->known || !tax->known || listed->n == tax->n)
		return;
	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, listed->n);
	n = b.n;
	buf_hundredths(&b, tax->n);
	r->findings++;
	diag_at(r->diag, &row->pos, DIAG_LIST_TAX_DIFFERS, DIAG_STR(row->id),
	    DIAG_STR(str_sub(buf_str(&b), 0, n)),
	    DIAG_STR(str_sub(buf_str(&b), n, b.n)));
	buf_fini(&b);
}

static void
report_row(struct roster *r, const struct roster_row *row)
{
	const struct class_truth *t = &row->truth;
	struct str tier = row->facts.base == BASE_LISTED ?
	    row->facts.base_tier : STR("none");

	if (t->last_year == RULE_UNKNOWN)
		diag_at(r->diag, &row->pos, DIAG_NO_LAST_YEAR,
		    DIAG_STR(row->id), DIAG_STR(row->name));
	if (t->base_differs) {
		r->findings++;
		diag_at(r->diag, &row->pos, DIAG_LIST_DIFFERS,
		    DIAG_STR(row->id), DIAG_STR(tier),
		    DIAG_STR(t->recalculated));
	}
	report_listed_tax(r, row);
}

static struct roster_flows *
district_of(struct roster *r, const struct roster_row *row)
{
	struct str code = building_value(&row->building, district).text;
	bool is_new;
	size_t i = map_put(&r->districts, code, &is_new);

	if (is_new) {
		r->district = mem_grow(r->district, &r->district_cap, i + 1,
		    sizeof(*r->district));
		r->district[i] = (struct roster_flows){ .district = code };
	}
	return &r->district[i];
}

static void
count_flows(struct roster_flows *f, const struct roster_row *row,
    bool complete)
{
	const struct building *b = &row->building;
	const struct class_truth *t = &row->truth;

	if (complete)
		add_flow(&f->year, t->last_year, t->now,
		    &building_class(b, new_1yi),
		    &building_class(b, left_1yi));
	add_flow(&f->expected, t->last_year, t->expected,
	    &building_class(b, expected_new),
	    &building_class(b, expected_left));
}

static void
count_row(struct roster *r, const struct roster_row *row)
{
	const struct building *b = &row->building;
	const struct class_truth *t = &row->truth;
	struct roster_count *c = &r->count;
	const struct value *months = &building_value(b, tax_months);

	c->above += t->now == RULE_YES;
	c->above_last_year += t->last_year == RULE_YES;
	c->entered += building_class(b, new_1yi).known &&
	    building_class(b, new_1yi).n == 1;
	c->no_last_year += t->last_year == RULE_UNKNOWN;
	c->no_last_year_above += t->last_year == RULE_UNKNOWN &&
	    t->now == RULE_YES;
	c->no_tax += t->now == RULE_UNKNOWN;
	c->no_pace += t->expected == RULE_UNKNOWN;
	c->short_of_months += months->known &&
	    months->n < date_month_no(r->period);
	count_flows(&r->city, row, date_month_no(r->period) == 12);
	count_flows(district_of(r, row), row,
	    date_month_no(r->period) == 12);
}

bool
roster_agrees(struct roster *r)
{
	struct str all = diag_lang(r->diag) == LANG_ZH ? STR("全市") :
	    STR("the city");
	struct roster_flow year = { 0 }, expected = { 0 };
	bool ok = agrees(r, &r->city.year, all);

	ok = agrees(r, &r->city.expected, all) && ok;
	for (size_t i = 0; i < r->districts.n; i++) {
		const struct roster_flows *f = &r->district[i];

		ok = agrees(r, &f->year, f->district) && ok;
		ok = agrees(r, &f->expected, f->district) && ok;
		add(&year, &f->year);
		add(&expected, &f->expected);
	}
	ok = adds_up(r, &year, &r->city.year, all) && ok;
	return adds_up(r, &expected, &r->city.expected, all) && ok;
}

static void
classify_row(struct roster *r, const struct class_rules *rules,
    struct roster_row *row)
{
	classify(rules, &row->building, &row->facts, &r->keep, &row->truth);
	report_row(r, row);
}

const struct roster_row *
roster_classify_one(struct roster *r, const struct class_rules *rules,
    struct str key)
{
	struct roster_row *row = roster_find(r, key);

	if (row != NULL)
		classify_row(r, rules, row);
	return row;
}

bool
roster_classify(struct roster *r, const struct class_rules *rules)
{
	for (size_t i = 0; i < r->n; i++) {
		classify_row(r, rules, &r->row[i]);
		count_row(r, &r->row[i]);
	}
	return roster_agrees(r);
}

struct part {
	const char *text[LANG_COUNT];
	int64_t n;
};

static void
put_parts(struct buf *out, enum lang lang, const struct part *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str text = str_from(p[i].text[lang]);
		size_t at = str_chr(text, '$');

		buf_put(out, str_sub(text, 0, at));
		buf_int(out, p[i].n);
		buf_put(out, str_sub(text, at + 1, text.n));
	}
}

static void
put_flow(struct buf *out, enum lang lang, const struct roster_flow *f)
{
	const struct part parts[] = {
		{ { "$ = ", "$＝" }, f->total },
		{ { "$ last year + ", "上年$＋" }, f->last_year },
		{ { "$ new - ", "新增$－" }, f->entered },
		{ { "$ left", "退出$" }, f->left },
	};

	put_parts(out, lang, parts, sizeof(parts) / sizeof(parts[0]));
}

/* Only what there is: nobody reads a line of zeros. */
static void
put_doubts(struct buf *out, const struct roster *r, enum lang lang)
{
	const struct roster_count *c = &r->count;
	const struct part doubts[] = {
		{ { "; no data of last year $", "；无上年数据$" },
			c->no_last_year },
		{ { ", of these above 1yi $", "，其中超1亿元$" },
			c->no_last_year_above },
		{ { "; tax unknown $", "；税收未知$" }, c->no_tax },
		{ { "; months missing in $", "；缺月份$" },
			c->short_of_months },
		{ { "; findings $", "；需核实$" }, r->findings },
	};

	for (size_t i = 0; i < sizeof(doubts) / sizeof(doubts[0]); i++)
		if (doubts[i].n > 0)
			put_parts(out, lang, &doubts[i], 1);
	if (!r->has_recognitions)
		buf_puts(out, lang == LANG_ZH ? "；未给出认定" :
		    "; no recognitions given");
}

void
roster_put_summary(const struct roster *r, enum lang lang, struct buf *out)
{
	const struct roster_count *c = &r->count;
	const struct part rows[] = {
		{ { "$ read = ", "读入$＝" }, (int64_t)r->n },
		{ { "$ written", "写出$" }, (int64_t)r->n },
	};
	const struct part so_far[] = {
		{ { "; above 1yi so far $", "；已超1亿元$" }, c->above },
		{ { ", of these new $", "，其中新增$" }, c->entered },
		{ { ", last year $", "，上年$" }, c->above_last_year },
	};

	put_parts(out, lang, rows, 2);
	if (r->period < 0)
		return;
	if (date_month_no(r->period) == 12) {
		buf_puts(out, lang == LANG_ZH ? "；亿元楼宇" : "; above 1yi ");
		put_flow(out, lang, &r->city.year);
	} else {
		put_parts(out, lang, so_far, 3);
		if (c->no_pace < (int64_t)r->n) {
			buf_puts(out, lang == LANG_ZH ? "；预计全年" :
			    "; expected for the year ");
			put_flow(out, lang, &r->city.expected);
		}
	}
	put_doubts(out, r, lang);
}
