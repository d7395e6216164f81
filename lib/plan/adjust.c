#include "plan/adjust.h"

#include "base/date.h"
#include "schema/made.h"

enum kind { TARGET, TASK }; /* in the order of the column's choices */

/* Two plans of one scope; either may be NULL. */
struct pair {
	struct adjust *a;
	struct line line;
	const struct district *scope;
	const struct plan *before, *after;
	struct arena keep;
	bool ok;
};

/* One difference; texts are the pair's. */
struct change {
	enum kind kind;
	struct str id;
	int year; /* -1: of no year */
	enum adjust_change how;
	const char *field;
	struct str unit, previous, current; /* unit: of a value */
	const struct pos *from, *to; /* NULL: not there */
};

static void
put_place(struct line *l, size_t file, size_t at, const struct pos *pos)
{
	if (pos == NULL)
		return;
	line_text(l, file, str_from(pos->file));
	line_int(l, at, (int64_t)pos->line);
}

static void
put(struct pair *p, const struct change *c)
{
	struct line *l = &p->line;

	line_choice(l, COL(ADJUSTMENTS, kind), (int)c->kind);
	line_text(l, COL(ADJUSTMENTS, scope), p->scope->code);
	line_text(l, COL(ADJUSTMENTS, scope_name), p->scope->name);
	if (c->year >= 0)
		line_int(l, COL(ADJUSTMENTS, year), c->year);
	line_text(l, COL(ADJUSTMENTS, id), c->id);
	line_choice(l, COL(ADJUSTMENTS, change), (int)c->how);
	line_text(l, COL(ADJUSTMENTS, field), str_from(c->field));
	line_text(l, COL(ADJUSTMENTS, unit), c->unit);
	line_text(l, COL(ADJUSTMENTS, previous), c->previous);
	line_text(l, COL(ADJUSTMENTS, current), c->current);
	put_place(l, COL(ADJUSTMENTS, previous_file),
	    COL(ADJUSTMENTS, previous_line), c->from);
	put_place(l, COL(ADJUSTMENTS, file), COL(ADJUSTMENTS, line), c->to);
	p->a->count[c->how]++;
	p->ok = p->ok && line_send(l);
}

/* A field of what is on both sides. */
static void
compare(struct pair *p, struct change c, const char *field, struct str before,
    struct str after)
{
	if (str_eq(before, after))
		return;
	c.how = ADJUST_MOVED;
	c.field = field;
	c.previous = before;
	c.current = after;
	put(p, &c);
}

/* A target's figure in a unit of `scale`, which it is a multiple of. */
static struct str
value_text(struct pair *p, const struct plan_target *t,
    const struct plan_value *v, int64_t scale)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (t->two_decimals)
		buf_hundredths(&b, v->n * t->scale / scale);
	else
		buf_int(&b, v->n);
	return buf_keep(&b, &p->keep);
}

/* Both figures stand in the unit of now, or where that is too coarse for
 * the other one in yuan. */
static void
put_values(struct pair *p, struct change *c, const struct plan_target *t,
    const struct plan_value *before, const struct plan_target *u,
    const struct plan_value *after)
{
	const struct plan_target *own = after != NULL ? u : t;
	int64_t scale = own->scale;

	c->unit = own->unit;
	if (before != NULL && before->n * t->scale % scale != 0) {
		scale = 1;
		c->unit = STR("元");
	}
	if (before != NULL)
		c->previous = value_text(p, t, before, scale);
	if (after != NULL)
		c->current = value_text(p, u, after, scale);
}

/* A target's figure on both sides; either may be missing. */
static void
compare_value(struct pair *p, const struct plan_target *t,
    const struct plan_value *before, const struct plan_target *u,
    const struct plan_value *after)
{
	const struct plan_value *any = after != NULL ? after : before;
	struct change c = { .kind = TARGET, .field = "value" };

	if (any == NULL || (before != NULL && after != NULL &&
	    (num_wide)before->n * t->scale == (num_wide)after->n * u->scale))
		return;
	c.id = str_from(indicator_at(t != NULL ? t->id : u->id)->name);
	c.year = p->a->after.year >= 0 ? p->a->after.year : any->year;
	c.how = before == NULL ? ADJUST_ADDED : after == NULL ?
	    ADJUST_DROPPED : ADJUST_MOVED;
	if (before != NULL)
		c.from = &before->pos;
	if (after != NULL)
		c.to = &after->pos;
	put_values(p, &c, t, before, u, after);
	put(p, &c);
}

static const struct plan_value *
value_at(const struct plan_target *t, int year)
{
	return t == NULL ? NULL : plan_value(t, year);
}

/* Year against year, or each year of either side. */
static void
compare_values(struct pair *p, const struct plan_target *t,
    const struct plan_target *u)
{
	if (p->a->after.year >= 0) {
		compare_value(p, t, value_at(t, p->a->before.year), u,
		    value_at(u, p->a->after.year));
		return;
	}
	for (int year = DATE_YEAR_MIN; year <= DATE_YEAR_MAX; year++)
		compare_value(p, t, value_at(t, year), u,
		    value_at(u, year));
}

