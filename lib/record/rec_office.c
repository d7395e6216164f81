/* Faulty lines of office files: one is left out, reading goes on. */
#include "record/rec_reader.h"

/* Length of the first physical line, cut at the ceiling. */
static size_t
line_length(struct rec_reader *r)
{
	size_t at = 0;

	for (;;) {
		const char *p = record(r);

		while (at < seen(r) && at <= REC_BYTES_MAX && p[at] != '\n')
			at++;
		if (at > REC_BYTES_MAX || at < seen(r) || !rec_more(r))
			return at;
	}
}

/* The field that holds the first line's end: it opened a quote. */
static size_t
field_across(const struct rec_reader *r, const struct fault *fault, size_t n)
{
	size_t i = r->nspan;

	if (fault->field <= n)
		return fault->field;
	while (i > 1 && r->start[i - 1] > n)
		i--;
	return i == 0 ? 0 : r->start[i - 1];
}

enum status
rec_leave_out(struct rec_reader *r, const struct fault *fault,
    struct rec *out)
{
	size_t n = line_length(r);
	size_t next = n < seen(r) ? n + 1 : n;

	if (r->failed)
		return STATUS_FATAL;
	if (n > REC_BYTES_MAX) {
		r->discard = true;
		n = REC_BYTES_MAX;
		while (n > 0 && (record(r)[n] & 0xc0) == 0x80)
			n--;
		next = n;
	} else if (next == n) {
		r->cut_off = true;
	} else if (n > 0 && next > n && record(r)[n - 1] == '\r') {
		n--;
	}
	*out = (struct rec){
		.raw = { record(r), n },
		.line = r->line,
		.no = r->no,
		.fault = fault->code,
		.fault_at = fault->at,
	};
	if (fault->at > n) {
		out->fault = r->discard ? DIAG_FIELD_TOO_LONG :
		    DIAG_OPEN_QUOTE;
		out->fault_at = r->discard ? n : field_across(r, fault, n);
	}
	r->head += next;
	if (!r->discard)
		r->line++;
	return STATUS_SKIP;
}

void
rec_drop_line(struct rec_reader *r)
{
	r->discard = false;
	while (rec_has(r, 0)) {
		const char *p = memchr(record(r), '\n', seen(r));

		if (p != NULL) {
			r->head += (size_t)(p - record(r)) + 1;
			r->line++;
			break;
		}
		r->head = r->tail;
	}
}
