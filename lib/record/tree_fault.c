#include "record/tree_fault.h"

#include <string.h>

#include "text/utf8.h"

#define COLON "\xef\xbc\x9a" /* U+FF1A, full width */
#define COMMA "\xef\xbc\x8c" /* U+FF0C, full width */
#define BLANK "\xe3\x80\x80" /* U+3000, full width */

struct str
tree_fault_line(const struct tree_text *t, size_t n)
{
	struct str rest = t->bytes, piece = { "", 0 };

	while (n > 0 && str_cut(&rest, '\n', &piece))
		n--;
	return n == 0 ? piece : (struct str){ "", 0 };
}

static struct pos
pos_of(const struct tree_text *t, struct tree_place at)
{
	return (struct pos){ t->file, at.line, at.col };
}

/* The last line that holds more than a comment, and its number. */
static struct str
last_line(const struct tree_text *t, size_t *line)
{
	struct str rest = t->bytes, piece, last = { "", 0 };

	*line = 1;
	for (size_t n = 1; str_cut(&rest, '\n', &piece); n++) {
		struct str text = str_trim(piece);

		if (text.n == 0 || text.p[0] == '#')
			continue;
		last = piece;
		*line = n;
	}
	return last;
}

bool
tree_fault_has_end(const struct tree_text *t)
{
	size_t line;
	struct str last = last_line(t, &line);

	return str_starts(last, STR("...")) &&
	    (last.n == 3 || last.p[3] == ' ' || last.p[3] == '\r' ||
	    last.p[3] == '\t');
}

void
tree_fault_cut(const struct tree_text *t)
{
	struct pos pos = { .file = t->file };
	struct str last = last_line(t, &pos.line);

	if (last.n > 0 && last.p[last.n - 1] == '\r')
		last.n--;
	pos.col = utf8_length(last) + 1;
	diag_at(t->d, &pos, DIAG_TREE_END, DIAG_STR(str_trim(last)));
}

void
tree_fault_colon(const struct tree_text *t, struct pos pos)
{
	struct str text = tree_fault_line(t, pos.line), skipped;
	size_t lead;

	for (size_t i = 1; i < pos.col && text.n > 0; i++)
		utf8_next(&text);
	while (str_find(text, STR(COLON)) == text.n) {
		if (pos.line >= t->bytes.n)
			break; /* not reached: it is there */
		text = tree_fault_line(t, ++pos.line);
		pos.col = 1;
	}
	skipped = text;
	text = str_trim(text);
	lead = (size_t)(text.p - skipped.p);
	pos.col += lead + utf8_length(str_sub(text, 0,
	    str_find(text, STR(COLON))));
	diag_at(t->d, &pos, DIAG_TREE_COLON, DIAG_STR(text));
}

/* A line that would be `key: …` with a half-width colon. */
static bool
colon_line(const struct tree_text *t, size_t line)
{
	struct str text = tree_fault_line(t, line);
	size_t at = str_find(text, STR(COLON));

	if (at == text.n || str_find(str_sub(text, 0, at), STR(": ")) < at ||
	    str_chr(str_sub(text, 0, at), '#') < at ||
	    str_chr(str_sub(text, 0, at), '"') < at)
		return false;
	tree_fault_colon(t, (struct pos){ t->file, line, 1 });
	return true;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	    c == '-';
}

/* `key:value`: a colon without the blank that makes it one. */
static bool
tight_line(const struct tree_text *t, size_t line)
{
	struct str text = tree_fault_line(t, line);
	struct pos pos = { t->file, line, 1 };
	size_t from = 0, at;

	while (from < text.n && (text.p[from] == ' ' ||
	    (text.p[from] == '-' && from + 1 < text.n &&
	    text.p[from + 1] == ' ')))
		from++;
	for (at = from; at < text.n && is_word(text.p[at]);)
		at++;
	if (at == from || at + 1 >= text.n || text.p[at] != ':' ||
	    text.p[at + 1] == ' ' || text.p[at + 1] == '\r' ||
	    text.p[at + 1] == '\t')
		return false;
	pos.col = at + 1;
	diag_at(t->d, &pos, DIAG_TREE_TIGHT, DIAG_STR(str_trim(text)));
	return true;
}

/* Bytes of the blanks and dashes that a line begins with. */
static size_t
indentation(struct str text)
{
	size_t n = 0;

	while (n < text.n && (text.p[n] == ' ' || text.p[n] == '-'))
		n++;
	return n;
}

static bool
tab_line(const struct tree_text *t, size_t line)
{
	struct str text = tree_fault_line(t, line);
	size_t at = indentation(text);
	struct pos pos = { t->file, line, at + 1 };

	if (at == text.n || text.p[at] != '\t')
		return false;
	diag_plain(t->d, &pos, DIAG_TREE_TAB);
	return true;
}

