/*
 * Events of the period: by kind, one by one, and by the districts that
 * hosted promotions.  Without a period, all there are.
 */
#include <stdlib.h>

#include "base/date.h"
#include "print/words.h"
#include "report/column.h"
#include "report/kinds.h"

enum { E_ID, E_DATE, E_KIND, E_LEVEL, E_TITLE, E_HOSTS, E_ATTENDEES,
	E_PROJECTS, E_SIGNED, E_COLUMNS };

static const char *const columns[E_COLUMNS] = { "event_id", "date", "kind",
	"level", "title", "host_district", "attendees", "signed_projects",
	"signed_yuan" };

static const struct kind {
	const char *code, *zh, *en;
} kinds[] = {
	{ "promotion", "推介活动", "promotion" },
	{ "industry-meeting", "产业对接会", "industry meeting" },
	{ "conference", "楼宇发展大会", "conference" },
	{ "joint-meeting", "联席会议", "joint meeting" },
	{ "supervision", "专项督查", "supervision" },
	{ "bluebook", "蓝皮书发布", "bluebook" },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

/* Events counted together. */
struct tally {
	size_t n, city;
	struct total attendees, projects, signed_fen;
};

struct diary {
	struct report *r;
	size_t *row, n;       /* by date, then id */
	struct tally kind[KINDS], all;
	struct tally *host;   /* of promotions, by district */
	size_t untold;        /* some figure is not reported */
};

struct day {
	int64_t date;
	struct str id;
	size_t row;
};

static int
day_cmp(const void *x, const void *y)
{
	const struct day *a = x, *b = y;

	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return str_cmp(a->id, b->id);
}

static struct str
kind_words(enum lang lang, struct str code)
{
	for (size_t i = 0; i < KINDS; i++)
		if (str_is(code, kinds[i].code))
			return str_from(words(lang, kinds[i].zh,
			    kinds[i].en));
	return code;
}

static struct str
level_words(enum lang lang, struct str code)
{
	if (str_is(code, "city"))
		return str_from(words(lang, "市级", "city"));
	return str_is(code, "district") ?
	    str_from(words(lang, "区级", "district")) : code;
}

static bool
is_hosted(const struct report *r, const struct value *v,
    const struct district *x)
{
	struct str rest = v[E_HOSTS].text, one;

	while (v[E_HOSTS].known && str_cut(&rest, ';', &one))
		if (code_district(r->codes, one) == x)
			return true;
	return false;
}

static bool
is_listed(const struct report *r, const struct value *v)
{
	int first;

	if (r->district != NULL && !is_hosted(r, v, r->district))
		return false;
	if (r->period < 0)
		return true;
	first = date_first_day(date_month_of(date_year(r->period), 1));
	return v[E_DATE].n >= first &&
	    v[E_DATE].n <= date_last_day(r->period);
}

static void
tally_add(struct report *r, struct tally *t, const struct value *v)
{
	behind_count(r->behind, &t->n, &v[E_ID]);
	behind_count_if(r->behind, &t->city, &v[E_LEVEL],
	    str_is(v[E_LEVEL].text, "city"));
	report_add(r, &t->attendees, &v[E_ATTENDEES]);
	report_add(r, &t->projects, &v[E_PROJECTS]);
	report_add(r, &t->signed_fen, &v[E_SIGNED]);
}

static void
add(struct diary *d, const struct value *v)
{
	struct report *r = d->r;

	tally_add(r, &d->all, v);
	d->untold += !v[E_ATTENDEES].known || !v[E_PROJECTS].known ||
	    !v[E_SIGNED].known;
	for (size_t k = 0; k < KINDS; k++)
		if (str_is(v[E_KIND].text, kinds[k].code))
			tally_add(r, &d->kind[k], v);
	if (!str_is(v[E_KIND].text, "promotion"))
		return;
	for (size_t i = 0; i < code_district_count(r->codes); i++)
		if (is_hosted(r, v, code_district_at(r->codes, i)))
			tally_add(r, &d->host[i], v);
}

static bool
collect(struct diary *d)
{
	struct report *r = d->r;
	struct day *day = mem_zalloc(r->source->nrow + 1, sizeof(*day));
	bool ok;

	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (is_listed(r, v))
			day[d->n++] = (struct day){ v[E_DATE].n,
				v[E_ID].text, i };
	}
	if (d->n > 0)
		qsort(day, d->n, sizeof(*day), day_cmp);
	for (size_t i = 0; i < d->n; i++) {
		d->row[i] = day[i].row;
		add(d, source_at(r->source, day[i].row, 0));
	}
	free(day);
	ok = total_ok(r, &d->all.attendees, 1) &&
	    total_ok(r, &d->all.projects, 1) &&
	    total_ok(r, &d->all.signed_fen, 1);
	return ok;
}

