#define _XOPEN_SOURCE 700 /* realpath */

#include "io/output.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "io/descriptor.h"

#ifndef PIPE_BUF
#define PIPE_BUF 4096
#endif

enum {
	FILE_BLOCK = 256 * 1024,
	FILE_MODE = 0640, /* taxpayers' data: never more */
	TEMP_TRIES = 1000,
};

struct output {
	struct diag *diag;
	const char *name; /* as it was given, for reports */
	int fd;
	bool owned;
	bool regular; /* behind `>`: truncated back on failure */
	bool append;
	bool binary, failed, pipe_closed;
	bool any;    /* something was put */
	bool prepared;
	size_t limit; /* bytes a write */
	struct buf held;
	off_t start;
	uint64_t written;

	/* a named file */
	char *target, *folder, *temp; /* temp: NULL when there is none */
	const struct output_watch *watch;
};

static void
output_fail(struct output *out, enum diag_code code, int error)
{
	if (!out->failed)
		diag_at(out->diag, NULL, code, DIAG_Z(out->name),
		    DIAG_Z(error != 0 ? strerror(error) : NULL));
	out->failed = true;
}

static void
output_release(struct output *out)
{
	if (out->owned && out->fd >= 0)
		close(out->fd);
	buf_fini(&out->held);
	free(out->target);
	free(out->folder);
	free(out->temp);
	free(out);
}

static struct output *
output_refuse(struct output *out, enum diag_code code, int error)
{
	output_fail(out, code, error);
	output_release(out);
	return NULL;
}

/* How to write to what fd is. */
static bool
settle_descriptor(struct output *out)
{
	struct stat st;
	int flags;

	flags = fcntl(out->fd, F_GETFL);
	if (flags < 0 || fstat(out->fd, &st) < 0)
		return false;
	if ((flags & O_ACCMODE) == O_RDONLY) {
		errno = EBADF;
		return false;
	}
	out->limit = PIPE_BUF;
	out->regular = S_ISREG(st.st_mode);
	if (!out->regular)
		return true;
	out->limit = FILE_BLOCK;
	out->append = (flags & O_APPEND) != 0;
	out->start = out->append ? st.st_size : lseek(out->fd, 0, SEEK_CUR);
	return out->start >= 0;
}

/* The N of /dev/fd/N and its like; -1 if path is none. */
static int
descriptor_named(const char *path)
{
	static const char *const folder[] = { "/dev/fd/", "/proc/self/fd/" };
	struct str s = str_from(path);

	if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0)
		return STDOUT_FILENO;
	if (strcmp(path, "/dev/stderr") == 0)
		return STDERR_FILENO;
	for (size_t i = 0; i < 2; i++) {
		struct str head = str_from(folder[i]);

		if (str_starts(s, head) && s.n > head.n && s.n < head.n + 5 &&
		    strspn(path + head.n, "0123456789") == s.n - head.n)
			return atoi(path + head.n);
	}
	return -1;
}

static void
temp_gone(struct output *out)
{
	if (out->watch != NULL)
		out->watch->gone(out->temp);
	free(out->temp);
	out->temp = NULL;
}

/* Tries names until one is new; false with errno. */
static bool
temp_open(struct output *out)
{
	struct buf path;

	for (int i = 0; i < TEMP_TRIES; i++) {
		buf_init(&path, BUF_UNBOUNDED);
		buf_puts(&path, out->folder);
		buf_puts(&path, "/.bldg-");
		buf_int(&path, getpid());
		buf_putc(&path, '-');
		buf_int(&path, i);
		buf_putc(&path, '\0');
		out->temp = path.p;
		out->fd = open(out->temp,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
		    FILE_MODE);
		if (out->fd >= 0)
			return true;
		free(out->temp);
		out->temp = NULL;
		if (errno != EEXIST && errno != EINTR)
			break;
	}
	return false;
}

/*
 * A new file beside the target, so that rename cannot cross a device.  No
 * signal ends us between its making and the watch that would remove it.
 */
static bool
temp_create(struct output *out)
{
	sigset_t all, was;
	bool made;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &was);
	made = temp_open(out);
	if (made && out->watch != NULL)
		out->watch->created(out->temp);
	pthread_sigmask(SIG_SETMASK, &was, NULL);
	if (!made)
		return false;
	out->fd = descriptor_above(out->fd);
	if (out->fd < 0) {
		int error = errno;

		unlink(out->temp);
		temp_gone(out);
		errno = error;
		return false;
	}
	out->owned = true;
	out->limit = FILE_BLOCK;
	return true;
}

