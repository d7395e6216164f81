#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../fuzz/fuzz_fastlane.c"

static const char *const months[] = { "2023-04", "2023-12",
	"2023年4月", "2023年12月", "2023年04月",
	"2023年13月", "2023.04", "2023.1", "2023-13",
	"202304", "", "0000年1月", " 2023-04",
	"2023年4", "合计" };
static const char *const payers[] = { "913205826778330219",
	"91320582MA1XXXXX0A", "913205826778330000",
	"913205826778330e19", "9.13205E+17", "X", "",
	"91320582677833021９", "'913205826778330219",
	"\"913205826778330219\"", "合计", "913205826778330 19",
	"TOTAL" };
static const char *const amounts[] = { "1.00", "-1.00", "0.00",
	"-0.00", "012.50", "12", "-12.5", "12.345",
	"0.000001", "1,234.00", "\"1,234.00\"", "—",
	"", ".", "-", "5.", ".5", "--5",
	"1.2.3", "1000000000000.00", "1000000000000.01",
	"999999999999.99", "100000000", "100000001",
	"99999999999999999999", "1万", "1e5", "+1.00",
	"0.10", "-0.01", "00.10", "\"1\n2\"",
	"\"2023-04,913205826778330219,1.00\n2023-04\"" };
static const char *const headers[] = { "month,uscc,tax_yuan\n",
	"month,uscc,tax_yuan,local_tax_yuan\n",
	"月份,纳税人识别号,全口径税收(万元)\n",
	"纳税人识别号,全口径税收(亿元),月份\n",
	"月份,纳税人识别号,全口径税收(元),行业\n",
	"月份,纳税人识别号,全口径税收(元),\n" };
static const char orders[][5] = { "mpa", "mpaa", "mpa", "pam", "mpam", "mpap" };

static unsigned
draw(uint64_t *seed, size_t n)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (unsigned)((*seed >> 33) % n);
}

#define PICK(seed, dirt, list) \
	((list)[draw(seed, 10) < (dirt) ? draw(seed, \
	    sizeof(list) / sizeof((list)[0])) : 0])

static void
make_table(uint64_t *seed, struct buf *b)
{
	unsigned h = draw(seed, sizeof(headers) / sizeof(headers[0]));
	unsigned rows = 260 + draw(seed, 60), dirt = draw(seed, 4);

	buf_reset(b);
	buf_puts(b, headers[h]);
	for (unsigned i = 0; i < rows; i++) {
		for (const char *c = orders[h]; *c != '\0'; c++) {
			if (c != orders[h])
				buf_putc(b, ',');
			buf_puts(b, *c == 'm' ? PICK(seed, dirt, months)
			    : *c == 'p' ? PICK(seed, dirt, payers)
					: PICK(seed, dirt, amounts));
		}
		if (draw(seed, 40) == 0 && dirt > 0)
			buf_puts(b, draw(seed, 2) ? ",extra" : ",");
		buf_puts(b, draw(seed, 40) == 0 && dirt > 0 ? "\r\n" : "\n");
		if (draw(seed, 50) == 0 && dirt > 0)
			buf_puts(b, draw(seed, 2) ? "\n" : "month,uscc,tax_yuan\n");
	}
	if (draw(seed, 4) == 0)
		b->n--;
	if (draw(seed, 6) == 0) /* GBK behind ASCII, or no text at all */
		buf_puts(b, draw(seed, 2) ? "2023-04,\xd0\xd0,1.00\n" : "\xff\n");
}

static void
same_rows_either_way(void **state)
{
	uint64_t seed = 5;
	struct buf b;

	(void)state;
	buf_init(&b, BUF_UNBOUNDED);
	for (int i = 0; i < 40; i++) {
		make_table(&seed, &b);
		LLVMFuzzerTestOneInput((const uint8_t *)b.p, b.n);
	}
	buf_fini(&b);
}

/* What lies in the fourth column, which is no one's. */
#define GBK8 "\xd0\xd0\xd0\xd0\xd0\xd0\xd0\xd0\xd0\xd0\xd0\xd0\xd0\xd0\xd0\xd0"
static const char *const notes[] = { "x", "", "业态", "\xd2\xb5\xcc\xac", "\xff",
	/* what was ASCII is GBK: the text grows by a clean line's 34 bytes */
	GBK8 GBK8 GBK8 GBK8 "\xd0\xd0\xd0\xd0",
	"\"a\nb\"", "\"\n2023-04,913205826778330219,1.00,\n\"" };

