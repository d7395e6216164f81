#include "plan/scheme.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/num.h"
#include "plan/form.h"
#include "plan/scheme_item.h"

struct reader {
	struct diag *d;
	const struct code_book *book;
	struct scheme *s;
	struct seen seen[SCHEME_PENALTY + 1]; /* by method */
};

static void
take_title(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;

	form_keep(r->d, root, key, &r->s->keep, &r->s->title);
}

static void
take_source(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;

	form_keep(r->d, root, key, &r->s->keep, &r->s->source);
}

static void
take_illustration(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;

	r->s->illustration = form_choice(r->d, root, key, "no|yes") == 1;
}

static enum scheme_gap
gap_of(struct reader *r, const struct tree_node *root, const char *key)
{
	return form_choice(r->d, root, key, "unranked|reweigh") == 1 ?
	    SCHEME_REWEIGH : SCHEME_UNRANKED;
}

static void
take_unknown(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;

	r->s->unknown = gap_of(r, root, key);
}

static void
take_no_target(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;

	r->s->no_target = gap_of(r, root, key);
}

static void
take_list(struct reader *r, const struct tree_node *root, const char *key,
    enum scheme_list list)
{
	const struct tree_node *n;

	if (!form_is(r->d, root, key, TREE_LIST, true, &n))
		return;
	if (n->child == NULL)
		diag_at(r->d, &n->pos, DIAG_PLAN_MISSING, DIAG_Z(key));
	for (n = n->child; n != NULL; n = n->next)
		scheme_item_read(r->d, n, list, r->book, r->s, r->seen);
}

/* "25 + 30.50 + 20", as it stands in the file */
static void
put_weights(const struct scheme *s, struct buf *b)
{
	for (size_t i = 0; i < s->nitem; i++) {
		if (!scheme_weighs(&s->item[i]))
			continue;
		if (b->n > 0)
			buf_puts(b, " + ");
		buf_hundredths(b, s->item[i].weight);
	}
}

/* Of weights that could be read; what could not was told. */
static void
check_weights(struct reader *r, const struct tree_node *list)
{
	const struct scheme *s = r->s;
	struct buf sum, parts;
	int64_t weights = 0;

	for (size_t i = 0; i < s->nitem; i++) {
		if (!scheme_weighs(&s->item[i]))
			continue;
		if (s->item[i].weight == 0)
			return;
		weights += s->item[i].weight;
	}
	if (weights == 10000)
		return;
	buf_init(&sum, BUF_UNBOUNDED);
	buf_init(&parts, BUF_UNBOUNDED);
	buf_hundredths(&sum, weights);
	put_weights(s, &parts);
	diag_at(r->d, &list->key_pos, DIAG_SCHEME_WEIGHTS,
	    DIAG_STR(buf_str(&sum)), DIAG_STR(buf_str(&parts)));
	buf_fini(&parts);
	buf_fini(&sum);
}

static void
take_indicators(void *arg, const struct tree_node *root, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *n = tree_get(root, key);

	take_list(r, root, key, SCHEME_INDICATORS);
	if (r->s->nitem > 0)
		check_weights(r, n);
}

static void
take_bonuses(void *arg, const struct tree_node *root, const char *key)
{
	take_list(arg, root, key, SCHEME_BONUSES);
}

static void
take_penalties(void *arg, const struct tree_node *root, const char *key)
{
	take_list(arg, root, key, SCHEME_PENALTIES);
}

/* After the lists, wherever it stands: it names their items. */
static void
read_tie_break(struct reader *r, const struct tree_node *root)
{
	struct scheme *s = r->s;
	const struct tree_node *n;

	if (!form_is(r->d, root, "tie_break", TREE_LIST, false, &n))
		return;
	s->tie_break = arena_alloc(&s->keep, tree_count(n) + 1,
	    sizeof *s->tie_break);
	for (n = n->child; n != NULL; n = n->next) {
		size_t i = 0;

		while (i < s->nitem && !(n->kind == TREE_SCALAR &&
		    scheme_weighs(&s->item[i]) &&
		    str_eq(s->item[i].id, n->text)))
			i++;
		if (i < s->nitem)
			s->tie_break[s->ntie_break++] = i;
		else
			diag_at(r->d, &n->pos, DIAG_SCHEME_TIE_BREAK,
			    DIAG_STR(n->text));
	}
}

static void
take_tie_break(void *arg, const struct tree_node *root, const char *key)
{
	(void)arg; /* read_tie_break */
	(void)root;
	(void)key;
}

static void
take_lowest(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *n;

	if (!form_is(r->d, map, key, TREE_SCALAR, true, &n))
		return;
	if (num_parse_decimal(n->text, 0, &r->s->lowest) != NUM_OK ||
	    str_chr(n->text, '.') != n->text.n || r->s->lowest < 0)
		diag_at(r->d, &n->pos, DIAG_SCHEME_COUNT, DIAG_Z(key),
		    DIAG_STR(n->text));
}

static void
take_below(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	r->s->has_below = scheme_number(r->d, map, key, 0, SCHEME_MAX,
	    &r->s->below);
}

static void
take_supervision(void *arg, const struct tree_node *root, const char *key)
{
	static const struct form_key keys[] = {
		{ "lowest", false, take_lowest },
		{ "below", false, take_below },
		{ NULL, false, NULL },
	};
	struct reader *r = arg;
	const struct tree_node *n;

	if (form_is(r->d, root, key, TREE_MAP, true, &n))
		form_read(r->d, n, keys, r);
}

static size_t
count_items(const struct tree_node *root)
{
	static const char *const list[] = { "indicators", "bonuses",
		"penalties" };
	size_t n = 0;

	for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
		const struct tree_node *x = tree_get(root, list[i]);

		n += x == NULL ? 0 : tree_count(x);
	}
	return n;
}

struct scheme *
scheme_read(struct diag *d, const struct tree_node *root,
    const struct code_book *book)
{
	static const struct form_key keys[] = {
		{ "evaluation", true, take_title },
		{ "source", false, take_source },
		{ "illustration", false, take_illustration },
		{ "unknown", false, take_unknown },
		{ "no_target", false, take_no_target },
		{ "tie_break", false, take_tie_break },
		{ "indicators", true, take_indicators },
		{ "bonuses", false, take_bonuses },
		{ "penalties", false, take_penalties },
		{ "supervision", false, take_supervision },
		{ NULL, false, NULL },
	};
	struct scheme *s = mem_zalloc(1, sizeof *s);
	struct reader r = { .d = d, .book = book, .s = s };
	unsigned long before = diag_count(d, DIAG_ERROR);

	s->pos = root->pos;
	s->lowest = 1;
	if (root->kind != TREE_MAP) {
		diag_at(d, &root->pos, DIAG_PLAN_MAP, DIAG_Z("evaluation"));
		return s;
	}
	s->item = arena_alloc(&s->keep, count_items(root) + 1,
	    sizeof *s->item);
	form_read(d, root, keys, &r);
	for (size_t i = 0; i <= SCHEME_PENALTY; i++)
		seen_fini(&r.seen[i]);
	read_tie_break(&r, root);
	s->sound = diag_count(d, DIAG_ERROR) == before;
	return s;
}

void
scheme_free(struct scheme *s)
{
	if (s == NULL)
		return;
	arena_fini(&s->keep);
	free(s);
}

bool
scheme_needs(const struct scheme *s, enum scheme_source source)
{
	for (size_t i = 0; i < s->nitem; i++)
		if (s->item[i].source == source)
			return true;
	return false;
}
