/*
 * A named source of bytes: a file, or "-" for standard input.  It owns the
 * descriptor.  gzip is recognised by its magic bytes and unpacked.  A
 * directory, an unreadable file and a read error are reported here; a read
 * error is never taken for the end.
 */
#ifndef IO_INPUT_H
#define IO_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/diag.h"

struct input;

/* NULL after a report.  path is borrowed and must outlive the input. */
struct input *input_open(struct diag *d, const char *path);
/* Bytes of memory under a name, for tests and for what is unpacked. */
struct input *input_memory(struct diag *d, const char *name, struct str bytes);
void input_close(struct input *in); /* NULL is allowed */

/* Fills buf as far as the source goes: less than n only at the end; -1
 * after a report. */
ssize_t input_read(struct input *in, void *buf, size_t n);

#define INPUT_PEEK 8u

/* The next INPUT_PEEK bytes (fewer only at the end), which will be read
 * again; false after a report. */
bool input_peek(struct input *in, struct str *first);

/* Back to the first byte; false where the source is a pipe (no report). */
bool input_rewind(struct input *in);

const char *input_name(const struct input *in); /* "-" shows as (stdin) */

/* Device and inode: two inputs are the same file if both are equal.
 * False for standard input and memory. */
bool input_identity(const struct input *in, uint64_t id[2]);

/* For readers that work in parallel: the descriptor of a plain seekable
 * file and its size; -1 if it is a pipe or packed. */
int input_descriptor(struct input *in, uint64_t *size);
/* The bytes of such a file from an offset on, with a position of its own;
 * the descriptor is borrowed from whole. */
struct input *input_range(struct diag *d, struct input *whole, uint64_t from);
/* Such a file, or memory: false where it is neither. */
bool input_plain(struct input *in, uint64_t *size);
/* So many bytes of it from an offset, as far as it goes, beside whoever
 * reads it, on any thread; -1 on failure: not reported. */
ssize_t input_read_at(const struct input *in, uint64_t from, void *buf,
    size_t n);
/* Its reader goes on so many bytes later; false after a report. */
bool input_skip(struct input *in, uint64_t bytes);
/* Whether a path names a regular file, without opening it. */
bool input_is_file(const char *path);
bool input_is_folder(const char *path);

#endif
