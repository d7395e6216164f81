#include "plan/plan.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/num.h"
#include "plan/form.h"
#include "plan/target.h"

static void
read_years(struct diag *d, const struct tree_node *root, struct plan *p)
{
	const struct tree_node *list;
	int year;

	if (!form_is(d, root, "years", TREE_LIST, true, &list))
		return;
	p->year = arena_alloc(&p->keep, tree_count(list) + 1, sizeof *p->year);
	for (const struct tree_node *n = list->child; n != NULL; n = n->next) {
		if (n->kind != TREE_SCALAR || !form_year(n->text, &year))
			diag_at(d, &n->pos, DIAG_PLAN_YEAR, DIAG_STR(n->text));
		else if (plan_has_year(p, year))
			diag_at(d, &n->pos, DIAG_PLAN_YEAR_TWICE,
			    DIAG_NUM(year));
		else
			p->year[p->nyear++] = year;
	}
	if (list->child == NULL)
		diag_at(d, &list->pos, DIAG_PLAN_MISSING, DIAG_Z("years"));
}

static void
read_scope(struct diag *d, const struct tree_node *root, struct plan *p,
    const struct code_book *book)
{
	const struct tree_node *n;

	if (!form_is(d, root, "scope", TREE_SCALAR, true, &n))
		return;
	p->scope = code_district(book, n->text);
	if (p->scope == NULL)
		diag_at(d, &n->pos, DIAG_PLAN_SCOPE, DIAG_STR(n->text));
}

static void
read_revision(struct diag *d, const struct tree_node *root, struct plan *p)
{
	const struct tree_node *n;
	int64_t at;

	p->revision = 1;
	if (!form_is(d, root, "revision", TREE_SCALAR, false, &n))
		return;
	if (num_parse_decimal(n->text, 0, &at) != NUM_OK || at < 1 ||
	    str_chr(n->text, '.') != n->text.n)
		diag_at(d, &n->pos, DIAG_PLAN_REVISION, DIAG_STR(n->text));
	else
		p->revision = at;
}

/* The members of support, joined by ; as in a dataset's list. */
static void
read_support(struct diag *d, const struct tree_node *map, struct plan *p,
    struct plan_task *t)
{
	const struct tree_node *list;
	struct buf b;

	if (!form_is(d, map, "support", TREE_LIST, false, &list))
		return;
	buf_init(&b, BUF_UNBOUNDED);
	for (const struct tree_node *n = list->child; n != NULL; n = n->next) {
		if (n->kind != TREE_SCALAR) {
			diag_at(d, &n->pos, DIAG_PLAN_SHAPE,
			    DIAG_Z("support"), DIAG_Z("text"));
			continue;
		}
		if (b.n > 0)
			buf_putc(&b, ';');
		buf_put(&b, n->text);
	}
	t->support = arena_str(&p->keep, buf_str(&b));
	buf_fini(&b);
}

static void
keep_text(struct diag *d, const struct tree_node *map, const char *key,
    bool must, struct plan *p, struct str *out)
{
	struct str s;

	if (form_text(d, map, key, must, &s))
		*out = arena_str(&p->keep, s);
}

static void
check_task(struct diag *d, const struct tree_node *map, const struct plan *p,
    const struct plan_task *t, bool has_due)
{
	const struct tree_node *id = tree_get(map, "id");
	const struct tree_node *due = tree_get(map, "due");

	for (size_t i = 0; t->id.n > 0 && i < p->ntask; i++)
		if (str_eq(p->task[i].id, t->id)) {
			diag_at(d, &id->pos, DIAG_PLAN_TASK_TWICE,
			    DIAG_STR(t->id), DIAG_NUM(p->task[i].pos.line));
			break;
		}
	if (has_due && p->nyear > 0 &&
	    !plan_has_year(p, date_year(date_month_of_day(t->due))))
		diag_at(d, &due->pos, DIAG_PLAN_DUE_OUTSIDE,
		    DIAG_STR(due->text));
}

static void
read_task(struct diag *d, const struct tree_node *map, struct plan *p)
{
	static const char *const keys[] = { "id", "title", "area", "lead",
		"support", "due", "status", NULL };
	struct plan_task *t = &p->task[p->ntask];
	bool has_due;
	int status;

	if (map->kind != TREE_MAP) {
		diag_at(d, &map->pos, DIAG_PLAN_SHAPE, DIAG_Z("tasks"),
		    DIAG_Z("a list of maps"));
		return;
	}
	t->pos = map->pos;
	form_keys(d, map, keys);
	keep_text(d, map, "id", true, p, &t->id);
	keep_text(d, map, "title", true, p, &t->title);
	t->area = form_choice(d, map, "area", PLAN_AREAS);
	keep_text(d, map, "lead", true, p, &t->lead);
	read_support(d, map, p, t);
	has_due = form_day(d, map, "due", true, &t->due);
	status = form_choice(d, map, "status", PLAN_TASK_STATUSES);
	t->status = status < 0 ? PLAN_TASK_OPEN : (enum plan_task_status)status;
	check_task(d, map, p, t, has_due);
	p->ntask++;
}

static void
read_lists(struct diag *d, const struct tree_node *root, struct plan *p)
{
	const struct tree_node *list;

	if (form_is(d, root, "targets", TREE_LIST, true, &list)) {
		p->target = arena_alloc(&p->keep, tree_count(list) + 1,
		    sizeof *p->target);
		for (const struct tree_node *n = list->child; n != NULL;
		    n = n->next)
			target_read(d, n, p);
		if (list->child == NULL)
			diag_at(d, &list->pos, DIAG_PLAN_MISSING,
			    DIAG_Z("targets"));
	}
	if (form_is(d, root, "tasks", TREE_LIST, false, &list)) {
		p->task = arena_alloc(&p->keep, tree_count(list) + 1,
		    sizeof *p->task);
		for (const struct tree_node *n = list->child; n != NULL;
		    n = n->next)
			read_task(d, n, p);
	}
}

struct plan *
plan_read(struct diag *d, const struct tree_node *root,
    const struct code_book *book)
{
	static const char *const keys[] = { "plan", "scope", "years", "issued",
		"revision", "targets", "tasks", NULL };
	struct plan *p = mem_zalloc(1, sizeof *p);
	unsigned long before = diag_count(d, DIAG_ERROR);

	p->pos = root->pos;
	if (root->kind != TREE_MAP) {
		diag_at(d, &root->pos, DIAG_PLAN_SHAPE, DIAG_Z("plan"),
		    DIAG_Z("a map"));
		return p;
	}
	form_keys(d, root, keys);
	keep_text(d, root, "plan", true, p, &p->title);
	read_scope(d, root, p, book);
	read_years(d, root, p);
	p->has_issued = form_day(d, root, "issued", false, &p->issued);
	read_revision(d, root, p);
	read_lists(d, root, p);
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

const struct plan *
plan_in_force(struct plan *const *plan, size_t n, const struct district *scope,
    int day)
{
	const struct plan *issued = NULL, *lowest = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct plan *p = plan[i];

		if (p->scope != scope)
			continue;
		if (lowest == NULL || p->revision < lowest->revision)
			lowest = p;
		if ((!p->has_issued || p->issued <= day) &&
		    (issued == NULL || p->revision > issued->revision))
			issued = p;
	}
	return issued != NULL ? issued : lowest;
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
