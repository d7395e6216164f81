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
		if (x->num != NULL && x->den != NULL) {
			f->num[i] = dataset_column(ds, str_from(x->num));
			f->den[i] = dataset_column(ds, str_from(x->den));
		}
	}
}

bool
building_is_rate(const struct building_fields *f, size_t id)
{
	return id < BUILDING_COLUMNS && f->num[id] != MAP_NONE &&
	    f->den[id] != MAP_NONE;
}

bool
building_lacks_pair(const struct building_fields *f, size_t id)
{
	return building_is_rate(f, id) && f->has[id] &&
	    !(f->has[f->num[id]] && f->has[f->den[id]]);
}

static struct rule_value
plain(const struct value *v)
{
	return (struct rule_value){ .known = v->known, .num = v->n, .den = 1,
		.text = v->text };
}

/* The rate in its own unit, unrounded: hundredths of a percent point, fen
 * a square metre (fen / dm2 * 100), fen a head. */
static struct rule_value
rate(const struct building *b, size_t id)
{
	const struct dataset *ds = indicator_dataset();
	size_t num = b->fields->num[id], den = b->fields->den[id];
	const struct value *n = &b->value[num], *d = &b->value[den];
	struct rule_value out = { .den = 1, .text = b->value[id].text };

	if (!n->known || !d->known || d->n <= 0)
		return out;
	out.known = true;
	out.num = n->n;
	out.den = d->n;
	if (id == (size_t)INDICATOR_tax_yoy_pct)
		out.num -= d->n; /* growth, not the ratio */
	if (ds->column[id].type == VALUE_PERCENT)
		out.num *= 10000;
	else if (ds->column[den].type == VALUE_AREA)
		out.num *= 100;
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
	} else {
		out.text = b->extra[id - BUILDING_EXTRA];
		out.known = out.text.n > 0;
	}
	return out;
}