static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash == NULL ? 0 : (size_t)(slash - path);
	char *folder;

	if (slash == NULL || n == 0) {
		folder = mem_alloc(2, 1);
		memcpy(folder, slash == NULL ? "." : "/", 2);
		return folder;
	}
	folder = mem_zalloc(n + 1, 1);
	memcpy(folder, path, n);
	return folder;
}

/* A new file, or one that replaces what path names once it is whole.
 * Behind a symbolic link the file it names is replaced, the link stays. */
static struct output *
open_whole(struct output *out, const char *path, const struct stat *old)
{
	size_t n = strlen(path) + 1;

	if (old != NULL) {
		out->target = realpath(path, NULL);
	} else {
		out->target = mem_alloc(n, 1);
		memcpy(out->target, path, n);
	}
	if (out->target == NULL)
		return output_refuse(out, DIAG_OPEN, errno);
	out->folder = folder_of(out->target);
	if (!temp_create(out))
		return output_refuse(out, DIAG_OPEN, errno);
	/* What its owner closed to others stays closed. */
	if (old != NULL && (old->st_mode & FILE_MODE) != FILE_MODE &&
	    fchmod(out->fd, old->st_mode & FILE_MODE) < 0) {
		output_fail(out, DIAG_OPEN, errno);
		output_abort(out);
		return NULL;
	}
	return out;
}

static struct output *
open_special(struct output *out, const char *path)
{
	do
		out->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	while (out->fd < 0 && errno == EINTR);
	out->fd = descriptor_above(out->fd);
	out->owned = true;
	if (out->fd < 0 || !settle_descriptor(out))
		return output_refuse(out, DIAG_OPEN, errno);
	return out;
}

static struct output *
open_named(struct output *out, const char *path)
{
	struct stat st, link;

	if (path[0] == '\0')
		return output_refuse(out, DIAG_OPEN, ENOENT);
	if (stat(path, &st) < 0) {
		if (errno != ENOENT || lstat(path, &link) == 0)
			return output_refuse(out, DIAG_OPEN, errno);
		if (path[strlen(path) - 1] == '/')
			return output_refuse(out, DIAG_IS_DIRECTORY, 0);
		return open_whole(out, path, NULL);
	}
	if (S_ISDIR(st.st_mode))
		return output_refuse(out, DIAG_IS_DIRECTORY, 0);
	if (!S_ISREG(st.st_mode))
		return open_special(out, path);
	return open_whole(out, path, &st);
}

struct output *
output_open(struct diag *d, const char *path, const struct output_watch *watch)
{
	struct output *out = mem_zalloc(1, sizeof(*out));
	int fd = path == NULL ? STDOUT_FILENO : descriptor_named(path);

	out->diag = d;
	out->fd = fd;
	out->watch = watch;
	out->name = path;
	if (path == NULL || strcmp(path, "-") == 0)
		out->name = "(stdout)";
	buf_init(&out->held, BUF_UNBOUNDED);
	if (fd < 0)
		return open_named(out, path);
	if (!settle_descriptor(out))
		return output_refuse(out, DIAG_WRITE, errno);
	return out;
}

void
output_binary(struct output *out)
{
	out->binary = true;
}

static bool
write_all(struct output *out, const char *p, size_t n)
{
	struct pollfd wait = { .fd = out->fd, .events = POLLOUT };
	ssize_t done;

	while (n > 0) {
		done = write(out->fd, p, n);
		if (done >= 0) {
			p += done;
			n -= (size_t)done;
			out->written += (uint64_t)done;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			poll(&wait, 1, -1);
		} else if (errno == EPIPE) {
			out->pipe_closed = out->failed = true;
			return false;
		} else if (errno != EINTR) {
			output_fail(out, DIAG_WRITE, errno);
			return false;
		}
	}
	return true;
}

/*
 * Sends what is held up to its last byte that is no newline: a reader that
 * sees us die here sees an unfinished dataset.  A run of newlines longer
 * than a write waits for what follows it.
 */
