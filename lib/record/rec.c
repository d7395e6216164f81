/*
 * libcsv is a push parser without positions that repairs what is wrong,
 * drops blank lines, trims blanks and ends rows at a lone CR.  So it is fed
 * one field at a time, with the byte that ends it: a call answers with at
 * most one field, whose offset is known; strict mode names the bad byte;
 * blank lines and lone CRs are seen here and never reach it.  A plain field
 * is its own bytes, blanks and all; of a quoted one libcsv says what it
 * reads, and that is copied only where a doubled quote was undone.  Blanks
 * between a quote and a delimiter, which libcsv lets pass, end a run badly.
 * (A space function of ours would cost a call a byte and change nothing.)
 */
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "record/rec_reader.h"
#include "record/scan.h"
#include "text/utf8.h"

#define CHUNK 65536u
#define SHORT 64u /* bytes: more room left over than a character takes */
#define STRICTLY (CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL)

enum ending { ENDS_FIELD, ENDS_ROW, ENDS_FILE, ENDS_BADLY };

struct run {
	size_t start, end; /* the field in raw, its quotes included */
	size_t next;       /* behind what ends it */
	bool quoted;
	enum ending ending;
};

static void *
resize(void *p, size_t n)
{
	return mem_resize(p, n, 1);
}

static void
take_field(void *p, size_t n, void *arg)
{
	struct rec_reader *r = arg;

	r->given = p;
	r->given_n = n;
}

static void
find_nul(struct rec_reader *r, size_t from)
{
	const char *p = from == r->full ? NULL :
	    memchr(r->bytes + from, '\0', r->full - from);

	r->nul = p == NULL ? NOWHERE : (size_t)(p - r->bytes);
}

bool
rec_more(struct rec_reader *r)
{
	ssize_t n;

	if (r->tail == r->full) {
		if (r->at_end)
			return false;
		if (r->head > 0) {
			r->full -= r->head;
			r->passed += r->head;
			memmove(r->bytes, r->bytes + r->head, r->full);
			if (r->nul != NOWHERE)
				r->nul -= r->head;
			r->tail -= r->head;
			r->head = 0;
		}
		if (r->cap - r->full < CHUNK / 2)
			r->bytes = mem_grow(r->bytes, &r->cap,
			    r->full + CHUNK, 1);
		n = text_read(r->t, r->bytes + r->full, r->cap - r->full);
		if (n <= 0) {
			r->at_end = true;
			r->failed = n < 0;
			return false;
		}
		r->full += (size_t)n;
		r->stops = r->cap - r->full >= SHORT;
		if (r->nul == NOWHERE)
			find_nul(r, r->tail);
	}
	if (r->block == 0 || r->full - r->tail < r->block)
		r->tail = r->full;
	else
		r->tail += r->block;
	return true;
}

bool
rec_has(struct rec_reader *r, size_t offset)
{
	while (offset >= seen(r))
		if (!rec_more(r))
			return false;
	return true;
}

/* Offset of the byte that ends the run, or of the end. */
static size_t
scan_plain(struct rec_reader *r, size_t at)
{
	for (;;) {
		const unsigned char *p = (const unsigned char *)record(r);
		size_t n = seen(r);

		while (at < n && !r->ends[p[at]])
			at++;
		if (at < n || at > REC_BYTES_MAX || !rec_more(r))
			return at;
	}
}

/* The same from behind an opening quote to behind the closing one. */
static size_t
scan_quoted(struct rec_reader *r, size_t at)
{
	while (at <= REC_BYTES_MAX) {
		const char *p = record(r);
		const char *q = at == seen(r) ? NULL :
		    memchr(p + at, r->quote, seen(r) - at);

		if (q == NULL) {
			at = seen(r);
			if (!rec_more(r))
				return at;
			continue;
		}
		at = (size_t)(q - p) + 1;
		if (!rec_has(r, at) || record(r)[at] != r->quote)
			return at;
		at++;
	}
	return at;
}