/* Longer than a reader sees at once; bad: a note that is no UTF-8. */
static void
make_long_table(uint64_t *seed, struct buf *b, bool bad)
{
	unsigned rows = 4000 + draw(seed, 300), at = draw(seed, rows);
	unsigned every = draw(seed, 3) == 0 ? 1 : 50 + draw(seed, 2000);

	buf_reset(b);
	buf_puts(b, draw(seed, 5) == 0 ? "\xEF\xBB\xBF" : "");
	buf_puts(b, "month,uscc,tax_yuan,note\n");
	for (unsigned i = 0; i < rows; i++) {
		unsigned kind = i == at && bad ? 3 + draw(seed, 3) :
		    draw(seed, every) > 0 ? 0 : 1 + draw(seed, 2);

		if (draw(seed, every) == 1)
			kind = 6 + draw(seed, 2);
		buf_puts(b, "2023-04,");
		buf_puts(b, PICK(seed, draw(seed, every) == 1, payers));
		buf_putc(b, ',');
		buf_puts(b, PICK(seed, draw(seed, every) == 1, amounts));
		buf_putc(b, ',');
		buf_puts(b, notes[kind]);
		buf_putc(b, '\n');
	}
}

static void
parts_of_a_file_are_read_beside_the_reader(void **state)
{
	static const size_t parts[] = { 700, 9000, 40000 };
	uint64_t seed = 11;
	struct buf b;

	(void)state;
	buf_init(&b, BUF_UNBOUNDED);
	for (unsigned i = 0; i < 30; i++) {
		make_long_table(&seed, &b, i % 3 == 2);
		for (unsigned k = 0; k < 3; k++)
			compare(buf_str(&b), &(struct way){ .text = true,
			    .beside = true, .threads = 2 + k % 2,
			    .encoding = (i / 3 + k) % 2 == 0 ? ENCODING_AUTO :
			        ENCODING_UTF8,
			    .block = k == 2 ? 5000 : 0, .part = parts[k],
			    .max_rejects = i % 5 == 4 ? 3 :
			        (unsigned long)-1 });
	}
	buf_fini(&b);
}

/* It is taken at all, and not by a row that is not as it should be. */
static void
clean_rows_go_the_fast_way(void **state)
{
	static const struct {
		const char *header, *row;
		bool fast;
	} table[] = {
		{ "month,uscc,tax_yuan\n", "2023-04,913205826778330219,1.00\n",
		    true },
		{ "month,uscc,tax_yuan\n", "2023-04,913205826778330219,1\n",
		    true },
		{ "month,uscc,tax_yuan,local_tax_yuan\n",
		    "2023-04,913205826778330219,1.00,\n", true },
		{ "month,uscc,tax_yuan\n", "2023-13,913205826778330219,1.00\n",
		    false },
		{ "month,uscc,tax_yuan\n", "2023-04,913205826778330000,1.00\n",
		    false },
		{ "month,uscc,tax_yuan\n", "2023-04,91320582677833021a,1.00\n",
		    false },
		{ "month,uscc,tax_yuan\n", "2023-04,913205826778330219,\n",
		    false },
		{ "month,uscc,tax_yuan\n", "2023-04,913205826778330219,1.001\n",
		    false },
		{ "月份,纳税人识别号,全口径税收(万元)\n",
		    "2023年4月,913205826778330219,0.000001\n", true },
		{ "月份,纳税人识别号,全口径税收(万元)\n",
		    "2023年4月,913205826778330219,0.0000001\n", false },
	};
	const struct way way = { .text = true, .threads = 1,
		.max_rejects = (unsigned long)-1 };
	struct result r;
	struct buf b;

	(void)state;
	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		buf_reset(&b);
		buf_puts(&b, table[i].header);
		for (int k = 0; k < 300; k++)
			buf_puts(&b, table[i].row);
		run(buf_str(&b), &way, &r);
		if ((r.fast > 40) != table[i].fast)
			fail_msg("row %zu: %lu by the fast lane: %.*s", i, r.fast, (int)r.out.n, r.out.p);
		buf_fini(&r.out);
	}
	buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_rows_either_way),
		cmocka_unit_test(parts_of_a_file_are_read_beside_the_reader),
		cmocka_unit_test(clean_rows_go_the_fast_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
