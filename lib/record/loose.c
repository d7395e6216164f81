#include "record/loose.h"

#include <stdlib.h>

#include "base/mem.h"
#include "record/loose_parse.h"
#include "text/utf8.h"

#define CHUNK 65536u
#define ROWS_AHEAD 20u
#define QUOTES_TRIED 256u /* in one line */

struct loose_reader {
	struct diag *d;
	struct text *t;
	struct loose_form form;
	struct loose_fields fields, trial;
	struct str *field; /* given out */
	size_t field_cap;
	char *bytes;       /* the record begins at head */
	size_t cap, head, full;
	bool at_end, failed, discard, cut_off;
	unsigned long line, no;
};

static struct str
ahead(const struct loose_reader *r)
{
	return (struct str){ r->bytes + r->head, r->full - r->head };
}

/* False at the end, and when reading failed. */
static bool
more(struct loose_reader *r)
{
	ssize_t n;

	if (r->at_end)
		return false;
	if (r->head > 0) {
		r->full -= r->head;
		memmove(r->bytes, r->bytes + r->head, r->full);
		r->head = 0;
	}
	if (r->cap - r->full < CHUNK)
		r->bytes = mem_grow(r->bytes, &r->cap, r->full + CHUNK, 1);
	n = text_read(r->t, r->bytes + r->full, r->cap - r->full);
	if (n <= 0) {
		r->at_end = true;
		r->failed = n < 0;
		return false;
	}
	r->full += (size_t)n;
	return true;
}

/* Of the physical line at `from`, without its end; *next: behind it. */
static size_t
line_length(const struct loose_form *form, struct str s, size_t from,
    size_t *next)
{
	const char *p = from >= s.n ? NULL :
	    memchr(s.p + from, form->cr ? '\r' : '\n', s.n - from);
	size_t end = p == NULL ? s.n : (size_t)(p - s.p);

	*next = p == NULL ? end : end + 1;
	if (p != NULL && !form->cr && end > from && s.p[end - 1] == '\r')
		end--;
	return end - from;
}

static unsigned long
count_lines(const struct loose_form *form, struct str s)
{
	unsigned long n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == (form->cr ? '\r' : '\n');
	return n;
}

/*
 * How many fields the next rows have, where they all have equally many; 0
 * if they differ or there are none.  from: offset of the first of them.
 */
static size_t
agreed_width(struct loose_reader *r, const struct loose_form *form,
    size_t from)
{
	struct str s = str_sub(ahead(r), from, r->full - r->head);
	struct loose_fault fault;
	size_t width = 0, end, next;

	for (size_t i = 0; i < ROWS_AHEAD && s.n > 0; i++) {
		switch (loose_parse(form, s, r->at_end, LOOSE_NOWHERE,
		    &r->trial, &end, &next, &fault)) {
		case LOOSE_MORE:
			return width;
		case LOOSE_FAULTY:
			return 0;
		case LOOSE_SOUND:
			break;
		}
		if (end > 0 && width > 0 && r->trial.n != width)
			return 0;
		if (end > 0)
			width = r->trial.n;
		s = str_sub(s, next, s.n);
	}
	return width;
}

/* Fields of the first row, 0 if it is faulty. */
static size_t
first_width(struct loose_reader *r, const struct loose_form *form)
{
	struct loose_fault fault;
	size_t end, next;

	return loose_parse(form, ahead(r), r->at_end, LOOSE_NOWHERE, &r->trial,
	    &end, &next, &fault) == LOOSE_SOUND ? r->trial.n : 0;
}

/*
 * The comma, if the first rows agree under it; else the one other under
 * which they do; else the same by the first row alone.  False after a
 * report: there are two of them.
 */
static bool
find_delimiter(struct loose_reader *r)
{
	static const char *const candidate[] = { ",", "\t", ";", "|", "，" };
	const size_t n = sizeof(candidate) / sizeof(candidate[0]);
	struct pos pos = { .file = text_name(r->t) };

	for (int agreed = 1; agreed >= 0; agreed--) {
		const char *found = NULL;

		for (size_t i = 0; i < n; i++) {
			struct loose_form form = r->form;

			form.delimiter = str_from(candidate[i]);
			loose_form_ready(&form);
			if ((agreed ? agreed_width(r, &form, 0)
				: first_width(r, &form)) < 2)
				continue;
			if (found != NULL) {
				diag_at(r->d, &pos, DIAG_DELIMITER_OPEN,
				    DIAG_Z(found), DIAG_Z(candidate[i]));
				return false;
			}
			found = candidate[i];
			if (i == 0)
				break;
		}
		if (found != NULL) {
			r->form.delimiter = str_from(found);
			return true;
		}
	}
	r->form.delimiter = STR(",");
	return true;
}