/* False: a lone CR, or past the ceiling. */
static bool
scan(struct rec_reader *r, struct run *run, struct fault *fault)
{
	size_t at = run->start;
	const char *p;

	run->quoted = rec_has(r, at) && record(r)[at] == r->quote;
	at = run->quoted ? scan_quoted(r, at + 1) : scan_plain(r, at);
	if (at > REC_BYTES_MAX) {
		bool open = run->quoted && memchr(record(r) + run->start, '\n',
		    REC_BYTES_MAX - run->start) != NULL;

		fault->code = open ? DIAG_OPEN_QUOTE : DIAG_FIELD_TOO_LONG;
		fault->at = open ? run->start : REC_BYTES_MAX;
		return false;
	}
	run->end = run->next = at;
	run->ending = ENDS_FILE;
	if (!rec_has(r, at))
		return true;
	p = record(r) + at;
	run->next = at + 1;
	if (*p == r->delimiter) {
		run->ending = ENDS_FIELD;
	} else if (*p == '\n') {
		run->ending = ENDS_ROW;
	} else if (*p != '\r') {
		run->ending = ENDS_BADLY;
	} else if (rec_has(r, at + 1) && record(r)[at + 1] == '\n') {
		run->ending = ENDS_ROW;
		run->next = at + 2;
	} else if (r->at_end && at + 1 == seen(r) && !r->office) {
		run->ending = ENDS_FILE; /* cut between CR and LF */
		run->next = at + 1;
	} else {
		fault->code = DIAG_STRAY_CR;
		fault->at = at;
		return false;
	}
	return true;
}

/* libcsv decides what the run says. */
static bool
parse(struct rec_reader *r, const struct run *run, struct fault *fault)
{
	size_t n = run->next - run->start;
	size_t took;

	r->given = NULL;
	r->given_n = 0;
	took = csv_parse(&r->csv, record(r) + run->start, n, take_field, NULL,
	    r);
	if (took != n || run->ending == ENDS_BADLY) {
		fault->code = DIAG_STRAY_QUOTE;
		fault->at = took != n ? run->start + took : run->end;
		return false;
	}
	if (run->ending == ENDS_FILE &&
	    csv_fini(&r->csv, take_field, NULL, r) != 0) {
		fault->code = DIAG_OPEN_QUOTE;
		fault->at = run->start;
		return false;
	}
	return true;
}

static void
keep_field(struct rec_reader *r, const struct run *run)
{
	struct span *s;
	size_t n = run->end - run->start;

	if (r->nspan == r->span_cap) {
		r->span = mem_grow(r->span, &r->span_cap, r->nspan + 1,
		    sizeof(*r->span));
		r->start = mem_resize(r->start, r->span_cap,
		    sizeof(*r->start));
		r->field = mem_resize(r->field, r->span_cap,
		    sizeof(*r->field));
	}
	r->start[r->nspan] = run->start;
	s = &r->span[r->nspan++];
	*s = (struct span){ .off = run->start, .n = n };
	if (!run->quoted)
		return;
	s->n = r->given_n;
	s->off++;
	if (r->given_n + 2 == n)
		return; /* nothing doubled between the quotes */
	s->copied = true;
	s->off = r->copy.n;
	buf_put(&r->copy, (struct str){ r->given, r->given_n });
}

static void
give(struct rec_reader *r, struct rec *out, size_t raw_n)
{
	for (size_t i = 0; i < r->nspan; i++) {
		const struct span *s = &r->span[i];
		const char *from = s->copied ? r->copy.p : record(r);

		r->field[i] = (struct str){ from + s->off, s->n };
	}
	*out = (struct rec){
		.field = r->field,
		.start = r->start,
		.nfield = r->nspan,
		.raw = { record(r), raw_n },
		.line = r->line,
		.no = r->no,
	};
}

static size_t
count_lines(struct str s)
{
	size_t n = 0;
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		n++;
		p++;
	}
	return n;
}

