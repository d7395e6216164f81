#include "io/input.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <stdlib.h>

#include "base/mem.h"
#include "io/descriptor.h"

enum { INPUT_BLOCK = 65536 };

struct input {
	struct diag *diag;
	const char *name;
	int fd; /* -1: memory */
	bool owned, seekable, failed;
	bool has_identity;
	uint64_t id[2];
	off_t start; /* where a seekable file was when we got it */
	uint64_t size;
	bool ranged; /* reads at an offset of its own */
	uint64_t at;

	struct str memory;
	size_t memory_at;
	char ahead[INPUT_PEEK]; /* peeked at, not read yet */
	size_t ahead_at, ahead_n;

	/* The first bytes tell whether it is packed; asked for on first use,
	 * so that opening a pipe does not wait. */
	bool looked, packed, member_open;
	bool end; /* of the descriptor */
	z_stream z;
	unsigned char *block;
	size_t block_at, block_n;
};

static void
input_fail(struct input *in, enum diag_code code, const char *why)
{
	const struct pos pos = { .file = in->name };

	if (!in->failed)
		diag_at(in->diag, &pos, code, DIAG_Z(in->name), DIAG_Z(why));
	in->failed = true;
}

static struct input *
input_refuse(struct input *in, enum diag_code code, int error)
{
	input_fail(in, code, error != 0 ? strerror(error) : NULL);
	input_close(in);
	return NULL;
}

struct input *
input_open(struct diag *d, const char *path)
{
	struct input *in = mem_zalloc(1, sizeof(*in));
	struct stat st;

	in->diag = d;
	in->name = path;
	if (strcmp(path, "-") == 0) {
		in->name = "(stdin)";
		in->fd = STDIN_FILENO;
	} else {
		do
			in->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		while (in->fd < 0 && errno == EINTR);
		in->fd = descriptor_above(in->fd);
		in->owned = in->fd >= 0;
	}
	if (in->fd < 0 || fstat(in->fd, &st) < 0)
		return input_refuse(in, DIAG_OPEN, errno);
	if (S_ISDIR(st.st_mode))
		return input_refuse(in, DIAG_IS_DIRECTORY, 0);
	in->has_identity = in->owned;
	in->id[0] = (uint64_t)st.st_dev;
	in->id[1] = (uint64_t)st.st_ino;
	if (S_ISREG(st.st_mode)) {
		in->start = lseek(in->fd, 0, SEEK_CUR);
		in->seekable = in->start >= 0;
		in->size = (uint64_t)st.st_size;
	}
	return in;
}

struct input *
input_memory(struct diag *d, const char *name, struct str bytes)
{
	struct input *in = mem_zalloc(1, sizeof(*in));

	in->diag = d;
	in->name = name;
	in->fd = -1;
	in->memory = bytes;
	return in;
}

struct input *
input_range(struct diag *d, struct input *whole, uint64_t from)
{
	struct input *in = mem_zalloc(1, sizeof(*in));

	in->diag = d;
	in->name = whole->name;
	in->fd = whole->fd;
	in->ranged = in->looked = true;
	in->at = from;
	return in;
}

bool
input_is_file(const char *path)
{
	struct stat st;

	return strcmp(path, "-") != 0 && stat(path, &st) == 0 &&
	    S_ISREG(st.st_mode);
}

bool
input_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

void
input_close(struct input *in)
{
	if (in == NULL)
		return;
	if (in->packed)
		inflateEnd(&in->z);
	if (in->owned)
		close(in->fd);
	free(in->block);
	free(in);
}

/* read(2) that waits and goes on after signals; -1 after a report. */
static ssize_t
descriptor_read(struct input *in, void *buf, size_t n)
{
	struct pollfd p = { .fd = in->fd, .events = POLLIN };
	ssize_t got;

	if (n > SSIZE_MAX)
		n = SSIZE_MAX;
	for (;;) {
		got = in->ranged ? pread(in->fd, buf, n, (off_t)in->at) :
		    read(in->fd, buf, n);
		if (got >= 0)
			break;
		if (errno == EAGAIN || errno == EWOULDBLOCK)
			poll(&p, 1, -1);
		else if (errno != EINTR) {
			input_fail(in, DIAG_READ, strerror(errno));
			return -1;
		}
	}
	in->at += (uint64_t)got;
	in->end = got == 0 && n > 0;
	return got;
}

