/*
 * Dirty tables of one dataset, file after file -> canonical rows, rejects
 * with their reasons, and an account of every row.  Pure: rows come from a
 * source and leave through a sink.
 */
#ifndef IMPORT_IMPORTER_H
#define IMPORT_IMPORTER_H

#include "base/map.h"
#include "import/account.h"
#include "import/heading.h"
#include "import/register.h"
#include "import/source.h"
#include "schema/code.h"

/* Rows of one key, in datasets whose rows do not add up. */
enum import_duplicates {
	DUPLICATES_REJECT, /* the first stands, the others are rejected */
	DUPLICATES_FIRST,
	DUPLICATES_LAST,
	DUPLICATES_SUM,
	DUPLICATES_DEFAULT, /* reject; where rows add up: keep all */
};

/* What is done with figures since January. */
enum import_cumulative {
	IMPORT_SINCE_CHECK,  /* compared with the months */
	IMPORT_SINCE_USE,    /* the month is their difference */
	IMPORT_SINCE_IGNORE,
	IMPORT_SINCE_LEAVE,  /* not asked for: left out, and said */
};

struct import_opts {
	const struct dataset *ds;
	const struct heading_book *book;
	const struct code_book *codes;
	struct id_register *names;       /* or NULL */
	bool assign;                     /* unknown names get a new id */
	const struct map *references;    /* known building ids, or NULL */
	const char *references_name;     /* of that file, for messages */
	enum import_duplicates duplicates;
	enum import_cumulative cumulative;
	bool keep_unknown;
	bool source;            /* a last column says FILE:LINE */
	const bool *fill_down;  /* by column: empty cells repeat the last */
	unsigned long max_rejects; /* (unsigned long)-1: any number */
	/* by column and, last, the place (heading_place); empty: not set */
	const struct str *set;
	const enum unit *unit; /* by column, of the user; UNIT_NONE: none */
	bool brackets, triangle; /* so written amounts are negative */
	unsigned threads;        /* 0: one */
	size_t part; /* bytes a thread reads at a time (tests); 0: many */
};

struct import_reject {
	struct pos pos;
	const char *field; /* column, or "" where the row is at fault */
	struct str value;
	enum diag_code code;
	struct str message, raw;
};

/* A cell that is not written as it stood. */
struct import_change {
	struct pos pos;
	const char *field;
	struct str from, to;
	const char *rule;
};

struct import_sink {
	bool (*header)(void *arg, const struct str *name, size_t n);
	bool (*row)(void *arg, const struct str *cell, size_t n);
	bool (*reject)(void *arg, const struct import_reject *r); /* or NULL */
	bool (*change)(void *arg, const struct import_change *c); /* or NULL */
	/* Rows as they are written, whole lines; or NULL: only row. */
	bool (*text)(void *arg, struct str rows);
	void *arg;
};

struct importer;

/* NULL after a report (a value of `set` that is none).  opts and sink are
 * borrowed. */
struct importer *importer_new(struct diag *d, const struct import_opts *opts,
    const struct import_sink *sink);
void importer_free(struct importer *im); /* NULL is allowed */

/* Between files: book, set, unit or the signs of opts are others now.
 * False after a report. */
bool importer_retune(struct importer *im);

/* One file, to its end.  folder_district: of its path, or empty.  False
 * after a report: nothing of the output is to be kept. */
bool importer_file(struct importer *im, const struct import_source *source,
    struct str folder_district);
/* Of the file last read: the lines of its header, 0 where there is none. */
void importer_header(const struct importer *im, unsigned long *first,
    unsigned long *last);
/* Rows held back until now (duplicates), and what can only be said at the
 * end.  False: the sink failed. */
bool importer_finish(struct importer *im);
/* What is no row's fault, but was found: figures that differ. */
unsigned long importer_findings(const struct importer *im);

/* Of IMPORT_SINCE_CHECK: how many were compared; NULL if none. */
struct cumulative_count;
const struct cumulative_count *importer_cumulative(const struct importer *im);

/* Rows that were clean as they stood, and read so (fast.h). */
unsigned long importer_fast(const struct importer *im);
const struct account *importer_account(const struct importer *im);
/* The column whose amounts are balanced, NULL if none. */
const char *importer_balanced(const struct importer *im);

#endif
