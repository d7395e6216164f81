/*
 * An evaluation scheme (evaluation.yaml, bldg-evaluation(5)): indicators
 * with weights and methods, bonuses and penalties; read from a tree and
 * checked whole, every finding reported.  The scheme copies what it keeps;
 * positions borrow the file's name.
 *
 * Scores, points, weights and caps are hundredths; targets, per, over and
 * values are hundredths of the indicator's unit.
 */
#ifndef PLAN_SCHEME_H
#define PLAN_SCHEME_H

#include "base/mem.h"
#include "record/tree.h"
#include "schema/code.h"

/* Where an indicator's figures come from; SCHEME_VALUES: the scheme. */
enum scheme_source {
	SCHEME_DISTRICTS,
	SCHEME_CLASSIFIED,
	SCHEME_COMPLETION,
	SCHEME_TASKS,
	SCHEME_CADENCE,
	SCHEME_VALUES,
	SCHEME_SOURCE_COUNT,
};

#define SCHEME_SOURCES "districts|classified|completion|tasks|cadence|values"

enum scheme_method {
	SCHEME_ATTAINMENT,
	SCHEME_MIN_MAX,
	SCHEME_RANK,
	SCHEME_BONUS,
	SCHEME_PENALTY,
};

#define SCHEME_METHODS "attainment|min-max|rank|bonus|penalty"

/* What places shared by several are worth: the first's, their mean, the
 * last's. */
enum scheme_ties { SCHEME_BEST, SCHEME_MEAN, SCHEME_WORST };

#define SCHEME_TIES "best|mean|worst"

/* What a figure that is not there does to a district's total. */
enum scheme_gap { SCHEME_UNRANKED, SCHEME_REWEIGH };

#define SCHEME_TOTAL "total" /* what no indicator may be called */
#define SCHEME_MAX INT64_C(1000000)          /* points: 10000.00 */
#define SCHEME_FIGURE_MAX INT64_C(10000000000000000) /* hundredths */

struct scheme_value {
	size_t place; /* index of the district in the code book */
	int64_t n;
	struct pos pos;
};

struct scheme_item {
	struct str id, name, unit;
	enum scheme_source source;
	size_t what;     /* which figure of the source: scheme_name.h */
	enum scheme_method method;
	bool lower;      /* the lower the better */
	int64_t weight;  /* 0 for a bonus or penalty */
	bool has_cap;
	int64_t cap;
	int64_t low, high; /* the range of min-max and rank */
	bool has_target;   /* the scheme's own, instead of the plan's */
	int64_t target;
	int64_t *points; /* rank: of the places; bonus, penalty: one */
	size_t npoints;
	int64_t per, over;
	enum scheme_ties ties;
	struct scheme_value *value;
	size_t nvalue;
	bool has_others; /* what districts without a value have */
	int64_t others;
	struct pos pos, name_pos;
};

struct scheme {
	struct str title, source;
	bool illustration;
	enum scheme_gap unknown, no_target;
	struct scheme_item *item; /* as in the file: indicators, bonuses … */
	size_t nitem;
	size_t *tie_break; /* items, whose scores part equal totals */
	size_t ntie_break;
	int64_t lowest;    /* supervision: so many from the end */
	bool has_below;
	int64_t below;     /* supervision: scores under it */
	struct pos pos;
	bool sound;        /* no finding */
	struct arena keep;
};

/* Never NULL; `sound` is false after a report. */
struct scheme *scheme_read(struct diag *d, const struct tree_node *root,
    const struct code_book *book);
void scheme_free(struct scheme *s); /* NULL is allowed */

/* Does any item take figures from there? */
bool scheme_needs(const struct scheme *s, enum scheme_source source);
static inline bool
scheme_weighs(const struct scheme_item *x)
{
	return x->method < SCHEME_BONUS;
}

#endif
