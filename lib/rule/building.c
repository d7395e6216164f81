#include "rule/building.h"

#include "base/date.h"
#include "base/map.h"

void
building_fields_init(struct building_fields *f)
{
	const struct dataset *ds = indicator_dataset();

	*f = (struct building_fields){ 0 };
	for (size_t i = 0; i < BUILDING_COLUMNS; i++) {
		const struct indicator *x = indicator_at((enum indicator_id)i);

		f->num[i] = f->den[i] = MAP_NONE;
		f->has[i] = true;
		if (x->den != NULL) { /* with a numerator: a rate */
			f->num[i] = dataset_column(ds, str_from(x->num));
			f->den[i] = dataset_column(ds, str_from(x->den));
		}
	}
}

bool
building_is_rate(const struct building_fields *f, size_t id)
{
	return id < BUILDING_COLUMNS && f->den[id] != MAP_NONE;
}

bool
building_is_share(size_t id)
{
	static const enum indicator_id shares[] = { INDICATOR_registered_pct,
		INDICATOR_lead_tax_pct, INDICATOR_lead_area_pct,
		INDICATOR_lead_count_pct, INDICATOR_digital_pct,
		INDICATOR_knowledge_pct, INDICATOR_consumer_pct,
		INDICATOR_top1_pct };

	for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
		if (id == (size_t)shares[i])
			return true;
	return false;
}

bool
building_lacks_pair(const struct building_fields *f, size_t id)
{
	return building_is_rate(f, id) && f->has[id] &&
	    (!f->has[f->num[id]] || !f->has[f->den[id]]);
}

static struct rule_value
plain(const struct value *v)
{
	return (struct rule_value){ .known = v->known, .num = v->n, .den = 1,
		.text = v->text };
}

/* The rate in its own unit, unrounded: hundredths of a percent point, fen
 * a square metre (fen / dm2 * 100), fen a head. */
static int64_t
rate_scale(const struct building_fields *f, size_t id)
{
	const struct dataset *ds = indicator_dataset();

	if (ds->column[id].type == VALUE_PERCENT)
		return 10000;
	return ds->column[f->den[id]].type == VALUE_AREA ? 100 : 1;
}

static struct rule_value
rate(const struct building *b, size_t id)
{
	const struct value *n = &b->value[b->fields->num[id]];
	const struct value *d = &b->value[b->fields->den[id]];
	struct rule_value out = { .den = 1, .text = b->value[id].text };

	if (!n->known || !d->known || d->n <= 0)
		return out;
	out.known = true;
	out.num = n->n;
	out.den = d->n;
	if (id == (size_t)INDICATOR_tax_yoy_pct)
		out.num -= d->n; /* growth, not the ratio */
	out.num *= rate_scale(b->fields, id);
	return out;
}

struct rule_value
building_get(const void *arg, size_t id)
{
	const struct building *b = arg;
	const struct value *completed = &building_value(b, completed);
	struct rule_value out = { .den = 1 };

	if (building_is_rate(b->fields, id))
		return rate(b, id);
	if (id < BUILDING_COLUMNS)
		return plain(&b->value[id]);
	if (id < (size_t)INDICATOR_COUNT) {
		out = plain(&b->class[id - (size_t)INDICATOR_tier]);
		/* unknown only where no recognitions were given */
		out.absent = id == (size_t)INDICATOR_recognised && !out.known;
		return out;
	}
	if (id == BUILDING_MONTHS) {
		out.known = true;
		out.num = date_month_no(b->period);
	} else if (id == BUILDING_AGE) {
		out.known = completed->known && completed->n <= b->period;
		if (out.known)
			out.num = (b->period - completed->n) / 12;
		/* what is not finished yet has no age */
		out.absent = completed->known && !out.known;
	} else {
		out.text = b->extra[id - BUILDING_EXTRA];
		out.known = out.text.n > 0;
	}
	return out;
}

/* v op bound: the least n that holds where (n - v) / den more is needed. */
static bool
least_more(const struct rule_cond *c, const struct rule_value *v,
    num_wide bound, int64_t scale, num_wide *more)
{
	num_wide lack;

	if (__builtin_mul_overflow(bound, (num_wide)v->den, &lack))
		return false;
	lack -= v->num;
	*more = c->op == RULE_GE ? num_div(lack, scale, NUM_UP) :
	    num_div(lack, scale, NUM_DOWN) + 1;
	return true;
}

bool
building_short(const struct building *b, const struct rule_cond *c,
    int64_t *missing, size_t *column)
{
	struct rule_row row = { building_get, b };
	struct rule_value v = building_get(b, c->field.id), other;
	bool is_rate = building_is_rate(b->fields, c->field.id);
	num_wide bound, more;

	if ((c->op != RULE_GT && c->op != RULE_GE) || c->negated ||
	    c->field.untyped || building_is_share(c->field.id) ||
	    rule_cond_truth(c, &row) != RULE_NO)
		return false;
	bound = c->is_column ? 0 : c->literal[0].n;
	if (c->is_column) {
		other = building_get(b, c->other.id);
		if (is_rate || other.den != 1)
			return false;
		bound = other.num;
	}
	*column = is_rate ? b->fields->num[c->field.id] : c->field.id;
	return least_more(c, &v, bound, is_rate ?
	    rate_scale(b->fields, c->field.id) : 1, &more) &&
	    num_narrow(more, missing);
}
