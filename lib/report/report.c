/* The list of reports, in the order of bldg-report(1), and what every one
 * of them does. */
#include "report/kinds.h"

#include "base/date.h"
#include "print/words.h"
#include "report/explain.h"
#include "report/publish.h"
#include "schema/near.h"

static const struct report_kind *const kinds[] = {
	&report_key,
	&report_projects,
	&report_retrofits,
	&report_crossings,
	&report_high_output,
	&report_nurture,
	&report_specialty,
	&report_teams,
	&report_districts,
	&report_months,
	&report_industries,
	&report_distribution,
	&report_movers,
	&report_events,
	&report_matters,
	&report_services,
	&report_watch,
	&report_completion,
	&report_targets,
	&report_cadence,
	&report_tasks,
	&report_scores,
	&report_revisions,
	&report_sensitivity,
	&report_quality,
	&report_definitions,
	&report_monthly,
	&report_meeting,
	&report_district_page,
	&report_bluebook,
};

size_t
report_count(void)
{
	return sizeof(kinds) / sizeof(kinds[0]);
}

const struct report_kind *
report_at(size_t i)
{
	return kinds[i];
}

const struct report_kind *
report_find(struct str name)
{
	for (size_t i = 0; i < report_count(); i++)
		if (str_is(name, kinds[i]->name))
			return kinds[i];
	return NULL;
}

const struct setting_book *
report_settings(struct report *r, const char *name)
{
	return r->in->settings(r->in->arg, name);
}

struct table *
report_table(struct report *r, unsigned audience)
{
	struct table *t = table_new(r->lang, audience);

	if (r->in->explain != NULL)
		t->parts = parts_new();
	document_table(r->doc, t);
	return t;
}

void
report_column(struct table *t, enum value_type type, const char *name,
    const char *label)
{
	struct table_column c = { .name = name, .label = str_from(label) };

	switch (type) {
	case VALUE_MONEY:
		c.scale = 8;
		c.held = c.decimals = 2;
		break;
	case VALUE_AREA:
		c.scale = 4;
		c.held = c.decimals = 2;
		break;
	case VALUE_PERCENT:
		c.held = 2;
		c.decimals = 1;
		break;
	case VALUE_COUNT:
		break;
	default:
		table_add_column(t, &c);
		return;
	}
	c.number = true;
	c.align = TABLE_RIGHT;
	table_add_column(t, &c);
}

void
report_value(struct table *t, const struct value *v)
{
	if (v->known)
		table_text(t, v->text);
	else
		table_missing(t);
	table_from(t, PART_AS_IS, v);
}

void
report_number(struct table *t, const struct value *v)
{
	if (v->known)
		table_number(t, v->n);
	else
		table_missing(t);
	table_from(t, PART_AS_IS, v);
}

void
report_district(struct report *r, struct table *t, struct str code)
{
	const struct district *x = code_district(r->codes, code);

	if (code.n == 0)
		table_missing(t);
	else
		table_words(t, code, x == NULL ? code : x->short_name);
}

/* The last lines: up to when, under which document, who may read it. */
void
report_scope_note(struct report *r, struct table *t, bool internal)
{
	enum lang lang = r->lang;

	if (r->period >= 0)
		table_add_note(t, str_from(words(lang, "数据截至", "Data to")),
		    words_last_day(&r->keep, lang, r->period));
	table_add_note(t, str_from(words(lang, "口径", "Definitions")),
	    str_from("苏府办〔2023〕48号"));
	if (internal && !r->in->is_public)
		table_add_note(t, str_from(words(lang, "密级", "Access")),
		    str_from(words(lang, "内部资料  注意保存",
		        "internal: figures of single taxpayers")));
}

const char *const report_building_columns[BUILDING_COLUMNS] = {
	"building_id", "name", "district" };

const struct dataset *
report_buildings(void)
{
	return dataset_at(DATASET_BUILDINGS);
}

/* The month that a need means, as far as the period is known. */
static int
period_of(const struct report *r, const struct report_need *need)
{
	static const int back[] = { 0, 1, 12 };

	if (r->period < 0 || need->place == REPORT_CANON)
		return -1;
	return r->period - (need->place == REPORT_BACK ? (int)need->back :
	    back[need->place]);
}