/* One record, blank lines apart: false with the fault. */
static bool
read_fields(struct rec_reader *r, struct run *run, struct fault *fault)
{
	run->next = 0;
	do {
		run->start = fault->field = run->next;
		if (r->nspan == REC_FIELDS_MAX) {
			fault->code = DIAG_TOO_MANY_FIELDS;
			fault->at = run->start;
			return false;
		}
		if (!scan(r, run, fault))
			return false;
		if (run->ending == ENDS_FILE && !r->office &&
		    record(r)[run->next - 1] != '\n') {
			fault->code = DIAG_TRUNCATED;
			fault->at = run->next;
			return false;
		}
		if (!parse(r, run, fault))
			return false;
		keep_field(r, run);
	} while (run->ending == ENDS_FIELD);
	if (r->nul != NOWHERE && r->nul < r->head + run->end) {
		fault->code = DIAG_NUL_BYTE;
		fault->at = r->nul - r->head;
		return false;
	}
	return true;
}

/* An unfinished field must not run into the next record. */
static void
forget(struct rec_reader *r)
{
	csv_set_opts(&r->csv, CSV_APPEND_NULL);
	csv_fini(&r->csv, NULL, NULL, NULL);
	csv_set_opts(&r->csv, STRICTLY);
}

/* The field with a stray quote, as far as its line goes: a message must not
 * depend on how much has been read. */
static struct str
faulty_field(struct rec_reader *r, const struct fault *fault)
{
	size_t at = fault->at;

	while (at <= REC_BYTES_MAX && rec_has(r, at) && record(r)[at] != '\n')
		at++;
	if (record(r)[at - 1] == '\r')
		at--;
	return (struct str){ record(r) + fault->field, at - fault->field };
}

/* Canonical: tells, and that was all. */
static enum status
refuse(struct rec_reader *r, const struct fault *fault)
{
	struct str value = fault->code == DIAG_STRAY_QUOTE ?
	    faulty_field(r, fault) : (struct str){ "", 0 };
	struct rec rec = { .raw = { record(r), seen(r) }, .line = r->line };
	struct pos pos = rec_pos_at(r, &rec, fault->at);

	switch (fault->code) {
	case DIAG_STRAY_QUOTE:
		diag_at(r->d, &pos, fault->code, DIAG_STR(value));
		break;
	case DIAG_FIELD_TOO_LONG:
		diag_at(r->d, &pos, fault->code, DIAG_NUM(REC_BYTES_MAX));
		break;
	case DIAG_TOO_MANY_FIELDS:
		diag_at(r->d, &pos, fault->code, DIAG_NUM(REC_FIELDS_MAX));
		break;
	default:
		diag_plain(r->d, &pos, fault->code);
	}
	r->failed = true;
	return STATUS_FATAL;
}

/* Length of the line end, if the line is blank; else 0. */
static size_t
blank_line(struct rec_reader *r)
{
	if (record(r)[0] == '\n')
		return 1;
	if (record(r)[0] == '\r' && rec_has(r, 1) && record(r)[1] == '\n')
		return 2;
	return 0;
}

static enum status
fail(struct rec_reader *r, const struct fault *fault, struct rec *out)
{
	struct fault first = *fault;

	if (r->failed)
		return STATUS_FATAL; /* the read error was reported */
	if (r->nul != NOWHERE && r->nul - r->head < first.at)
		first = (struct fault){ DIAG_NUL_BYTE, r->nul - r->head,
			first.field };
	forget(r);
	return r->office ? rec_leave_out(r, &first, out) : refuse(r, &first);
}

/* A plain line that is all there needs no libcsv. */
static bool
next_plain(struct rec_reader *r, struct rec *out)
{
	struct str text = { record(r), seen(r) };
	size_t end, n, cap = r->span_cap < REC_FIELDS_MAX ? r->span_cap :
	    REC_FIELDS_MAX;

	if (text.n > REC_BYTES_MAX)
		text.n = REC_BYTES_MAX + 1;
	n = scan_line(text, r->delimiter, r->field, r->start, cap, &end);
	if (n == 0)
		return false;
	*out = (struct rec){
		.field = r->field,
		.start = r->start,
		.nfield = n,
		.raw = { text.p, end },
		.line = r->line++,
		.no = ++r->no,
	};
	r->cut_off = false;
	r->head += end + 1;
	return true;
}

