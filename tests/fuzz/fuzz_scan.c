/*
 * Any bytes, canonical and office: with plain lines found by masks the
 * same records, positions, offsets and messages as with libcsv alone,
 * whether seen at once or a few bytes at a time.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "record/rec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
put_number(struct buf *out, uint64_t n)
{
	buf_int(out, (int64_t)n);
	buf_putc(out, ' ');
}

static void
put_record(struct buf *out, const struct rec_reader *r, const struct rec *rec,
    enum status status)
{
	put_number(out, rec->line);
	put_number(out, rec->no);
	put_number(out, status == STATUS_SKIP ? 1000 + rec->fault : 0);
	put_number(out, status == STATUS_SKIP ? rec->fault_at : 0);
	put_number(out, rec_passed(r));
	put_number(out, rec_cut_off(r));
	put_number(out, rec->nfield);
	buf_put(out, rec->raw);
	for (size_t i = 0; i <= rec->nfield; i++) {
		struct pos pos = rec_pos(r, rec, i);

		put_number(out, pos.line);
		put_number(out, pos.col);
		if (i == rec->nfield)
			break;
		put_number(out, rec->start[i]);
		buf_put(out, rec->field[i]);
		buf_putc(out, '\1');
	}
}

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
	enum status status = STATUS_FATAL;
	struct rec rec;

	buf_reset(out);
	while (r != NULL && ((status = rec_next(r, &rec)) == STATUS_OK ||
	    status == STATUS_SKIP))
		put_record(out, r, &rec, status);
	put_number(out, status);
	rec_close(r);
	diag_free(d);
	fclose(sink);
	buf_put(out, (struct str){ said, n });
	free(said);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct {
		bool office;
		char delimiter, quote;
	} form[] = { { false, 0, 0 }, { true, 0, 0 }, { true, ';', 0 },
		{ true, '\t', '\'' } };
	struct str in = { (const char *)data, size };
	struct buf want, got;

	buf_init(&want, BUF_UNBOUNDED);
	buf_init(&got, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(form) / sizeof(form[0]); i++) {
		struct rec_opts opts = { .office = form[i].office,
			.delimiter = form[i].delimiter,
			.quote = form[i].quote, .no_scan = true };

		run(&want, in, &opts);
		opts.no_scan = false;
		for (opts.block = 0; opts.block <= 200;
		    opts.block += opts.block < 70 ? 1 : 13) {
			run(&got, in, &opts);
			if (!str_eq(buf_str(&want), buf_str(&got)))
				abort();
		}
	}
	buf_fini(&want);
	buf_fini(&got);
	return 0;
}