static bool
drop_line(struct loose_reader *r)
{
	size_t next;

	for (;;) {
		struct str s = ahead(r);

		line_length(&r->form, s, 0, &next);
		if (next < s.n || (next > 0 && s.p[next - 1] ==
		    (r->form.cr ? '\r' : '\n')))
			break;
		r->head = r->full;
		if (!more(r))
			return false;
	}
	r->head += next;
	r->line++;
	return true;
}

struct loose_reader *
loose_open(struct diag *d, struct text *t,
    const struct loose_dialect *dialect, unsigned long skip)
{
	struct loose_reader *r = mem_zalloc(1, sizeof(*r));
	struct str s;

	r->d = d;
	r->t = t;
	r->line = 1;
	r->form.quote = dialect->quote.n > 0 ? dialect->quote : STR("\"");
	if (!str_eq(dialect->escape, r->form.quote))
		r->form.escape = dialect->escape;
	r->form.delimiter = dialect->delimiter;
	loose_fields_init(&r->fields);
	loose_fields_init(&r->trial);
	while (r->full < CHUNK && more(r))
		;
	s = ahead(r);
	r->form.cr = str_chr(s, '\n') == s.n && str_chr(s, '\r') < s.n;
	for (unsigned long i = 0; i < skip && drop_line(r); i++)
		;
	if (r->failed || (r->form.delimiter.n == 0 && !find_delimiter(r))) {
		loose_close(r);
		return NULL;
	}
	loose_form_ready(&r->form);
	return r;
}

void
loose_close(struct loose_reader *r)
{
	if (r == NULL)
		return;
	text_close(r->t);
	loose_fields_fini(&r->fields);
	loose_fields_fini(&r->trial);
	free(r->bytes);
	free(r->field);
	free(r);
}

struct str
loose_delimiter(const struct loose_reader *r)
{
	return r->form.delimiter;
}

bool
loose_cut_off(const struct loose_reader *r)
{
	return r->cut_off;
}

struct pos
loose_pos_at(const struct loose_reader *r, const struct rec *rec,
    size_t offset)
{
	struct str before = str_sub(rec->raw, 0, offset);
	size_t line = before.n;

	while (line > 0 && before.p[line - 1] != (r->form.cr ? '\r' : '\n'))
		line--;
	return (struct pos){
		.file = text_name(r->t),
		.line = rec->line +
		    count_lines(&r->form, str_sub(before, 0, line)),
		.col = utf8_length(str_sub(before, line, before.n)) + 1,
	};
}

/* Lines `from` … `upto`, each a sound row of so many fields by itself. */
static bool
lines_are_sound(struct loose_reader *r, size_t from, size_t upto, size_t want)
{
	struct str s = ahead(r);
	struct loose_fault fault;
	size_t end, next, n;

	if (from >= s.n)
		return false;
	while (from <= upto && from < s.n) {
		n = line_length(&r->form, s, from, &next);
		if (n == 0 || loose_parse(&r->form, str_sub(s, from, from + n),
		    true, LOOSE_NOWHERE, &r->trial, &end, &n, &fault)
		    != LOOSE_SOUND || r->trial.n != want)
			return false;
		from = next;
	}
	return true;
}

/*
 * Where exactly one quote of the first line, taken as text, makes it a
 * sound row of so many fields, that is how the line is meant: all other
 * quotes keep their sense, and no field is moved.  A fault that was met in
 * a later line could also mean a field of several lines: then each line as
 * far as the fault must be such a row by itself.
 */
