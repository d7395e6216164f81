/*
 * Figures since January beside or instead of a month's own: compared with
 * the sum of the months, or turned into months as differences.  Exact fen;
 * a month is a difference only where the month before was read as well.
 */
#ifndef IMPORT_CUMULATIVE_H
#define IMPORT_CUMULATIVE_H

#include "import/importer.h"

struct cumulative;

struct cumulative *cumulative_new(const struct dataset *ds);
void cumulative_free(struct cumulative *c); /* NULL is allowed */

enum cumulative_answer {
	CUMULATIVE_OK,
	CUMULATIVE_NO_BEFORE, /* the month before has not been read */
	CUMULATIVE_TWICE,     /* the month has been read already */
	CUMULATIVE_TOO_LARGE,
};

/*
 * The month's figure of a cumulative one, for the key in the cells of a
 * row; the figure is remembered whatever the answer.  Not for rows whose
 * key is not known.
 */
enum cumulative_answer cumulative_use(struct cumulative *c,
    const struct str *cell, size_t column, int month, int64_t figure,
    int64_t *out);
/* A month's own figure where months lie side by side: carries on. */
void cumulative_carry(struct cumulative *c, const struct str *cell,
    size_t column, int month, int64_t figure);

/* Both figures of a row, for cumulative_compare at the end. */
struct cumulative_pair {
	int64_t month, total; /* fen */
	bool has_month, has_total;
	struct pos pos;       /* of the cumulative one */
};

void cumulative_note(struct cumulative *c, const struct str *cell,
    size_t column, int month, const struct cumulative_pair *pair);

struct cumulative_count {
	unsigned long compared, differ;
	unsigned long alone; /* the months before are not in the input */
};

/* Reports each cumulative figure that is not the sum of its months, in the
 * order of the input. */
void cumulative_compare(struct cumulative *c, struct diag *d,
    struct cumulative_count *out);
/* "12 figures since January compared: 1 differs, 2 without the months
 * before" */
void cumulative_put(struct buf *b, enum lang lang,
    const struct cumulative_count *n);

#endif
