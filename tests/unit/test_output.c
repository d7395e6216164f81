/* io/output: whole or not at all, on every kind of file. */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "io/output.h"

static char folder[] = "/tmp/test_output_XXXXXX";
static char path[64], other[64];

struct env {
	FILE *sink;
	struct diag *diag;
	int saved; /* standard output while another takes its place */
};

static int
set_up(void **state)
{
	struct env *e = calloc(1, sizeof(*e));
	struct diag_opts opts = { .program = "test", .lang = LANG_EN };

	strcpy(folder, "/tmp/test_output_XXXXXX");
	if (e == NULL || mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/a.csv", folder);
	snprintf(other, sizeof(other), "%s/b.csv", folder);
	e->sink = opts.sink = tmpfile();
	e->diag = diag_new(&opts);
	e->saved = -1;
	*state = e;
	return 0;
}

static void
stdout_take(struct env *e, int fd)
{
	fflush(stdout);
	e->saved = dup(STDOUT_FILENO);
	if (fd < 0)
		close(STDOUT_FILENO);
	else
		dup2(fd, STDOUT_FILENO);
}

static void
stdout_back(struct env *e)
{
	dup2(e->saved, STDOUT_FILENO);
	close(e->saved);
	e->saved = -1;
}

static int
tear_down(void **state)
{
	struct env *e = *state;

	if (e->saved >= 0)
		stdout_back(e);
	diag_free(e->diag);
	fclose(e->sink);
	free(e);
	unlink(path);
	unlink(other);
	/* fails where a temporary file was left */
	return rmdir(folder);
}

static struct buf
content(const char *name)
{
	FILE *f = fopen(name, "rb");
	struct buf b;
	int c;

	buf_init(&b, BUF_UNBOUNDED);
	assert_non_null(f);
	while ((c = getc(f)) != EOF)
		buf_putc(&b, (char)c);
	fclose(f);
	return b;
}

static void
assert_content(const char *name, struct str want)
{
	struct buf b = content(name);

	if (!str_eq(buf_str(&b), want))
		fail_msg("%s holds %zu bytes: %.*s", name, b.n,
		    (int)(b.n > 200 ? 200 : b.n), b.p);
	buf_fini(&b);
}

static void
write_file(const char *name, const char *text, mode_t mode)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	fchmod(fd, mode);
	close(fd);
}

static mode_t
mode_of(const char *name)
{
	struct stat st;

	assert_int_equal(stat(name, &st), 0);
	return st.st_mode & 07777;
}

static unsigned created, gone;
static sigset_t mask_when_created;

static void
on_created(const char *name)
{
	assert_int_equal(access(name, F_OK), 0);
	assert_true(strncmp(name, folder, strlen(folder)) == 0);
	pthread_sigmask(SIG_SETMASK, NULL, &mask_when_created);
	created++;
}

static void
on_gone(const char *name)
{
	(void)name;
	gone++;
}

static void
named_appears_on_commit(void **state)
{
	static const struct output_watch watch = { on_created, on_gone };
	struct env *e = *state;
	mode_t old = umask(0);
	struct output *out;

	created = gone = 0;
	out = output_open(e->diag, path, &watch);
	assert_non_null(out);
	assert_int_equal(created, 1);
	assert_true(output_put(out, STR("a,b\n1,2\n")));
	assert_int_equal(access(path, F_OK), -1);
	assert_true(output_commit(out));
	assert_int_equal(gone, 1);
	assert_content(path, STR("a,b\n1,2\n"));
	assert_int_equal(mode_of(path), 0640);
	umask(077);
	out = output_open(e->diag, other, NULL);
	assert_true(output_put(out, STR("x\n")));
	assert_true(output_commit(out));
	assert_int_equal(mode_of(other), 0600);
	umask(old);
}

static void
named_replaces_whole_or_stays(void **state)
{
	struct env *e = *state;
	struct output *out;

	write_file(path, "old\n", 0600);
	out = output_open(e->diag, path, NULL);
	assert_true(output_put(out, STR("new\n")));
	output_abort(out);
	assert_content(path, STR("old\n"));
	out = output_open(e->diag, path, NULL);
	assert_true(output_put(out, STR("new\n")));
	assert_true(output_commit(out));
	assert_content(path, STR("new\n"));
	assert_int_equal(mode_of(path), 0600);
	output_abort(NULL);
}

