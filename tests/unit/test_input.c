/* io/input: files, pipes, gzip; a failure is never the end. */
#define _XOPEN_SOURCE 700

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <poll.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "io/input.h"

#define BYTES(lit) { (lit), sizeof(lit) - 1 }

/* gzip of "a,b\n1,2\n" */
#define PACKED                                                            \
	"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" \
	"\x4b\xd4\x49\xe2\x32\xd4\x31\xe2\x02\x00" \
	"\x7b\x07\x97\x0a\x08\x00\x00\x00"

static char folder[32], path[64];

struct env {
	FILE *sink;
	struct diag *diag;
};

static int
set_up(void **state)
{
	struct env *e = calloc(1, sizeof(*e));
	struct diag_opts opts = { .program = "test", .lang = LANG_EN };

	strcpy(folder, "/tmp/test_input_XXXXXX");
	if (e == NULL || mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/a", folder);
	e->sink = opts.sink = tmpfile();
	e->diag = diag_new(&opts);
	*state = e;
	return 0;
}

static int
tear_down(void **state)
{
	struct env *e = *state;

	diag_free(e->diag);
	fclose(e->sink);
	free(e);
	unlink(path);
	return rmdir(folder);
}

static void
write_file(struct str s)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(s.p, 1, s.n, f), s.n);
	fclose(f);
}

/* Reads to the end in pieces of n; false when reading failed. */
static bool
read_all(struct input *in, size_t n, struct buf *out)
{
	ssize_t got;

	buf_reset(out);
	do {
		got = input_read(in, buf_room(out, n), n);
		if (got > 0)
			out->n += (size_t)got;
	} while (got == (ssize_t)n);
	return got >= 0;
}

static const struct {
	const char *name;
	struct str file, out;
	bool bad;
} rows[] = {
	{ "empty", BYTES(""), BYTES(""), false },
	{ "plain", BYTES("a,b\n"), BYTES("a,b\n"), false },
	{ "one byte", BYTES("\x1f"), BYTES("\x1f"), false },
	{ "packed", BYTES(PACKED), BYTES("a,b\n1,2\n"), false },
	{ "two members", BYTES(PACKED PACKED),
	    BYTES("a,b\n1,2\na,b\n1,2\n"), false },
	{ "bytes after", BYTES(PACKED "x"), BYTES(""), true },
	{ "bytes after, two", BYTES(PACKED "xy"), BYTES(""), true },
	{ "magic only", BYTES("\x1f\x8b"), BYTES(""), true },
	{ "unknown method", BYTES("\x1f\x8b\x07\0\0\0\0\0\0\0\0\0"),
	    BYTES(""), true },
	{ "second member damaged", BYTES(PACKED "\x1f\x8b\x08\xff\xff"),
	    BYTES(""), true },
};

static void
each_row(void **state)
{
	struct env *e = *state;
	struct buf out;

	buf_init(&out, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t n = 1; n < 100000; n = n * 3 + 1) {
			struct input *in;
			bool good;

			write_file(rows[i].file);
			in = input_open(e->diag, path);
			assert_non_null(in);
			good = read_all(in, n, &out);
			if (good == rows[i].bad || (good &&
			    !str_eq(buf_str(&out), rows[i].out)))
				fail_msg("%s by %zu: %.*s", rows[i].name, n,
				    STR_ARG(buf_str(&out)));
			if (rows[i].bad)
				assert_int_equal(input_read(in,
				    buf_room(&out, 1), 1), -1);
			/* again from the start, if it was good */
			assert_int_equal(input_rewind(in), good);
			if (good) {
				assert_true(read_all(in, n, &out));
				assert_true(str_eq(buf_str(&out),
				    rows[i].out));
			}
			input_close(in);
		}
	assert_true(diag_code_count(e->diag, DIAG_GZIP) > 0);
	assert_int_equal(diag_code_count(e->diag, DIAG_READ), 0);
	buf_fini(&out);
}

/* Cut anywhere after its magic, gzip is damaged. */
static void
every_cut_of_gzip(void **state)
{
	struct env *e = *state;
	struct str whole = STR(PACKED);
	struct buf out;

	buf_init(&out, BUF_UNBOUNDED);
	for (size_t n = 2; n < whole.n; n++) {
		struct input *in;

		write_file(str_sub(whole, 0, n));
		in = input_open(e->diag, path);
		if (read_all(in, 64, &out))
			fail_msg("cut at %zu passes", n);
		input_close(in);
	}
	assert_int_equal(diag_code_count(e->diag, DIAG_GZIP), whole.n - 2);
	buf_fini(&out);
}

static void
refused(void **state)
{
	struct env *e = *state;

	assert_null(input_open(e->diag, folder));
	assert_int_equal(diag_code_count(e->diag, DIAG_IS_DIRECTORY), 1);
	assert_null(input_open(e->diag, path));
	assert_int_equal(diag_code_count(e->diag, DIAG_OPEN), 1);
	input_close(NULL);
}

