#include "plan/plan.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/num.h"
#include "plan/form.h"
#include "plan/seen.h"
#include "plan/target.h"

struct reader {
	struct diag *d;
	const struct code_book *book;
	struct plan *p;
	struct plan_task *task;
	struct seen tasks, targets; /* by id, by indicator */
};

/* The years first, in silence: what stands above them is checked by them. */
static void
collect_years(struct plan *p, const struct tree_node *root)
{
	const struct tree_node *list = tree_get(root, "years");
	int year;

	if (list == NULL || list->kind != TREE_LIST)
		return;
	p->year = arena_alloc(&p->keep, tree_count(list) + 1, sizeof *p->year);
	for (const struct tree_node *n = list->child; n != NULL; n = n->next)
		if (n->kind == TREE_SCALAR && date_parse_year(n->text, &year) &&
		    !plan_has_year(p, year))
			p->year[p->nyear++] = year;
}

static void
check_years(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *list;
	size_t next = 0;
	int year;

	if (!form_is(r->d, root, key, TREE_LIST, true, &list))
		return;
	for (const struct tree_node *n = list->child; n != NULL; n = n->next)
		if (n->kind != TREE_SCALAR || !date_parse_year(n->text, &year))
			diag_at(r->d, &n->pos, DIAG_PLAN_YEAR,
			    DIAG_STR(n->text));
		else if (next < r->p->nyear && r->p->year[next] == year)
			next++;
		else
			diag_at(r->d, &n->pos, DIAG_PLAN_YEAR_TWICE,
			    DIAG_NUM(year));
	if (list->child == NULL)
		diag_at(r->d, &list->pos, DIAG_PLAN_MISSING, DIAG_Z(key));
}

static void
read_title(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;

	form_keep(r->d, root, key, &r->p->keep, &r->p->title);
}

static void
read_scope(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *n;

	if (!form_is(r->d, root, key, TREE_SCALAR, true, &n))
		return;
	r->p->scope = code_district(r->book, n->text);
	if (r->p->scope == NULL)
		diag_at(r->d, &n->pos, DIAG_PLAN_SCOPE, DIAG_STR(n->text));
}

static void
read_issued(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;

	r->p->issued_pos = tree_get(root, key)->pos;
	r->p->has_issued = form_day(r->d, root, key, true, &r->p->issued);
}

static void
read_revision(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *n;
	int64_t at;

	if (!form_is(r->d, root, key, TREE_SCALAR, true, &n))
		return;
	if (num_parse_decimal(n->text, 0, &at) != NUM_OK || at < 1 ||
	    str_chr(n->text, '.') != n->text.n)
		diag_at(r->d, &n->pos, DIAG_PLAN_REVISION, DIAG_STR(n->text));
	else
		r->p->revision = at;
}

static void
read_task_id(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	struct plan_task *t = r->task;
	unsigned long first;

	form_keep(r->d, map, key, &r->p->keep, &t->id);
	if (t->id.n == 0)
		return;
	first = seen_before(&r->tasks, t->id, t->pos.line);
	if (first > 0)
		diag_at(r->d, &tree_get(map, key)->pos, DIAG_PLAN_TASK_TWICE,
		    DIAG_STR(t->id), DIAG_NUM(first));
}

static void
read_task_title(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	form_keep(r->d, map, key, &r->p->keep, &r->task->title);
}

static void
read_task_area(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	r->task->area = form_choice(r->d, map, key, PLAN_AREAS);
}

static void
read_task_lead(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	form_keep(r->d, map, key, &r->p->keep, &r->task->lead);
}

/* The members of support, joined by ; as in a dataset's list. */
static void
read_task_support(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *list;
	struct buf b;

	if (!form_is(r->d, map, key, TREE_LIST, false, &list))
		return;
	buf_init(&b, BUF_UNBOUNDED);
	for (const struct tree_node *n = list->child; n != NULL; n = n->next) {
		if (n->kind != TREE_SCALAR) {
			diag_at(r->d, &n->pos, DIAG_PLAN_ITEM_TEXT,
			    DIAG_Z(key));
			continue;
		}
		if (b.n > 0)
			buf_putc(&b, ';');
		buf_put(&b, n->text);
	}
	r->task->support = buf_keep(&b, &r->p->keep);
}