static struct str
title(struct diary *d, const char *zh, const char *en, size_t n)
{
	struct report *r = d->r;
	struct str part[2];

	part[0] = words_period(&r->keep, r->lang, r->period);
	part[1] = words_fill(&r->keep, words(r->lang, "共$1场", "$1 events"),
	    words_int(&r->keep, (int64_t)n));
	return words_fill(&r->keep, words(r->lang, zh, en),
	    words_scope(r->lang, r->district),
	    words_join(&r->keep, r->lang, part, 2));
}

static void
put_tally(struct table *t, const struct tally *x)
{
	report_counted(t, &x->n);
	report_counted(t, &x->city);
	report_total(t, &x->attendees);
	report_total(t, &x->projects);
	report_total(t, &x->signed_fen);
}

static void
tally_head(struct report *r, struct table *t, const char *zh, const char *en)
{
	report_headings(r, t, (const struct report_heading[]){
		{ NULL, VALUE_TEXT, 0, { en, zh } },
		{ NULL, VALUE_COUNT, 0, { "events", "场次" } },
		{ NULL, VALUE_COUNT, 0, { "of the\ncity", "其中\n市级" } },
		{ NULL, VALUE_COUNT, 0, { "atten-\ndees", "参加\n人数" } },
		{ NULL, VALUE_COUNT, 0, { "projects\nsigned",
		    "签约\n项目" } },
		{ NULL, VALUE_MONEY, 0, { "amount\nsigned", "签约\n金额" } } },
	    6);
}

static void
note_untold(struct diary *d, struct table *t)
{
	if (d->untold > 0)
		report_note(t, words_fill(&d->r->keep, words(d->r->lang,
		    "参加人数、签约项目和金额按已填报的计，$1场有未填报的。",
		    "Attendees and signings are of those reported: $1 events "
		    "have one that is not."),
		    words_int(&d->r->keep, (int64_t)d->untold)));
	report_note_signs(d->r, t);
}

static void
put_kinds(struct diary *d)
{
	struct report *r = d->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	tally_head(r, t, "类型", "kind");
	for (size_t k = 0; k < KINDS; k++) {
		if (d->kind[k].n == 0)
			continue;
		table_row(t);
		table_words(t, str_from(kinds[k].code), str_from(words(r->lang,
		    kinds[k].zh, kinds[k].en)));
		put_tally(t, &d->kind[k]);
	}
	table_row(t);
	if (t->nrow > 1)
		table_rule(t);
	table_words(t, STR("all"), str_from(words(r->lang, "合计", "all")));
	put_tally(t, &d->all);
	table_set_title(t, title(d, "$1楼宇活动情况（$2）",
	    "Events, $1 ($2)", d->n));
	table_set_unit(t, str_from(words(r->lang, "单位：场、人、个、亿元",
	    "Unit: events, heads, projects, 100m yuan")));
	note_untold(d, t);
	report_scope_note(r, t, false);
}

static void
put_event(struct report *r, struct table *t, const struct value *v)
{
	table_row(t);
	table_number(t, (int64_t)t->nrow);
	table_text(t, v[E_ID].text);
	table_text(t, v[E_DATE].text);
	report_code(r, t, &v[E_KIND], kind_words);
	report_code(r, t, &v[E_LEVEL], level_words);
	report_value(t, &v[E_TITLE]);
	if (v[E_HOSTS].known)
		report_districts_of(r, t, v[E_HOSTS].text);
	else
		table_missing(t);
	report_number(t, &v[E_ATTENDEES]);
	report_number(t, &v[E_PROJECTS]);
	report_number(t, &v[E_SIGNED]);
}

