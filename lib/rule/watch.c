#include "rule/watch.h"

#include <stdlib.h>

#include "base/date.h"
#include "rule/watch_facts.h"
#include "rule/watch_match.h"
#include "rule/watch_move.h"

static void
put_period(struct buf *b, int period)
{
	buf_reset(b);
	date_put_month(b, period);
}

/* The first must lie before the second; what cannot be compared is said. */
static bool
check_periods(const struct watch_input *in)
{
	int before = in->prev->period, after = in->now->period;
	struct buf a, b;

	buf_init(&a, BUF_UNBOUNDED);
	buf_init(&b, BUF_UNBOUNDED);
	put_period(&a, before);
	put_period(&b, after);
	if (before == after)
		diag_at(in->diag, NULL, DIAG_WATCH_ONE_PERIOD,
		    DIAG_STR(buf_str(&a)));
	else if (before > after)
		diag_at(in->diag, NULL, DIAG_WATCH_ORDER,
		    DIAG_STR(buf_str(&a)), DIAG_STR(buf_str(&b)));
	else if (watch_terms_of(before, after) == WATCH_STOCKS)
		diag_at(in->diag, NULL, DIAG_WATCH_STOCKS,
		    DIAG_STR(buf_str(&a)), DIAG_STR(buf_str(&b)));
	buf_fini(&a);
	buf_fini(&b);
	return before < after;
}

/* Both are ordered by id. */
static void
make_pairs(struct watch *w)
{
	const struct roster *prev = w->in.prev, *now = w->in.now;
	size_t i = 0, k = 0;

	w->pair = mem_zalloc(prev->n + now->n + 1, sizeof(*w->pair));
	while (i < prev->n || k < now->n) {
		int order = i == prev->n ? 1 : k == now->n ? -1 :
		    str_cmp(prev->row[i].id, now->row[k].id);

		watch_pair_init(&w->pair[w->npair++],
		    order <= 0 ? &prev->row[i] : NULL,
		    order >= 0 ? &now->row[k] : NULL, w->terms);
		w->both += order == 0;
		w->vanished += order < 0;
		w->appeared += order > 0;
		i += order <= 0;
		k += order >= 0;
	}
}

/* Said of the first building whose two periods lack different months. */
static void
tell_unlike(const struct watch *w)
{
	for (size_t i = 0; w->terms != WATCH_STOCKS && i < w->npair; i++) {
		const struct watch_pair *p = &w->pair[i];
		int before = date_month_no(w->in.prev->period);
		int after = date_month_no(w->in.now->period);
		struct buf a, b;

		if (p->prev == NULL || p->now == NULL || p->alike)
			continue;
		buf_init(&a, BUF_UNBOUNDED);
		buf_init(&b, BUF_UNBOUNDED);
		put_period(&a, w->in.prev->period);
		put_period(&b, w->in.now->period);
		diag_at(w->in.diag, NULL, DIAG_WATCH_UNLIKE_MONTHS,
		    DIAG_STR(buf_str(&a)),
		    DIAG_NUM(before - watch_missing(p->prev)),
		    DIAG_NUM(before), DIAG_STR(buf_str(&b)),
		    DIAG_NUM(after - watch_missing(p->now)), DIAG_NUM(after));
		buf_fini(&a);
		buf_fini(&b);
		return;
	}
}

static bool
read_tenancies(struct watch *w)
{
	struct str *id;
	bool ok;

	if (w->in.tenancies == NULL)
		return true;
	id = mem_zalloc(w->npair + 1, sizeof(*id));
	for (size_t i = 0; i < w->npair; i++)
		id[i] = w->pair[i].id;
	tenure_ids(&w->tenure, id, w->npair);
	free(id);
	ok = tenure_tenancies(&w->tenure, w->in.diag, w->in.tenancies,
	    w->in.codes);
	if (ok)
		tenure_finish(&w->tenure);
	return ok;
}

