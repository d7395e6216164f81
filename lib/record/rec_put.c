#include "record/rec.h"

/* Whole words without a byte below '-', as most cells are, pass unseen. */
static bool
needs_quotes(struct str s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t i = 0;
	uint64_t w;

	for (; i + sizeof(w) <= s.n; i += sizeof(w)) {
		memcpy(&w, s.p + i, sizeof(w));
		if (((w - ones * '-') & ~w & ones << 7) != 0)
			break;
	}
	for (; i < s.n; i++)
		if (s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\r' ||
		    s.p[i] == '\n')
			return true;
	return false;
}

void
rec_put(struct buf *b, struct str field)
{
	struct str piece;

	if (!needs_quotes(field)) {
		buf_put(b, field);
		return;
	}
	buf_putc(b, '"');
	for (bool first = true; str_cut(&field, '"', &piece); first = false) {
		if (!first)
			buf_puts(b, "\"\"");
		buf_put(b, piece);
	}
	buf_putc(b, '"');
}

void
rec_put_row(struct buf *b, const struct str *field, size_t nfield)
{
	if (nfield == 1 && field[0].n == 0)
		buf_puts(b, "\"\""); /* else it were a blank line */
	for (size_t i = 0; i < nfield; i++) {
		if (i > 0)
			buf_putc(b, ',');
		rec_put(b, field[i]);
	}
	buf_putc(b, '\n');
}
