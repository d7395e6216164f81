/*
 * libyaml's document API takes the last of two equal keys, the first of
 * two documents and a file cut in a number; so its events are read here,
 * and each of these is refused.  Depth is counted before libyaml, whose
 * time grows with the square of it, gets there.
 */
#include "record/tree.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "record/tree_fault.h"
#include "text/utf8.h"

#define DEPTH_MAX 64
#define SIZE_LIMIT ((size_t)16 << 20)
#define COLON "\xef\xbc\x9a" /* U+FF1A, full width */
#define COMMA "\xef\xbc\x8c" /* U+FF0C, full width */

struct tree {
	struct arena keep;
	struct tree_node *root;
};

/* A list or map that is being filled. */
struct level {
	struct tree_node *node;
	struct tree_node **tail; /* where the next child is hung */
	bool has_map;            /* among the children */
	bool brackets;           /* a list as [a, b] */
	bool braces;             /* a map as {a: 1, b: 2} */
	const struct tree_node *colon; /* plain child with a full-width one */
};

struct builder {
	struct tree_text text;
	struct tree *tree;
	yaml_parser_t parser;
	struct level level[DEPTH_MAX];
	size_t depth;
	struct str key; /* of the map's member that is awaited */
	struct pos key_pos;
	bool has_key;
	struct map keys; /* map's number, key: to find one that stands twice */
	size_t *key_line; /* by number in keys */
	size_t key_cap;
	struct buf key_buf;
};

static struct pos
at_mark(const struct builder *b, const yaml_mark_t *mark)
{
	return (struct pos){ b->text.file, mark->line + 1, mark->column + 1 };
}

static struct pos
at_offset(const struct builder *b, size_t offset)
{
	struct str before = str_sub(b->text.bytes, 0, offset);
	struct pos pos = { b->text.file, 1, 1 };
	size_t at;

	while ((at = str_chr(before, '\n')) < before.n) {
		before = str_sub(before, at + 1, before.n);
		pos.line++;
	}
	pos.col = utf8_length(before) + 1;
	return pos;
}

static bool
refuse(struct builder *b, const yaml_mark_t *mark, enum diag_code code)
{
	struct pos pos = at_mark(b, mark);

	diag_plain(b->text.d, &pos, code);
	return false;
}

static bool
refuse_colon(struct builder *b, const struct pos *pos)
{
	tree_fault_colon(&b->text, *pos);
	return false;
}

static bool
refuse_end(struct builder *b)
{
	tree_fault_cut(&b->text);
	return false;
}

static bool
refuse_feature(struct builder *b, const yaml_mark_t *mark, const char *what)
{
	struct pos pos = at_mark(b, mark);

	diag_at(b->text.d, &pos, DIAG_TREE_FEATURE, DIAG_Z(what));
	return false;
}

/* libyaml's complaint, where it stands in the file. */
static void
explain(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	struct tree_fault f = {
		.problem = p->problem == NULL ? "" : p->problem,
		.at = { p->problem_mark.line + 1, p->problem_mark.column + 1 },
	};

	if (p->error == YAML_MEMORY_ERROR)
		(void)mem_alloc((size_t)-1, 1); /* ends here */
	if (p->error == YAML_READER_ERROR) {
		struct pos pos = at_offset(b, p->problem_offset);

		f.at = (struct tree_place){ pos.line, pos.col };
	} else if (p->context != NULL) {
		f.context = (struct tree_place){ p->context_mark.line + 1,
			p->context_mark.column + 1 };
	}
	tree_fault_tell(&b->text, &f, b->tree->root == NULL);
}