struct watch *
watch_new(const struct watch_input *in)
{
	struct watch *w;

	if (!check_periods(in))
		return NULL;
	w = mem_zalloc(1, sizeof(*w));
	w->in = *in;
	w->terms = watch_terms_of(in->prev->period, in->now->period);
	make_pairs(w);
	if (read_tenancies(w)) {
		tell_unlike(w);
		return w;
	}
	watch_free(w);
	return NULL;
}

void
watch_free(struct watch *w)
{
	if (w == NULL)
		return;
	tenure_fini(&w->tenure);
	arena_fini(&w->keep);
	free(w->pair);
	free(w->finding);
	free(w);
}

/* What touches the count of one building touches it of what is probably
 * the same. */
static void
share_one_yi(const struct watch *w, struct watch_pair *p)
{
	struct value *flag = &p->fact[FACT_one_yi];
	struct str rest = p->fact[FACT_same_as].text, id;

	while (p->fact[FACT_same_as].known && str_cut(&rest, ';', &id)) {
		const struct watch_pair *other = watch_pair_of(w, id);

		if (other != NULL && other->fact[FACT_one_yi].known &&
		    other->fact[FACT_one_yi].n == 1)
			*flag = other->fact[FACT_one_yi];
	}
}

static void
find_facts(struct watch *w, const struct watch_rules *rules)
{
	const struct tenure *tenure = w->in.tenancies == NULL ? NULL :
	    &w->tenure;
	struct watch_match match = { w->pair, w->npair, tenure,
		rules->same_pct, w->in.prev->period, w->in.now->period,
		&w->keep };
	struct watch_facts how = { w->in.classes, rules->near_pct, &w->keep };

	watch_match(&match);
	if (tenure != NULL)
		watch_moves(w->pair, w->npair, tenure, w->in.prev->period,
		    w->in.now->period, &w->keep);
	for (size_t i = 0; i < w->npair; i++)
		watch_facts(&w->pair[i], &how);
	for (size_t i = 0; i < w->npair; i++)
		share_one_yi(w, &w->pair[i]);
}

void
watch_put_field(struct buf *b, const struct rule_field *f,
    const struct watch_pair *p)
{
	struct rule_row row = { watch_get, p };
	struct rule_cond c = { .field = *f,
		.numeric = !value_type_is_text(f->type) };
	struct rule_value v;

	if (c.numeric) {
		rule_put_value(b, &c, &row);
		return;
	}
	v = watch_get(p, f->id);
	if (v.known)
		buf_put(b, v.text);
}

static struct str
field_text(struct watch *w, const struct watch_told *told,
    const struct watch_pair *p)
{
	struct buf b;

	if (told->name.n == 0)
		return (struct str){ "", 0 };
	buf_init(&b, BUF_UNBOUNDED);
	watch_put_field(&b, &told->field, p);
	return buf_keep(&b, &w->keep);
}

/* Of numbers of one kind, unrounded before it is written. */
static struct str
change_text(struct watch *w, const struct watch_rule *r,
    const struct watch_pair *p)
{
	struct rule_value now = watch_get(p, r->column.field.id), before;
	struct str text = { "", 0 };
	enum value_type type = r->column.field.type;
	int64_t n;
	struct buf b;

	if (r->against.name.n == 0 || value_type_is_text(type) ||
	    r->against.field.type != type)
		return text;
	before = watch_get(p, r->against.field.id);
	now = watch_minus(&now, &before);
	if (!now.known ||
	    !num_narrow(num_div(now.num, now.den, NUM_HALF_AWAY), &n))
		return text;
	buf_init(&b, BUF_UNBOUNDED);
	if (type == VALUE_MONEY || type == VALUE_AREA || type == VALUE_PERCENT)
		buf_hundredths(&b, n);
	else
		buf_int(&b, n);
	return buf_keep(&b, &w->keep);
}

static struct str
key_of(struct watch *w, const struct watch_finding *f)
{
	struct str other = field_text(w, &f->rule->other, f->pair);
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_put(&b, f->pair->id);
	buf_putc(&b, ':');
	buf_put(&b, f->rule->code);
	if (other.n > 0) {
		buf_putc(&b, ':');
		buf_put(&b, other);
	}
	return buf_keep(&b, &w->keep);
}