static bool
send_held(struct output *out)
{
	size_t n = out->held.n, rest;

	if (!out->binary)
		while (n > 0 && out->held.p[n - 1] == '\n')
			n--;
	if (n == 0)
		return true;
	if (!write_all(out, out->held.p, n))
		return false;
	rest = out->held.n - n;
	memmove(out->held.p, out->held.p + n, rest);
	out->held.n = rest;
	return true;
}

bool
output_put(struct output *out, struct str s)
{
	size_t room;

	if (out->failed)
		return false;
	out->any = out->any || s.n > 0;
	while (s.n > 0) {
		room = out->held.n < out->limit ? out->limit - out->held.n : 1;
		if (room > s.n)
			room = s.n;
		buf_put(&out->held, str_sub(s, 0, room));
		s = str_sub(s, room, s.n);
		if (out->held.n >= out->limit && !send_held(out))
			return false;
	}
	return true;
}

bool
output_failed(const struct output *out)
{
	return out->failed;
}

bool
output_pipe_closed(const struct output *out)
{
	return out->pipe_closed;
}

/* The last write.  To a pipe it is one and arrives whole; elsewhere a write
 * may stop short, so the newline goes alone. */
static bool
send_last(struct output *out)
{
	size_t n = out->held.n;

	if (!out->any || out->failed)
		return !out->failed;
	if (!out->binary && (n == 0 || out->held.p[n - 1] != '\n')) {
		output_fail(out, DIAG_UNFINISHED, 0);
		return false;
	}
	if (out->limit != PIPE_BUF && !out->binary) {
		if (!write_all(out, out->held.p, n - 1))
			return false;
		return write_all(out, "\n", 1);
	}
	return write_all(out, out->held.p, n);
}

static bool
folder_sync(struct output *out)
{
	int fd = open(out->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good;

	/* A folder we may write to but not read cannot be synced. */
	if (fd < 0)
		return errno == EACCES;
	good = fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
	close(fd);
	return good;
}

static bool
publish(struct output *out)
{
	int fd = out->fd;

	if (fsync(fd) < 0 && errno != EINVAL && errno != EROFS)
		return false;
	out->fd = -1;
	if (close(fd) < 0 && errno != EINTR)
		return false;
	if (rename(out->temp, out->target) < 0)
		return false;
	temp_gone(out);
	return folder_sync(out);
}

/* A network file system may tell of a full disk only on closing; what went
 * down a pipe is gone and whole. */
static bool
close_checked(struct output *out)
{
	int fd;

	if (!out->owned && !out->regular)
		return true;
	fd = out->owned ? out->fd : dup(out->fd);

	if (out->owned)
		out->fd = -1;
	return fd >= 0 && (close(fd) == 0 || errno == EINTR);
}

bool
output_prepare(struct output *out)
{
	if (out->temp == NULL)
		return !out->failed && send_held(out);
	if (!out->prepared && !send_last(out))
		return false;
	out->prepared = true;
	if (fsync(out->fd) < 0 && errno != EINVAL && errno != EROFS) {
		output_fail(out, DIAG_WRITE, errno);
		return false;
	}
	return true;
}

bool
output_commit(struct output *out)
{
	bool good = out->prepared ? !out->failed : send_last(out);

	if (good) {
		good = out->temp != NULL ? publish(out) : close_checked(out);
		if (!good)
			output_fail(out, DIAG_WRITE, errno);
	}
	if (!good) {
		output_abort(out);
		return false;
	}
	output_release(out);
	return true;
}

/*
 * Back to where the file was when we began.  Where others appended to it
 * meanwhile, cutting would take theirs: it then stays, visibly unfinished.
 */
static void
take_back(struct output *out)
{
	struct stat st;

	if (out->fd < 0 || out->written == 0 || fstat(out->fd, &st) < 0)
		return;
	if (out->append &&
	    (uint64_t)st.st_size != (uint64_t)out->start + out->written)
		return;
	if (ftruncate(out->fd, out->start) == 0 && !out->append)
		lseek(out->fd, out->start, SEEK_SET);
}

void
output_abort(struct output *out)
{
	if (out == NULL)
		return;
	if (out->regular)
		take_back(out);
	if (out->temp != NULL) {
		unlink(out->temp);
		temp_gone(out);
	}
	output_release(out);
}
