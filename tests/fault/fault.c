/*
 * Makes one call of the C library fail in a program that knows nothing of
 * it (LD_PRELOAD), so that every such call can be made to fail in turn.
 *
 * FAULT=CALL:N:HOW   the N-th call (from 1) of CALL: alloc (malloc, calloc,
 *                    realloc, aligned_alloc, strdup), open, read, write, fsync, rename,
 *                    ftruncate, close, fstat, lseek
 * HOW                an error by name (ENOSPC, EIO, EINTR, EAGAIN, ENOMEM)
 *                    or "short": one byte is read or written; with "+"
 *                    behind it, also every later call; "TERM": the signal
 * FAULT_MARK=FD      one byte is written there when a call was made to fail:
 *                    a run without it has seen them all.
 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SHORT = -1, SIGNAL = -2 };

static struct {
	bool ready, persistent;
	char call[16];
	long n;
	int how, mark;
	atomic_long seen;
} fault;

static const struct {
	const char *name;
	int number;
} errors[] = {
	{ "ENOSPC", ENOSPC }, { "EIO", EIO }, { "EINTR", EINTR },
	{ "EAGAIN", EAGAIN }, { "ENOMEM", ENOMEM }, { "short", SHORT }, { "TERM", SIGNAL },
};

__attribute__((constructor)) static void
prepare(void)
{
	const char *p = getenv("FAULT"), *colon, *mark = getenv("FAULT_MARK");
	char *end;

	if (p == NULL || (colon = strchr(p, ':')) == NULL ||
	    (size_t)(colon - p) >= sizeof(fault.call))
		return;
	memcpy(fault.call, p, (size_t)(colon - p));
	fault.n = strtol(colon + 1, &end, 10);
	for (size_t i = 0; *end == ':' && i < sizeof(errors) / sizeof(errors[0]);
	     i++) {
		size_t length = strlen(errors[i].name);

		if (strncmp(end + 1, errors[i].name, length) != 0)
			continue;
		fault.how = errors[i].number;
		fault.persistent = end[1 + length] == '+';
	}
	fault.mark = mark == NULL ? -1 : atoi(mark);
	fault.ready = fault.how != 0;
}

/* Whether this call is the one. */
static bool
strikes(const char *call)
{
	long n;

	if (!fault.ready || strcmp(call, fault.call) != 0)
		return false;
	n = atomic_fetch_add(&fault.seen, 1) + 1;
	if (n < fault.n || (n > fault.n && !fault.persistent))
		return false;
	if (fault.mark >= 0 && n == fault.n)
		syscall(SYS_write, fault.mark, "!", 1);
	if (fault.how == SIGNAL)
		raise(SIGTERM);
	errno = fault.how < 0 ? EINTR : fault.how;
	return true;
}

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *
malloc(size_t n)
{
	return strikes("alloc") ? NULL : __libc_malloc(n);
}

void *
calloc(size_t count, size_t n)
{
	return strikes("alloc") ? NULL : __libc_calloc(count, n);
}

void *
realloc(void *p, size_t n)
{
	return strikes("alloc") ? NULL : __libc_realloc(p, n);
}

void *
aligned_alloc(size_t alignment, size_t n)
{
	return strikes("alloc") ? NULL : __libc_memalign(alignment, n);
}

/* glibc's own strdup finds our malloc, as it is a call through the symbol. */

static void *
next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

int
open(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = (flags & O_CREAT) != 0 ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	if (strikes("open"))
		return -1;
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

/* Standard error is left alone: the message is to be seen. */
ssize_t
write(int fd, const void *p, size_t n)
{
	if (fd != STDERR_FILENO && n > 0 && strikes("write")) {
		if (fault.how != SHORT)
			return -1;
		n = 1;
	}
	return syscall(SYS_write, fd, p, n);
}

ssize_t
read(int fd, void *p, size_t n)
{
	if (n > 0 && strikes("read")) {
		if (fault.how != SHORT)
			return -1;
		n = 1;
	}
	return syscall(SYS_read, fd, p, n);
}

ssize_t
pread(int fd, void *p, size_t n, off_t at)
{
	if (n > 0 && strikes("read")) {
		if (fault.how != SHORT)
			return -1;
		n = 1;
	}
	return syscall(SYS_pread64, fd, p, n, at);
}

int
fsync(int fd)
{
	return strikes("fsync") ? -1 : (int)syscall(SYS_fsync, fd);
}

int
ftruncate(int fd, off_t n)
{
	return strikes("ftruncate") ? -1 : (int)syscall(SYS_ftruncate, fd, n);
}

int
rename(const char *from, const char *to)
{
	return strikes("rename") ? -1 : (int)syscall(SYS_rename, from, to);
}

/* A descriptor whose closing fails is closed, as Linux does. */
int
close(int fd)
{
	long done = syscall(SYS_close, fd);

	return strikes("close") ? -1 : (int)done;
}

int
fstat(int fd, struct stat *st)
{
	static int (*real)(int, struct stat *);

	if (strikes("fstat"))
		return -1;
	if (real == NULL)
		*(void **)&real = next("fstat");
	return real(fd, st);
}

off_t
lseek(int fd, off_t at, int whence)
{
	return strikes("lseek") ? -1 : (off_t)syscall(SYS_lseek, fd, at, whence);
}