/* Appends to the block what there is; false at the end or on failure. */
static bool
block_fill(struct input *in)
{
	ssize_t got;

	if (in->end || in->failed)
		return false;
	if (in->block == NULL)
		in->block = mem_alloc(INPUT_BLOCK, 1);
	if (in->block_at == in->block_n)
		in->block_at = in->block_n = 0;
	else if (in->block_at > 0) {
		in->block_n -= in->block_at;
		memmove(in->block, in->block + in->block_at, in->block_n);
		in->block_at = 0;
	}
	got = descriptor_read(in, in->block + in->block_n,
	    INPUT_BLOCK - in->block_n);
	if (got <= 0)
		return false;
	in->block_n += (size_t)got;
	return true;
}

/* Whether a gzip member begins at the block's position. */
static bool
member_begins(struct input *in)
{
	while (in->block_n - in->block_at < 2)
		if (!block_fill(in))
			return false;
	return in->block[in->block_at] == 0x1f &&
	    in->block[in->block_at + 1] == 0x8b;
}

static void
look(struct input *in)
{
	if (in->looked)
		return;
	in->looked = true;
	if (in->fd < 0 || !member_begins(in) || in->failed)
		return;
	if (inflateInit2(&in->z, 15 + 16) != Z_OK) {
		input_fail(in, DIAG_GZIP, in->z.msg);
		return;
	}
	in->packed = true;
	in->member_open = true;
}

