/*
 * Where a dataset goes, whole or not at all.
 *
 * A dataset is complete if and only if its last byte is a newline, and the
 * writer sends that byte last, when all went well: no write before it ends
 * in a newline.  To a pipe, writes are at most PIPE_BUF bytes; a regular
 * file behind `>` is truncated back to where it began on failure; a named
 * file (-o) is a temporary file in the same folder, synced and renamed.
 */
#ifndef IO_OUTPUT_H
#define IO_OUTPUT_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/str.h"

struct output;

/* Told of temporary files, so that a signal can remove them.  A path stays
 * where it is from created to gone. */
struct output_watch {
	void (*created)(const char *path);
	void (*gone)(const char *path);
};

/* path NULL or "-": standard output.  NULL after a report.  watch: or NULL. */
struct output *output_open(struct diag *d, const char *path,
    const struct output_watch *watch);

/* What is put is no text (xlsx): it need not end in a newline, and only
 * truncation or the rename tell whether it is whole. */
void output_binary(struct output *out);

/* False once writing failed (reported once); further puts are ignored. */
bool output_put(struct output *out, struct str s);
bool output_failed(const struct output *out);
/* The reader of our pipe is gone: end quietly. */
bool output_pipe_closed(const struct output *out);

/* All that can fail but the last step, so that several outputs end
 * together; nothing is put after it.  False after a report. */
bool output_prepare(struct output *out);
/* Sends what is held back, closes, renames; frees.  False after a report,
 * or without one where the pipe is closed: ask before committing. */
bool output_commit(struct output *out);
/* Takes back what can be taken back, removes the temporary file; frees. */
void output_abort(struct output *out); /* NULL is allowed */

#endif
