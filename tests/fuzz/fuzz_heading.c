/*
 * Headings: any text against any dataset, with the built-in words of a few
 * columns and a user's.  What is found is a column of the dataset, found
 * again the same, and no heading is a month's figure and a cumulative one.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "import/heading.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool held)
{
	if (!held)
		abort();
}

static struct heading_book *
book_of(const struct dataset *ds)
{
	static const char csv[] = "dataset,column,synonym,unit\n"
				  "taxes,tax_yuan,全口径税收,\n"
				  "taxes,tax_yuan,税收（万元）,万元\n"
				  "taxes,month,月份,\n"
				  "buildings,gfa_m2,建筑面积（万㎡）,万㎡\n"
				  "tenancies,building_id,楼宇名称,名称\n";
	struct diag_opts opts = { .program = "fuzz" };
	struct diag *d = diag_new(&opts);
	struct text *t = text_open(d,
	    input_memory(d, "headings", STR(csv)), NULL);
	struct rec_reader *r = rec_open(d, t, NULL);
	struct heading_book *b = heading_new();

	must(r != NULL && heading_load(d, b, r));
	heading_add(b, ds, 0, STR("自编/列"), false);
	heading_add_wide(b, ds, ds->ncolumn - 1, STR("{month}税收"));
	heading_set_year(b, 2023);
	rec_close(r);
	diag_free(d);
	return b;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct dataset *ds;
	struct heading_book *b;
	struct heading h, again, since;
	struct str text;

	if (size == 0)
		return 0;
	text = (struct str){ (const char *)data + 1, size - 1 };
	if (!utf8_valid(text, NULL))
		return 0; /* text/ lets nothing else through */
	ds = dataset_at((enum dataset_id)(data[0] % DATASET_COUNT));
	b = book_of(ds);
	if (heading_find(b, ds, text, &h)) {
		must(h.column <= ds->ncolumn && !h.cumulative);
		must(heading_find(b, ds, text, &again));
		must(again.column == h.column && again.unit == h.unit);
		must(!heading_find_cumulative(b, ds, text, &since));
	}
	(void)heading_score(b, ds, text);
	heading_free(b);
	return 0;
}