static bool
mend(struct loose_reader *r, const struct loose_fault *fault, size_t want,
    size_t *quote)
{
	struct str s = ahead(r);
	struct loose_fault ignored;
	size_t next, end, last, found = 0, tried = 0;
	struct str line = str_sub(s, 0, line_length(&r->form, s, 0, &next));

	if (want < 2)
		return false;
	for (size_t i = 0; i < line.n; i++) {
		if (!str_starts(str_sub(line, i, line.n), r->form.quote))
			continue;
		if (++tried > QUOTES_TRIED)
			return false;
		if (loose_parse(&r->form, line, true, i, &r->trial, &end, &last,
		    &ignored) == LOOSE_SOUND && r->trial.n == want) {
			*quote = i;
			found++;
		}
	}
	if (found != 1)
		return false;
	last = fault->code == DIAG_OPEN_QUOTE ? s.n : fault->at;
	if ((last >= next || fault->code == DIAG_OPEN_QUOTE) &&
	    !lines_are_sound(r, next, last, want))
		return false;
	return loose_parse(&r->form, line, true, *quote, &r->fields, &end,
	    &next, &ignored) == LOOSE_SOUND;
}

static void
give(struct loose_reader *r, size_t raw_n, size_t next, struct rec *out)
{
	const struct loose_fields *f = &r->fields;

	if (f->n > r->field_cap)
		r->field = mem_grow(r->field, &r->field_cap, f->n,
		    sizeof(*r->field));
	for (size_t i = 0; i < f->n; i++)
		r->field[i] = (struct str){ f->text.n == 0 ? "" :
		    f->text.p + f->off[i], f->len[i] };
	*out = (struct rec){ .field = r->field, .start = f->start,
		.nfield = f->n, .raw = str_sub(ahead(r), 0, raw_n),
		.line = r->line, .no = r->no };
	r->line += count_lines(&r->form, str_sub(ahead(r), 0, next));
	r->head += next;
	r->cut_off = next == raw_n;
}

/* Start of the field that holds the first line's end: it opened a quote. */
static size_t
field_across(const struct loose_reader *r, const struct loose_fault *fault,
    size_t n)
{
	const struct loose_fields *f = &r->fields;
	size_t i = f->n;

	if (fault->field <= n)
		return fault->field;
	while (i > 1 && f->start[i - 1] > n)
		i--;
	return i == 0 ? 0 : f->start[i - 1];
}

/* The first physical line alone is left out. */
static enum status
leave_out(struct loose_reader *r, const struct loose_fault *fault,
    struct rec *out)
{
	struct str s = ahead(r);
	size_t next, n = line_length(&r->form, s, 0, &next);

	if (n > REC_BYTES_MAX) {
		n = REC_BYTES_MAX;
		while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
			n--;
		next = n;
		r->discard = true;
	}
	*out = (struct rec){ .raw = str_sub(s, 0, n), .line = r->line,
		.no = r->no, .fault = fault->code,
		.fault_at = fault->at };
	if (fault->at > n) {
		out->fault = r->discard ? DIAG_FIELD_TOO_LONG
		    : DIAG_OPEN_QUOTE;
		out->fault_at = r->discard ? n : field_across(r, fault, n);
	}
	r->head += next;
	r->line += !r->discard;
	r->cut_off = !r->discard && next == n;
	return STATUS_SKIP;
}

enum status
loose_next(struct loose_reader *r, size_t want, struct rec *out,
    size_t *mended)
{
	struct loose_fault fault = { 0 };
	enum loose_outcome got;
	size_t end = 0, next = 0, quote = 0;

	*mended = 0;
	if (r->discard && !(r->discard = false, drop_line(r)))
		return r->failed ? STATUS_FATAL : STATUS_END;
	while ((got = r->head == r->full ? LOOSE_MORE :
	    loose_parse(&r->form, ahead(r), r->at_end, LOOSE_NOWHERE,
		&r->fields, &end, &next, &fault)) == LOOSE_MORE)
		if (!more(r) && r->head == r->full)
			break;
	if (r->failed)
		return STATUS_FATAL;
	if (got == LOOSE_MORE)
		return STATUS_END;
	r->no++;
	if (got == LOOSE_SOUND) {
		give(r, end, next, out);
		return STATUS_OK;
	}
	/* the line whole, and something to compare it with */
	while (r->full - r->head < CHUNK && more(r))
		;
	if (r->failed)
		return STATUS_FATAL;
	end = line_length(&r->form, ahead(r), 0, &next);
	if (want == 0)
		want = agreed_width(r, &r->form, next);
	if ((fault.code == DIAG_STRAY_QUOTE || fault.code == DIAG_OPEN_QUOTE)
	    && end <= REC_BYTES_MAX && mend(r, &fault, want, &quote)) {
		give(r, end, next, out);
		*mended = quote + 1;
		return STATUS_OK;
	}
	return leave_out(r, &fault, out);
}
