/*
 * Who sits where: the buildings in the order of their ids' bytes, the
 * enterprises of the tenancies numbered once, and every tenancy as an
 * interval of months.  A seat is one enterprise in one building, with all
 * its tenancies there: two floors are one seat.
 *
 * The tenure owns what it gives; nothing changes after tenure_finish.
 */
#ifndef MEASURE_TENURE_H
#define MEASURE_TENURE_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "schema/code.h"
#include "schema/value.h"

#define TENURE_NONE UINT32_MAX

struct tenure_building {
	struct str id, name, stage, operator_id, grade, ownership;
	const struct district *district; /* NULL: not given */
	struct value completed, monitored_from; /* months */
	struct value gfa, leasable, business;   /* dm2 */
	bool rated; /* operating or renovating: in the rates of aggregates */
};

struct tenure_tenancy {
	uint32_t enterprise, building; /* TENURE_NONE: unknown building */
	int from, to; /* months in force, both included (INT_MIN, INT_MAX) */
	bool area_known, employees_known;
	int8_t above_scale, headquarters; /* 1, 0, -1 unknown */
	enum industry_edition edition;
	int64_t area_dm2, employees;
	const struct district *registered; /* NULL: unknown */
	char industry[4]; /* digits, 0 behind them; see tenure_industry */
	struct str room;
	unsigned long line;
};

/* Its code, empty if unknown; the tenancy's. */
static inline struct str
tenure_industry(const struct tenure_tenancy *t)
{
	size_t n = 0;

	while (n < sizeof(t->industry) && t->industry[n] != '\0')
		n++;
	return (struct str){ t->industry, n };
}

struct tenure_seat {
	uint32_t enterprise, building;
	uint32_t tenancy, ntenancy; /* a run of tenure.tenancy */
};

/* A run of an index. */
struct tenure_run {
	uint32_t first, n;
};

struct tenure {
	struct tenure_building *building;
	size_t nbuilding;
	struct map id;         /* building ids, numbered as building[] */
	struct map enterprise; /* credit codes */
	struct tenure_tenancy *tenancy; /* by enterprise, building, from, line */
	size_t ntenancy, tenancy_cap;
	struct tenure_run *sitting; /* by enterprise: its tenancies */
	struct tenure_seat *seat;   /* by enterprise, building */
	size_t nseat;
	struct tenure_run *seats;   /* by enterprise: its seats */
	uint32_t *in;               /* seats by building */
	struct tenure_run *inside;  /* by building: its run of in[] */
	size_t unknown_buildings;   /* tenancies that name one */
	const char *tenancies_file; /* for positions */
	struct arena keep;
};

/* False after a report.  Zero-initialise the tenure. */
bool tenure_buildings(struct tenure *r, struct diag *d, const char *path,
    const struct code_book *codes);
/* Instead of a register: buildings known by their ids alone, which come in
 * the order of their bytes. */
void tenure_ids(struct tenure *r, const struct str *id, size_t n);
bool tenure_tenancies(struct tenure *r, struct diag *d, const char *path,
    const struct code_book *codes);
/* Orders and numbers what was read. */
void tenure_finish(struct tenure *r);
void tenure_fini(struct tenure *r);

/* A building by id, or by a name only one has; TENURE_NONE if neither. */
uint32_t tenure_find(const struct tenure *r, struct str key);

static inline bool
tenure_in_force(const struct tenure_tenancy *t, int month)
{
	return t->from <= month && month <= t->to;
}

/* The tenancy that speaks for a seat: of those begun by the month the one
 * that began last (ties: the first room in byte order); NULL if none. */
const struct tenure_tenancy *tenure_speaker(const struct tenure *r,
    const struct tenure_seat *seat, int month);
/* Whether the enterprise sits there in some month of [from, to]. */
bool tenure_seated(const struct tenure *r, const struct tenure_seat *seat,
    int from, int to);

#endif
