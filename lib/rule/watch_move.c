#include "rule/watch_move.h"

struct move {
	struct watch_pair *pair;
	const struct tenure *tenure;
	int from, to; /* the two periods */
	struct arena *keep;
};

void
watch_list_add(struct value *list, struct str piece, struct arena *keep)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (list->known && list->text.n > 0) {
		buf_put(&b, list->text);
		buf_putc(&b, ';');
	}
	buf_put(&b, piece);
	*list = (struct value){ .known = true,
		.text = arena_str(keep, buf_str(&b)) };
	buf_fini(&b);
}

/* The seat of an enterprise in a building; NULL if it has none. */
static const struct tenure_seat *
seat_in(const struct tenure *t, uint32_t enterprise, uint32_t building)
{
	struct tenure_run seats = t->seats[enterprise];

	for (uint32_t i = seats.first; i < seats.first + seats.n; i++)
		if (t->seat[i].building == building)
			return &t->seat[i];
	return NULL;
}

enum rule_truth
watch_has_left(const struct tenure *t, uint32_t enterprise, uint32_t building,
    int prev_period, int now_period)
{
	const struct tenure_seat *seat = seat_in(t, enterprise, building);

	if (seat == NULL)
		return RULE_UNKNOWN;
	return tenure_seated(t, seat, prev_period, now_period) &&
	    !tenure_seated(t, seat, now_period + 1, now_period + 1)
	    ? RULE_YES : RULE_NO;
}

/* Sits there now, or from the next month on, and came since the previous
 * month. */
static bool
is_new_home(const struct move *m, const struct tenure_seat *seat)
{
	for (uint32_t i = 0; i < seat->ntenancy; i++) {
		const struct tenure_tenancy *t =
		    &m->tenure->tenancy[seat->tenancy + i];

		if (t->from >= m->from && t->from <= m->to + 1 &&
		    t->to >= m->to)
			return m->pair[seat->building].now != NULL;
	}
	return false;
}

static void
set_money(struct value *v, int64_t fen)
{
	*v = (struct value){ .known = true, .n = fen };
}

static void
tell_arrival(const struct move *m, size_t from, uint32_t to)
{
	struct watch_pair *there = &m->pair[to];
	const struct value *tax = &building_value(
	    &m->pair[from].prev->building, top1_tax_yuan);
	struct value *sum = &there->fact[FACT_came_tax_yuan];

	there->fact[FACT_top1_came] = (struct value){ .known = true, .n = 1 };
	watch_list_add(&there->fact[FACT_came_from], m->pair[from].id,
	    m->keep);
	if (!tax->known)
		return;
	if (!sum->known)
		set_money(sum, 0);
	sum->known = num_add(&sum->n, tax->n);
}

static void
look_for(const struct move *m, size_t i)
{
	struct watch_pair *p = &m->pair[i];
	const struct value *top1 = &building_value(&p->prev->building,
	    top1_uscc);
	size_t e = map_find(&m->tenure->enterprise, top1->text);
	enum rule_truth left = e == MAP_NONE ? RULE_UNKNOWN : watch_has_left(
	    m->tenure, (uint32_t)e, (uint32_t)i, m->from, m->to);
	struct tenure_run seats;

	p->fact[FACT_top1_left] = (struct value){
		.known = left != RULE_UNKNOWN, .n = left == RULE_YES };
	if (left != RULE_YES)
		return;
	set_money(&p->fact[FACT_top1_here_yuan], 0);
	seats = m->tenure->seats[e];
	for (uint32_t k = seats.first; k < seats.first + seats.n; k++) {
		const struct tenure_seat *seat = &m->tenure->seat[k];

		if (seat->building == i || !is_new_home(m, seat))
			continue;
		watch_list_add(&p->fact[FACT_moved_to],
		    m->pair[seat->building].id, m->keep);
		tell_arrival(m, i, seat->building);
	}
}

void
watch_moves(struct watch_pair *pair, size_t n, const struct tenure *tenure,
    int prev_period, int now_period, struct arena *keep)
{
	struct move m = { pair, tenure, prev_period, now_period, keep };

	for (size_t i = 0; i < n; i++)
		if (pair[i].prev != NULL && pair[i].now != NULL &&
		    building_value(&pair[i].prev->building, top1_uscc).known)
			look_for(&m, i);
}
