/*
 * Any bytes, canonical and office: the same records and the same messages
 * whether seen at once or a few bytes at a time; nothing past the end; the
 * raw texts of office are the file, line by line.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "record/rec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
run(struct buf *out, struct str in, const struct rec_opts *opts)
{
	char *said = NULL;
	size_t n = 0;
	FILE *sink = open_memstream(&said, &n);
	struct diag *d = diag_new(&(struct diag_opts){ .program = "fuzz",
	    .sink = sink });
	struct text *t = text_open(d, input_memory(d, "f", in), NULL);
	struct rec_reader *r = t == NULL ? NULL : rec_open(d, t, opts);
	struct rec rec;
	enum status status = STATUS_FATAL;
	unsigned long line = 0;

	while (r != NULL && ((status = rec_next(r, &rec)) == STATUS_OK ||
	    status == STATUS_SKIP)) {
		if (rec.line <= line)
			abort();
		line = rec.line;
		buf_int(out, (int64_t)rec.line);
		buf_int(out, status == STATUS_SKIP ? (int)rec.fault : -1);
		buf_int(out, (int64_t)rec.fault_at);
		buf_put(out, rec.raw);
		for (size_t i = 0; i < rec.nfield; i++) {
			struct pos pos = rec_pos(r, &rec, i);

			buf_putc(out, '\1');
			buf_put(out, rec.field[i]);
			buf_int(out, (int64_t)pos.line);
			buf_int(out, (int64_t)pos.col);
		}
		buf_putc(out, '\2');
	}
	buf_int(out, status);
	if (status == STATUS_END && opts != NULL && !opts->office &&
	    (in.n == 0 || in.p[in.n - 1] != '\n'))
		abort(); /* a cut-off file must not look whole */
	rec_close(r);
	diag_free(d);
	fclose(sink);
	buf_put(out, (struct str){ said, n });
	free(said);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { (const char *)data, size };

	for (int office = 0; office < 2; office++) {
		struct buf whole;

		buf_init(&whole, BUF_UNBOUNDED);
		run(&whole, in, &(struct rec_opts){ .office = office });
		for (size_t block = 1; block <= 64; block += block < 4 ? 1 : 15) {
			struct buf part;

			buf_init(&part, BUF_UNBOUNDED);
			run(&part, in, &(struct rec_opts){ .office = office,
			    .block = block });
			if (!str_eq(buf_str(&whole), buf_str(&part)))
				abort();
			buf_fini(&part);
		}
		buf_fini(&whole);
	}
	return 0;
}
