/*
 * inih cuts long lines and names in silence, takes `:` for `=`, takes ` ;`
 * for a comment within a value, reads an indented line as one more value,
 * ignores what stands behind `]`, and says no line number.  So every line
 * is looked at before inih sees it: what inih would cut is refused, and
 * the two bytes it would take for syntax are handed over as control
 * characters (which a settings file cannot hold) and turned back after.
 * The packaged library is built with INI_HANDLER_LINENO 0: leave it so.
 */
#include "record/conf.h"

#include <ini.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "text/utf8.h"

#define LINE_MAX_BYTES 196u /* inih: 200, with newline and NUL */
#define NAME_MAX_BYTES 49u  /* inih: 50, with NUL */
#define BLOCK 65536u
#define AS_SEMICOLON '\001'
#define AS_COLON '\002'

struct keeper {
	struct conf conf; /* first: conf_free gets this address */
	struct arena keep;
	struct conf_entry *entry;
	size_t cap;
};

struct reader {
	struct diag *d;
	struct input *in;
	const char *const *repeatable;
	struct keeper *k;
	struct buf bytes;    /* read, from at on not yet taken */
	size_t at;
	bool at_end, failed; /* failed: reported */
	struct str line;     /* as it stands, without the line end */
	struct pos pos;      /* of its start */
	size_t offset, next_offset; /* of the line, and the next, in the file */
	struct str section;
	struct pos section_pos;
	struct map sections, keys;
};

/* The next line without its end; false at the end of the input. */
static bool
take_line(struct reader *r)
{
	struct str rest;
	size_t n;

	for (;;) {
		ssize_t got;

		rest = str_sub(buf_str(&r->bytes), r->at, r->bytes.n);
		n = str_chr(rest, '\n');
		if (n < rest.n || r->at_end || n > 2 * BLOCK)
			break;
		memmove(r->bytes.p, rest.p, rest.n);
		r->bytes.n = rest.n;
		r->at = 0;
		got = input_read(r->in, buf_room(&r->bytes, BLOCK), BLOCK);
		r->failed = got < 0;
		r->at_end = got < (ssize_t)BLOCK;
		if (got > 0)
			r->bytes.n += (size_t)got;
	}
	if (r->failed || rest.n == 0)
		return false;
	r->at += n < rest.n ? n + 1 : n;
	r->offset = r->next_offset;
	r->next_offset += n + 1;
	r->line = str_sub(rest, 0, n);
	r->pos.line++;
	r->pos.col = 1;
	if (r->pos.line == 1 && str_starts(r->line, STR("\xef\xbb\xbf"))) {
		r->line = str_sub(r->line, 3, n);
		r->offset = 3;
	}
	if (n < rest.n && str_ends(r->line, STR("\r")))
		r->line.n--;
	return true;
}

static struct pos
pos_at(const struct reader *r, size_t offset)
{
	struct pos pos = r->pos;

	pos.col = utf8_length(str_sub(r->line, 0, offset)) + 1;
	return pos;
}

static bool
refuse(struct reader *r, size_t offset, enum diag_code code, struct str what)
{
	struct pos pos = pos_at(r, offset);

	diag_at(r->d, &pos, code, DIAG_STR(what), DIAG_NUM(NAME_MAX_BYTES));
	r->failed = true;
	return false;
}

static bool
refuse_byte(struct reader *r, size_t at, enum diag_code code)
{
	struct pos pos = pos_at(r, at);

	utf8_refuse(r->d, code, &pos, (unsigned char)r->line.p[at],
	    r->offset + at);
	r->failed = true;
	return false;
}

static bool
check_bytes(struct reader *r)
{
	struct str s = r->line;
	size_t bad;

	if (s.n > LINE_MAX_BYTES) {
		diag_at(r->d, &r->pos, DIAG_CONF_LONG_LINE, DIAG_NUM(s.n),
		    DIAG_NUM(LINE_MAX_BYTES));
		r->failed = true;
		return false;
	}
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == 0)
			return refuse(r, i, DIAG_NUL_BYTE, s);
		if (c == '\r')
			return refuse(r, i, DIAG_STRAY_CR, s);
		if ((c < ' ' && c != '\t') || c == 0x7f)
			return refuse_byte(r, i, DIAG_CONF_CONTROL);
	}
	if (!utf8_valid(s, &bad))
		return refuse_byte(r, bad, DIAG_NOT_UTF8);
	return true;
}

