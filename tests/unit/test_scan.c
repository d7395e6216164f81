/* Plain lines found by masks: the same as libcsv says, whichever way the
 * masks are made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record/rec.h"
#include "record/scan.h"
#include "record/scan_mask.h"

static uint64_t
random_next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void
masks(void **state)
{
	uint64_t seed = 88172645463325252u;
	char p[SCAN_MASK_BYTES];

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct scan_mask m, want = { 0, 0 };
		/* every byte value in turn, among its neighbours */
		unsigned char wanted = (unsigned char)(round % 256);

		for (int i = 0; i < SCAN_MASK_BYTES; i++) {
			unsigned c = (unsigned)(random_next(&seed) >> 32);

			p[i] = (char)(c % 4 == 0 ? wanted + c / 4 % 3 - 1 :
			    c / 4);
			want.wanted |= (uint64_t)((unsigned char)p[i] ==
			    wanted) << i;
			want.low |= (uint64_t)((unsigned char)p[i] <=
			    SCAN_LOW) << i;
		}
		m = scan_mask(p, (char)wanted);
		if (m.wanted != want.wanted || m.low != want.low)
			fail_msg("round %d", round);
		m = scan_mask_words(p, (char)wanted);
		if (m.wanted != want.wanted || m.low != want.low)
			fail_msg("round %d, words", round);
	}
}

static void
lines(void **state)
{
	static const struct {
		const char *in;
		size_t n, end;
	} row[] = {
		{ "a,b\nc", 2, 3 }, { "a\n", 1, 1 }, { ",\n", 2, 1 },
		{ "\n", 0, 0 }, { "", 0, 0 }, { "a,b", 0, 0 },
		{ "a,\"b\"\n", 0, 0 }, { "a,b\r\n", 0, 0 },
		{ "a b\n", 0, 0 }, { "a\tb\n", 0, 0 }, { "楼,宇\n", 2, 7 },
		{ "1,2,3,4\n", 4, 7 }, { "1,2,3,4,5\n", 0, 0 },
	};
	struct str field[4];
	size_t start[4], end;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		size_t n = scan_line(str_from(row[i].in), ',', field, start, 4,
		    &end);

		if (n != row[i].n || (n > 0 && end != row[i].end))
			fail_msg("%s: %zu fields", row[i].in, n);
		for (size_t j = 0; j < n; j++)
			assert_ptr_equal(field[j].p, row[i].in + start[j]);
	}
	assert_int_equal(scan_line(STR("a\n"), ',', field, start, 0, &end), 0);
	assert_true(scan_knows(',', '"'));
	assert_false(scan_knows('\t', '"'));
	assert_false(scan_knows(',', '\''));
}

/* Records, positions and messages of a text. */
static void
read_all(struct buf *out, struct str in, const struct rec_opts *opts)
{
	char *said = NULL;
	size_t n = 0;
	FILE *sink = open_memstream(&said, &n);
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = sink });
	struct text *t = text_open(d, input_memory(d, "f", in), NULL);
	struct rec_reader *r = t == NULL ? NULL : rec_open(d, t, opts);
	enum status status = STATUS_FATAL;
	struct rec rec;

	buf_reset(out);
	while (r != NULL && ((status = rec_next(r, &rec)) == STATUS_OK ||
	    status == STATUS_SKIP)) {
		buf_int(out, (int64_t)rec.line);
		buf_putc(out, ' ');
		buf_int(out, (int64_t)rec_passed(r));
		for (size_t i = 0; i < rec.nfield; i++) {
			buf_putc(out, '[');
			buf_put(out, rec.field[i]);
			buf_int(out, (int64_t)rec_pos(r, &rec, i).col);
		}
	}
	buf_int(out, status);
	rec_close(r);
	diag_free(d);
	fclose(sink);
	buf_put(out, (struct str){ said, n });
	free(said);
}

/* Mostly clean files of three columns with a fault or a rarity here and
 * there. */
static void
make_text(struct buf *b, uint64_t *seed)
{
	static const char *const odd[] = { "\"a,b\"", "\"x\ny\"", " z", "\"\"",
		"\r", "\"", "\xff", "楼", ",", "\n", "!", "\"q\"\"\"" };
	unsigned rows = (unsigned)(random_next(seed) % 12);
	unsigned oddness = (unsigned)(random_next(seed) % 40) + 2;

	buf_reset(b);
	buf_puts(b, "a,b,c\n");
	for (unsigned i = 0; i < rows * 3; i++) {
		unsigned n = (unsigned)(random_next(seed) % 40);

		if (random_next(seed) % oddness == 0)
			buf_puts(b, odd[random_next(seed) %
			    (sizeof(odd) / sizeof(odd[0]))]);
		else
			buf_pad(b, (char)('0' + n % 10), n);
		buf_puts(b, i % 3 < 2 ? "," :
		    random_next(seed) % (oddness * 2) == 0 ? "\r\n" : "\n");
	}
	if (random_next(seed) % 9 == 0 && b->n > 0)
		b->n--;
}

static void
as_libcsv(void **state)
{
	uint64_t seed = 1234567;
	struct buf text, want, got;

	(void)state;
	buf_init(&text, BUF_UNBOUNDED);
	buf_init(&want, BUF_UNBOUNDED);
	buf_init(&got, BUF_UNBOUNDED);
	for (int round = 0; round < 1500; round++) {
		struct rec_opts opts = { .office = round % 2, .no_scan = true };

		make_text(&text, &seed);
		read_all(&want, buf_str(&text), &opts);
		opts.no_scan = false;
		for (opts.block = 0; opts.block < 300;
		    opts.block += opts.block < 8 ? 1 : 31) {
			read_all(&got, buf_str(&text), &opts);
			if (!str_eq(buf_str(&want), buf_str(&got)))
				fail_msg("round %d, block %zu:\n%.*s\n%.*s\n%.*s",
				    round, opts.block,
				    STR_ARG(buf_str(&text)),
				    STR_ARG(buf_str(&want)),
				    STR_ARG(buf_str(&got)));
		}
	}
	buf_fini(&text);
	buf_fini(&want);
	buf_fini(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(masks),
		cmocka_unit_test(lines),
		cmocka_unit_test(as_libcsv),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