static void
read_task_due(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *n = tree_get(map, key);

	if (form_day(r->d, map, key, true, &r->task->due) &&
	    r->p->nyear > 0 && !plan_has_year(r->p,
	    date_year(date_month_of_day(r->task->due))))
		diag_at(r->d, &n->pos, DIAG_PLAN_DUE_OUTSIDE,
		    DIAG_STR(n->text));
}

static void
read_task_status(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	int at = form_choice(r->d, map, key, PLAN_TASK_STATUSES);

	if (at >= 0)
		r->task->status = (enum plan_task_status)at;
}

static void
read_tasks(void *arg, const struct tree_node *root, const char *key)
{
	static const struct form_key keys[] = {
		{ "id", true, read_task_id },
		{ "title", true, read_task_title },
		{ "area", false, read_task_area },
		{ "lead", true, read_task_lead },
		{ "support", false, read_task_support },
		{ "due", true, read_task_due },
		{ "status", false, read_task_status },
		{ NULL, false, NULL },
	};
	struct reader *r = arg;
	struct plan *p = r->p;
	const struct tree_node *list;

	if (!form_is(r->d, root, key, TREE_LIST, false, &list))
		return;
	p->task = arena_alloc(&p->keep, tree_count(list) + 1, sizeof *p->task);
	for (const struct tree_node *n = list->child; n != NULL; n = n->next) {
		if (n->kind != TREE_MAP) {
			diag_at(r->d, &n->pos, DIAG_PLAN_ITEM_MAP,
			    DIAG_Z(key));
			continue;
		}
		r->task = &p->task[p->ntask];
		r->task->pos = n->pos;
		r->task->area = -1;
		form_read(r->d, n, keys, r);
		p->ntask++;
	}
}

static void
read_targets(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;
	struct plan *p = r->p;
	const struct tree_node *list;

	if (!form_is(r->d, root, key, TREE_LIST, true, &list))
		return;
	p->target = arena_alloc(&p->keep, tree_count(list) + 1,
	    sizeof *p->target);
	for (const struct tree_node *n = list->child; n != NULL; n = n->next)
		target_read(r->d, n, p, &r->targets);
	if (list->child == NULL)
		diag_at(r->d, &list->pos, DIAG_PLAN_MISSING, DIAG_Z(key));
}

struct plan *
plan_read(struct diag *d, const struct tree_node *root,
    const struct code_book *book)
{
	static const struct form_key keys[] = {
		{ "plan", true, read_title },
		{ "scope", true, read_scope },
		{ "years", true, check_years },
		{ "issued", false, read_issued },
		{ "revision", false, read_revision },
		{ "targets", true, read_targets },
		{ "tasks", false, read_tasks },
		{ NULL, false, NULL },
	};
	struct plan *p = mem_zalloc(1, sizeof *p);
	struct reader r = { .d = d, .book = book, .p = p };
	unsigned long before = diag_count(d, DIAG_ERROR);

	p->pos = root->pos;
	p->revision = 1;
	if (root->kind != TREE_MAP) {
		diag_at(d, &root->pos, DIAG_PLAN_MAP, DIAG_Z("plan"));
		return p;
	}
	collect_years(p, root);
	form_read(d, root, keys, &r);
	seen_fini(&r.tasks);
	seen_fini(&r.targets);
	p->sound = diag_count(d, DIAG_ERROR) == before;
	return p;
}

void
plan_free(struct plan *p)
{
	if (p == NULL)
		return;
	arena_fini(&p->keep);
	free(p);
}

bool
plan_has_year(const struct plan *p, int year)
{
	for (size_t i = 0; i < p->nyear; i++)
		if (p->year[i] == year)
			return true;
	return false;
}