/* A record, whatever its number of fields. */
static enum status
next_record(struct rec_reader *r, struct rec *out)
{
	struct fault fault = { 0 };
	struct run run = { 0 };

	if (r->scans && !r->discard && !r->failed && next_plain(r, out))
		return STATUS_OK;
	if (r->discard)
		rec_drop_line(r);
	if (r->nul != NOWHERE && r->nul < r->head)
		find_nul(r, r->head);
	r->nspan = 0;
	buf_reset(&r->copy);
	if (r->failed || !rec_has(r, 0))
		return r->failed ? STATUS_FATAL : STATUS_END;
	r->no++;
	run.next = blank_line(r);
	if (run.next == 0) {
		if (!read_fields(r, &run, &fault) || r->failed)
			return fail(r, &fault, out);
	} else if (!r->office) {
		fault.code = DIAG_BLANK_LINE;
		return fail(r, &fault, out);
	} else {
		r->given_n = 0; /* libcsv has not seen the line */
		keep_field(r, &run);
	}
	r->cut_off = run.ending == ENDS_FILE;
	give(r, out, run.end);
	r->line += count_lines((struct str){ record(r), run.next });
	r->head += run.next;
	return STATUS_OK;
}

enum status
rec_next(struct rec_reader *r, struct rec *out)
{
	enum status status = next_record(r, out);
	size_t want = r->header.nfield;
	struct pos pos;

	if (status != STATUS_OK || r->office || out->nfield == want)
		return status;
	pos = rec_pos(r, out, want);
	diag_at(r->d, &pos, DIAG_RAGGED_ROW,
	    DIAG_NUM(out->nfield), DIAG_NUM(want));
	r->failed = true;
	return STATUS_FATAL;
}

/* The header outlives the rows: it is copied.  False after a report. */
static bool
read_header(struct rec_reader *r)
{
	struct pos file = { .file = text_name(r->t) };
	struct map names = { 0 };
	struct rec *h = &r->header;
	struct rec row;
	struct str *field;
	size_t *start;
	bool is_new = true, ok = true;
	enum status status = next_record(r, &row);

	if (status == STATUS_END)
		diag_plain(r->d, &file, DIAG_EMPTY_FILE);
	if (status != STATUS_OK)
		return false;
	*h = row;
	h->no = r->no = 0;
	h->raw = arena_str(&r->keep, row.raw);
	h->field = field = arena_alloc(&r->keep, row.nfield, sizeof(*field));
	h->start = start = arena_alloc(&r->keep, row.nfield, sizeof(*start));
	for (size_t i = 0; i < row.nfield && ok; i++) {
		struct pos pos = rec_pos(r, &row, i);
		struct str name = row.field[i];

		field[i] = arena_str(&r->keep, name);
		start[i] = row.start[i];
		map_put(&names, name, &is_new);
		ok = is_new && str_trim(name).n > 0;
		if (!ok && !is_new)
			diag_at(r->d, &pos, DIAG_HEADER_TWICE, DIAG_STR(name));
		else if (!ok)
			diag_at(r->d, &pos, DIAG_HEADER_BLANK,
			    DIAG_NUM(i + 1));
	}
	map_fini(&names);
	return ok;
}

struct str
rec_peek(struct rec_reader *r)
{
	rec_has(r, CHUNK / 2);
	return (struct str){ record(r), seen(r) };
}

struct text *
rec_release(struct rec_reader *r)
{
	struct text *t = r->t;

	text_unread(t, (struct str){ record(r), r->full - r->head });
	r->t = NULL;
	rec_close(r);
	return t;
}

struct str
rec_ahead(struct rec_reader *r, size_t want)
{
	if (!r->scans || r->discard || r->failed)
		return (struct str){ record(r), 0 };
	while (seen(r) < want && !(r->stops && r->tail == r->full) &&
	    rec_more(r))
		;
	return (struct str){ record(r), seen(r) };
}

/* All that is held is behind us, and more. */
static void
pass_by(struct rec_reader *r, size_t bytes, size_t lines)
{
	struct str held = { record(r), r->full - r->head };

	r->passed += r->head + bytes;
	r->head = r->tail = r->full = 0;
	r->nul = NOWHERE;
	r->at_end = r->stops = false;
	if (!text_skip(r->t, bytes - held.n,
	    lines - str_count(held, '\n')))
		r->at_end = r->failed = true;
}

