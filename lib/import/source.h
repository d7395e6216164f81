/*
 * Where rows come from: a CSV reader, a sheet of a workbook.  A row is a
 * struct rec; a faulty one is STATUS_SKIP with its fault.
 */
#ifndef IMPORT_SOURCE_H
#define IMPORT_SOURCE_H

#include "record/sheet.h"

struct import_source {
	enum status (*next)(void *arg, struct rec *out);
	/* of a field (idx 0-based), or of the row's end with nfield */
	struct pos (*pos)(void *arg, const struct rec *rec, size_t idx);
	struct pos (*pos_at)(void *arg, const struct rec *rec, size_t offset);
	/* merged ranges, as of sheet_merged; NULL: there are none */
	bool (*merged)(void *arg, const struct sheet_range **range,
	    size_t *n);
	void *arg;
	const char *name; /* for messages */
	struct str sheet; /* of a workbook: its name; else empty */

	/* Or NULL: of the text where the next row begins, at offset *at, at
	 * least `want` bytes if they are there; empty where lines cannot be
	 * told without the reader.  And: so much of it, whole lines, has
	 * been read. */
	struct str (*ahead)(void *arg, size_t want, uint64_t *at,
	    char *delimiter);
	void (*pass)(void *arg, size_t bytes, size_t lines);

	/* Or NULL: the size of a text that can be read at any offset beside
	 * the reader, by any thread; 0: this one cannot, or not any more.
	 * And so much of it; what is no ASCII is not known to be UTF-8 where
	 * *ascii is set.  What was found so is passed, in sight or not. */
	uint64_t (*plain)(void *arg, bool *ascii);
	ssize_t (*read_at)(void *arg, uint64_t at, char *buf, size_t n);
};

#endif