/* Takes a key; false if it stands twice in its map. */
static bool
take_key(struct builder *b, const yaml_event_t *e)
{
	const struct tree_node *map = b->level[b->depth - 1].node;
	struct str key = { (const char *)e->data.scalar.value,
		e->data.scalar.length };
	bool is_new;
	size_t i;

	b->key_pos = at_mark(b, &e->start_mark);
	if (str_is(key, "<<") &&
	    e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
		return refuse_feature(b, &e->start_mark, "<<");
	/* `{key：value}`: a key that would have no value */
	if (b->level[b->depth - 1].braces &&
	    e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	    str_find(key, STR(COLON)) < key.n)
		return refuse_colon(b, &b->key_pos);
	buf_reset(&b->key_buf);
	buf_put(&b->key_buf, (struct str){ (const char *)&map, sizeof(map) });
	buf_put(&b->key_buf, key);
	i = map_put(&b->keys, buf_str(&b->key_buf), &is_new);
	if (!is_new) {
		diag_at(b->text.d, &b->key_pos, DIAG_TREE_KEY_TWICE, DIAG_STR(key),
		    DIAG_NUM(b->key_line[i]));
		return false;
	}
	b->key_line = mem_grow(b->key_line, &b->key_cap, i + 1,
	    sizeof(*b->key_line));
	b->key_line[i] = b->key_pos.line;
	b->key = arena_str(&b->tree->keep, key);
	b->has_key = true;
	return true;
}

/* Hangs a new node where it belongs. */
static struct tree_node *
add(struct builder *b, enum tree_kind kind, const yaml_mark_t *mark)
{
	struct tree_node *n = arena_alloc(&b->tree->keep, 1, sizeof(*n));
	struct level *up = b->depth == 0 ? NULL : &b->level[b->depth - 1];

	n->kind = kind;
	n->pos = at_mark(b, mark);
	if (up == NULL) {
		b->tree->root = n;
		return n;
	}
	if (up->node->kind == TREE_MAP) {
		n->key = b->key;
		n->key_pos = b->key_pos;
		b->has_key = false;
	}
	if (kind == TREE_MAP)
		up->has_map = true;
	*up->tail = n;
	up->tail = &n->next;
	return n;
}

static bool
awaits_key(const struct builder *b)
{
	return b->depth > 0 && !b->has_key &&
	    b->level[b->depth - 1].node->kind == TREE_MAP;
}

/* In brackets a full-width comma was to part two items. */
static bool
separates(struct builder *b, const struct tree_node *n)
{
	struct pos pos = n->pos;
	size_t at = str_find(n->text, STR(COMMA));

	if (at == n->text.n)
		return true;
	pos.col += utf8_length(str_sub(n->text, 0, at));
	diag_at(b->text.d, &pos, DIAG_TREE_COMMA, DIAG_STR(n->text));
	return false;
}

static bool
scalar(struct builder *b, const yaml_event_t *e)
{
	bool plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	struct tree_node *n;
	bool colon;

	if (e->data.scalar.anchor != NULL)
		return refuse_feature(b, &e->start_mark, "&");
	if (e->data.scalar.tag != NULL)
		return refuse_feature(b, &e->start_mark, "!");
	if (awaits_key(b))
		return take_key(b, e);
	n = add(b, TREE_SCALAR, &e->start_mark);
	n->quoted = !plain;
	n->block = e->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
	    e->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;
	n->text = arena_str(&b->tree->keep,
	    (struct str){ (const char *)e->data.scalar.value,
	    e->data.scalar.length });
	colon = plain && str_find(n->text, STR(COLON)) < n->text.n;
	/* a map was meant: `key：value` alone, or on a line below its key */
	if (colon && (b->depth == 0 ||
	    (b->level[b->depth - 1].node->kind == TREE_MAP &&
	    n->pos.line > n->key_pos.line)))
		return refuse_colon(b, &n->pos);
	if (colon && b->level[b->depth - 1].node->kind == TREE_LIST)
		b->level[b->depth - 1].colon = n;
	if (plain && b->depth > 0 && b->level[b->depth - 1].brackets)
		return separates(b, n);
	return true;
}

static bool
open_level(struct builder *b, const yaml_event_t *e)
{
	bool is_map = e->type == YAML_MAPPING_START_EVENT;
	const void *anchor = is_map ? e->data.mapping_start.anchor :
	    e->data.sequence_start.anchor;
	const void *tag = is_map ? e->data.mapping_start.tag :
	    e->data.sequence_start.tag;
	struct tree_node *n;

	if (anchor != NULL)
		return refuse_feature(b, &e->start_mark, "&");
	if (tag != NULL)
		return refuse_feature(b, &e->start_mark, "!");
	if (awaits_key(b))
		return refuse(b, &e->start_mark, DIAG_TREE_KEY);
	if (b->depth == DEPTH_MAX) {
		struct pos pos = at_mark(b, &e->start_mark);

		diag_at(b->text.d, &pos, DIAG_TREE_DEPTH, DIAG_NUM(DEPTH_MAX));
		return false;
	}
	n = add(b, is_map ? TREE_MAP : TREE_LIST, &e->start_mark);
	b->level[b->depth++] = (struct level){ .node = n, .tail = &n->child,
		.brackets = !is_map && e->data.sequence_start.style ==
		    YAML_FLOW_SEQUENCE_STYLE,
		.braces = is_map && e->data.mapping_start.style ==
		    YAML_FLOW_MAPPING_STYLE };
	return true;
}

static bool
close_level(struct builder *b)
{
	const struct level *l = &b->level[--b->depth];

	/* among maps, `- key：value` was to be one of them */
	if (l->has_map && l->colon != NULL)
		return refuse_colon(b, &l->colon->pos);
	return true;
}

static bool
start_document(struct builder *b, const yaml_event_t *e)
{
	if (b->tree->root != NULL)
		return refuse(b, &e->start_mark, DIAG_TREE_SECOND);
	if (e->data.document_start.version_directive != NULL ||
	    e->data.document_start.tag_directives.start !=
	    e->data.document_start.tag_directives.end)
		return refuse_feature(b, &e->start_mark, "%");
	return true;
}

static bool
take(struct builder *b, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		return start_document(b, e);
	case YAML_DOCUMENT_END_EVENT:
		if (!e->data.document_end.implicit)
			return true;
		if (!str_starts(tree_fault_line(&b->text,
		    e->end_mark.line + 1), STR("---")))
			return refuse_end(b);
		return refuse(b, &e->end_mark, DIAG_TREE_SECOND);
	case YAML_ALIAS_EVENT:
		return refuse_feature(b, &e->start_mark, "*");
	case YAML_SCALAR_EVENT:
		return scalar(b, e);
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		return open_level(b, e);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_level(b);
	case YAML_STREAM_END_EVENT:
		if (b->tree->root == NULL)
			return refuse(b, &e->start_mark, DIAG_TREE_EMPTY);
		return true;
	default:
		return true;
	}
}

