/* The chart model: copies in. */
#include "print/chart.h"

#include <assert.h>
#include <stdlib.h>

#include "print/table.h"

struct chart *
chart_new(enum lang lang, enum chart_kind kind)
{
	struct chart *c = mem_zalloc(1, sizeof(*c));

	c->lang = lang;
	c->kind = kind;
	return c;
}

void
chart_free(struct chart *c)
{
	if (c == NULL)
		return;
	free(c->measure);
	free(c->series);
	free(c->point);
	free(c->value);
	free(c->group);
	free(c->mark);
	arena_fini(&c->keep);
	free(c);
}

void
chart_set_title(struct chart *c, struct str title)
{
	c->title = table_visible(&c->keep, title);
}

void
chart_set_about(struct chart *c, struct str about)
{
	c->about = table_visible(&c->keep, about);
}

void
chart_set_note(struct chart *c, struct str note)
{
	c->note = table_visible(&c->keep, note);
}

unsigned
chart_add_measure(struct chart *c, const struct chart_measure *m)
{
	struct chart_measure *mine;

	assert(c->npoint == 0);
	c->measure = mem_grow(c->measure, &c->measure_cap, c->nmeasure + 1,
	    sizeof(*c->measure));
	mine = &c->measure[c->nmeasure];
	*mine = *m;
	mine->name = table_visible(&c->keep, m->name);
	mine->unit = table_visible(&c->keep, m->unit);
	return (unsigned)c->nmeasure++;
}

unsigned
chart_new_series(struct chart *c, struct str label, enum chart_role role,
    unsigned measure)
{
	assert(c->npoint == 0 && measure < c->nmeasure);
	c->series = mem_grow(c->series, &c->series_cap, c->nseries + 1,
	    sizeof(*c->series));
	c->series[c->nseries] = (struct chart_series){
		.label = table_visible(&c->keep, label),
		.role = role, .measure = measure };
	return (unsigned)c->nseries++;
}

unsigned
chart_add_group(struct chart *c, struct str label)
{
	c->group = mem_grow(c->group, &c->group_cap, c->ngroup + 1,
	    sizeof(*c->group));
	c->group[c->ngroup] = table_visible(&c->keep, label);
	return (unsigned)c->ngroup++;
}

unsigned
chart_add_point(struct chart *c, struct str label)
{
	c->point = mem_grow(c->point, &c->point_cap, c->npoint + 1,
	    sizeof(*c->point));
	c->point[c->npoint] = (struct chart_point){
		.label = table_visible(&c->keep, label) };
	c->value = mem_grow(c->value, &c->value_cap, c->nvalue + c->nseries,
	    sizeof(*c->value));
	for (size_t s = 0; s < c->nseries; s++)
		c->value[c->nvalue++] = (struct chart_value){ .n = 0 };
	return (unsigned)c->npoint++;
}

void
chart_add_mark(struct chart *c, unsigned measure, int64_t at,
    struct str label)
{
	assert(measure < c->nmeasure);
	c->mark = mem_grow(c->mark, &c->mark_cap, c->nmark + 1,
	    sizeof(*c->mark));
	c->mark[c->nmark++] = (struct chart_mark){ .measure = measure,
		.at = at, .label = table_visible(&c->keep, label) };
}

void
chart_set_bins(struct chart *c, int64_t from, int64_t step)
{
	assert(step > 0);
	c->bin_from = from;
	c->bin_step = step;
}

void
chart_open_bins(struct chart *c, bool below, bool above)
{
	c->open_below = below;
	c->open_above = above;
}

void
chart_put(struct chart *c, unsigned series, int64_t n)
{
	assert(c->npoint > 0 && series < c->nseries);
	c->value[c->nvalue - c->nseries + series] =
	    (struct chart_value){ .n = n, .known = true };
}

void
chart_put_group(struct chart *c, unsigned group)
{
	assert(c->npoint > 0 && group < c->ngroup);
	c->point[c->npoint - 1].group = group;
}

void
chart_put_named(struct chart *c)
{
	assert(c->npoint > 0);
	c->point[c->npoint - 1].named = true;
}

struct chart_value
chart_at(const struct chart *c, size_t point, size_t series)
{
	return c->value[point * c->nseries + series];
}
