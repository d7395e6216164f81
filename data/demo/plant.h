/*
 * What happens in the demo city between May and June of 2023, decided by
 * name: buildings that cross a bound or fall below one, one that is silent,
 * appears, vanishes, is renamed, loses its largest taxpayer or its tenants;
 * and the table of enterprises that a district sent again.  None of it
 * moves what was decided of half-years' and years' totals elsewhere.
 * truth.csv holds it all: the building, what a watcher should find, and the
 * other building that is a party to it.
 */
#ifndef DEMO_PLANT_H
#define DEMO_PLANT_H

#include "city.h"

#define PLANT_JUNE 17 /* 2023-06 */

enum plant_kind {
	PLANT_CROSSED,
	PLANT_FELL,
	PLANT_NEAR,
	PLANT_EXPECTED_LEFT,
	PLANT_MOVED,     /* its largest taxpayer, to `other` */
	PLANT_EMPTIED,   /* occupancy down */
	PLANT_SILENT,
	PLANT_RENAMED,
	PLANT_APPEARED,
	PLANT_VANISHED,
	PLANT_CORRECTED, /* tenants of its first version named no building */
};

/* After decide: the tax of the buildings concerned. */
void plant_decide(struct city *c);
/* After the tenants were invented: who leaves, who moves. */
void plant_tenants(struct city *c);
/* The tenant that pays what the others leave of a building's budget. */
int plant_payer(const struct city *c, int building, int month);

/* As the registers of c->as_of and c->version have it. */
void plant_put_name(struct buf *b, const struct city *c, int building);
bool plant_has_building(const struct city *c, int building);
/* A tenancy as it is told: false if it is not; its end may not be known. */
bool plant_has_tenancy(const struct city *c, const struct city_tenancy *t,
    struct city_tenancy *told);
/* The building that is gone in June; -1 if it is of another district. */
int plant_gone(const struct city *c, int district);
/* A tenant whose home the first version of a table of enterprises misnames. */
bool plant_misnamed(const struct city *c, const struct city_enterprise *e);
void plant_put_home(struct buf *b, const struct city *c,
    const struct city_enterprise *e, const struct city_tenancy *t);

/* earlier/2023-05: registers as they were; earlier/2023-06.v1: the table of
 * enterprises that was sent again later. */
bool plant_send(struct city *c, const char *dir);
void plant_put_truth(struct buf *b, const struct city *c);

#endif
