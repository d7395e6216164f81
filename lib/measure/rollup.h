/*
 * From the tenure and the ledger to the measures of every building, in
 * plain integers: fen, dm2, counts.  What is printed of them is figure.h's.
 */
#ifndef MEASURE_ROLLUP_H
#define MEASURE_ROLLUP_H

#include "measure/attribute.h"
#include "measure/lost.h"
#include "measure/sector.h"

enum area_basis { AREA_GFA, AREA_LEASABLE, AREA_BUSINESS, AREA_OCCUPIED };
#define AREA_BASES "gfa|leasable|business|occupied"

struct rollup_rule {
	struct attribute_rule attribution;
	enum area_basis basis;
	int64_t own_share_pct;  /* hundredths */
	int64_t own_growth_max; /* hundredths */
	struct sector_book specialty, direction;
};

/* A sum of what is known: empty where there was something and none known. */
struct partial {
	int64_t sum;
	bool any, known;
};

/* What one enterprise brings to one building, in fen. */
struct seat_sum {
	int64_t tax, local, month, same, last;
};

#define DIVISIONS 101 /* by two digits of industry; the last: unknown */

enum pace_basis { PACE_UNKNOWN, PACE_OWN, PACE_CITY, PACE_LINEAR, PACE_ACTUAL,
	PACE_MIXED };

struct sector_sum {
	int64_t tax, enterprises; /* fen of positive tax; in force */
	struct partial area;
};

struct measure {
	struct seat_sum sum;   /* of all seats */
	bool same_known, last_known;
	struct seat_sum staying; /* of those in force in the last month */
	int64_t enterprises, matched, entered, left, before; /* before: Dec Y-1 */
	struct partial employees, above_scale, headquarters, occupied;
	int64_t registered_known, registered_here;
	int64_t registered_known_tax, registered_here_tax;
	int64_t payers, positive;
	struct sector_sum *specialty; /* by the rules */
	int64_t *direction;
	int64_t division[DIVISIONS];
	uint32_t top1; /* enterprise; TENURE_NONE */
	int64_t top1_tax, top2_tax;
	bool paid_before, rows_now; /* of those in force: silent */
	bool over; /* a sum left the range */
	int64_t pace;
	enum pace_basis pace_basis;
};

/* The totals that must agree, over the period and last year. */
struct rollup_balance {
	struct ledger_sum read, attributed, outside, by_cause[CAUSE_COUNT];
	uint64_t equal_splits;
};

struct rollup {
	const struct tenure *tenure;
	struct ledger *ledger;
	const struct rollup_rule *rule;
	int last;   /* last month of the period */
	int first;  /* January of its year */
	int months_in; /* months of the period in the input */
	bool month_in; /* the last month is */
	bool same_in, year_in; /* all the months compared with */
	bool local_in; /* some row of the period gives the local part */
	struct seat_sum *seat; /* by tenure seat */
	uint32_t *period_rows; /* by enterprise, over the period */
	bool *paid_before;     /* by enterprise: positive before the last month */
	struct measure *building; /* by tenure building */
	struct rollup_balance balance;
	struct lost lost; /* unattributed, if the ledger counts taxpayers */
	bool over; /* a sum left the range */
	struct attribution at;
	struct arena keep;
};

/* False after a report.  Zero-initialise; period -1: the newest month. */
bool rollup_run(struct rollup *u, struct diag *d, const struct tenure *tenure,
    struct ledger *ledger, const struct rollup_rule *rule);
void rollup_fini(struct rollup *u);

/* Settings -> rule.  False after a report. */
bool rollup_rule_load(struct rollup_rule *rule, struct diag *d,
    const struct setting_book *settings);
void rollup_rule_fini(struct rollup_rule *rule);

/* For building and scope alike. */
void measure_init(struct measure *m, const struct rollup_rule *rule,
    struct arena *keep);
void measure_add(struct measure *m, int64_t *sum, int64_t n);
void measure_add_known(struct measure *m, struct partial *p, bool known,
    int64_t n);
void seat_sum_add(struct measure *m, struct seat_sum *sum,
    const struct seat_sum *more);
/* Everything of a building but its pace (measure.c), then that (pace.c). */
void measure_building(struct measure *m, const struct rollup *u, uint32_t b);
void measure_pace(struct rollup *u);
/* The identities every figure rests on (balance.c); false after a report. */
bool balance_check(const struct rollup *u, struct diag *d);
/* False, and reported, where they differ. */
bool balance_agree(struct diag *d, const char *what, num_wide left,
    num_wide right);
void balance_summary(const struct rollup *u, struct diag *d);
/* Largest and second largest; ties: the lower credit code. */
void measure_top(struct measure *m, const struct tenure *r,
    uint32_t enterprise, int64_t tax);

#endif
