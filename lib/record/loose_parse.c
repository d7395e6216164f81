/*
 * A field is plain, or stands in quotes as a whole.  A plain one holds no
 * quote, a quoted one is followed by a delimiter or the end of the row;
 * all else is a fault.  An escape goes with the delimiter, the quote and
 * itself; before another character it is text.
 */
#include "record/loose_parse.h"

#include <stdlib.h>

#include "base/mem.h"

struct cursor {
	const struct loose_form *form;
	struct str s;
	size_t at, text_quote;
	size_t field; /* start of the one at hand */
	bool whole;
	struct loose_fields *f;
	struct loose_fault *fault;
};

void
loose_fields_init(struct loose_fields *f)
{
	*f = (struct loose_fields){ .n = 0 };
	buf_init(&f->text, BUF_UNBOUNDED);
}

void
loose_fields_fini(struct loose_fields *f)
{
	free(f->start);
	free(f->off);
	free(f->len);
	buf_fini(&f->text);
}

void
loose_form_ready(struct loose_form *form)
{
	const struct str token[] = { form->delimiter, form->quote,
		form->escape };

	memset(form->special, 0, sizeof(form->special));
	form->special['\r'] = form->special['\n'] = true;
	for (size_t i = 0; i < sizeof(token) / sizeof(token[0]); i++)
		if (token[i].n > 0)
			form->special[(unsigned char)token[i].p[0]] = true;
}

static void
begin_field(struct cursor *c)
{
	struct loose_fields *f = c->f;

	if (f->n == f->cap) {
		f->start = mem_grow(f->start, &f->cap, f->n + 1,
		    sizeof(*f->start));
		f->off = mem_resize(f->off, f->cap, sizeof(*f->off));
		f->len = mem_resize(f->len, f->cap, sizeof(*f->len));
	}
	f->start[f->n] = c->field = c->at;
	f->off[f->n] = f->text.n;
}

static void
end_field(struct cursor *c)
{
	c->f->len[c->f->n] = c->f->text.n - c->f->off[c->f->n];
	c->f->n++;
}

static bool
stands(const struct cursor *c, struct str token)
{
	return token.n > 0 &&
	    str_starts(str_sub(c->s, c->at, c->s.n), token);
}

static bool
quote_stands(const struct cursor *c)
{
	return c->at != c->text_quote && stands(c, c->form->quote);
}

size_t
loose_line_end(const struct loose_form *form, struct str s, size_t at)
{
	if (at >= s.n)
		return 0;
	if (form->cr)
		return s.p[at] == '\r';
	if (s.p[at] == '\n')
		return 1;
	return s.p[at] == '\r' && at + 1 < s.n && s.p[at + 1] == '\n' ? 2 : 0;
}

static enum loose_outcome
faulty(struct cursor *c, enum diag_code code, size_t at)
{
	*c->fault = (struct loose_fault){ code, at, c->field };
	return LOOSE_FAULTY;
}

/* Too near to the end of what is there to tell a token. */
static bool
needs_more(const struct cursor *c)
{
	return !c->whole && c->s.n - c->at < 2 * LOOSE_TOKEN_MAX;
}

static void
take(struct cursor *c, size_t n)
{
	buf_put(&c->f->text, str_sub(c->s, c->at, c->at + n));
	c->at += n;
}

/* At least one byte, and what follows it of plain text. */
static void
take_text(struct cursor *c)
{
	size_t end = c->at + 1;

	while (end < c->s.n && !c->form->special[(unsigned char)c->s.p[end]])
		end++;
	take(c, end - c->at);
}

/* Takes what an escape stands before, if it is a structural character. */
static bool
take_escaped(struct cursor *c)
{
	const struct loose_form *form = c->form;
	const struct str token[] = { form->quote, form->escape,
		form->delimiter };
	size_t n = form->escape.n;

	if (!stands(c, form->escape))
		return false;
	for (size_t i = 0; i < sizeof(token) / sizeof(token[0]); i++)
		if (str_starts(str_sub(c->s, c->at + n, c->s.n), token[i])) {
			c->at += n;
			take(c, token[i].n);
			return true;
		}
	return false;
}

/* From behind the opening quote to behind the closing one. */
static enum loose_outcome
quoted(struct cursor *c)
{
	size_t open = c->at;
	size_t n = c->form->quote.n;

	c->at += n;
	for (;;) {
		if (c->at - open > REC_BYTES_MAX)
			return faulty(c, DIAG_OPEN_QUOTE, open);
		if (needs_more(c))
			return LOOSE_MORE;
		if (c->at >= c->s.n)
			return faulty(c, DIAG_OPEN_QUOTE, open);
		if (take_escaped(c))
			continue;
		if (!quote_stands(c)) {
			take_text(c);
			continue;
		}
		c->at += n;
		if (c->form->escape.n > 0 || !quote_stands(c))
			return LOOSE_SOUND;
		take(c, n); /* doubled */
	}
}

/* Up to the delimiter or the row's end. */
static enum loose_outcome
plain(struct cursor *c)
{
	for (;;) {
		char b;

		if (c->at > REC_BYTES_MAX)
			return faulty(c, DIAG_FIELD_TOO_LONG, REC_BYTES_MAX);
		if (needs_more(c))
			return LOOSE_MORE;
		if (c->at >= c->s.n || stands(c, c->form->delimiter) ||
		    loose_line_end(c->form, c->s, c->at) > 0)
			return LOOSE_SOUND;
		if (take_escaped(c))
			continue;
		if (quote_stands(c))
			return faulty(c, DIAG_STRAY_QUOTE, c->at);
		b = c->s.p[c->at];
		if (b == '\r' || b == '\n')
			return faulty(c, DIAG_STRAY_CR, c->at);
		take_text(c);
	}
}

enum loose_outcome
loose_parse(const struct loose_form *form, struct str s, bool whole,
    size_t text_quote, struct loose_fields *f, size_t *end, size_t *next,
    struct loose_fault *fault)
{
	struct cursor c = { form, s, 0, text_quote, 0, whole, f, fault };

	f->n = 0;
	buf_reset(&f->text);
	for (;;) {
		enum loose_outcome got;

		if (needs_more(&c))
			return LOOSE_MORE;
		if (f->n == REC_FIELDS_MAX)
			return faulty(&c, DIAG_TOO_MANY_FIELDS, c.at);
		begin_field(&c);
		got = quote_stands(&c) ? quoted(&c) : plain(&c);
		if (got != LOOSE_SOUND)
			return got;
		end_field(&c);
		if (needs_more(&c))
			return LOOSE_MORE;
		*end = c.at;
		*next = c.at + loose_line_end(form, s, c.at);
		if (c.at >= s.n || *next > c.at)
			break;
		if (!stands(&c, form->delimiter))
			return faulty(&c, DIAG_STRAY_QUOTE, c.at);
		c.at += form->delimiter.n;
	}
	if (memchr(s.p, '\0', *end) != NULL)
		return faulty(&c, DIAG_NUL_BYTE,
		    (size_t)((const char *)memchr(s.p, '\0', *end) - s.p));
	return LOOSE_SOUND;
}
