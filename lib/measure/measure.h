/*
 * What is measured of a building or a scope, in plain integers: fen, dm2,
 * counts; and the rules it is measured by.  Sums that leave the range set
 * `over`, which is tested once.
 */
#ifndef MEASURE_MEASURE_H
#define MEASURE_MEASURE_H

#include "measure/attribute.h"
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

/* Settings -> rule.  False after a report. */
bool rollup_rule_load(struct rollup_rule *rule, struct diag *d,
    const struct setting_book *settings);
void rollup_rule_fini(struct rollup_rule *rule);

/* For building and scope alike. */
void measure_init(struct measure *m, const struct rollup_rule *rule,
    struct arena *keep);
/* "7231" -> 72; the last of DIVISIONS for what has no industry. */
size_t measure_division(struct str industry);
void measure_add(struct measure *m, int64_t *sum, int64_t n);
void measure_add_known(struct measure *m, struct partial *p, bool known,
    int64_t n);
void seat_sum_add(struct measure *m, struct seat_sum *sum,
    const struct seat_sum *more);

#endif
