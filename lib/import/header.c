#include "import/header.h"

#include "text/normal.h"

/* Longer is a title or a note, not the name of a period. */
#define PERIOD_BYTES 30u

static struct str
cell_at(const struct rec *rec, size_t i)
{
	return i < rec->nfield ? normal_trim(rec->field[i])
			       : (struct str){ "", 0 };
}

static struct str
join(struct arena *keep, struct str a, const char *between, struct str b)
{
	struct buf text;

	buf_init(&text, BUF_UNBOUNDED);
	buf_put(&text, a);
	buf_puts(&text, between);
	buf_put(&text, b);
	return buf_keep(&text, keep);
}

/* 本月 or 当月 above or below says: of the month itself, as we hold it. */
static bool
is_this_month(struct str s)
{
	return str_is(s, "本月") || str_is(s, "当月") || str_is(s, "本期");
}

/* Above a figure these make another figure of it. */
static bool
is_other_period(struct str s)
{
	static const char *const words[] = { "累计", "同期", "上年", "去年",
		"上月", "增减", "增幅", "增长", "同比", "环比", "计划", "目标",
		"其中", "止", "预计", NULL };
	size_t at = str_find(s, STR("月"));

	for (const char *const *w = words; *w != NULL; w++)
		if (str_find(s, str_from(*w)) < s.n)
			return true;
	return at < s.n && !is_this_month(s); /* 1-6月 */
}

/* The bracket at the end of a heading over a group, if it is a unit. */
static struct str
group_unit(struct str upper, struct arena *keep)
{
	struct buf folded;
	struct str s, inner = { "", 0 };
	size_t open;

	buf_init(&folded, BUF_UNBOUNDED);
	normal_key(&folded, upper);
	s = buf_str(&folded);
	open = str_chr(s, '(');
	if (str_ends(s, STR(")")) && open < s.n &&
	    unit_find(str_sub(s, open + 1, s.n - 1)) != UNIT_NONE)
		inner = arena_str(keep, str_sub(s, open, s.n));
	buf_fini(&folded);
	return inner;
}

/* Before the bracket of the unit. */
static struct str
group_name(struct str upper)
{
	size_t wide = str_find(upper, STR("（")), at = str_chr(upper, '(');

	return str_trim(str_sub(upper, 0, wide < at ? wide : at));
}

/* 上/下 of a map, the group written with its unit or without; the unit goes
 * with what stands below. */
static bool
find_both(const struct heading_book *b, const struct dataset *ds,
    struct str up, struct str low, struct str unit, struct arena *keep,
    struct header_cell *c)
{
	c->text = join(keep, join(keep, up, "/", low), "", unit);
	if (heading_find(b, ds, c->text, &c->heading))
		return true;
	if (unit.n == 0)
		return false;
	c->text = join(keep, join(keep, group_name(up), "/", low), "", unit);
	return heading_find(b, ds, c->text, &c->heading);
}

static bool
combine_both(const struct heading_book *b, const struct dataset *ds,
    struct str up, struct str low, struct arena *keep, struct header_cell *c)
{
	struct str unit = group_unit(up, keep);
	struct str with_unit = unit.n > 0 ? join(keep, low, "", unit) : low;

	c->lower = true;
	if (find_both(b, ds, up, low, unit, keep, c))
		return true;
	c->text = join(keep, up, "/", low);
	if (is_other_period(up) || is_other_period(low))
		return false;
	if (is_this_month(low))
		c->text = up;
	else
		c->text = with_unit;
	if (heading_find(b, ds, c->text, &c->heading))
		return true;
	c->text = join(keep, up, "/", low);
	return false;
}

/* Does the range lie beside in this row, under a text? */
static bool
is_beside(const struct sheet_range *r, const struct rec *row)
{
	return r->row == row->line && r->col_last > r->col &&
	    cell_at(row, r->col - 1).n > 0;
}

const struct str *
header_groups(const struct rec *upper, size_t n,
    const struct header_merged *m, struct arena *keep)
{
	struct str *group = arena_alloc(keep, n + 1, sizeof(*group));
	struct str last = { "", 0 };
	bool exact = false;

	for (size_t i = 0; i < m->n; i++)
		exact = exact || is_beside(&m->range[i], upper);
	for (size_t i = 0; i < n; i++) {
		group[i] = cell_at(upper, i);
		if (group[i].n > 0)
			last = group[i];
		else if (!exact) /* centred, not merged; or a text file */
			group[i] = last;
	}
	for (size_t i = 0; exact && i < m->n; i++) {
		const struct sheet_range *r = &m->range[i];

		for (size_t k = r->col; is_beside(r, upper) &&
		    k < r->col_last && k < n; k++)
			group[k] = cell_at(upper, r->col - 1);
	}
	return group;
}

bool
header_is_merged_down(const struct rec *row, const struct header_merged *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->range[i].row == row->line &&
		    m->range[i].row_last == row->line + 1 &&
		    cell_at(row, m->range[i].col - 1).n > 0)
			return true;
	return false;
}

size_t
header_combine(const struct heading_book *b, const struct dataset *ds,
    const struct rec *upper, const struct rec *lower,
    const struct str *group, struct arena *keep, struct header_cell *cell)
{
	size_t n = upper->nfield > lower->nfield ? upper->nfield
						 : lower->nfield;

	for (size_t i = 0; i < n; i++) {
		struct str up = cell_at(upper, i), low = cell_at(lower, i);
		struct header_cell *c = &cell[i];

		*c = (struct header_cell){ .text = up };
		if (low.n > 0 && group[i].n > 0) {
			c->known = combine_both(b, ds, group[i], low, keep,
			    c);
			continue;
		}
		if (low.n > 0) {
			c->text = low;
			c->lower = true;
		}
		c->known = c->text.n > 0 &&
		    heading_find(b, ds, c->text, &c->heading);
	}
	return n;
}

bool
header_goes_on(const struct heading_book *b, const struct dataset *ds,
    const struct rec *row, const struct str *group, struct arena *keep)
{
	struct header_cell c;
	bool any = false;

	for (size_t i = 0; i < row->nfield; i++) {
		struct str s = cell_at(row, i);

		if (s.n == 0)
			continue;
		any = true;
		if (!is_this_month(s) && !heading_find(b, ds, s, &c.heading) &&
		    (s.n > PERIOD_BYTES || (!is_other_period(s) &&
		        !find_both(b, ds, group[i], s,
		            group_unit(group[i], keep), keep, &c))))
			return false;
	}
	return any;
}

bool
header_is_period(const struct rec *row)
{
	for (size_t i = 1; i < row->nfield; i++) {
		struct str s = cell_at(row, i);

		if (s.n > 0 && s.n <= PERIOD_BYTES &&
		    (is_this_month(s) || is_other_period(s)))
			return true;
	}
	return false;
}

unsigned
header_count(const struct header_cell *cell, size_t n)
{
	uint64_t seen = 0;
	unsigned count = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t bit = (uint64_t)1 << (cell[i].heading.column & 63);

		if (!cell[i].known)
			continue;
		count += (seen & bit) == 0;
		seen |= bit;
	}
	return count;
}
