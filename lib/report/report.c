/* The list of reports, and what every one of them does. */
#include "report/report.h"

#include "report/words.h"
#include "schema/near.h"

static const struct report_kind *const kinds[] = {
	&report_completion,
	&report_key,
	&report_projects,
	&report_retrofits,
	&report_crossings,
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

struct table *
report_table(struct report *r, unsigned audience)
{
	struct table *t = table_new(r->lang, audience);

	r->table[r->ntable++] = t;
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
}

void
report_number(struct table *t, const struct value *v)
{
	if (v->known)
		table_number(t, v->n);
	else
		table_missing(t);
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

	if (r->source.period >= 0)
		table_add_note(t, str_from(words(lang, "数据截至", "Data to")),
		    words_last_day(&r->keep, lang, r->source.period));
	table_add_note(t, str_from(words(lang, "口径", "Definitions")),
	    str_from("苏府办〔2023〕48号"));
	if (internal)
		table_add_note(t, str_from(words(lang, "密级", "Access")),
		    str_from(words(lang, "内部资料  注意保存",
		        "internal: figures of single taxpayers")));
}

static bool
read_buildings(struct report *r, const struct report_input *in,
    struct source *out)
{
	static const char *const name[] = { "building_id", "name",
		"district" };
	static const struct source_columns columns = { name, 3, 3, 3, 3 };

	if (!source_read(out, in->diag, in->buildings,
	    dataset_at(DATASET_BUILDINGS), &columns, -1, NULL))
		return false;
	r->buildings = out;
	return true;
}

static bool
read_all(struct report *r, const struct report_kind *kind,
    const struct report_input *in, struct source *buildings)
{
	if (kind->takes_buildings && in->district != NULL &&
	    in->buildings == NULL) {
		diag_at(in->diag, NULL, DIAG_DISTRICT_UNTOLD,
		    DIAG_Z(kind->name));
		return false;
	}
	if (kind->takes_buildings && in->buildings != NULL &&
	    !read_buildings(r, in, buildings))
		return false;
	return source_read(&r->source, in->diag, in->rows, kind->dataset(),
	    &kind->columns, in->period, in->district);
}

bool
report_make(struct buf *out, const struct report_kind *kind,
    const struct report_input *in, const struct table_format *format)
{
	struct report r = { .diag = in->diag, .lang = in->lang,
		.codes = in->codes, .district = in->district };
	struct source buildings = { 0 };
	bool ok, first = true;

	ok = read_all(&r, kind, in, &buildings) && kind->build(&r);
	for (size_t i = 0; i < r.ntable; i++) {
		if (ok && (r.table[i]->audience & format->audience) != 0) {
			if (!first)
				buf_putc(out, '\n');
			first = false;
			format->put(out, r.table[i]);
		}
		table_free(r.table[i]);
	}
	source_free(&r.source);
	source_free(&buildings);
	arena_fini(&r.keep);
	return ok;
}
