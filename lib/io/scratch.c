#define _GNU_SOURCE /* memfd_create */

#include "io/scratch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "io/descriptor.h"

struct scratch {
	struct diag *d;
	int fd;
	char path[32];
};

static void
report(struct diag *d, enum diag_code code)
{
	diag_at(d, NULL, code, DIAG_Z("(memory)"), DIAG_Z(strerror(errno)));
}

struct scratch *
scratch_open(struct diag *d)
{
	struct scratch *s = mem_zalloc(1, sizeof(*s));

	s->d = d;
	s->fd = descriptor_above(memfd_create("bldg", MFD_CLOEXEC));
	if (s->fd < 0) {
		report(d, DIAG_OPEN);
		free(s);
		return NULL;
	}
	snprintf(s->path, sizeof(s->path), "/proc/self/fd/%d", s->fd);
	return s;
}

void
scratch_close(struct scratch *s)
{
	if (s == NULL)
		return;
	close(s->fd);
	free(s);
}

const char *
scratch_path(const struct scratch *s)
{
	return s->path;
}

bool
scratch_take(struct scratch *s, struct buf *out)
{
	struct stat st;
	off_t at = 0;

	if (fstat(s->fd, &st) < 0) {
		report(s->d, DIAG_READ);
		return false;
	}
	while (at < st.st_size) {
		size_t n = (size_t)(st.st_size - at);
		ssize_t got = pread(s->fd, buf_room(out, n), n, at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			report(s->d, DIAG_READ);
			return false;
		}
		out->n += (size_t)got;
		at += got;
	}
	return true;
}
