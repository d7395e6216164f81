/*
 * How the rows of each source become figures: before the first row, row by
 * row, after the last.  place: the row's district, nplace where it has none.
 * False after a report that makes the whole input unusable.
 */
#ifndef PLAN_RAW_TAKE_H
#define PLAN_RAW_TAKE_H

#include "plan/raw.h"

struct raw_taker {
	bool (*begin)(struct raw_set *f, struct row_reader *r);
	bool (*take)(struct raw_set *f, struct row_reader *r,
	    const struct row *row, size_t place);
	bool (*end)(struct raw_set *f, struct row_reader *r);
};

bool raw_begin_nothing(struct raw_set *f, struct row_reader *r);
bool raw_end_nothing(struct raw_set *f, struct row_reader *r);

bool raw_begin_districts(struct raw_set *f, struct row_reader *r);
bool raw_take_districts(struct raw_set *f, struct row_reader *r,
    const struct row *row, size_t place);
bool raw_end_districts(struct raw_set *f, struct row_reader *r);

bool raw_begin_classified(struct raw_set *f, struct row_reader *r);
bool raw_take_classified(struct raw_set *f, struct row_reader *r,
    const struct row *row, size_t place);
bool raw_end_classified(struct raw_set *f, struct row_reader *r);

bool raw_take_completion(struct raw_set *f, struct row_reader *r,
    const struct row *row, size_t place);
bool raw_end_completion(struct raw_set *f, struct row_reader *r);

bool raw_begin_tasks(struct raw_set *f, struct row_reader *r);
bool raw_take_tasks(struct raw_set *f, struct row_reader *r,
    const struct row *row, size_t place);
bool raw_take_cadence(struct raw_set *f, struct row_reader *r,
    const struct row *row, size_t place);

#endif