/* Reading a process's memory at address 0 fails with EIO. */
static void
read_error_is_no_end(void **state)
{
	struct env *e = *state;
	struct input *in = input_open(e->diag, "/proc/self/mem");
	char c;

	assert_non_null(in);
	assert_int_equal(input_read(in, &c, 1), -1);
	assert_int_equal(input_read(in, &c, 1), -1);
	assert_int_equal(diag_code_count(e->diag, DIAG_READ), 1);
	input_close(in);
}

static void
identity_and_descriptor(void **state)
{
	struct env *e = *state;
	struct input *a, *b, *m;
	uint64_t ia[2], ib[2], size = 0;
	char got[8];

	write_file(STR("a,b\n"));
	a = input_open(e->diag, path);
	b = input_open(e->diag, path);
	m = input_memory(e->diag, "m", STR("a,b\n"));
	assert_true(input_identity(a, ia) && input_identity(b, ib));
	assert_true(ia[0] == ib[0] && ia[1] == ib[1]);
	assert_false(input_identity(m, ib));
	assert_true(input_descriptor(a, &size) > STDERR_FILENO);
	assert_int_equal(size, 4);
	assert_int_equal(input_descriptor(m, &size), -1);
	assert_int_equal(input_read(m, got, 2), 2);
	assert_true(input_rewind(m));
	assert_int_equal(input_read(m, got, 8), 4);
	assert_int_equal(input_read(m, got, 8), 0);
	assert_string_equal(input_name(m), "m");
	input_close(b);
	write_file(STR(PACKED));
	b = input_open(e->diag, path);
	assert_int_equal(input_descriptor(b, &size), -1);
	input_close(a);
	input_close(b);
	input_close(m);
}

/* A pipe whose writer is slow and does not block: short reads, EAGAIN. */
static void
slow_pipe_on_stdin(void **state)
{
	struct env *e = *state;
	int p[2], saved = dup(STDIN_FILENO), status;
	struct input *in;
	uint64_t size;
	struct buf out;
	pid_t child;

	assert_int_equal(pipe(p), 0);
	fcntl(p[0], F_SETFL, O_NONBLOCK);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		for (int i = 0; i < 5; i++) {
			poll(NULL, 0, 5);
			if (write(p[1], "abc", 3) != 3)
				_exit(1);
		}
		_exit(0);
	}
	close(p[1]);
	dup2(p[0], STDIN_FILENO);
	close(p[0]);
	in = input_open(e->diag, "-");
	assert_string_equal(input_name(in), "(stdin)");
	assert_false(input_rewind(in));
	assert_int_equal(input_descriptor(in, &size), -1);
	buf_init(&out, BUF_UNBOUNDED);
	assert_true(read_all(in, 10, &out));
	assert_true(str_is(buf_str(&out), "abcabcabcabcabc"));
	buf_fini(&out);
	input_close(in);
	assert_int_equal(fcntl(STDIN_FILENO, F_GETFD), 0); /* still open */
	dup2(saved, STDIN_FILENO);
	close(saved);
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
}

static void
stdin_file_goes_back_to_where_it_was(void **state)
{
	struct env *e = *state;
	int saved = dup(STDIN_FILENO), fd;
	struct input *in;
	uint64_t size;
	char got[8];

	write_file(STR("12345678"));
	fd = open(path, O_RDONLY);
	lseek(fd, 3, SEEK_SET);
	dup2(fd, STDIN_FILENO);
	close(fd);
	in = input_open(e->diag, "-");
	assert_int_equal(input_read(in, got, 8), 5);
	assert_true(input_rewind(in));
	assert_int_equal(input_read(in, got, 8), 5);
	assert_memory_equal(got, "45678", 5);
	assert_int_equal(input_descriptor(in, &size), -1);
	input_close(in);
	dup2(saved, STDIN_FILENO);
	close(saved);
}

/* With the standard streams closed, a file takes none of their places. */
static void
closed_streams_are_not_reused(void **state)
{
	struct env *e = *state;
	int saved = dup(STDOUT_FILENO), fd;
	struct input *in;
	uint64_t size;

	write_file(STR("x"));
	fflush(stdout);
	close(STDOUT_FILENO);
	in = input_open(e->diag, path);
	fd = in == NULL ? -1 : input_descriptor(in, &size);
	dup2(saved, STDOUT_FILENO);
	close(saved);
	assert_true(fd > STDERR_FILENO);
	input_close(in);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(each_row),
		CASE(every_cut_of_gzip),
		CASE(refused),
		CASE(read_error_is_no_end),
		CASE(identity_and_descriptor),
		CASE(slow_pipe_on_stdin),
		CASE(stdin_file_goes_back_to_where_it_was),
		CASE(closed_streams_are_not_reused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