static void
put_list(struct diary *d)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_COUNT, 0, { "no", "序" } },
		{ "event_id", VALUE_ID, 0, { "event", "编号" } },
		{ "date", VALUE_DATE, 0, { "date", "日期" } },
		{ "kind", VALUE_TEXT, 0, { "kind", "类型" } },
		{ "level", VALUE_TEXT, 0, { "level", "层级" } },
		{ "title", VALUE_TEXT, 0, { "title", "活动名称" } },
		{ "host_district", VALUE_TEXT, 0, { "hosts", "承办" } },
		{ "attendees", VALUE_COUNT, 0, { "atten-\ndees",
		    "参加\n人数" } },
		{ "signed_projects", VALUE_COUNT, 0, { "projects\nsigned",
		    "签约\n项目" } },
		{ "signed_yuan", VALUE_MONEY, 0, { "amount\nsigned",
		    "签约\n金额" } },
	};
	struct report *r = d->r;
	struct table *t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);

	t->stub = 3;
	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < d->n; i++)
		put_event(r, t, source_at(r->source, d->row[i], 0));
	table_set_title(t, title(d, "$1楼宇活动台账（$2）",
	    "Events one by one, $1 ($2)", d->n));
	table_set_unit(t, str_from(words(r->lang, "单位：人、个、亿元",
	    "Unit: heads, projects, 100m yuan")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static void
put_districts(struct diary *d)
{
	struct report *r = d->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	tally_head(r, t, "承办地区", "host");
	for (size_t i = 1; i < code_district_count(r->codes); i++) {
		table_row(t);
		table_text(t, code_district_at(r->codes, i)->name);
		put_tally(t, &d->host[i]);
	}
	if (d->host[0].n > 0) {
		table_row(t);
		table_words(t, (struct str){ "", 0 }, str_from(words(r->lang,
		    "市本级", "the city")));
		put_tally(t, &d->host[0]);
	}
	table_row(t);
	table_rule(t);
	table_words(t, STR("all"), words_scope(r->lang, NULL));
	put_tally(t, &d->kind[0]);
	table_set_title(t, title(d, "各地承办推介活动情况（$2）",
	    "Promotions by host ($2)", d->kind[0].n));
	table_set_unit(t, str_from(words(r->lang, "单位：场、人、个、亿元",
	    "Unit: events, heads, projects, 100m yuan")));
	report_note(t, str_from(words(r->lang,
	    "多地共同承办的在各地分别计、全市只计一次，各地之和可能大于全市。",
	    "One of several hosts counts for each, and once in all.")));
	note_untold(d, t);
	report_scope_note(r, t, false);
}

static bool
build_events(struct report *r)
{
	struct diary d = { .r = r };
	bool ok;

	d.row = mem_zalloc(r->source->nrow + 1, sizeof(*d.row));
	d.host = mem_zalloc(code_district_count(r->codes), sizeof(*d.host));
	ok = collect(&d);
	if (ok) {
		put_kinds(&d);
		if (r->district == NULL)
			put_districts(&d);
		put_list(&d);
	}
	free(d.row);
	free(d.host);
	return ok;
}

static const struct dataset *
events(void)
{
	return dataset_at(DATASET_EVENTS);
}

static const struct report_need need = { .name = "events", .dataset = events,
	.place = REPORT_CANON, .must = true,
	.columns = { .name = columns, .n = E_COLUMNS, .needed = E_KIND + 1,
	    .period = E_COLUMNS, .district = E_COLUMNS } };

const struct report_kind report_events = {
	.name = "events",
	.about = { "promotions, meetings and other events",
	    "推介活动、会议等活动台账" },
	.need = &need,
	.nneed = 1,
	.takes_file = true,
	.numbered = true,
	.publish = PUBLISH_OPEN,
	.build = build_events,
};
