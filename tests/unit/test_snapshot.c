#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "import/snapshot.h"

/* What must hold of any fold, over small random cities: every row has one
 * fate, who is there is in force and nobody else is, the months before are
 * as they were, and a second fold changes nothing. */

#define CITIES 400
#define MONTH date_month_of(2023, 6)

static const char *const uscc[] = { "91320594MA00000015",
	"91320594MA00000028", "91320594MA0000003B", "91320594MA0000004E" };
static const char *const month[] = { "", "2023-01", "2023-05", "2023-06" };

static unsigned
draw(uint32_t *seed, unsigned n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 16) % n;
}

static void
put_file(const char *path, struct str text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	assert_int_equal(fclose(f), 0);
}

/* Rows of up to 3 buildings, 4 enterprises, 3 rooms; one key once. */
static void
put_city(struct buf *b, uint32_t *seed, bool dated)
{
	static const char *const left[] = { "", "", "2023-05", "2023-06" };

	buf_puts(b, "building_id,uscc,room,area_m2,employees,entered,left\n");
	for (unsigned i = 0; i < 36; i++) {
		unsigned from = draw(seed, 4), to = draw(seed, 4);

		if (draw(seed, 3) != 0)
			continue;
		buf_putc(b, (char)('A' + i % 3));
		buf_putc(b, ',');
		buf_puts(b, uscc[i / 3 % 4]);
		buf_putc(b, ',');
		if (i / 12 > 0)
			buf_int(b, i / 12);
		buf_puts(b, draw(seed, 2) ? ",10.00," : ",20.00,");
		if (draw(seed, 2))
			buf_int(b, draw(seed, 3));
		buf_putc(b, ',');
		if (dated && !(from == 3 && to == 2))
			buf_puts(b, month[from]);
		buf_putc(b, ',');
		if (dated)
			buf_puts(b, left[to]);
		buf_putc(b, '\n');
	}
}

static bool
read_with(struct snapshot *s, const char *path,
    bool (*read)(struct snapshot *, struct row_reader *))
{
	struct row_reader *in = row_open(s->d, path,
	    dataset_at(DATASET_TENANCIES), s->opts.codes);
	bool ok = in != NULL && read(s, in);

	row_close(in);
	return ok;
}

static void
fold(struct snapshot *s, struct diag *d, const struct code_book *codes,
    const char *was, const char *now)
{
	snapshot_init(s, d, &(struct snapshot_options){ .month = MONTH,
		.codes = codes, .force = true });
	assert_true(read_with(s, was, snapshot_read_tenancies));
	assert_true(read_with(s, now, snapshot_read_now));
}

/* Area in force of an enterprise in a building, -1 where there is none. */
static int64_t
area_in(const struct snapshot_rows *rows, const char *building,
    const char *who, int at)
{
	int64_t sum = -1;

	for (size_t i = 0; i < rows->n; i++) {
		const struct value *v = rows->row[i].value;
		const struct value *from = &v[COL(TENANCIES, entered)];
		const struct value *to = &v[COL(TENANCIES, left)];

		if (!str_is(v[COL(TENANCIES, building_id)].text, building) ||
		    !str_is(v[COL(TENANCIES, uscc)].text, who) ||
		    rows->row[i].fate == SNAPSHOT_WITHDRAWN ||
		    (from->known && from->n > at) ||
		    (to->known && to->n < at))
			continue;
		sum = (sum < 0 ? 0 : sum) + v[COL(TENANCIES, area_m2)].n;
	}
	return sum;
}

static void
put_folded(const struct snapshot *s, struct buf *out)
{
	struct str cell[SNAPSHOT_NCOL];
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	snapshot_put_header(s, cell);
	for (size_t i = 0; i <= s->was.n; i++) {
		if (i > 0 && !snapshot_put_row(s, i - 1, &b, cell))
			continue;
		for (size_t c = 0; c < SNAPSHOT_NCOL; c++) {
			if (c > 0)
				buf_putc(out, ',');
			buf_put(out, cell[c]);
		}
		buf_putc(out, '\n');
	}
	buf_fini(&b);
}