static struct str
schedule_text(const struct plan_target *t)
{
	return t->schedule == PLAN_SCHEDULE_COUNT ? STR("") :
	    value_choice_text(PLAN_SCHEDULES, (int)t->schedule);
}

static void
compare_target(struct pair *p, const struct plan_target *t,
    const struct plan_target *u)
{
	struct change c = { .kind = TARGET, .year = -1 };

	compare_values(p, t, u);
	if (t == NULL || u == NULL)
		return;
	c.id = str_from(indicator_at(t->id)->name);
	c.from = &t->pos;
	c.to = &u->pos;
	compare(p, c, "unit", t->unit, u->unit);
	compare(p, c, "bound", t->exceed ? STR(">") : STR(">="),
	    u->exceed ? STR(">") : STR(">="));
	compare(p, c, "count", t->net ? STR("net") : STR("gross"),
	    u->net ? STR("net") : STR("gross"));
	compare(p, c, "schedule", schedule_text(t), schedule_text(u));
	compare(p, c, "lead", t->lead, u->lead);
}

static const struct plan_target *
find_target(const struct plan *p, enum indicator_id id)
{
	for (size_t i = 0; p != NULL && i < p->ntarget; i++)
		if (p->target[i].id == id)
			return &p->target[i];
	return NULL;
}

static const struct plan_task *
find_task(const struct plan *p, struct str id)
{
	for (size_t i = 0; p != NULL && i < p->ntask; i++)
		if (str_eq(p->task[i].id, id))
			return &p->task[i];
	return NULL;
}

static struct str
day_text(struct pair *p, int day)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	date_put_day(&b, day);
	return buf_keep(&b, &p->keep);
}

static struct str
area_text(const struct plan_task *t)
{
	return t->area < 0 ? STR("") :
	    value_choice_text(PLAN_AREAS, t->area);
}

/* A task that is on one side alone is told by its title. */
static void
compare_task(struct pair *p, const struct plan_task *t,
    const struct plan_task *u)
{
	struct change c = { .kind = TASK, .id = t != NULL ? t->id : u->id,
		.year = -1, .field = "task",
		.from = t != NULL ? &t->pos : NULL,
		.to = u != NULL ? &u->pos : NULL };

	if (t == NULL || u == NULL) {
		c.how = t == NULL ? ADJUST_ADDED : ADJUST_DROPPED;
		c.previous = t != NULL ? t->title : STR("");
		c.current = u != NULL ? u->title : STR("");
		put(p, &c);
		return;
	}
	compare(p, c, "title", t->title, u->title);
	compare(p, c, "area", area_text(t), area_text(u));
	compare(p, c, "lead", t->lead, u->lead);
	compare(p, c, "support", t->support, u->support);
	compare(p, c, "due", day_text(p, t->due), day_text(p, u->due));
	compare(p, c, "status",
	    value_choice_text(PLAN_TASK_STATUSES, (int)t->status),
	    value_choice_text(PLAN_TASK_STATUSES, (int)u->status));
}

/* What was there in its order, then what is new in its. */
static void
compare_plans(struct pair *p)
{
	const struct plan *a = p->before, *b = p->after;

	for (size_t i = 0; a != NULL && i < a->ntarget; i++)
		compare_target(p, &a->target[i],
		    find_target(b, a->target[i].id));
	for (size_t i = 0; b != NULL && i < b->ntarget; i++)
		if (find_target(a, b->target[i].id) == NULL)
			compare_target(p, NULL, &b->target[i]);
	for (size_t i = 0; a != NULL && i < a->ntask; i++)
		compare_task(p, &a->task[i], find_task(b, a->task[i].id));
	for (size_t i = 0; b != NULL && i < b->ntask; i++)
		if (find_task(a, b->task[i].id) == NULL)
			compare_task(p, NULL, &b->task[i]);
}

static const struct plan *
plan_of(const struct adjust_side *side, const struct district *scope)
{
	const struct plan *highest = NULL;

	if (side->year >= 0)
		return plan_in_force(side->plan, side->nplan, scope,
		    date_month_of(side->year, 12), PLAN_OF_YEAR);
	for (size_t i = 0; i < side->nplan; i++)
		if (side->plan[i]->scope == scope && (highest == NULL ||
		    side->plan[i]->revision > highest->revision))
			highest = side->plan[i];
	return highest;
}

bool
adjust_show(struct adjust *a)
{
	struct pair p = { .a = a };

	p.ok = line_begin(&p.line, made_at(MADE_ADJUSTMENTS), &a->sink);
	for (size_t i = 0; p.ok && i < code_district_count(a->book); i++) {
		p.scope = code_district_at(a->book, i);
		p.before = plan_of(&a->before, p.scope);
		p.after = plan_of(&a->after, p.scope);
		if (p.before != p.after || a->before.year != a->after.year)
			compare_plans(&p);
	}
	line_fini(&p.line);
	arena_fini(&p.keep);
	return p.ok;
}
