/*
 * Who sits where: the buildings in the order of their ids' bytes, the
 * enterprises of the tenancies numbered once, and every tenancy as an
 * interval of months.  A seat is one enterprise in one building, with all
 * its tenancies there: two floors are one seat.
 *
 * The roster owns what it gives; nothing changes after roster_finish.
 */
#ifndef MEASURE_ROSTER_H
#define MEASURE_ROSTER_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "schema/code.h"
#include "schema/value.h"

#define ROSTER_NONE UINT32_MAX

struct roster_building {
	struct str id, name, stage, operator_id, grade, ownership;
	const struct district *district; /* NULL: not given */
	struct value completed, monitored_from; /* months */
	struct value gfa, leasable, business;   /* dm2 */
	bool rated; /* operating or renovating: in the rates of aggregates */
};

struct roster_tenancy {
	uint32_t enterprise, building; /* ROSTER_NONE: unknown building */
	int from, to; /* months in force, both included; INT_MIN, INT_MAX open */
	bool area_known, employees_known;
	int8_t above_scale, headquarters; /* 1, 0, -1 unknown */
	enum industry_edition edition;
	int64_t area_dm2, employees;
	const struct district *registered; /* NULL: unknown */
	struct str room, industry;
	unsigned long line;
};

struct roster_seat {
	uint32_t enterprise, building;
	uint32_t tenancy, ntenancy; /* a run of roster.tenancy */
};

/* A run of an index. */
struct roster_run {
	uint32_t first, n;
};

struct roster {
	struct roster_building *building;
	size_t nbuilding;
	struct map id;         /* building ids, numbered as building[] */
	struct map enterprise; /* credit codes */
	struct roster_tenancy *tenancy; /* by enterprise, building, from, line */
	size_t ntenancy, tenancy_cap;
	struct roster_run *sitting; /* by enterprise: its tenancies */
	struct roster_seat *seat;   /* by enterprise, building */
	size_t nseat;
	struct roster_run *seats;   /* by enterprise: its seats */
	uint32_t *in;               /* seats by building */
	struct roster_run *inside;  /* by building: its run of in[] */
	size_t unknown_buildings;   /* tenancies that name one */
	const char *tenancies_file; /* for positions */
	struct arena keep;
};

/* False after a report.  Zero-initialise the roster. */
bool roster_buildings(struct roster *r, struct diag *d, const char *path,
    const struct code_book *codes);
bool roster_tenancies(struct roster *r, struct diag *d, const char *path,
    const struct code_book *codes);
/* Orders and numbers what was read. */
void roster_finish(struct roster *r);
void roster_fini(struct roster *r);

/* A building by id, or by a name only one has; ROSTER_NONE if neither. */
uint32_t roster_find(const struct roster *r, struct str key);

static inline bool
roster_in_force(const struct roster_tenancy *t, int month)
{
	return t->from <= month && month <= t->to;
}

/* The tenancy that speaks for a seat: of those begun by the month the one
 * that began last (ties: the first room in byte order); NULL if none. */
const struct roster_tenancy *roster_speaker(const struct roster *r,
    const struct roster_seat *seat, int month);
/* Whether the enterprise sits there in some month of [from, to]. */
bool roster_seated(const struct roster *r, const struct roster_seat *seat,
    int from, int to);

#endif
