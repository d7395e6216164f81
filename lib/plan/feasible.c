#include "plan/feasible.h"

#include "base/date.h"
#include "plan/count_part.h"
#include "schema/made.h"

/* Rate times total, rounded up: half a building that leaves is one. */
struct feasible_need
feasible_need(const struct feasible_base *b, int64_t net)
{
	struct feasible_need n = { .known = b->left_of > 0 || b->total == 0 };

	if (!n.known)
		return n;
	if (b->left_of > 0)
		n.leaving = (int64_t)num_div((num_wide)b->left * b->total,
		    b->left_of, NUM_UP);
	n.gross = net + n.leaving > 0 ? net + n.leaving : 0;
	n.spare = b->above + b->nurture - n.gross;
	return n;
}

static bool
is_whole(const struct feasible *f)
{
	return date_month_no(f->facts->rules.period) == 12;
}

/* Do the rows stand at the end of the year before the targets'? */
static bool
is_before(const struct feasible *f)
{
	return f->year > date_year(f->facts->rules.period);
}

static void
add_row(const struct feasible *f, const struct facts_building *x,
    struct feasible_base *b)
{
	int last = x->last == TIER_UNKNOWN ? -1 : x->last >= (int)TIER_1YI;
	int now = x->tier == TIER_UNKNOWN ? -1 : x->tier >= (int)TIER_1YI;
	int left = is_whole(f) ? x->has_left : x->expects_left;

	b->total += (is_before(f) ? now : last) > 0;
	if (last > 0 && left >= 0) {
		b->left_of++;
		b->left += left;
	}
	b->above += !is_before(f) && x->is_new > 0;
	b->nurture += x->nurture > 0;
	b->unknown += now < 0 || last < 0 || (last > 0 && left < 0) ||
	    x->nurture < 0;
}

static struct feasible_base
base_of(const struct feasible *f, size_t scope)
{
	struct feasible_base b = { 0 };

	for (size_t i = 0; i < f->facts->nrow; i++)
		if (count_in_scope(f->facts->row[i].district, scope))
			add_row(f, &f->facts->row[i], &b);
	return b;
}

static void
put_base(const struct feasible *f, struct line *l,
    const struct feasible_base *b)
{
	line_int(l, COL(FEASIBILITY, base), b->total);
	line_int(l, COL(FEASIBILITY, left), b->left);
	line_int(l, COL(FEASIBILITY, left_of), b->left_of);
	if (b->left_of > 0)
		line_pct(l, COL(FEASIBILITY, leaving_pct), b->left,
		    b->left_of);
	line_choice(l, COL(FEASIBILITY, leaving_basis), !is_whole(f));
	if (!is_before(f))
		line_int(l, COL(FEASIBILITY, above), b->above);
	line_int(l, COL(FEASIBILITY, nurture), b->nurture);
	line_int(l, COL(FEASIBILITY, unknown), b->unknown);
}

static const struct plan_value *
goal(const struct plan *p, enum indicator_id id, bool net, int year)
{
	for (size_t i = 0; i < p->ntarget; i++)
		if (p->target[i].id == id && p->target[i].net == net)
			return plan_value(&p->target[i], year);
	return NULL;
}

/* The figure for gross new ones that stands beside a net one. */
static void
check_gross(struct feasible *f, const struct plan *p, struct line *l,
    const struct feasible_need *n)
{
	const struct plan_value *v = goal(p, INDICATOR_new_1yi, false,
	    f->year);

	if (v == NULL)
		return;
	line_int(l, COL(FEASIBILITY, gross_target), v->n);
	if (!n->known || v->n >= n->gross)
		return;
	diag_at(f->diag, &v->pos, DIAG_GROSS_SHORT, DIAG_NUM(v->n),
	    DIAG_NUM(n->gross), DIAG_NUM(n->leaving));
	f->findings++;
}

static void
tell(struct feasible *f, const struct plan_value *v,
    const struct feasible_base *b, const struct feasible_need *n)
{
	if (!n->known)
		diag_plain(f->diag, &v->pos, DIAG_LEAVING_UNKNOWN);
	else if (n->spare < 0)
		diag_at(f->diag, &v->pos, DIAG_NURTURE_SHORT,
		    DIAG_NUM(n->gross), DIAG_NUM(b->above),
		    DIAG_NUM(b->nurture), DIAG_NUM(-n->spare));
	else
		return;
	f->findings++;
}

/* A target, of net new buildings or of the total they lead to. */
static bool
show_target(struct feasible *f, struct line *l, const struct plan *p,
    enum indicator_id id, size_t scope)
{
	const struct plan_value *v = goal(p, id, id == INDICATOR_new_1yi,
	    f->year);
	struct feasible_base b;
	struct feasible_need n;
	int64_t net;

	if (v == NULL)
		return true;
	b = base_of(f, scope);
	net = id == INDICATOR_new_1yi ? v->n : v->n - b.total;
	n = feasible_need(&b, net);
	line_int(l, COL(FEASIBILITY, year), f->year);
	line_text(l, COL(FEASIBILITY, scope), p->scope->code);
	line_text(l, COL(FEASIBILITY, scope_name), p->scope->name);
	line_text(l, COL(FEASIBILITY, indicator),
	    str_from(indicator_at(id)->name));
	line_int(l, COL(FEASIBILITY, target), v->n);
	line_int(l, COL(FEASIBILITY, net), net);
	put_base(f, l, &b);
	if (n.known) {
		line_int(l, COL(FEASIBILITY, leaving), n.leaving);
		line_int(l, COL(FEASIBILITY, gross), n.gross);
		line_int(l, COL(FEASIBILITY, spare), n.spare);
	}
	check_gross(f, p, l, &n);
	line_choice(l, COL(FEASIBILITY, status), !n.known ?
	    FEASIBLE_UNKNOWN : n.spare < 0 ? FEASIBLE_SHORT : FEASIBLE_HOLDS);
	tell(f, v, &b, &n);
	f->targets++;
	return line_send(l);
}

/* Rows of a whole year serve the next one, those of part of it its own. */
static bool
decide_year(struct feasible *f)
{
	int period = f->facts->rules.period;
	int year = date_year(period) + (is_whole(f) ? 1 : 0);

	if (f->year < 0)
		f->year = year;
	if (f->year == year || f->year == date_year(period))
		return true;
	diag_at(f->diag, NULL, DIAG_FEASIBLE_YEAR, DIAG_NUM(f->year),
	    DIAG_NUM(f->year - 1), DIAG_NUM(f->year));
	return false;
}

bool
feasible_show(struct feasible *f)
{
	const struct code_book *book = f->facts->book;
	struct line l;
	bool ok;

	if (!decide_year(f))
		return false;
	ok = line_begin(&l, made_at(MADE_FEASIBILITY), &f->sink);
	for (size_t i = 0; i < code_district_count(book); i++) {
		const struct plan *p = plan_in_force(f->plan, f->nplan,
		    code_district_at(book, i), date_month_of(f->year, 12),
		    PLAN_OF_YEAR);

		ok = ok && (p == NULL ||
		    (show_target(f, &l, p, INDICATOR_new_1yi, i) &&
		    show_target(f, &l, p, INDICATOR_total_1yi, i)));
	}
	line_fini(&l);
	if (ok && f->targets == 0) {
		diag_at(f->diag, NULL, DIAG_NO_NET_TARGET, DIAG_NUM(f->year));
		return false;
	}
	return ok;
}
