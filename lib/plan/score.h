/*
 * Districts by an evaluation scheme: a score of each indicator, its
 * contribution, the total and its rank.  Exact integers throughout.
 *
 * The one rule of rounding (bldg-evaluation(5)): a score has two decimals,
 * rounded half away from zero from its exact value, and what follows is
 * computed from it as it stands there, exactly.  So scores are hundredths,
 * contributions millionths of a point, and neither loses anything.
 */
#ifndef PLAN_SCORE_H
#define PLAN_SCORE_H

#include "plan/raw.h"
#include "schema/made.h"

/* In the order of the choices of the column `status` of `scores`. */
enum score_status {
	SCORE_KNOWN,
	SCORE_PARTLY,    /* counted, and of some buildings it is not known */
	SCORE_UNKNOWN,   /* no figure: no score, never 0 */
	SCORE_NO_TARGET, /* nothing to hold the figure against */
	SCORE_COMPLETE,  /* a total of all indicators */
	SCORE_REWEIGHED, /* a total of those that are known */
	SCORE_UNRANKED,  /* no total: an indicator has no score */
};

struct score_cell { /* an item of a district */
	enum score_status status;
	bool known;           /* there is a score */
	int64_t score;        /* hundredths; of a penalty negative */
	int64_t contribution; /* millionths */
	size_t rank;          /* among the districts; 0: none */
};

struct score_item {
	size_t known;         /* districts that have a figure */
	bool has_bounds;      /* some has */
	int64_t min, max;     /* over these */
};

struct score_total {
	enum score_status status;
	int64_t weight;       /* of the indicators that have a score */
	int64_t contribution; /* millionths: the sum, with bonuses */
	int64_t score;        /* hundredths; where it is ranked */
	size_t rank;          /* 0: unranked */
};

struct score_sheet {
	const struct scheme *scheme;
	const struct raw_set *raw;
	size_t nplace;
	struct score_cell *cell;   /* item by item: score_at */
	struct score_item *item;
	struct score_total *total; /* by place; the city's is unused */
	struct arena keep;
};

/* NULL after a report: a bonus past any score. */
struct score_sheet *score_new(struct diag *d, const struct raw_set *raw);
void score_free(struct score_sheet *s); /* NULL is allowed */

const struct score_cell *score_at(const struct score_sheet *s, size_t item,
    size_t place);

/* A score by each method, in hundredths.  target > 0. */
int64_t score_attainment(int64_t raw, int64_t target, int64_t cap,
    bool lower);
int64_t score_min_max(int64_t raw, int64_t min, int64_t max, int64_t low,
    int64_t high, bool lower);
/* Of the `tied` districts that share the places from `first` (1 is the
 * best) of n. */
int64_t score_rank(const struct scheme_item *x, size_t first, size_t tied,
    size_t n);
/* Twice the place they stand for, which is whole. */
size_t score_rank_place(const struct scheme_item *x, size_t first,
    size_t tied);
/* Points of a bonus or penalty, at least 0.  False where they are more than
 * any score. */
bool score_points(const struct scheme_item *x, int64_t raw, int64_t *out);

#endif
