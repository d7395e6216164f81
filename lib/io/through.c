#define _GNU_SOURCE /* pipe2, environ */

#include "io/through.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "io/descriptor.h"

#define BLOCK 65536u

/* Ours, then what is on top of it. */
static char **
environment_with(const char *const more[])
{
	size_t n = 0, k = 0, all = 0;
	char **env;

	while (environ[n] != NULL)
		n++;
	while (more[k] != NULL)
		k++;
	env = mem_alloc(n + k + 1, sizeof(*env));
	for (size_t i = 0; i < n; i++) {
		bool replaced = false;

		for (size_t j = 0; j < k; j++) {
			size_t name = str_chr(str_from(more[j]), '=');

			replaced = replaced ||
			    strncmp(environ[i], more[j], name + 1) == 0;
		}
		if (!replaced)
			env[all++] = environ[i];
	}
	for (size_t j = 0; j < k; j++)
		env[all++] = (char *)more[j];
	env[all] = NULL;
	return env;
}

/* Two ends above the standard streams, closed on exec. */
static bool
make_pipe(int end[2])
{
	if (pipe2(end, O_CLOEXEC) < 0)
		return false;
	for (int i = 0; i < 2; i++) {
		end[i] = descriptor_above(end[i]);
		if (end[i] < 0)
			return false;
	}
	return true;
}

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* An error number; 0 when it runs.  in: what it reads; out: what it
 * writes. */
static int
start(pid_t *child, const char *const argv[],
    const char *const environment[], int in, int out)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t reset;
	char **env = environment_with(environment);
	int error;

	sigemptyset(&reset);
	sigaddset(&reset, SIGPIPE);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &reset);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(child, argv[0], &files, &attributes,
	    (char *const *)argv, env);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	free(env);
	return error;
}

/* Closes *fd when all is written, or nobody reads on. */
static void
give(int *fd, struct str *in)
{
	ssize_t n = write(*fd, in->p, in->n < BLOCK ? in->n : BLOCK);

	if (n > 0)
		*in = str_sub(*in, (size_t)n, in->n);
	if (in->n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		close_end(fd);
}

/* Closes *fd at the end; false on an error of reading. */
static bool
take(int *fd, struct buf *out)
{
	ssize_t n = read(*fd, buf_room(out, BLOCK), BLOCK);

	if (n > 0)
		out->n += (size_t)n;
	else if (n == 0)
		close_end(fd);
	return n >= 0 || errno == EAGAIN || errno == EINTR;
}

/* Both ways at once: neither side waits for the other for ever. */
static bool
pass(int *to, int *from, struct str in, struct buf *out)
{
	bool good = true;

	if (in.n == 0)
		close_end(to);
	else
		fcntl(*to, F_SETFL, O_NONBLOCK);
	while (good && *from >= 0) {
		struct pollfd end[2] = { { .fd = *from, .events = POLLIN },
			{ .fd = *to, .events = POLLOUT } };

		if (poll(end, *to >= 0 ? 2 : 1, -1) < 0 && errno != EINTR)
			return false;
		if (*to >= 0 && end[1].revents != 0)
			give(to, &in);
		if (end[0].revents != 0)
			good = take(from, out);
	}
	return good;
}

static bool
ended_well(struct diag *d, const char *name, pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	diag_at(d, NULL, DIAG_PROGRAM_FAILED, DIAG_Z(name),
	    DIAG_NUM(WIFEXITED(status) ? WEXITSTATUS(status) :
	        128 + WTERMSIG(status)));
	return false;
}

bool
through(struct diag *d, const char *const argv[],
    const char *const environment[], struct str in, struct buf *out)
{
	int to[2] = { -1, -1 }, from[2] = { -1, -1 }, error = 0;
	bool good = make_pipe(to) && make_pipe(from);
	pid_t child = -1;

	if (!good)
		error = errno;
	else
		error = start(&child, argv, environment, to[0], from[1]);
	close_end(&to[0]);
	close_end(&from[1]);
	if (error == 0)
		good = pass(&to[1], &from[0], in, out);
	close_end(&to[1]);
	close_end(&from[0]);
	if (error != 0) {
		diag_at(d, NULL, DIAG_PROGRAM_MISSING, DIAG_Z(argv[0]),
		    DIAG_Z(strerror(error)));
		return false;
	}
	return ended_well(d, argv[0], child) && good;
}
