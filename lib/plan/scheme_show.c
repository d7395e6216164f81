#include "plan/scheme_show.h"

#include "base/buf.h"
#include "plan/score_text.h"
#include "schema/value.h"

/* A member as one text: a list's items joined by ;. */
static struct str
text_of(struct scheme_show *s, const struct tree_node *n)
{
	struct str out;
	struct buf b;

	if (n->kind == TREE_SCALAR)
		return n->text;
	buf_init(&b, BUF_UNBOUNDED);
	for (const struct tree_node *m = n->child; m != NULL; m = m->next) {
		if (b.n > 0)
			buf_putc(&b, ';');
		if (n->kind == TREE_MAP) {
			buf_put(&b, m->key);
			buf_putc(&b, '=');
		}
		buf_put(&b, m->text);
	}
	out = arena_str(&s->keep, buf_str(&b));
	buf_fini(&b);
	return out;
}

static bool
put_given(struct scheme_show *s, struct str section,
    const struct tree_node *n)
{
	return s->row(s->arg, (const struct str[]){ section, n->key,
		text_of(s, n), str_from(s->origin), str_from(s->file),
		score_text_int(&s->keep, (int64_t)n->key_pos.line) }, 6);
}

static bool
put_default(struct scheme_show *s, struct str section,
    const struct tree_node *map, const char *key, struct str value)
{
	if (map != NULL && tree_get(map, key) != NULL)
		return true;
	return s->row(s->arg, (const struct str[]){ section, str_from(key),
		value, STR("default"), STR(""), STR("") }, 6);
}

static bool
put_members(struct scheme_show *s, struct str section,
    const struct tree_node *map)
{
	for (const struct tree_node *n = map->child; n != NULL; n = n->next)
		if (!put_given(s, section, n))
			return false;
	return true;
}

/* "0.00;100.00" */
static struct str
range_text(struct scheme_show *s, const struct scheme_item *x)
{
	struct str out;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, x->low);
	buf_putc(&b, ';');
	buf_hundredths(&b, x->high);
	out = arena_str(&s->keep, buf_str(&b));
	buf_fini(&b);
	return out;
}

static bool
put_item(struct scheme_show *s, const struct scheme_item *x,
    const struct tree_node *map)
{
	struct buf b;
	struct str name;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, scheme_weighs(x) ? "indicator " :
	    x->method == SCHEME_BONUS ? "bonus " : "penalty ");
	buf_put(&b, x->id);
	name = arena_str(&s->keep, buf_str(&b));
	buf_fini(&b);
	ok = put_members(s, name, map) && put_default(s, name, map, "from",
	    value_choice_text(SCHEME_SOURCES, (int)x->source));
	if (scheme_weighs(x))
		ok = ok && put_default(s, name, map, "better", STR("higher"));
	else
		ok = ok && put_default(s, name, map, "per", STR("1")) &&
		    put_default(s, name, map, "over", STR("0"));
	if (x->method == SCHEME_ATTAINMENT)
		ok = ok && put_default(s, name, map, "cap", STR("100.00"));
	if (x->method == SCHEME_MIN_MAX ||
	    (x->method == SCHEME_RANK && x->npoints == 0))
		ok = ok && put_default(s, name, map, "range",
		    range_text(s, x));
	if (x->method == SCHEME_RANK)
		ok = ok && put_default(s, name, map, "ties", STR("best"));
	return ok;
}

static bool
is_list_of_items(struct str key)
{
	return str_is(key, "indicators") || str_is(key, "bonuses") ||
	    str_is(key, "penalties");
}

bool
scheme_show(struct scheme_show *s)
{
	const struct str head[] = { STR("section"), STR("key"), STR("value"),
		STR("origin"), STR("file"), STR("line") };
	const struct str top = STR("evaluation"), sub = STR("supervision");
	const struct tree_node *supervision =
	    tree_get(s->root, "supervision");
	size_t item = 0;
	bool ok = s->header(s->arg, head, 6);

	for (const struct tree_node *n = s->root->child; ok && n != NULL;
	     n = n->next)
		if (!is_list_of_items(n->key) && n != supervision)
			ok = put_given(s, top, n);
	ok = ok && put_default(s, top, s->root, "illustration", STR("no")) &&
	    put_default(s, top, s->root, "unknown", STR("unranked")) &&
	    put_default(s, top, s->root, "no_target", STR("unranked"));
	for (const struct tree_node *n = s->root->child; n != NULL;
	     n = n->next)
		for (const struct tree_node *m = n->child;
		     ok && is_list_of_items(n->key) && m != NULL; m = m->next)
			ok = put_item(s, &s->scheme->item[item++], m);
	if (supervision != NULL)
		ok = ok && put_members(s, sub, supervision);
	return ok && put_default(s, sub, supervision, "lowest", STR("1"));
}

void
scheme_show_fini(struct scheme_show *s)
{
	arena_fini(&s->keep);
}