static void
link_stays_a_link(void **state)
{
	struct env *e = *state;
	struct output *out;
	struct stat st;

	write_file(other, "old\n", 0644);
	assert_int_equal(symlink(other, path), 0);
	out = output_open(e->diag, path, NULL);
	assert_true(output_put(out, STR("new\n")));
	assert_true(output_commit(out));
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_content(other, STR("new\n"));
	assert_int_equal(mode_of(other), 0640);
	unlink(other);
	assert_null(output_open(e->diag, path, NULL)); /* dangling */
	assert_int_equal(diag_code_count(e->diag, DIAG_OPEN), 1);
}

static void
refused(void **state)
{
	struct env *e = *state;
	char below[80];

	assert_null(output_open(e->diag, folder, NULL));
	assert_int_equal(diag_code_count(e->diag, DIAG_IS_DIRECTORY), 1);
	snprintf(below, sizeof(below), "%s/no/x.csv", folder);
	assert_null(output_open(e->diag, below, NULL));
	assert_int_equal(diag_code_count(e->diag, DIAG_OPEN), 1);
	assert_null(output_open(e->diag, "", NULL));
	assert_int_equal(diag_code_count(e->diag, DIAG_OPEN), 2);
	snprintf(below, sizeof(below), "%s/new/", folder);
	assert_null(output_open(e->diag, below, NULL));
	assert_int_equal(diag_code_count(e->diag, DIAG_IS_DIRECTORY), 2);
	write_file(path, "x", 0600);
	snprintf(below, sizeof(below), "%s/y", path);
	assert_null(output_open(e->diag, below, NULL));
	assert_int_equal(diag_code_count(e->diag, DIAG_OPEN), 3);
}

static void
unfinished_is_refused(void **state)
{
	struct env *e = *state;
	struct output *out = output_open(e->diag, path, NULL);

	assert_true(output_put(out, STR("a,b\n1,2")));
	assert_false(output_commit(out));
	assert_int_equal(diag_code_count(e->diag, DIAG_UNFINISHED), 1);
	assert_int_equal(access(path, F_OK), -1);
	out = output_open(e->diag, path, NULL);
	output_binary(out);
	assert_true(output_put(out, STR("PK\n\n\0")));
	assert_true(output_commit(out));
	assert_content(path, STR("PK\n\n\0"));
	out = output_open(e->diag, other, NULL);
	assert_true(output_commit(out)); /* nothing put */
	assert_content(other, STR(""));
}

static void
redirected_file_is_taken_back(void **state)
{
	static const int flags[] = { 0, O_APPEND };
	struct env *e = *state;
	struct output *out;
	struct buf big;

	buf_init(&big, BUF_UNBOUNDED);
	while (big.n < 700000)
		buf_puts(&big, "a row\n");
	for (size_t i = 0; i < 2; i++) {
		write_file(path, "before\n", 0600);
		int fd = open(path, O_WRONLY | flags[i]);

		if (flags[i] == 0)
			lseek(fd, 0, SEEK_END);
		stdout_take(e, fd);
		out = output_open(e->diag, NULL, NULL);
		assert_true(output_put(out, buf_str(&big)));
		assert_true(mode_of(path) == 0600);
		struct buf half = content(path);
		assert_true(half.n > 7 && half.n < big.n + 7);
		assert_true(half.p[half.n - 1] != '\n');
		buf_fini(&half);
		output_abort(out);
		assert_content(path, STR("before\n"));
		out = output_open(e->diag, "-", NULL);
		assert_true(output_put(out, STR("after\n")));
		assert_true(output_commit(out));
		stdout_back(e);
		close(fd);
		assert_content(path, STR("before\nafter\n"));
	}
	buf_fini(&big);
}