static struct conf_entry *
new_entry(struct reader *r)
{
	struct keeper *k = r->k;
	size_t n = k->conf.n;

	/* a section that has had no key so far gives up its place */
	if (n > 0 && k->entry[n - 1].key.n == 0 &&
	    str_eq(k->entry[n - 1].section, r->section))
		n--;
	k->entry = mem_grow(k->entry, &k->cap, n + 1, sizeof(*k->entry));
	k->conf.entry = k->entry;
	k->conf.n = n + 1;
	k->entry[n] = (struct conf_entry){ .section = r->section,
		.section_pos = r->section_pos };
	return &k->entry[n];
}

static bool
check_section(struct reader *r)
{
	struct str inside = str_sub(r->line, 1, str_chr(r->line, ']'));
	struct str behind = str_trim(str_sub(r->line, inside.n + 2,
	    r->line.n));
	struct str name = str_trim(inside);
	struct conf_entry *e;
	bool is_new;

	if (inside.n + 1 == r->line.n || name.n == 0 ||
	    (behind.n > 0 && behind.p[0] != ';' && behind.p[0] != '#'))
		return refuse(r, 0, DIAG_CONF_SECTION, r->line);
	if (inside.n > NAME_MAX_BYTES)
		return refuse(r, 1, DIAG_CONF_LONG_NAME, name);
	map_put(&r->sections, name, &is_new);
	if (!is_new)
		return refuse(r, 0, DIAG_CONF_SECTION_TWICE, name);
	map_fini(&r->keys);
	r->keys = (struct map){ 0 };
	r->section = arena_str(&r->k->keep, name);
	r->section_pos = r->pos;
	e = new_entry(r);
	e->pos = e->value_pos = r->pos;
	e->key = e->value = (struct str){ "", 0 };
	return true;
}

static bool
may_repeat(const struct reader *r, struct str key)
{
	const char *const *z = r->repeatable;

	while (z != NULL && *z != NULL && !str_is(key, *z))
		z++;
	return z != NULL && *z != NULL;
}

/* A line that would be one if a sign were not in full width.  False after
 * the report. */
static bool
check_wide(struct reader *r)
{
	static const char *const wide[] = { "＝", "：" };
	size_t at = r->line.n;

	if (str_starts(r->line, STR("【")) || str_starts(r->line, STR("［")))
		return refuse(r, 0, DIAG_CONF_WIDE, str_sub(r->line, 0,
		    strlen("【")));
	if (str_chr(r->line, '=') < r->line.n)
		return true;
	for (size_t i = 0; at == r->line.n && i < sizeof(wide) /
	    sizeof(wide[0]); i++)
		at = str_find(r->line, str_from(wide[i]));
	return at == r->line.n || refuse(r, at, DIAG_CONF_WIDE,
	    str_sub(r->line, at, at + strlen(wide[0])));
}

static bool
check_setting(struct reader *r)
{
	size_t equals = str_chr(r->line, '=');
	struct str key = str_trim(str_sub(r->line, 0, equals));
	struct str value = str_trim(str_sub(r->line, equals + 1, r->line.n));
	bool is_new;

	if (!check_wide(r))
		return false;
	if (r->section.p == NULL)
		return refuse(r, 0, DIAG_CONF_NO_SECTION, r->line);
	if (equals == r->line.n || key.n == 0 || value.n == 0)
		return refuse(r, 0, DIAG_CONF_LINE, r->line);
	if (key.n > NAME_MAX_BYTES)
		return refuse(r, 0, DIAG_CONF_LONG_NAME, key);
	map_put(&r->keys, key, &is_new);
	if (!is_new && !may_repeat(r, key))
		return refuse(r, 0, DIAG_CONF_KEY_TWICE, key);
	return true;
}