/* What an earlier period is compared with must be earlier. */
static bool
is_earlier(struct report *r, const struct source *s)
{
	struct buf here, there;

	if (r->period < 0 || s->period < 0 || s->period < r->period)
		return true;
	buf_init(&here, BUF_UNBOUNDED);
	buf_init(&there, BUF_UNBOUNDED);
	date_put_month(&here, r->period);
	date_put_month(&there, s->period);
	diag_at(r->diag, s->nrow > 0 ? source_pos(s, 0, 0) : NULL,
	    DIAG_REPORT_PREVIOUS,
	    DIAG_STR(buf_str(&there)), DIAG_STR(buf_str(&here)));
	buf_fini(&here);
	buf_fini(&there);
	return false;
}

/* END where it is not there and need not be. */
static enum status
read_need(struct report *r, size_t i, const struct report_need *need)
{
	bool now = need->place == REPORT_PERIOD, ok;
	int period = period_of(r, need);
	struct row_reader *rows = NULL;
	enum status status;

	if (need->otherwise && r->given[i - 1])
		return STATUS_OK;
	if (r->in->is_public && !publish_reads(need))
		return STATUS_END;
	status = r->in->provide(r->in->arg, need, period, &rows);
	if (status != STATUS_OK)
		return status;
	ok = source_read(&r->source[i], r->diag, rows, need->dataset(),
	    &need->columns, now || need->place == REPORT_BACK ? period : -1,
	    r->in->is_public && publish_needs_all(need) ? NULL : r->district);
	r->given[i] = true;
	row_close(rows);
	if (ok && now && r->period < 0)
		r->period = r->source[i].period;
	return ok && (now || is_earlier(r, &r->source[i])) ? STATUS_OK :
	    STATUS_FATAL;
}

static void
forget(struct report *r)
{
	for (size_t i = 0; i < r->kind->nneed; i++)
		if (!r->shared[i])
			source_free(&r->source[i]);
	behind_free(r->behind);
	arena_fini(&r->keep);
}

/* What the rows of a published report do not tell. */
static bool
hide(struct report *r)
{
	bool ok = true;

	if (!r->in->is_public)
		return true;
	if (r->kind->publish != PUBLISH_OPEN && r->publish == NULL) {
		r->publish = publish_new(r);
		ok = r->publish != NULL;
	}
	for (size_t i = 0; ok && i < r->kind->nneed; i++)
		ok = !r->given[i] || publish_source(r, i);
	return ok;
}

/* The cells are looked at while the rows they are of are there. */
static bool
build(struct report *r)
{
	size_t first = r->doc->nblock;

	if (r->in->explain != NULL)
		r->behind = behind_new();
	return r->kind->build(r) && (r->in->explain == NULL ||
	    explain_look(r->in->explain, r, first));
}

static bool
make(struct report *r)
{
	bool ok = true;

	for (size_t i = 0; ok && i < r->kind->nneed; i++)
		ok = read_need(r, i, &r->kind->need[i]) != STATUS_FATAL;
	ok = ok && hide(r) && build(r);
	if (ok && r->in->is_public)
		publish_blocks(r, 0);
	publish_free(r->publish);
	forget(r);
	return ok;
}

/* What it must have, or else what it is of, is not there. */
static const struct report_need *
lacks(const struct report *r)
{
	const struct report_kind *kind = r->kind;

	for (size_t i = 0; i < kind->nneed; i++) {
		bool instead = i + 1 < kind->nneed &&
		    kind->need[i + 1].otherwise && r->given[i + 1];

		if (!r->given[i] && !instead && !kind->need[i].otherwise &&
		    (i == 0 || kind->need[i].must))
			return &kind->need[i];
	}
	return NULL;
}

static bool
same_rows(const struct report_need *a, const struct report_need *b)
{
	const struct source_columns *x = &a->columns, *y = &b->columns;

	return a->dataset == b->dataset && a->place == b->place &&
	    a->back == b->back && a->file == b->file &&
	    str_is(str_from(a->name), b->name) && x->name == y->name &&
	    x->n == y->n && x->needed <= y->needed && x->nalso == 0 &&
	    x->period == y->period && x->district == y->district;
}

