/*
 * Any bytes as a workbook: its rows, or a refusal with a message; texts
 * within their fields, places within a sheet and in order.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "record/sheet.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
read_sheet(struct book *b, size_t i)
{
	struct sheet *s = sheet_open(b, i, "f");
	enum status st = STATUS_FATAL;
	unsigned long line = 0;
	const struct sheet_range *range;
	struct rec rec;
	size_t n;

	/* the search for merged ranges and the parser agree, or it is said */
	if (s != NULL && i % 2 == 0 && !sheet_merged(s, &range, &n)) {
		sheet_close(s);
		return false;
	}
	while (s != NULL && ((st = sheet_next(s, &rec)) == STATUS_OK ||
	    st == STATUS_SKIP)) {
		if (rec.line <= line || rec.nfield == 0 ||
		    rec.nfield > 16384)
			abort();
		line = rec.line;
		for (size_t k = 0; k < rec.nfield; k++)
			if (!utf8_valid(rec.field[k], NULL) ||
			    sheet_pos(s, &rec, k).col != k + 1)
				abort();
	}
	sheet_close(s);
	return st == STATUS_END;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *sink = fopen("/dev/null", "w");
	struct diag *d = diag_new(&(struct diag_opts){ .program = "fuzz",
	    .sink = sink });
	struct input *in = input_memory(d, "f",
	    (struct str){ (const char *)data, size });
	struct book *b = book_open(d, in);
	bool ok = b != NULL;

	for (size_t i = 0; ok && i < book_nsheet(b); i++)
		ok = read_sheet(b, i);
	if (ok == (diag_count(d, DIAG_ERROR) > 0))
		abort();
	book_close(b);
	input_close(in);
	diag_free(d);
	fclose(sink);
	return 0;
}