/* May inih see the line?  False after a report. */
static bool
check_line(struct reader *r)
{
	struct str text = str_trim(r->line);

	if (!check_bytes(r))
		return false;
	if (text.n == 0 || text.p[0] == '#' || text.p[0] == ';')
		return true;
	if (text.p != r->line.p)
		return refuse(r, 0, DIAG_CONF_INDENT, text);
	return text.p[0] == '[' ? check_section(r) : check_setting(r);
}

/* Up to `=`, `:` is an ordinary character; `;` is one everywhere. */
static void
disguise(char *to, struct str s)
{
	struct str text = str_trim(s);
	bool comment = text.n > 0 && (text.p[0] == '#' || text.p[0] == ';');
	bool in_key = text.n > 0 && text.p[0] != '[';

	for (size_t i = 0; i < s.n; i++) {
		to[i] = s.p[i];
		if (s.p[i] == '=')
			in_key = false;
		else if (s.p[i] == ';' && !comment)
			to[i] = AS_SEMICOLON;
		else if (s.p[i] == ':' && in_key)
			to[i] = AS_COLON;
	}
	to[s.n] = '\n';
	to[s.n + 1] = '\0';
}

static struct str
reveal(struct reader *r, const char *z)
{
	size_t n = strlen(z);
	char *p = arena_alloc(&r->k->keep, n + 1, 1);

	for (size_t i = 0; i < n; i++)
		p[i] = z[i] == AS_SEMICOLON ? ';' : z[i] == AS_COLON ? ':' :
		    z[i];
	return str_trim((struct str){ p, n });
}

/* inih's fgets. */
static char *
read_line(char *to, int room, void *arg)
{
	struct reader *r = arg;

	if (r->failed || !take_line(r) || !check_line(r) ||
	    r->line.n + 2 > (size_t)room)
		return NULL;
	disguise(to, r->line);
	return to;
}

/* inih's handler: called when the line it speaks of has just been read. */
static int
take_setting(void *arg, const char *section, const char *key,
    const char *value)
{
	struct reader *r = arg;
	struct str named = reveal(r, section);
	size_t equals = str_chr(r->line, '=');
	struct str behind = str_sub(r->line, equals + 1, r->line.n);
	struct conf_entry *e;

	if (!str_eq(named, r->section))
		return 0;
	e = new_entry(r);
	e->key = reveal(r, key);
	e->value = reveal(r, value);
	e->pos = r->pos;
	e->value_pos = pos_at(r, equals + 1 +
	    (size_t)(str_trim(behind).p - behind.p));
	/* nothing of the line may be lost on the way through inih */
	return str_eq(e->key, str_trim(str_sub(r->line, 0, equals))) &&
	    str_eq(e->value, str_trim(behind));
}

static bool
load(struct reader *r)
{
	int line = ini_parse_stream(read_line, r, take_setting, r);

	if (!r->failed && line != 0) {
		struct pos pos = { r->pos.file, (unsigned long)
			(line > 0 ? line : 0), 0 };

		diag_at(r->d, &pos, DIAG_CONF_LINE, DIAG_STR(r->line));
		r->failed = true;
	}
	return !r->failed;
}

struct conf *
conf_load(struct diag *d, struct input *in, const char *const *repeatable)
{
	struct keeper *k = mem_zalloc(1, sizeof(*k));
	struct reader r = {
		.d = d,
		.in = in,
		.repeatable = repeatable,
		.k = k,
		.pos = { .file = input_name(in) },
	};
	bool ok;

	buf_init(&r.bytes, BUF_UNBOUNDED);
	buf_room(&r.bytes, BLOCK);
	ok = load(&r);
	buf_fini(&r.bytes);
	map_fini(&r.sections);
	map_fini(&r.keys);
	if (!ok) {
		conf_free(&k->conf);
		return NULL;
	}
	return &k->conf;
}

void
conf_free(struct conf *c)
{
	struct keeper *k = (struct keeper *)c;

	if (k == NULL)
		return;
	arena_fini(&k->keep);
	free(k->entry);
	free(k);
}

const struct conf_entry *
conf_find(const struct conf *c, const char *section, const char *key)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_is(c->entry[i].section, section) &&
		    str_is(c->entry[i].key, key))
			return &c->entry[i];
	return NULL;
}