static bool
build(struct builder *b)
{
	struct str s = b->text.bytes;
	yaml_event_t e;
	bool ok = true, more = true;

	if (str_starts(s, STR("\xef\xbb\xbf")))
		s = b->text.bytes = str_sub(s, 3, s.n);
	if (yaml_parser_initialize(&b->parser) == 0)
		(void)mem_alloc((size_t)-1, 1); /* ends here */
	yaml_parser_set_encoding(&b->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&b->parser, (const unsigned char *)s.p,
	    s.n);
	while (ok && more) {
		if (yaml_parser_parse(&b->parser, &e) == 0) {
			explain(b);
			ok = false;
			break;
		}
		more = e.type != YAML_STREAM_END_EVENT;
		ok = take(b, &e);
		yaml_event_delete(&e);
	}
	yaml_parser_delete(&b->parser);
	return ok;
}

/* The whole input, which must be text; false after a report. */
static bool
read_all(struct diag *d, struct input *in, struct buf *all)
{
	struct pos pos = { .file = input_name(in) };
	ssize_t n;

	do {
		n = input_read(in, buf_room(all, 65536), 65536);
		if (n < 0)
			return false;
		all->n += (size_t)n;
		if (all->n > SIZE_LIMIT) {
			diag_at(d, &pos, DIAG_TREE_SIZE, DIAG_NUM(SIZE_LIMIT));
			return false;
		}
	} while (n == 65536);
	return true;
}

/* Does the text end within a character that began well? */
static bool
ends_within(struct str s, size_t at)
{
	static const char end[] = "\x80\x80\x80";
	char whole[8];
	size_t n = s.n - at;

	if (n > 3)
		return false;
	memcpy(whole, s.p + at, n);
	for (size_t more = 1; more <= 3; more++) {
		memcpy(whole + n, end, more);
		if (utf8_sequence((struct str){ whole, n + more }) == n + more)
			return true;
	}
	return false;
}

static bool
check_utf8(struct builder *b)
{
	struct pos pos;
	size_t at;

	if (utf8_valid(b->text.bytes, &at))
		return true;
	if (ends_within(b->text.bytes, at)) {
		b->text.bytes.n = at;
		return refuse_end(b);
	}
	pos = at_offset(b, at);
	utf8_refuse(b->text.d, DIAG_NOT_UTF8, &pos,
	    (unsigned char)b->text.bytes.p[at], at);
	return false;
}

struct tree *
tree_load(struct diag *d, struct input *in)
{
	struct tree *t = mem_zalloc(1, sizeof(*t));
	struct builder *b = mem_zalloc(1, sizeof(*b));
	struct buf all;
	bool ok;

	buf_init(&all, BUF_UNBOUNDED);
	buf_init(&b->key_buf, BUF_UNBOUNDED);
	b->text.d = d;
	b->tree = t;
	b->text.file = input_name(in);
	ok = read_all(d, in, &all);
	b->text.bytes = buf_str(&all);
	ok = ok && check_utf8(b) && build(b);
	map_fini(&b->keys);
	buf_fini(&b->key_buf);
	buf_fini(&all);
	free(b->key_line);
	free(b);
	if (!ok) {
		tree_free(t);
		return NULL;
	}
	return t;
}

void
tree_free(struct tree *t)
{
	if (t == NULL)
		return;
	arena_fini(&t->keep);
	free(t);
}

const struct tree_node *
tree_root(const struct tree *t)
{
	return t->root;
}

const struct tree_node *
tree_get(const struct tree_node *n, const char *key)
{
	const struct tree_node *at;

	if (n == NULL || n->kind != TREE_MAP)
		return NULL;
	for (at = n->child; at != NULL && !str_is(at->key, key);)
		at = at->next;
	return at;
}

size_t
tree_count(const struct tree_node *n)
{
	size_t count = 0;

	if (n == NULL)
		return 0;
	for (const struct tree_node *at = n->child; at != NULL; at = at->next)
		count++;
	return count;
}