static void
dev_stdout_is_standard_output(void **state)
{
	static const char *const name[] = { "/dev/stdout", "/dev/fd/1",
		"/proc/self/fd/1" };
	struct env *e = *state;

	for (size_t i = 0; i < 3; i++) {
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
		struct stat before, after;
		struct output *out;

		fstat(fd, &before);
		stdout_take(e, fd);
		out = output_open(e->diag, name[i], NULL);
		assert_non_null(out);
		assert_true(output_put(out, STR("x\n")));
		assert_true(output_commit(out));
		stdout_back(e);
		close(fd);
		assert_int_equal(stat(path, &after), 0);
		assert_true(before.st_ino == after.st_ino);
		assert_content(path, STR("x\n"));
	}
}

/* Packet mode gives each write as one read: what was written is seen. */
static void
socket_sees_no_early_newline(void **state)
{
	struct env *e = *state;
	char got[PIPE_BUF * 2];
	struct buf want, sum;
	struct output *out;
	ssize_t n;
	int s[2];

	buf_init(&want, BUF_UNBOUNDED);
	buf_init(&sum, BUF_UNBOUNDED);
	/* rows of 8 bytes: every 4096th byte is a newline */
	while (want.n < 10 * PIPE_BUF)
		buf_puts(&want, "1234567\n");
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, s), 0);
	stdout_take(e, s[1]);
	close(s[1]);
	out = output_open(e->diag, NULL, NULL);
	assert_true(output_put(out, buf_str(&want)));
	while ((n = recv(s[0], got, sizeof(got), MSG_DONTWAIT)) > 0) {
		assert_true(n <= PIPE_BUF);
		assert_true(got[n - 1] != '\n');
		buf_put(&sum, (struct str){ got, (size_t)n });
	}
	assert_true(output_commit(out));
	stdout_back(e);
	n = recv(s[0], got, sizeof(got), 0);
	assert_true(n > 0 && n <= PIPE_BUF && got[n - 1] == '\n');
	buf_put(&sum, (struct str){ got, (size_t)n });
	assert_true(str_eq(buf_str(&sum), buf_str(&want)));
	close(s[0]);
	buf_fini(&want);
	buf_fini(&sum);
}

/* A pipe that does not wait, filled to the brim, its reader slow. */
static void
full_pipe_is_waited_for(void **state)
{
	struct env *e = *state;
	struct output *out;
	char got[4096];
	size_t sum = 0;
	pid_t child;
	ssize_t n;
	int p[2], status;

	assert_int_equal(pipe(p), 0);
	fflush(stdout);
	child = fork();
	if (child == 0) {
		close(p[0]);
		fcntl(p[1], F_SETFL, O_NONBLOCK);
		dup2(p[1], STDOUT_FILENO);
		out = output_open(e->diag, NULL, NULL);
		for (int i = 0; i < 100000; i++)
			output_put(out, STR("1234567\n"));
		_exit(output_commit(out) ? 0 : 1);
	}
	close(p[1]);
	poll(NULL, 0, 50);
	while ((n = read(p[0], got, sizeof(got))) > 0)
		sum += (size_t)n;
	assert_int_equal(sum, 800000);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(p[0]);
}

static void
closed_pipe_is_quiet(void **state)
{
	struct env *e = *state;
	struct output *out;
	int p[2];

	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(p), 0);
	close(p[0]);
	stdout_take(e, p[1]);
	close(p[1]);
	out = output_open(e->diag, NULL, NULL);
	assert_false(output_pipe_closed(out));
	while (output_put(out, STR("1234567\n")))
		;
	assert_true(output_failed(out));
	assert_true(output_pipe_closed(out));
	assert_false(output_put(out, STR("x\n")));
	assert_false(output_commit(out));
	stdout_back(e);
	assert_int_equal(diag_count(e->diag, DIAG_ERROR), 0);
}