static void
add_finding(struct watch *w, const struct watch_rule *r,
    const struct watch_pair *p, size_t alternative)
{
	const struct roster_row *row = p->now != NULL ? p->now : p->prev;
	struct rule_row values = { watch_get, p };
	struct watch_finding *f;

	w->finding = mem_grow(w->finding, &w->cap, w->nfinding + 1,
	    sizeof(*w->finding));
	f = &w->finding[w->nfinding++];
	*f = (struct watch_finding){ .severity = r->severity, .rule = r,
		.pair = p, .alternative = alternative, .id = p->id,
		.name = row->name,
		.district = building_value(&row->building, district).text,
		.previous = field_text(w, &r->against, p),
		.current = field_text(w, &r->column, p),
		.change = change_text(w, r, p) };
	if (r->high_when.ncond > 0 &&
	    rule_truth(&r->high_when, &values) == RULE_YES)
		f->severity = SEVERITY_HIGH;
	f->key = key_of(w, f);
}

static void
ask_one(struct watch *w, const struct watch_rule *r)
{
	for (size_t i = 0; i < w->npair; i++) {
		struct rule_row row = { watch_get, &w->pair[i] };

		for (size_t k = 0; k < r->nalternative; k++)
			if (rule_truth(&r->alternative[k], &row) ==
			    RULE_YES) {
				add_finding(w, r, &w->pair[i], k);
				break;
			}
	}
}

/*
 * Months of data are a figure of the input: where all buildings lack the
 * same, it is one finding, of the city.
 */
static void
gather(struct watch *w, const struct watch_rule *r, size_t first)
{
	const struct district *city = w->in.codes == NULL ? NULL :
	    code_city(w->in.codes);
	struct watch_finding *f = &w->finding[first];
	struct buf b;

	if (r->column.field.id != (size_t)INDICATOR_tax_months ||
	    city == NULL || w->in.now->n < 2 ||
	    w->nfinding - first != w->in.now->n)
		return;
	for (size_t i = first + 1; i < w->nfinding; i++)
		if (!str_eq(w->finding[i].current, f->current))
			return;
	w->nfinding = first + 1;
	f->of_city = true;
	f->id = STR("");
	f->name = city->name;
	f->district = city->code;
	buf_init(&b, BUF_UNBOUNDED);
	buf_put(&b, city->code);
	buf_putc(&b, ':');
	buf_put(&b, r->code);
	f->key = buf_keep(&b, &w->keep);
}

static int
by_weight(const void *a, const void *b)
{
	const struct watch_finding *x = a, *y = b;
	int order = str_cmp(x->id, y->id);

	if (x->severity != y->severity)
		return x->severity < y->severity ? -1 : 1;
	return order != 0 ? order : str_cmp(x->rule->code, y->rule->code);
}

/* A percentage that may be taken for a growth of like on like. */
static void
tell_growing(const struct watch *w, const struct watch_rule *r)
{
	for (size_t i = 0; i < r->nalternative; i++)
		for (size_t k = 0; k < r->alternative[i].ncond; k++) {
			const struct rule_cond *c = &r->alternative[i].cond[k];

			if (watch_field_grows(c->field.id, w->terms))
				diag_at(w->in.diag, &c->pos,
				    DIAG_WATCH_GROWS, DIAG_STR(c->name));
		}
}

void
watch_ask(struct watch *w, const struct watch_rules *rules)
{
	find_facts(w, rules);
	for (size_t i = 0; i < rules->nrule; i++) {
		const struct watch_rule *r = &rules->rule[i];
		size_t first = w->nfinding;

		if (r->severity == SEVERITY_OFF)
			continue;
		tell_growing(w, r);
		ask_one(w, r);
		if (w->nfinding > first)
			gather(w, r, first);
	}
	if (w->nfinding > 0)
		qsort(w->finding, w->nfinding, sizeof(*w->finding), by_weight);
	for (size_t i = 0; i < w->nfinding; i++)
		w->count[w->finding[i].severity]++;
}
