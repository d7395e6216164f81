#include "plan/scheme_show.h"

#include "schema/made.h"

struct shower {
	const struct scheme_show *s;
	struct line line;
	struct str section;
	const struct tree_node *map; /* whose members the section has */
	bool ok;
};

/* A member as one text: a list's items joined by ;. */
static void
put_value(struct shower *w, const struct tree_node *n)
{
	struct buf b;

	if (n->kind == TREE_SCALAR) {
		line_text(&w->line, COL(RULES, value), n->text);
		return;
	}
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
	line_take(&w->line, COL(RULES, value), &b);
}

static void
put_given(struct shower *w, const struct tree_node *n)
{
	struct line *l = &w->line;

	line_text(l, COL(RULES, section), w->section);
	line_text(l, COL(RULES, key), n->key);
	put_value(w, n);
	line_text(l, COL(RULES, origin), str_from(w->s->origin));
	line_text(l, COL(RULES, file), str_from(w->s->file));
	line_int(l, COL(RULES, line), (int64_t)n->key_pos.line);
	w->ok = w->ok && line_send(l);
}

static void
put_default(struct shower *w, const char *key, struct str value)
{
	struct line *l = &w->line;

	if (w->map != NULL && tree_get(w->map, key) != NULL)
		return;
	line_text(l, COL(RULES, section), w->section);
	line_text(l, COL(RULES, key), str_from(key));
	line_text(l, COL(RULES, value), value);
	line_text(l, COL(RULES, origin), STR("default"));
	w->ok = w->ok && line_send(l);
}

static void
put_members(struct shower *w)
{
	if (w->map == NULL)
		return;
	for (const struct tree_node *n = w->map->child; n != NULL; n = n->next)
		put_given(w, n);
}

static void
put_defaults(struct shower *w, const struct scheme_item *x)
{
	put_default(w, "from",
	    value_choice_text(SCHEME_SOURCES, (int)x->source));
	if (!scheme_weighs(x)) {
		put_default(w, "per", STR("1"));
		put_default(w, "over", STR("0"));
		return;
	}
	put_default(w, "better", STR("higher"));
	if (x->method == SCHEME_ATTAINMENT)
		put_default(w, "cap", STR("100"));
	if (x->method == SCHEME_MIN_MAX ||
	    (x->method == SCHEME_RANK && x->npoints == 0))
		put_default(w, "range", STR("0;100"));
	if (x->method == SCHEME_RANK)
		put_default(w, "ties", STR("best"));
}

static void
put_item(struct shower *w, const struct scheme_item *x)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, scheme_weighs(x) ? "indicator " :
	    x->method == SCHEME_BONUS ? "bonus " : "penalty ");
	buf_put(&b, x->id);
	w->section = buf_str(&b);
	put_members(w);
	put_defaults(w, x);
	buf_fini(&b);
}

static bool
is_list_of_items(struct str key)
{
	return str_is(key, "indicators") || str_is(key, "bonuses") ||
	    str_is(key, "penalties");
}

static void
put_top(struct shower *w)
{
	const struct tree_node *root = w->s->root;

	w->section = STR("evaluation");
	w->map = root;
	for (const struct tree_node *n = root->child; n != NULL; n = n->next)
		if (!is_list_of_items(n->key) && !str_is(n->key,
		    "supervision"))
			put_given(w, n);
	put_default(w, "illustration", STR("no"));
	put_default(w, "unknown", STR("unranked"));
	put_default(w, "no_target", STR("unranked"));
}

bool
scheme_show(const struct scheme_show *s)
{
	struct shower w = { .s = s };
	size_t item = 0;

	w.ok = line_begin(&w.line, made_at(MADE_RULES), s->sink);
	put_top(&w);
	for (const struct tree_node *n = s->root->child; n != NULL;
	     n = n->next)
		for (w.map = is_list_of_items(n->key) ? n->child : NULL;
		     w.map != NULL; w.map = w.map->next)
			put_item(&w, &s->scheme->item[item++]);
	w.section = STR("supervision");
	w.map = tree_get(s->root, "supervision");
	put_members(&w);
	put_default(&w, "lowest", STR("1"));
	line_fini(&w.line);
	return w.ok;
}
