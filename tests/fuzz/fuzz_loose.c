/*
 * Any bytes: with comma and double quote, and nothing mended, the same
 * records, lines and faults as rec.h gives of an office's file; and with
 * escapes, a long delimiter and mending it ends, whatever the bytes.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/loose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct text *
open_bytes(struct diag *d, struct str in)
{
	return text_open(d, input_memory(d, "f", in), NULL);
}

static void
put(struct buf *out, const struct rec *rec, enum status status)
{
	buf_int(out, (int64_t)rec->line);
	buf_putc(out, status == STATUS_SKIP ? '!' : ' ');
	if (status == STATUS_SKIP)
		buf_puts(out, diag_code_name(rec->fault));
	for (size_t i = 0; i < rec->nfield; i++) {
		buf_put(out, rec->field[i]);
		buf_putc(out, '\1');
	}
	buf_put(out, rec->raw);
	buf_putc(out, '\n');
}

/* False where the bytes are no text: read as far as that, or not at all. */
static bool
read_loose(struct diag *d, struct str in, const struct loose_dialect *dialect,
    size_t want, struct buf *out)
{
	struct text *t = open_bytes(d, in);
	struct loose_reader *r = t == NULL ? NULL
	    : loose_open(d, t, dialect, 0);
	struct rec rec;
	enum status st = STATUS_FATAL;
	size_t mended;

	while (r != NULL && ((st = loose_next(r, want, &rec, &mended)) ==
	    STATUS_OK || st == STATUS_SKIP))
		put(out, &rec, st);
	loose_close(r);
	return st == STATUS_END;
}

static void
read_office(struct diag *d, struct str in, struct buf *out)
{
	const struct rec_opts opts = { .office = true };
	struct text *t = open_bytes(d, in);
	struct rec_reader *r = t == NULL ? NULL : rec_open(d, t, &opts);
	struct rec rec;
	enum status st;

	while (r != NULL && ((st = rec_next(r, &rec)) == STATUS_OK ||
	    st == STATUS_SKIP))
		put(out, &rec, st);
	rec_close(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct loose_dialect comma = { .delimiter = { ",", 1 } };
	static const struct loose_dialect odd = { { "::", 2 }, { "'", 1 },
		{ "\\", 1 } };
	struct str in = { (const char *)data, size };
	FILE *sink = fopen("/dev/null", "w");
	struct diag *d = diag_new(&(struct diag_opts){ .program = "fuzz",
	    .sink = sink });
	struct buf a, b;

	buf_init(&a, BUF_UNBOUNDED);
	buf_init(&b, BUF_UNBOUNDED);
	/* rows that end in a lone CR are for loose.h alone, and which of two
	 * faults of a row comes first is each reader's own */
	if (str_chr(in, '\r') == size && str_chr(in, '\0') == size) {
		bool is_text = read_loose(d, in, &comma, 1, &a);

		read_office(d, in, &b);
		if (is_text && !str_eq(buf_str(&a), buf_str(&b)))
			abort();
	}
	buf_reset(&a);
	read_loose(d, in, &odd, 2, &a);
	read_loose(d, in, &comma, 0, &a);
	read_loose(d, in, &(struct loose_dialect){ .quote = { NULL, 0 } }, 2,
	    &a);
	buf_fini(&a);
	buf_fini(&b);
	diag_free(d);
	fclose(sink);
	return 0;
}