const struct plan_value *
plan_value(const struct plan_target *t, int year)
{
	for (size_t i = 0; i < t->nvalue; i++)
		if (t->value[i].year == year)
			return &t->value[i];
	return NULL;
}

void
plan_span(const struct plan *p, int *first, int *last)
{
	*first = *last = p->year[0];
	for (size_t i = 1; i < p->nyear; i++) {
		*first = p->year[i] < *first ? p->year[i] : *first;
		*last = p->year[i] > *last ? p->year[i] : *last;
	}
}

static bool
is_looked_at(const struct plan *p, int year, enum plan_when when)
{
	int first, last;

	if (when == PLAN_OF_YEAR || p->nyear == 0)
		return plan_has_year(p, year);
	plan_span(p, &first, &last);
	return first <= year;
}

const struct plan *
plan_in_force(struct plan *const *plan, size_t n, const struct district *scope,
    int period, enum plan_when when)
{
	const struct plan *issued = NULL, *lowest = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct plan *p = plan[i];

		if (p->scope != scope ||
		    !is_looked_at(p, date_year(period), when))
			continue;
		if (lowest == NULL || p->revision < lowest->revision)
			lowest = p;
		if (p->has_issued && p->issued <= date_last_day(period) &&
		    (issued == NULL || p->revision > issued->revision))
			issued = p;
	}
	return issued != NULL ? issued : lowest;
}

/* Plans of a city are few: a pair at a time. */
void
plan_undated(struct diag *d, struct plan *const *plan, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			if (!plan[i]->has_issued && plan[i]->scope != NULL &&
			    plan[j]->scope == plan[i]->scope &&
			    plan[j]->revision < plan[i]->revision) {
				diag_at(d, &plan[i]->pos, DIAG_REVISION_UNDATED,
				    DIAG_NUM(plan[i]->revision));
				break;
			}
}

static void
tell_order(struct diag *d, enum diag_code code, const struct plan *p,
    const struct plan *lower)
{
	struct buf b;
	size_t end;

	buf_init(&b, BUF_UNBOUNDED);
	date_put_day(&b, p->issued);
	end = b.n;
	date_put_day(&b, lower->issued);
	diag_at(d, &p->issued_pos, code, DIAG_NUM(p->revision),
	    DIAG_STR(str_sub(buf_str(&b), 0, end)), DIAG_NUM(lower->revision),
	    DIAG_STR(str_sub(buf_str(&b), end, b.n)),
	    DIAG_Z(lower->pos.file));
	buf_fini(&b);
}

/* The lower revision of p's scope that was issued last, if after p. */
static const struct plan *
issued_after(const struct plan *p, struct plan *const *plan, size_t n)
{
	const struct plan *last = NULL;

	for (size_t i = 0; p->scope != NULL && p->has_issued && i < n; i++) {
		const struct plan *q = plan[i];

		if (q->scope == p->scope && q->revision < p->revision &&
		    q->has_issued && q->issued > p->issued &&
		    (last == NULL || q->issued > last->issued))
			last = q;
	}
	return last;
}

size_t
plan_disordered(struct diag *d, enum diag_code code, struct plan *const *plan,
    size_t n)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		const struct plan *lower = issued_after(plan[i], plan, n);

		if (lower == NULL)
			continue;
		tell_order(d, code, plan[i], lower);
		found++;
	}
	return found;
}

bool
plan_distinct(struct diag *d, struct plan *const *plan, size_t n)
{
	bool ok = true;

	for (size_t i = 1; i < n; i++)
		for (size_t j = 0; j < i; j++) {
			if (plan[i]->scope == NULL ||
			    plan[i]->scope != plan[j]->scope ||
			    plan[i]->revision != plan[j]->revision)
				continue;
			diag_at(d, &plan[i]->pos, DIAG_PLAN_SAME,
			    DIAG_STR(plan[i]->scope->code),
			    DIAG_NUM(plan[i]->revision),
			    DIAG_Z(plan[j]->pos.file));
			ok = false;
			break;
		}
	return ok;
}