static ssize_t
plain_read(struct input *in, char *buf, size_t n)
{
	size_t done = in->block_n - in->block_at;
	ssize_t got;

	if (done > n)
		done = n;
	if (done > 0)
		memcpy(buf, in->block + in->block_at, done);
	in->block_at += done;
	while (done < n && !in->end) {
		got = descriptor_read(in, buf + done, n - done);
		if (got < 0)
			return -1;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

/* Between two members; false where nothing follows, or after a report. */
static bool
member_next(struct input *in)
{
	if (member_begins(in)) {
		in->member_open = inflateReset(&in->z) == Z_OK;
		return in->member_open;
	}
	if (!in->failed && in->block_at < in->block_n)
		input_fail(in, DIAG_GZIP, "bytes after its end");
	return false;
}

/* One step of unpacking into z.next_out; false at the end or on failure. */
static bool
packed_step(struct input *in)
{
	int rc;

	if (!in->member_open)
		return member_next(in);
	if (in->block_at == in->block_n && !block_fill(in)) {
		if (!in->failed)
			input_fail(in, DIAG_GZIP, "it ends too early");
		return false;
	}
	in->z.next_in = in->block + in->block_at;
	in->z.avail_in = (uInt)(in->block_n - in->block_at);
	rc = inflate(&in->z, Z_NO_FLUSH);
	in->block_at = in->block_n - in->z.avail_in;
	if (rc == Z_STREAM_END)
		in->member_open = false;
	else if (rc != Z_OK && rc != Z_BUF_ERROR) {
		input_fail(in, DIAG_GZIP,
		    in->z.msg != NULL ? in->z.msg : "unknown form");
		return false;
	}
	return true;
}

static ssize_t
packed_read(struct input *in, char *buf, size_t n)
{
	size_t done = 0, room;

	while (done < n) {
		room = n - done > INT_MAX ? INT_MAX : n - done;
		in->z.next_out = (Bytef *)buf + done;
		in->z.avail_out = (uInt)room;
		if (!packed_step(in))
			break;
		done += room - in->z.avail_out;
	}
	return in->failed ? -1 : (ssize_t)done;
}

static ssize_t
memory_read(struct input *in, char *buf, size_t n)
{
	size_t left = in->memory.n - in->memory_at;

	if (n > left)
		n = left;
	if (n > 0)
		memcpy(buf, in->memory.p + in->memory_at, n);
	in->memory_at += n;
	return (ssize_t)n;
}

static ssize_t
source_read(struct input *in, void *buf, size_t n)
{
	if (in->fd < 0)
		return memory_read(in, buf, n);
	look(in);
	if (in->failed)
		return -1;
	return in->packed ? packed_read(in, buf, n) : plain_read(in, buf, n);
}

ssize_t
input_read(struct input *in, void *buf, size_t n)
{
	size_t done = in->ahead_n - in->ahead_at;
	ssize_t got;

	if (done == 0)
		return source_read(in, buf, n);
	if (done > n)
		done = n;
	memcpy(buf, in->ahead + in->ahead_at, done);
	in->ahead_at += done;
	if (done == n)
		return (ssize_t)done;
	got = source_read(in, (char *)buf + done, n - done);
	return got < 0 ? -1 : got + (ssize_t)done;
}

bool
input_peek(struct input *in, struct str *first)
{
	ssize_t got;

	if (in->ahead_at == in->ahead_n) {
		in->ahead_at = in->ahead_n = 0;
		got = source_read(in, in->ahead, sizeof(in->ahead));
		if (got < 0)
			return false;
		in->ahead_n = (size_t)got;
	}
	*first = (struct str){ in->ahead + in->ahead_at,
		in->ahead_n - in->ahead_at };
	return true;
}

bool
input_rewind(struct input *in)
{
	in->ahead_at = in->ahead_n = 0;
	if (in->fd < 0) {
		in->memory_at = 0;
		return true;
	}
	if (!in->seekable || in->failed ||
	    lseek(in->fd, in->start, SEEK_SET) < 0)
		return false;
	in->block_at = in->block_n = 0;
	in->end = false;
	if (in->packed)
		in->member_open = inflateReset(&in->z) == Z_OK;
	return true;
}

const char *
input_name(const struct input *in)
{
	return in->name;
}

bool
input_identity(const struct input *in, uint64_t id[2])
{
	if (!in->has_identity)
		return false;
	id[0] = in->id[0];
	id[1] = in->id[1];
	return true;
}

int
input_descriptor(struct input *in, uint64_t *size)
{
	if (in->fd < 0 || !in->seekable || in->start != 0)
		return -1;
	look(in);
	if (in->packed || in->failed)
		return -1;
	*size = in->size;
	return in->fd;
}

bool
input_plain(struct input *in, uint64_t *size)
{
	if (in->fd >= 0)
		return input_descriptor(in, size) >= 0;
	*size = in->memory.n;
	return true;
}

ssize_t
input_read_at(const struct input *in, uint64_t from, void *buf, size_t n)
{
	size_t done = 0;
	ssize_t got;

	if (in->fd < 0) {
		struct str rest = from < in->memory.n ?
		    str_sub(in->memory, (size_t)from, in->memory.n) :
		    (struct str){ NULL, 0 };

		done = rest.n < n ? rest.n : n;
		if (done > 0)
			memcpy(buf, rest.p, done);
		return (ssize_t)done;
	}
	while (done < n) {
		got = pread(in->fd, (char *)buf + done, n - done,
		    (off_t)(from + done));
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

/* Of what is left to skip, so much of what is held. */
static size_t
skip_held(uint64_t *bytes, size_t held)
{
	size_t n = held < *bytes ? held : (size_t)*bytes;

	*bytes -= n;
	return n;
}

bool
input_skip(struct input *in, uint64_t bytes)
{
	in->ahead_at += skip_held(&bytes, in->ahead_n - in->ahead_at);
	in->block_at += skip_held(&bytes, in->block_n - in->block_at);
	if (in->fd < 0)
		in->memory_at += skip_held(&bytes,
		    in->memory.n - in->memory_at);
	else if (bytes > 0 && lseek(in->fd, (off_t)bytes, SEEK_CUR) < 0) {
		input_fail(in, DIAG_READ, strerror(errno));
		return false;
	}
	return true;
}
