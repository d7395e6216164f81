#include "record/zip.h"

#include <minizip/unzip.h>

#include <stdlib.h>

#include "base/mem.h"

struct zip {
	struct diag *d;
	const char *name;
	char *bytes;
	size_t n, at; /* at: where minizip reads */
	unzFile file;
	bool again; /* the bytes are another's */
	bool part_open;
	char part[256];
	uint64_t packed, given; /* of the part */
};

static struct pos
place(const struct zip *z)
{
	return (struct pos){ .file = z->name };
}

static bool
damaged(struct zip *z, const char *what)
{
	struct pos pos = place(z);

	diag_at(z->d, &pos, DIAG_ZIP_DAMAGED, DIAG_Z(what));
	return false;
}

/* minizip's view of the bytes */

static voidpf ZCALLBACK
memory_open(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	((struct zip *)opaque)->at = 0;
	return opaque;
}

static uLong ZCALLBACK
memory_read(voidpf opaque, voidpf stream, void *buf, uLong size)
{
	struct zip *z = opaque;
	size_t left = z->n - z->at;
	size_t n = size < left ? size : left;

	(void)stream;
	if (n > 0)
		memcpy(buf, z->bytes + z->at, n);
	z->at += n;
	return n;
}

static ZPOS64_T ZCALLBACK
memory_tell(voidpf opaque, voidpf stream)
{
	(void)stream;
	return ((struct zip *)opaque)->at;
}

static long ZCALLBACK
memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct zip *z = opaque;
	size_t from = origin == ZLIB_FILEFUNC_SEEK_SET ? 0
	    : origin == ZLIB_FILEFUNC_SEEK_CUR ? z->at : z->n;

	(void)stream;
	if (offset > z->n - from)
		return -1;
	z->at = from + (size_t)offset;
	return 0;
}

static int ZCALLBACK
memory_done(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* The whole input, up to the ceiling. */
static bool
slurp(struct zip *z, struct input *in)
{
	size_t cap = 0;
	ssize_t got;

	do {
		z->bytes = mem_grow(z->bytes, &cap, z->n + (1u << 16), 1);
		got = input_read(in, z->bytes + z->n, cap - z->n);
		if (got < 0)
			return false;
		z->n += (size_t)got;
	} while (z->n == cap && z->n <= ZIP_PACKED_MAX);
	if (z->n > ZIP_PACKED_MAX) {
		struct pos pos = place(z);

		diag_at(z->d, &pos, DIAG_ZIP_SIZE, DIAG_NUM(ZIP_PACKED_MAX));
		return false;
	}
	return true;
}

/* Compound files: .xls, or an .xlsx encrypted with a password. */
static bool
refuse_old(struct zip *z)
{
	struct str all = { z->bytes, z->n };
	struct pos pos = place(z);

	if (!str_starts(all, STR("\xd0\xcf\x11\xe0")))
		return true;
	if (str_find(all, STR("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a")) < all.n)
		diag_plain(z->d, &pos, DIAG_ZIP_LOCKED);
	else
		diag_plain(z->d, &pos, DIAG_XLS_OLD);
	return false;
}

/* NULL, and z is gone, after a report. */
static struct zip *
open_list(struct zip *z)
{
	zlib_filefunc64_def f = { .zopen64_file = memory_open,
		.zread_file = memory_read, .ztell64_file = memory_tell,
		.zseek64_file = memory_seek, .zclose_file = memory_done,
		.zerror_file = memory_done, .opaque = z };

	z->file = unzOpen2_64(z->name, &f);
	if (z->file != NULL)
		return z;
	damaged(z, "no list of parts at its end");
	zip_close(z);
	return NULL;
}

struct zip *
zip_open(struct diag *d, struct input *in)
{
	struct zip *z = mem_zalloc(1, sizeof(*z));

	z->d = d;
	z->name = input_name(in);
	if (slurp(z, in) && refuse_old(z))
		return open_list(z);
	zip_close(z);
	return NULL;
}

struct zip *
zip_again(const struct zip *z)
{
	struct zip *twin = mem_zalloc(1, sizeof(*twin));

	twin->d = z->d;
	twin->name = z->name;
	twin->bytes = z->bytes;
	twin->n = z->n;
	twin->again = true;
	return open_list(twin);
}

void
zip_close(struct zip *z)
{
	if (z == NULL)
		return;
	if (z->part_open)
		unzCloseCurrentFile(z->file);
	if (z->file != NULL)
		unzClose(z->file);
	if (!z->again)
		free(z->bytes);
	free(z);
}

const char *
zip_name(const struct zip *z)
{
	return z->name;
}

enum status
zip_part(struct zip *z, const char *name)
{
	unz_file_info64 info;
	struct pos pos = place(z);
	size_t n = strlen(name);

	zip_part_close(z);
	if (n >= sizeof(z->part) || unzLocateFile(z->file, name, 2) != UNZ_OK)
		return STATUS_END;
	memcpy(z->part, name, n + 1);
	if (unzGetCurrentFileInfo64(z->file, &info, NULL, 0, NULL, 0, NULL,
	    0) != UNZ_OK)
		return damaged(z, name), STATUS_FATAL;
	if ((info.flag & 1) != 0) {
		diag_plain(z->d, &pos, DIAG_ZIP_LOCKED);
		return STATUS_FATAL;
	}
	if (unzOpenCurrentFile(z->file) != UNZ_OK)
		return damaged(z, name), STATUS_FATAL;
	z->part_open = true;
	z->given = 0;
	z->packed = info.compressed_size < z->n ? info.compressed_size : z->n;
	return STATUS_OK;
}

ssize_t
zip_read(struct zip *z, void *buf, size_t n)
{
	struct pos pos = place(z);
	int got = unzReadCurrentFile(z->file, buf, (unsigned)n);

	if (got > 0) {
		z->given += (uint64_t)got;
		if (z->given <= ZIP_RATIO_FROM || (z->given <= ZIP_PART_MAX &&
		    z->given / ZIP_RATIO_MAX <= z->packed))
			return got;
		diag_at(z->d, &pos, DIAG_ZIP_BOMB, DIAG_Z(z->part));
		return -1;
	}
	if (got == 0) {
		bool whole = unzeof(z->file) == 1;

		z->part_open = false;
		if (unzCloseCurrentFile(z->file) == UNZ_OK && whole)
			return 0;
	}
	damaged(z, z->part);
	return -1;
}

void
zip_part_close(struct zip *z)
{
	if (z->part_open)
		unzCloseCurrentFile(z->file);
	z->part_open = false;
}
