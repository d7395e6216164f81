/*
 * The figures an evaluation rests on: of each item of a scheme and each
 * district, as they stand in the inputs.  What is not there is not known,
 * never 0.  Figures are hundredths of the item's unit.  Texts are kept here;
 * positions borrow the file's name.
 */
#ifndef PLAN_RAW_H
#define PLAN_RAW_H

#include "plan/scheme.h"
#include "schema/completion.h"
#include "schema/row.h"

struct raw {
	bool known;
	bool no_target;      /* the plan names none, or one of 0 */
	bool has_target;
	int64_t n, target;
	int64_t unknown;     /* buildings of which it is not known */
	struct str unit;     /* of completion: the plan's own */
	struct pos pos, target_pos; /* line 0: stands nowhere */
};

struct raw_part { /* a building, target or task counted in a figure */
	size_t item, place;
	int64_t n;           /* 1; -1 where it is taken off */
	struct str id, name;
	struct pos pos;
};

struct raw_target { /* a row of completion, for supervision */
	size_t place;
	enum completion_status status;
	struct str indicator, unit, target, actual, rate, gap, remaining;
	struct pos pos;
};

struct raw_set {
	struct diag *diag;
	const struct scheme *scheme;
	const struct code_book *book;
	int period;          /* -1 until a row has told it */
	size_t nplace;       /* districts of the book, the city among them */
	struct raw *cell;    /* item by item: raw_at */
	bool *decimals;      /* by item: its figures have two */
	size_t *column;      /* by item: of districts, one of one's own */
	int64_t *seen;       /* rows of the source being read, by place */
	bool given[SCHEME_SOURCE_COUNT];
	struct raw_part *part;
	size_t npart, part_cap;
	struct raw_target *row;
	size_t nrow, row_cap;
	struct arena keep;
};

/* The scheme must be sound.  period: that of all inputs, or -1. */
struct raw_set *raw_new(struct diag *d, const struct scheme *s,
    const struct code_book *book, int period);
void raw_free(struct raw_set *f); /* NULL is allowed */

const struct dataset *raw_dataset(enum scheme_source source);
/* Reads all rows; the reader stays the caller's.  False after a report. */
bool raw_read(struct raw_set *f, enum scheme_source source,
    struct row_reader *r);

/* Has every item its source, and is the period known?  False after a report. */
bool raw_complete(const struct raw_set *f);

struct raw *raw_at(const struct raw_set *f, size_t item, size_t place);

#endif
