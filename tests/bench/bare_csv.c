/* A bare libcsv parse, strict, that counts: what an import is held against. */
#include <csv.h>
#include <stdio.h>

struct count {
	unsigned long rows, fields, bytes;
};

static void
field(void *s, size_t n, void *arg)
{
	struct count *c = arg;

	(void)s;
	c->fields++;
	c->bytes += n;
}

static void
row(int end, void *arg)
{
	struct count *c = arg;

	(void)end;
	c->rows++;
}

int
main(void)
{
	static char block[262144];
	struct count c = { 0, 0, 0 };
	struct csv_parser p;
	size_t n;

	if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		return 2;
	while ((n = fread(block, 1, sizeof(block), stdin)) > 0)
		if (csv_parse(&p, block, n, field, row, &c) != n)
			return 1;
	if (csv_fini(&p, field, row, &c) != 0)
		return 1;
	csv_free(&p);
	printf("%lu %lu %lu\n", c.rows, c.fields, c.bytes);
	return 0;
}
