/*
 * A zip archive in memory, its parts unpacked piece by piece.  It owns its
 * bytes.  Sizes that the archive states are not believed: what comes out is
 * counted, and checked against the CRC at the end.
 */
#ifndef RECORD_ZIP_H
#define RECORD_ZIP_H

#include <sys/types.h>

#include "base/status.h"
#include "io/input.h"

#define ZIP_PACKED_MAX (64u << 20)    /* bytes of an archive */
#define ZIP_PART_MAX (UINT64_C(1) << 30) /* bytes of an unpacked part */
/* Past ZIP_RATIO_FROM bytes a part may be at most so many times as large
 * as its packed form; tables reach some 30. */
#define ZIP_RATIO_MAX 250u
#define ZIP_RATIO_FROM (16u << 20)

struct zip;

/* Takes the whole input, which stays the caller's.  NULL after a report. */
struct zip *zip_open(struct diag *d, struct input *in);
/* A second reader of the same bytes, which goes before the first.  NULL
 * after a report. */
struct zip *zip_again(const struct zip *z);
void zip_close(struct zip *z); /* NULL is allowed */

const char *zip_name(const struct zip *z); /* of the input */

/* One part at a time.  Names compare without regard to case.  END: there
 * is no such part (not reported). */
enum status zip_part(struct zip *z, const char *name);
/* 0 at the end, -1 after a report. */
ssize_t zip_read(struct zip *z, void *buf, size_t n);
void zip_part_close(struct zip *z);

#endif