static bool
wide_blank_line(const struct tree_text *t, size_t line)
{
	struct str text = tree_fault_line(t, line);
	size_t at = indentation(text);
	struct pos pos = { t->file, line, at + 1 };

	if (!str_starts(str_sub(text, at, text.n), STR(BLANK)))
		return false;
	diag_plain(t->d, &pos, DIAG_TREE_BLANK);
	return true;
}

/* `{a: 1，b: 2}`, noticed at the second colon. */
static bool
comma_in_braces(const struct tree_text *t, const struct tree_fault *f)
{
	struct str line = tree_fault_line(t, f->at.line), rest = line, item;
	struct pos pos = { t->file, f->at.line, 0 };
	size_t from, to, at;

	if (strcmp(f->problem, "did not find expected ',' or '}'") != 0)
		return false;
	for (size_t i = 1; i < f->at.col && rest.n > 0; i++)
		utf8_next(&rest);
	to = line.n - rest.n;
	for (from = to; from > 0 && strchr("{,", line.p[from - 1]) == NULL;)
		from--;
	item = str_sub(line, from, to);
	at = str_find(item, STR(COMMA));
	if (at == item.n)
		return false;
	pos.col = utf8_length(str_sub(line, 0, from + at)) + 1;
	diag_at(t->d, &pos, DIAG_TREE_COMMA, DIAG_STR(str_trim(item)));
	return true;
}

/* A slip on the line where it was noticed, or on those before. */
static bool
slip(const struct tree_text *t, const struct tree_fault *f,
    bool (*find)(const struct tree_text *, size_t))
{
	return (f->context.line > 0 && find(t, f->context.line)) ||
	    (f->at.line > 1 && find(t, f->at.line - 1)) ||
	    find(t, f->at.line);
}

/* The character at a place, as text. */
static struct str
character_at(const struct tree_text *t, struct tree_place at)
{
	struct str text = tree_fault_line(t, at.line), rest;

	for (size_t i = 1; i < at.col && text.n > 0; i++)
		utf8_next(&text);
	rest = text;
	if (rest.n > 0)
		utf8_next(&rest);
	return str_sub(text, 0, text.n - rest.n);
}

/* A complaint that needs no looking around. */
struct known {
	const char *problem;
	enum diag_code code;
	bool at_context; /* reported where it began; else where it showed */
};

static bool
tell_known(const struct tree_text *t, const struct tree_fault *f)
{
	static const struct known known[] = {
		{ "mapping values are not allowed in this context",
		    DIAG_TREE_NESTED, false },
		{ "did not find expected ',' or ']'", DIAG_TREE_BRACKET,
		    true },
		{ "did not find expected ',' or '}'", DIAG_TREE_BRACE, true },
		{ "found unexpected document indicator", DIAG_TREE_QUOTE,
		    true },
		{ "found unexpected end of stream", DIAG_TREE_QUOTE, true },
		{ "did not find expected key", DIAG_TREE_EXPECT_KEY, false },
		{ "could not find expected ':'", DIAG_TREE_EXPECT_COLON,
		    true },
		{ "did not find expected '-' indicator",
		    DIAG_TREE_EXPECT_ITEM, false },
		{ "block sequence entries are not allowed in this context",
		    DIAG_TREE_ITEM_HERE, false },
		{ "did not find expected node content", DIAG_TREE_EXPECT_VALUE,
		    false },
		{ "did not find expected comment or line break",
		    DIAG_TREE_BLOCK, true },
		{ "control characters are not allowed", DIAG_TREE_CONTROL,
		    false },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct pos pos = pos_of(t, known[i].at_context &&
		    f->context.line > 0 ? f->context : f->at);

		if (strcmp(f->problem, known[i].problem) == 0) {
			diag_plain(t->d, &pos, known[i].code);
			return true;
		}
	}
	return false;
}

void
tree_fault_tell(const struct tree_text *t, const struct tree_fault *f,
    bool nothing)
{
	struct pos pos = pos_of(t, f->at);
	size_t last;

	last_line(t, &last);
	if (nothing &&
	    strcmp(f->problem, "did not find expected node content") == 0)
		diag_plain(t->d, &pos, DIAG_TREE_EMPTY);
	else if (strcmp(f->problem, "did not find expected <document start>")
	    == 0)
		diag_plain(t->d, &pos, DIAG_TREE_SECOND);
	else if (tab_line(t, f->at.line) || slip(t, f, wide_blank_line) ||
	    comma_in_braces(t, f) || slip(t, f, colon_line) ||
	    slip(t, f, tight_line))
		return;
	else if (!tree_fault_has_end(t) && f->at.line >= last)
		tree_fault_cut(t);
	else if (strcmp(f->problem, "found character that cannot start any "
	    "token") == 0 || strcmp(f->problem, "did not find expected "
	    "alphabetic or numeric character") == 0)
		diag_at(t->d, &pos, DIAG_TREE_CHARACTER,
		    DIAG_STR(character_at(t, f->at)));
	else if (!tell_known(t, f))
		diag_at(t->d, &pos, DIAG_TREE_SYNTAX, DIAG_Z(f->problem));
}
