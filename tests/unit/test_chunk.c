/* Files in chunks on threads: the records of one reading, or a refusal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#include "base/thread.h"
#include "record/chunk.h"

#define PIECES 2000

struct note {
	struct buf rows[PIECES]; /* by chunk */
	unsigned long line[PIECES][400]; /* of the chunk's rows */
	size_t n[PIECES];
	size_t last;
	size_t headers;
};

static void
put_rec(struct buf *b, const struct rec *rec)
{
	buf_putc(b, '\1');
	for (size_t i = 0; i < rec->nfield; i++) {
		buf_putc(b, '[');
		buf_put(b, rec->field[i]);
	}
}

static bool
see_file(void *arg, size_t file, const struct rec *header)
{
	struct note *note = arg;

	assert_int_equal(file, note->headers++);
	return header->nfield > 0;
}

static bool
take_rows(void *arg, struct chunk *c)
{
	struct note *note = arg;
	struct rec rec;

	while (chunk_next(c, &rec) == STATUS_OK) {
		put_rec(&note->rows[c->no], &rec);
		note->line[c->no][note->n[c->no]++] = rec.line;
	}
	return c->status == STATUS_END;
}

/* One reading of all files; false at a fault. */
static bool
read_whole(struct buf *out, const char *const *path, size_t npath)
{
	bool ok = true;

	buf_reset(out);
	for (size_t i = 0; ok && i < npath; i++) {
		struct diag *d = diag_new(&(struct diag_opts){ .program = "t" });
		struct text *t = text_open(d, input_open(d, path[i]), NULL);
		struct rec_reader *r = t == NULL ? NULL : rec_open(d, t, NULL);
		enum status status = STATUS_FATAL;
		struct rec rec;

		while (r != NULL && (status = rec_next(r, &rec)) == STATUS_OK) {
			put_rec(out, &rec);
			buf_int(out, (int64_t)rec.line);
		}
		ok = status == STATUS_END;
		rec_close(r);
		diag_free(d);
	}
	return ok;
}

static bool
read_chunks(struct buf *out, const char *const *path, size_t npath,
    uint64_t bytes, unsigned threads)
{
	struct note *note = calloc(1, sizeof(*note));
	struct chunk_job job = { note, see_file, take_rows, bytes };
	struct chunk_set *s = chunk_open(path, npath, &job);
	bool ok;

	for (size_t i = 0; i < PIECES; i++)
		buf_init(&note->rows[i], BUF_UNBOUNDED);
	ok = s != NULL && chunk_run(s, threads);
	buf_reset(out);
	for (size_t i = 0; i < PIECES; i++) {
		struct str rest = str_sub(buf_str(&note->rows[i]), 1,
		    note->rows[i].n), row;

		for (size_t k = 0; ok && k < note->n[i]; k++) {
			str_cut(&rest, '\1', &row);
			buf_putc(out, '\1');
			buf_put(out, row);
			buf_int(out, (int64_t)(note->line[i][k] +
			    chunk_line(s, i)));
		}
		buf_fini(&note->rows[i]);
	}
	chunk_close(s);
	free(note);
	return ok;
}

static void
write_file(const char *path, struct str s, bool packed)
{
	gzFile f = gzopen(path, packed ? "wb" : "wbT");

	assert_non_null(f);
	assert_int_equal(gzwrite(f, s.p, (unsigned)s.n), s.n);
	assert_int_equal(gzclose(f), Z_OK);
}

static void
make_text(struct buf *b, uint64_t *seed, bool quotes)
{
	buf_reset(b);
	buf_puts(b, *seed % 5 == 0 ? "\xEF\xBB\xBFkey,n\n" : "key,n\n");
	for (uint64_t i = *seed % 60; i > 0; i--) {
		*seed ^= *seed << 13;
		*seed ^= *seed >> 7;
		*seed ^= *seed << 17;
		buf_pad(b, 'x', *seed % 9);
		if (quotes && *seed % 11 == 0)
			buf_puts(b, ",\"楼,\n宇\"\n");
		else if (*seed % 97 == 0)
			buf_puts(b, ",\"\n"); /* an open quote */
		else
			buf_puts(b, ",楼\n");
	}
}

static void
as_one_reading(void **state)
{
	char name[2][32] = { "/tmp/test_chunk.XXXXXX",
		"/tmp/test_chunk.XXXXXX" };
	const char *path[2] = { name[0], name[1] };
	uint64_t seed = 987654321;
	struct buf text, want, got;
	unsigned taken = 0, refused = 0;

	(void)state;
	buf_init(&text, BUF_UNBOUNDED);
	buf_init(&want, BUF_UNBOUNDED);
	buf_init(&got, BUF_UNBOUNDED);
	for (int i = 0; i < 2; i++)
		close(mkstemp(name[i]));
	for (int round = 0; round < 150; round++) {
		bool whole;

		for (int i = 0; i < 2; i++) {
			make_text(&text, &seed, round % 2);
			write_file(path[i], buf_str(&text), seed % 7 == 0);
		}
		whole = read_whole(&want, path, 2);
		for (uint64_t bytes = 1; bytes < 600; bytes += bytes / 2 + 1) {
			if (!read_chunks(&got, path, 2, bytes,
			    1 + (unsigned)round % 3)) {
				refused++;
				if (whole && round % 2 == 0)
					fail_msg("round %d, %d bytes: refused",
					    round, (int)bytes);
				continue;
			}
			taken++;
			if (!whole || !str_eq(buf_str(&want), buf_str(&got)))
				fail_msg("round %d, %d bytes:\n%.*s\n%.*s",
				    round, (int)bytes, STR_ARG(buf_str(&want)),
				    STR_ARG(buf_str(&got)));
		}
	}
	assert_true(taken > 500);
	assert_true(refused > 100);
	for (int i = 0; i < 2; i++)
		unlink(path[i]);
	buf_fini(&text);
	buf_fini(&want);
	buf_fini(&got);
}

/* What cannot be read twice is not begun. */
static void
refused(void **state)
{
	static const char *const path[][1] = { { "-" }, { "/dev/null" },
		{ "/tmp" }, { "/tmp/no such file" } };
	struct buf got;

	(void)state;
	buf_init(&got, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(path) / sizeof(path[0]); i++)
		assert_false(read_chunks(&got, path[i], 1, 0, 2));
	buf_fini(&got);
}

struct tally {
	struct thread_lock *lock;
	unsigned sum;
};

static void
count(void *arg, unsigned no)
{
	struct tally *t = arg;

	for (int i = 0; i < 1000; i++) {
		thread_lock_enter(t->lock);
		t->sum += no + 1;
		thread_lock_leave(t->lock);
	}
}

static void
threads(void **state)
{
	struct tally t = { thread_lock_new(), 0 };

	(void)state;
	thread_run(4, count, &t);
	assert_int_equal(t.sum, 10000);
	thread_lock_free(t.lock);
	assert_true(thread_processors() >= 1);
	assert_int_equal(thread_count(3, 8), 3);
	assert_int_equal(thread_count(9, 8), 8);
	assert_int_equal(thread_count(-1, 1), 1);
	assert_int_equal(thread_count(0, 1025), thread_processors());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_one_reading),
		cmocka_unit_test(refused),
		cmocka_unit_test(threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
