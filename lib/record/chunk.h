/*
 * Canonical files read on several threads.  A file is cut into chunks of a
 * fixed size.  Where a chunk's first record begins is guessed (behind the
 * next newline) and proven afterwards: the chunk before it must have ended
 * exactly there.  A packed file is one chunk.
 *
 * Nothing is reported here and nothing is decided: on any fault, on a
 * wrong guess, on a pipe the answer is false, and the caller reads again
 * in one piece with rec, which finds the fault and says it.
 *
 * Chunks are numbered in the order of the files; what a thread keeps by
 * chunk can be put in order afterwards, so that nothing depends on threads.
 */
#ifndef RECORD_CHUNK_H
#define RECORD_CHUNK_H

#include "record/rec.h"

#define CHUNK_BYTES (UINT64_C(1) << 22)

struct chunk {
	size_t no;     /* of all chunks */
	size_t file;   /* of the paths */
	unsigned worker;
	struct rec_reader *rec;
	uint64_t from, limit; /* in the file */
	enum status status;
};

struct chunk_job {
	void *arg;
	/* Once a file, in order, before any chunk: false gives up. */
	bool (*file)(void *arg, size_t file, const struct rec *header);
	/* On the worker's thread: takes all rows; false gives up. */
	bool (*rows)(void *arg, struct chunk *c);
	uint64_t bytes; /* of a chunk (tests); 0: CHUNK_BYTES */
};

struct chunk_set;

/* NULL: a file cannot be read so, or job->file gave up. */
struct chunk_set *chunk_open(const char *const *path, size_t npath,
    const struct chunk_job *job);
/* All rows of all files, on so many threads.  False: begin again. */
bool chunk_run(struct chunk_set *s, unsigned threads);
void chunk_close(struct chunk_set *s); /* NULL is allowed */

/* OK, END or FATAL (not reported).  What it gave before is gone; a line
 * counts from the chunk's begin. */
static inline enum status
chunk_next(struct chunk *c, struct rec *out)
{
	c->status = c->from + rec_passed(c->rec) >= c->limit ? STATUS_END :
	    rec_next(c->rec, out);
	return c->status;
}

/* The chunk's records begin so many bytes ahead at most, less one. */
static inline uint64_t
chunk_reach(const struct chunk *c)
{
	uint64_t at = c->from + rec_passed(c->rec);

	return at < c->limit ? c->limit - at : 0;
}

/* After chunk_run: what is to be added to a line of this chunk. */
unsigned long chunk_line(const struct chunk_set *s, size_t no);

#endif