static void
full_disk_is_told_once(void **state)
{
	struct env *e = *state;
	struct output *out = output_open(e->diag, "/dev/full", NULL);
	char line[256];

	assert_non_null(out);
	while (output_put(out, STR("1234567\n")))
		;
	assert_false(output_put(out, STR("x\n")));
	assert_false(output_pipe_closed(out));
	assert_false(output_commit(out));
	assert_int_equal(diag_code_count(e->diag, DIAG_WRITE), 1);
	rewind(e->sink);
	assert_non_null(fgets(line, sizeof(line), e->sink));
	assert_non_null(strstr(line, "/dev/full"));
	/* told at commit where all was held back till then */
	out = output_open(e->diag, "/dev/full", NULL);
	assert_true(output_put(out, STR("x\n")));
	assert_false(output_commit(out));
	assert_int_equal(diag_code_count(e->diag, DIAG_WRITE), 2);
	out = output_open(e->diag, "/dev/null", NULL);
	assert_true(output_put(out, STR("x\n")));
	assert_true(output_commit(out));
	assert_int_equal(access("/dev/null", W_OK), 0);
}

static void
closed_stdout_is_told_and_not_reused(void **state)
{
	struct env *e = *state;
	struct output *out;

	stdout_take(e, -1);
	out = output_open(e->diag, NULL, NULL);
	assert_null(out);
	out = output_open(e->diag, path, NULL);
	assert_int_equal(fcntl(STDOUT_FILENO, F_GETFD), -1);
	stdout_back(e);
	output_abort(out);
	assert_int_equal(diag_code_count(e->diag, DIAG_WRITE), 1);
}

static void
only_newlines_are_held(void **state)
{
	struct env *e = *state;
	struct output *out;
	struct buf want;
	int p[2];
	char c;

	buf_init(&want, BUF_UNBOUNDED);
	assert_int_equal(pipe(p), 0);
	fcntl(p[0], F_SETFL, O_NONBLOCK);
	stdout_take(e, p[1]);
	close(p[1]);
	out = output_open(e->diag, NULL, NULL);
	for (int i = 0; i < 3 * PIPE_BUF; i++)
		assert_true(output_put(out, STR("\n")));
	assert_int_equal(read(p[0], &c, 1), -1);
	assert_true(output_commit(out));
	stdout_back(e);
	for (int i = 0; i < 3 * PIPE_BUF; i++)
		assert_int_equal(read(p[0], &c, 1), 1);
	assert_int_equal(read(p[0], &c, 1), 0);
	close(p[0]);
	buf_fini(&want);
}

/* A signal between the file's making and the watch would leave it. */
static void
no_signal_comes_before_the_watch(void **state)
{
	static const struct output_watch watch = { on_created, on_gone };
	static const int number[] = { SIGINT, SIGTERM, SIGHUP };
	struct env *e = *state;
	sigset_t after;

	output_abort(output_open(e->diag, path, &watch));
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	for (size_t i = 0; i < sizeof(number) / sizeof(number[0]); i++) {
		assert_int_equal(sigismember(&mask_when_created, number[i]), 1);
		assert_int_equal(sigismember(&after, number[i]), 0);
	}
}

/* Standard input is closed and no number above 2 is left. */
static void
no_temporary_file_stays_without_a_descriptor(void **state)
{
	static const struct output_watch watch = { on_created, on_gone };
	struct env *e = *state;
	struct rlimit was, few;
	int saved = dup(STDIN_FILENO);
	struct output *out;

	created = gone = 0;
	getrlimit(RLIMIT_NOFILE, &was);
	few = (struct rlimit){ 3, was.rlim_max };
	close(STDIN_FILENO);
	setrlimit(RLIMIT_NOFILE, &few);
	out = output_open(e->diag, path, &watch);
	setrlimit(RLIMIT_NOFILE, &was);
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_null(out);
	assert_int_equal(created, 1);
	assert_int_equal(gone, 1); /* tear_down sees what stayed */
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(named_appears_on_commit),
		CASE(named_replaces_whole_or_stays),
		CASE(link_stays_a_link),
		CASE(refused),
		CASE(unfinished_is_refused),
		CASE(redirected_file_is_taken_back),
		CASE(dev_stdout_is_standard_output),
		CASE(socket_sees_no_early_newline),
		CASE(full_pipe_is_waited_for),
		CASE(closed_pipe_is_quiet),
		CASE(full_disk_is_told_once),
		CASE(closed_stdout_is_told_and_not_reused),
		CASE(only_newlines_are_held),
		CASE(no_signal_comes_before_the_watch),
		CASE(no_temporary_file_stays_without_a_descriptor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
