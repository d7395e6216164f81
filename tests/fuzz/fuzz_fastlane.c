/*
 * Any table of taxes: with the fast lane the same rows, rejects, audit,
 * messages and account as cell by cell, in whatever blocks the text is
 * seen, parts it is cut into and threads that read them.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "import/importer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct way {
	bool text, audit, source; /* text: the fast lane is open */
	enum encoding encoding;
	bool beside; /* and parts may be read beside the reader */
	size_t block, part;
	unsigned threads;
	unsigned long max_rejects;
};

struct result {
	struct buf out;
	unsigned long fast;
};

static bool
put_cells(void *arg, const struct str *cell, size_t n)
{
	struct result *r = arg;

	rec_put_row(&r->out, cell, n);
	return true;
}

static bool
put_text(void *arg, struct str rows)
{
	struct result *r = arg;

	buf_put(&r->out, rows);
	return true;
}

static bool
put_reject(void *arg, const struct import_reject *j)
{
	struct result *r = arg;
	struct str cell[] = { STR("REJECT"), str_from(j->field), j->value,
		j->message, j->raw };

	buf_int(&r->out, (int64_t)j->pos.line);
	buf_int(&r->out, (int64_t)j->pos.col);
	rec_put_row(&r->out, cell, 5);
	return true;
}

static bool
put_change(void *arg, const struct import_change *c)
{
	struct result *r = arg;
	struct str cell[] = { STR("CHANGE"), str_from(c->field), c->from,
		c->to, str_from(c->rule) };

	buf_int(&r->out, (int64_t)c->pos.line);
	rec_put_row(&r->out, cell, 5);
	return true;
}

static enum status
next(void *arg, struct rec *out)
{
	return rec_next(arg, out);
}

static struct pos
pos(void *arg, const struct rec *rec, size_t idx)
{
	return rec_pos(arg, rec, idx);
}

static struct pos
pos_at(void *arg, const struct rec *rec, size_t offset)
{
	return rec_pos_at(arg, rec, offset);
}

static struct str
ahead(void *arg, size_t want, uint64_t *at, char *delimiter)
{
	struct str text = rec_ahead(arg, want);

	*at = rec_passed(arg);
	*delimiter = rec_delimiter(arg);
	return text;
}

static void
pass(void *arg, size_t bytes, size_t lines)
{
	rec_pass(arg, bytes, lines);
}

static uint64_t
plain(void *arg, bool *ascii)
{
	return rec_plain(arg, ascii);
}

static ssize_t
read_at(void *arg, uint64_t at, char *buf, size_t n)
{
	return rec_read_at(arg, at, buf, n);
}

static void
import(struct diag *d, struct str in, const struct way *way,
    struct heading_book *book, struct result *r)
{
	static const bool no_fill[8];
	static const struct str no_set[8];
	static const enum unit no_unit[8];
	struct rec_opts office = { .office = true, .block = way->block };
	struct import_opts opts = { .ds = dataset_at(DATASET_TAXES),
		.book = book, .duplicates = DUPLICATES_DEFAULT,
		.cumulative = IMPORT_SINCE_LEAVE, .source = way->source,
		.fill_down = no_fill, .set = no_set, .unit = no_unit,
		.max_rejects = way->max_rejects, .threads = way->threads,
		.part = way->part };
	struct import_sink sink = { put_cells, put_cells, put_reject,
		way->audit ? put_change : NULL,
		way->text ? put_text : NULL, r };
	struct text_opts how = { .encoding = way->encoding };
	struct text *t = text_open(d, input_memory(d, "f", in), &how);
	struct rec_reader *rec = t == NULL ? NULL : rec_open(d, t, &office);
	struct import_source source = { .next = next, .pos = pos,
		.pos_at = pos_at, .arg = rec, .name = "f", .ahead = ahead,
		.pass = pass, .plain = way->beside ? plain : NULL,
		.read_at = read_at };
	struct importer *im = rec == NULL ? NULL
	    : importer_new(d, &opts, &sink);
	bool ok = im != NULL && importer_file(im, &source,
	    (struct str){ "", 0 }) && importer_finish(im);

	buf_puts(&r->out, ok ? "done " : "failed ");
	if (im != NULL) {
		account_put_rows(&r->out, LANG_EN, importer_account(im));
		account_put_amounts(&r->out, LANG_EN, importer_account(im),
		    "tax_yuan");
		if (ok && !account_balances(importer_account(im)))
			abort();
		r->fast = importer_fast(im);
	}
	rec_close(rec); /* as bldg-import does: nobody reads in it any more */
	importer_free(im);
}

static struct heading_book *
known_headings(struct diag *d)
{
	struct heading_book *book = heading_new();
	struct rec_reader *csv = rec_open(d, text_open(d, input_memory(d,
	    "headings", STR("dataset,column,synonym,unit\n"
	    "taxes,month,月份,\ntaxes,uscc,纳税人识别号,\n"
	    "taxes,tax_yuan,全口径税收,\n"
	    "taxes,local_tax_yuan,地方级税收,\n")), NULL), NULL);

	if (csv == NULL || !heading_load(d, book, csv))
		abort();
	rec_close(csv);
	return book;
}

static void
run(struct str in, const struct way *way, struct result *r)
{
	char *said = NULL;
	size_t n = 0;
	FILE *sink = open_memstream(&said, &n);
	struct diag *d = diag_new(&(struct diag_opts){ .program = "fuzz",
	    .sink = sink });
	struct heading_book *book = known_headings(d);

	buf_init(&r->out, BUF_UNBOUNDED);
	r->fast = 0;
	import(d, in, way, book, r);
	heading_free(book);
	diag_free(d);
	fclose(sink);
	buf_put(&r->out, (struct str){ said, n });
	free(said);
}

static void
compare(struct str in, const struct way *way)
{
	struct way plain = *way;
	struct result want, got;

	plain.text = false;
	run(in, &plain, &want);
	run(in, way, &got);
	if (want.fast != 0 || want.out.n != got.out.n ||
	    memcmp(want.out.p, got.out.p, want.out.n) != 0) {
		fprintf(stderr, "--- cell by cell\n%.*s\n--- fast lane\n%.*s\n",
		    (int)want.out.n, want.out.p, (int)got.out.n, got.out.p);
		abort();
	}
	buf_fini(&want.out);
	buf_fini(&got.out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t blocks[] = { 0, 1, 2, 7, 64, 1000 };
	static const size_t parts[] = { 0, 1, 40, 100 };
	struct str in = { (const char *)data, size };

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++)
			compare(in, &(struct way){ .text = true,
			    .audit = (i + k) % 3 == 1,
			    .source = i + k == 5, .block = blocks[i],
			    .encoding = (i + k) % 4 == 9 ? ENCODING_AUTO :
			        ENCODING_UTF8,
			    .part = parts[k], .beside = 0 && (i + k) % 2 == 1,
			    .threads = (unsigned)(1 + (i + k) % 3),
			    .max_rejects = k == 3 ? 2 : (unsigned long)-1 });
	return 0;
}