/* What the report around a part has read is not read again. */
static bool
share(const struct report *r, struct report *part, size_t i)
{
	for (size_t k = 0; k < r->kind->nneed; k++)
		if (r->given[k] && same_rows(&part->kind->need[i],
		        &r->kind->need[k])) {
			part->source[i] = r->source[k];
			part->given[i] = part->shared[i] = true;
			return true;
		}
	return false;
}

enum status
report_include(struct report *r, const struct report_kind *kind,
    const struct report_need **absent)
{
	size_t first = r->doc->nblock;
	bool is_public = r->in->is_public;
	struct report part = { .diag = r->diag, .lang = r->lang,
		.codes = r->codes, .district = r->district, .kind = kind,
		.in = r->in, .period = r->period, .doc = r->doc,
		.publish = kind->publish == PUBLISH_OPEN ? NULL :
		    r->publish };
	enum status status = STATUS_OK;

	for (size_t i = 0; status != STATUS_FATAL && i < kind->nneed; i++) {
		struct report_need need = kind->need[i];

		need.must = false; /* that it is not there is no fault */
		if (is_public || !share(r, &part, i)) /* each hides its own */
			status = read_need(&part, i, &need);
	}
	*absent = lacks(&part);
	if (status != STATUS_FATAL && *absent == NULL)
		status = hide(&part) && build(&part) ? STATUS_OK :
		    STATUS_FATAL;
	else if (status != STATUS_FATAL)
		status = STATUS_END;
	if (is_public && status == STATUS_OK)
		publish_blocks(&part, first);
	forget(&part);
	return status;
}

/* For people, with a row and a column of figures. */
static bool
has_figures(const struct table *t)
{
	for (size_t i = 0; i < t->ncolumn; i++)
		if (t->column[i].label.n > 0 && (t->column[i].number ||
		    t->column[i].align == TABLE_RIGHT))
			return t->nrow > 0 &&
			    (t->audience & TABLE_PEOPLE) != 0;
	return false;
}

/* Below each table of people, how its figures are led back. */
static void
tell_addresses(struct document *doc, const struct report_kind *kind)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < doc->nblock; i++) {
		const struct block *block = &doc->block[i];

		if (block->kind != BLOCK_TABLE ||
		    !has_figures(block->table))
			continue;
		buf_reset(&b);
		buf_puts(&b, "bldg-report --explain ");
		address_put_form(&b, kind->name, block);
		table_add_note(block->table, str_from(words(doc->lang,
		    "溯源", "Trace")), buf_str(&b));
	}
	buf_fini(&b);
}

static struct report
begin(const struct report_kind *kind, const struct report_input *in,
    struct document *doc)
{
	doc->numbered = kind->numbered;
	return (struct report){ .diag = in->diag, .lang = in->lang,
		.codes = in->codes, .district = in->district, .kind = kind,
		.in = in, .period = in->period, .doc = doc };
}

bool
report_make(struct buf *out, const struct report_kind *kind,
    const struct report_input *in, const struct format *format)
{
	struct document *doc = document_new(in->lang, format->audience);
	struct report r = begin(kind, in, doc);
	bool ok;

	ok = (!in->is_public || publish_allows(in->diag, kind)) && make(&r);
	if (ok && !in->is_public && kind->nneed > 0)
		tell_addresses(doc, kind);
	if (ok && format->charts && !document_has_chart(doc)) {
		diag_at(in->diag, NULL, DIAG_REPORT_NO_CHART,
		    DIAG_Z(kind->name), DIAG_Z(format->name));
		ok = false;
	}
	ok = ok && format_put(format, out, doc, in->diag);
	document_free(doc);
	return ok;
}

bool
report_explain(struct buf *out, const struct report_kind *kind,
    const struct report_input *in, const struct format *format)
{
	struct explain *x = in->explain;
	struct document *doc = document_new(in->lang,
	    TABLE_PEOPLE | TABLE_MACHINE);
	struct report r = begin(kind, in, doc);
	bool ok;

	ok = make(&r);
	if (ok && !x->found) {
		explain_report_miss(x, in->diag);
		ok = false;
	}
	explain_finish(x);
	x->doc->audience = format->audience;
	ok = ok && format_put(format, out, x->doc, in->diag);
	document_free(doc);
	return ok;
}