static void
check_account(const struct snapshot *s, unsigned city)
{
	size_t fates = 0;

	for (int f = SNAPSHOT_ELSEWHERE; f <= SNAPSHOT_WITHDRAWN; f++)
		fates += s->count[f];
	if (fates != s->before)
		fail_msg("city %u: a row before has no fate", city);
	if (s->before + s->count[SNAPSHOT_NEW] +
	    s->count[SNAPSHOT_NEW_AREA] + s->count[SNAPSHOT_NEW_ROOM] -
	    s->count[SNAPSHOT_WITHDRAWN] != s->after)
		fail_msg("city %u: the account is open", city);
	for (size_t i = 0; i < s->was.n; i++) {
		const struct value *v = s->was.row[i].value;
		const struct value *from = &v[COL(TENANCIES, entered)];
		const struct value *to = &v[COL(TENANCIES, left)];

		if (s->was.row[i].fate != SNAPSHOT_WITHDRAWN &&
		    s->was.row[i].fate != SNAPSHOT_PAST && from->known &&
		    to->known && to->n < from->n)
			fail_msg("city %u: left before it entered", city);
	}
}

/* was: as read, not folded */
static void
check_seats(const struct snapshot *was, const struct snapshot *s,
    unsigned city)
{
	for (char b = 'A'; b <= 'C'; b++)
		for (size_t u = 0; u < 4; u++) {
			const char building[] = { b, '\0' };
			bool in = map_find(&s->scope, str_from(building)) !=
			    MAP_NONE;
			int64_t now = area_in(in ? &s->now : &was->was,
			    building, uscc[u], MONTH);

			if ((area_in(&s->was, building, uscc[u], MONTH) < 0)
			    != (now < 0))
				fail_msg("city %u: who is there, %s %s", city,
				    building, uscc[u]);
			if (area_in(&s->was, building, uscc[u], MONTH - 1) !=
			    area_in(&was->was, building, uscc[u], MONTH - 1))
				fail_msg("city %u: the month before, %s %s",
				    city, building, uscc[u]);
		}
}

static void
any_fold_keeps_its_account_and_the_months_before(void **state)
{
	char was[] = "/tmp/snapshot-XXXXXX", now[] = "/tmp/snapshot-XXXXXX";
	FILE *sink = tmpfile();
	struct diag *d = diag_new(&(struct diag_opts){ .program = "test",
		.sink = sink });
	struct code_book *codes = code_load(d, getenv("BLDG_DATA"));
	struct buf b;

	(void)state;
	assert_non_null(codes);
	assert_int_equal(close(mkstemp(was)) + close(mkstemp(now)), 0);
	buf_init(&b, BUF_UNBOUNDED);
	for (unsigned city = 0; city < CITIES; city++) {
		uint32_t seed = city;
		struct snapshot s, before;

		buf_reset(&b);
		put_city(&b, &seed, true);
		put_file(was, buf_str(&b));
		buf_reset(&b);
		put_city(&b, &seed, false);
		put_file(now, buf_str(&b));
		fold(&before, d, codes, was, now);
		fold(&s, d, codes, was, now);
		if (snapshot_fold(&s)) {
			check_account(&s, city);
			check_seats(&before, &s, city);
			buf_reset(&b);
			put_folded(&s, &b);
			put_file(was, buf_str(&b));
			snapshot_fini(&s);
			fold(&s, d, codes, was, now);
			if (!snapshot_fold(&s) || s.after != s.before ||
			    s.count[SNAPSHOT_UNCHANGED] +
			    s.count[SNAPSHOT_PAST] +
			    s.count[SNAPSHOT_ELSEWHERE] != s.before)
				fail_msg("city %u: folded twice", city);
		}
		snapshot_fini(&before);
		snapshot_fini(&s);
	}
	buf_fini(&b);
	unlink(was);
	unlink(now);
	code_free(codes);
	diag_free(d);
	fclose(sink);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    any_fold_keeps_its_account_and_the_months_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
