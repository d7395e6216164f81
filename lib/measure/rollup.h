/*
 * From the tenure and the ledger to the measures of every building, in
 * plain integers: fen, dm2, counts.  What is printed of them is figure.h's.
 */
#ifndef MEASURE_ROLLUP_H
#define MEASURE_ROLLUP_H

#include "measure/lost.h"
#include "measure/measure.h"
#include "measure/months.h"

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
	struct months months; /* if its code book is set */
	bool over; /* a sum left the range */
	struct attribution at;
	struct arena keep;
};

/* False after a report.  Zero-initialise, but for months.codes; period -1:
 * the newest month. */
bool rollup_run(struct rollup *u, struct diag *d, const struct tenure *tenure,
    struct ledger *ledger, const struct rollup_rule *rule);
void rollup_fini(struct rollup *u);

/* Whether a building's last year is known, where its months are in the
 * input. */
bool rollup_past_known(const struct rollup *u,
    const struct tenure_building *b);

/* Everything of a building but its pace (measure.c), then that (pace.c). */
void measure_building(struct measure *m, const struct rollup *u, uint32_t b);
/* Of the seats that group[] puts in the wanted one; NULL: of all. */
void measure_part(struct measure *m, const struct rollup *u, uint32_t b,
    const uint32_t *group, uint32_t wanted);
void measure_pace(struct rollup *u);
/* The identities every figure rests on (balance.c); false after a report. */
bool balance_check(const struct rollup *u, struct diag *d);
/* False, and reported at pos (NULL: nowhere), where they differ. */
bool balance_agree_at(struct diag *d, const struct pos *pos,
    const char *what, num_wide left, num_wide right);
bool balance_agree(struct diag *d, const char *what, num_wide left,
    num_wide right);
void balance_summary(const struct rollup *u, struct diag *d);
/* Largest and second largest; ties: the lower credit code. */
void measure_top(struct measure *m, const struct tenure *r,
    uint32_t enterprise, int64_t tax);

#endif
