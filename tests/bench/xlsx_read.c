/* The reader alone: every cell of every sheet. */
#include <stdio.h>

#include "record/sheet.h"

int
main(int argc, char **argv)
{
	struct diag *d = diag_new(&(struct diag_opts){ .program = "read",
	    .sink = stderr });
	struct input *in = argc > 1 ? input_open(d, argv[1]) : NULL;
	struct book *b = in == NULL ? NULL : book_open(d, in);
	unsigned long rows = 0, bytes = 0;

	for (size_t i = 0; b != NULL && i < book_nsheet(b); i++) {
		struct sheet *s = sheet_open(b, i, argv[1]);
		struct rec rec;

		while (s != NULL && sheet_next(s, &rec) == STATUS_OK) {
			rows++;
			for (size_t k = 0; k < rec.nfield; k++)
				bytes += rec.field[k].n;
		}
		sheet_close(s);
	}
	book_close(b);
	input_close(in);
	diag_free(d);
	printf("%lu rows, %lu bytes\n", rows, bytes);
	return rows == 0;
}