void
rec_pass(struct rec_reader *r, size_t bytes, size_t lines)
{
	if (bytes > r->full - r->head)
		pass_by(r, bytes, lines);
	else
		r->head += bytes;
	if (r->tail < r->head)
		r->tail = r->head;
	r->line += lines;
	r->no += lines;
	r->cut_off = false;
}

uint64_t
rec_plain(struct rec_reader *r, bool *ascii)
{
	return r->scans && !r->discard && !r->failed ?
	    text_plain(r->t, ascii) : 0;
}

ssize_t
rec_read_at(const struct rec_reader *r, uint64_t at, char *buf, size_t n)
{
	return text_read_at(r->t, at, buf, n);
}

char
rec_delimiter(const struct rec_reader *r)
{
	return r->delimiter;
}

void
rec_set_dialect(struct rec_reader *r, char delimiter, char quote)
{
	r->delimiter = delimiter != 0 ? delimiter : ',';
	r->quote = quote != 0 ? quote : '"';
	r->scans = r->may_scan && scan_knows(r->delimiter, r->quote);
	memset(r->ends, 0, sizeof(r->ends));
	r->ends[(unsigned char)r->delimiter] = true;
	r->ends[(unsigned char)r->quote] = true;
	r->ends['\n'] = r->ends['\r'] = true;
	csv_set_delim(&r->csv, (unsigned char)r->delimiter);
	csv_set_quote(&r->csv, (unsigned char)r->quote);
}

struct rec_reader *
rec_open(struct diag *d, struct text *t, const struct rec_opts *opts)
{
	struct rec_reader *r = mem_zalloc(1, sizeof(*r));

	r->d = d;
	r->t = t;
	r->office = opts != NULL && opts->office;
	r->block = opts != NULL ? opts->block : 0;
	r->may_scan = opts == NULL || !opts->no_scan;
	/* never NULL: offsets are taken before the first byte is read */
	r->bytes = mem_grow(NULL, &r->cap, 1, 1);
	r->nul = NOWHERE;
	r->line = 1;
	buf_init(&r->copy, BUF_UNBOUNDED);
	csv_init(&r->csv, STRICTLY);
	rec_set_dialect(r, opts != NULL ? opts->delimiter : 0,
	    opts != NULL ? opts->quote : 0);
	csv_set_realloc_func(&r->csv, resize);
	csv_set_blk_size(&r->csv, 8192);
	if (opts != NULL && opts->header != NULL) {
		r->header = *opts->header;
	} else if (!r->office && !read_header(r)) {
		rec_close(r);
		return NULL;
	}
	return r;
}

void
rec_close(struct rec_reader *r)
{
	if (r == NULL)
		return;
	csv_free(&r->csv);
	text_close(r->t);
	arena_fini(&r->keep);
	buf_fini(&r->copy);
	free(r->bytes);
	free(r->span);
	free(r->field);
	free(r->start);
	free(r);
}

const struct rec *
rec_header(const struct rec_reader *r)
{
	return &r->header;
}

uint64_t
rec_passed(const struct rec_reader *r)
{
	return r->passed + r->head;
}

unsigned long
rec_line(const struct rec_reader *r)
{
	return r->line;
}

bool
rec_cut_off(const struct rec_reader *r)
{
	return r->cut_off;
}

struct pos
rec_pos_at(const struct rec_reader *r, const struct rec *rec, size_t offset)
{
	struct str before = str_sub(rec->raw, 0, offset);
	size_t line = before.n;

	while (line > 0 && before.p[line - 1] != '\n')
		line--;
	return (struct pos){
		.file = text_name(r->t),
		.line = rec->line + count_lines(str_sub(before, 0, line)),
		.col = utf8_length(str_sub(before, line, before.n)) + 1,
	};
}

struct pos
rec_pos(const struct rec_reader *r, const struct rec *rec, size_t idx)
{
	return rec_pos_at(r, rec,
	    idx < rec->nfield ? rec->start[idx] : rec->raw.n);
}
