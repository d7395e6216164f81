/*
 * A whole import: any bytes as an office's file, of any dataset, with the
 * options that the first two bytes choose.  Every row is accounted for,
 * every written cell is canonical, every reject has its line.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "import/dialect.h"
#include "import/importer.h"
#include "record/rec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char headings[] = "dataset,column,synonym,unit\n"
    "taxes,month,月份,\ntaxes,uscc,税号,\ntaxes,tax_yuan,税收,\n"
    "taxes,tax_yuan,本月,\ntaxes,local_tax_yuan,地方税收,\n"
    "buildings,name,楼宇,\nbuildings,district,所属区,\n"
    "buildings,gfa_m2,面积,\ntenancies,building_id,楼宇,名称\n"
    "tenancies,uscc,税号,\n";
static const char words[] = "dataset,column,synonym,value\n*,flag,是,1\n";

struct seen {
	const struct dataset *ds;
	unsigned long rows, rejects;
};

static bool
put_header(void *arg, const struct str *name, size_t n)
{
	(void)arg;
	return n > 0 && name[0].n > 0;
}

static bool
put_row(void *arg, const struct str *cell, size_t n)
{
	struct seen *seen = arg;

	if (n < seen->ds->ncolumn)
		abort();
	for (size_t i = 0; i < seen->ds->ncolumn; i++) {
		const struct column *c = &seen->ds->column[i];
		struct value v;

		if (value_parse(c->type, c->choices, cell[i], &v) != VALUE_OK)
			abort();
	}
	seen->rows++;
	return true;
}

static bool
put_reject(void *arg, const struct import_reject *r)
{
	struct seen *seen = arg;

	if (r->pos.line == 0 || r->message.n == 0)
		abort();
	seen->rejects++;
	return true;
}

static bool
put_change(void *arg, const struct import_change *c)
{
	(void)arg;
	return c->rule != NULL && c->field != NULL;
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

static struct rec_reader *
table(struct diag *d, const char *name, const char *bytes, size_t n)
{
	struct input *in = input_memory(d, name, (struct str){ bytes, n });

	return rec_open(d, text_open(d, in, NULL), NULL);
}

static struct heading_book *
book(struct diag *d, const struct dataset *ds, bool wide)
{
	struct heading_book *b = heading_new();
	struct rec_reader *h = table(d, "h", headings, sizeof(headings) - 1);
	struct rec_reader *w = table(d, "w", words, sizeof(words) - 1);
	size_t tax = dataset_column(ds, STR("tax_yuan"));

	if (!heading_load(d, b, h) || !heading_load_words(d, b, w))
		abort();
	rec_close(h);
	rec_close(w);
	heading_set_year(b, 2023);
	if (wide && tax < ds->ncolumn) {
		heading_add_wide(b, ds, tax, STR("{month}税收"));
		heading_add_cumulative(b, ds, tax, STR("1-{month}"));
	}
	return b;
}

static void
import(struct diag *d, const struct import_opts *opts, struct str bytes)
{
	struct seen seen = { opts->ds, 0, 0 };
	struct import_sink sink = { .header = put_header, .row = put_row,
		.reject = put_reject, .change = put_change, .arg = &seen };
	struct importer *im = importer_new(d, opts, &sink);
	struct rec_opts office = { .office = true };
	struct text_opts how = { .encoding = ENCODING_AUTO };
	struct text *t = text_open(d, input_memory(d, "f", bytes), &how);
	struct rec_reader *r = t == NULL ? NULL : rec_open(d, t, &office);
	struct import_source source = { .next = next, .pos = pos,
		.pos_at = pos_at, .arg = r, .name = "f" };
	struct str delimiter, other;

	if (r != NULL) {
		delimiter = dialect_delimiter(opts->book, opts->ds,
		    rec_peek(r), &other);
		rec_set_dialect(r, delimiter.n == 1 ? delimiter.p[0] : ',',
		    0);
	}
	if (im != NULL && r != NULL &&
	    importer_file(im, &source, (struct str){ "", 0 }) &&
	    importer_finish(im)) {
		const struct account *a = importer_account(im);

		if (!account_balances(a) || a->written != seen.rows ||
		    (a->rejected > 0) != (seen.rejects > 0))
			abort();
	}
	importer_free(im);
	rec_close(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum dataset_id ids[] = { DATASET_TAXES,
		DATASET_BUILDINGS, DATASET_TENANCIES, DATASET_TAXES,
		DATASET_EVENTS, DATASET_SERVICES, DATASET_IDS, DATASET_TAXES };
	const char *dir = getenv("BLDG_DATA");
	struct import_opts opts = { .max_rejects = (unsigned long)-1 };
	struct arena keep = { NULL };
	static struct code_book *codes; /* the same for all inputs */
	char *said = NULL;
	size_t n = 0;
	FILE *sink = open_memstream(&said, &n);
	struct diag *d = diag_new(&(struct diag_opts){ .program = "fuzz",
	    .sink = sink });
	struct str bytes;

	if (codes == NULL)
		codes = code_load(d, dir != NULL ? dir : "data");
	if (codes == NULL)
		abort();
	if (size > 2) {
		opts.ds = dataset_at(ids[data[0] & 7]);
		opts.book = book(d, opts.ds, (data[0] & 8) != 0);
		opts.codes = codes;
		opts.names = register_new();
		register_add(opts.names, STR("320571-0001"), STR("320571"),
		    STR("东方之门"), STR("门;东门"));
		opts.assign = (data[0] & 16) != 0;
		opts.keep_unknown = (data[0] & 32) != 0;
		opts.source = (data[0] & 64) != 0;
		opts.brackets = opts.triangle = (data[0] & 128) != 0;
		opts.cumulative = (enum import_cumulative)(data[1] & 3);
		opts.duplicates =
		    (enum import_duplicates)((data[1] >> 2 & 7) % 5);
		opts.fill_down = arena_alloc(&keep, opts.ds->ncolumn + 1,
		    sizeof(bool));
		opts.set = arena_alloc(&keep, opts.ds->ncolumn + 1,
		    sizeof(*opts.set));
		opts.unit = arena_alloc(&keep, opts.ds->ncolumn + 1,
		    sizeof(*opts.unit));
		bytes = (struct str){ (const char *)data + 2, size - 2 };
		import(d, &opts, bytes);
		register_free(opts.names);
		heading_free((struct heading_book *)(uintptr_t)opts.book);
	}
	arena_fini(&keep);
	diag_free(d);
	fclose(sink);
	free(said);
	return 0;
}
