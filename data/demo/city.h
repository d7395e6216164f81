/*
 * The demo city: what it is made of.  Everything here is made up, names,
 * enterprises and figures; only the targets for 2023 are the policy's.
 * Money is fen, areas dm2, months 0..23 = 2022-01..2023-12.
 *
 * The city is decided first (decide.c): which buildings stand above the
 * bounds, when, with exactly how much.  Then enterprises are invented that
 * pay just that (tenant.c), and it is all written as offices would send it
 * (send*.c).  What happens from May to June of 2023 is plant.c's.  truth.csv
 * holds the decisions.
 */
#ifndef DEMO_CITY_H
#define DEMO_CITY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

#define CITY_DISTRICTS 10
#define CITY_BUILDINGS 800
#define CITY_MONTHS 24
#define CITY_YEAR0 2022
#define CITY_YI INT64_C(10000000000) /* 1亿元 in fen */

struct city_district {
	const char *code, *region, *name, *plan_lead;
	int buildings;
	int last;        /* above 1亿 in 2022 */
	int last_june;   /* of them by June 2022 */
	int gained, lost; /* in 2023 */
	int june, june_new; /* above by June 2023; of them new */
	int goal_new, goal_total, goal_specialty, goal_retrofit, goal_events;
	int specialty, specialty_june;
	int retrofit, retrofit_june, retrofit_june_due;
	int events, events_june;
	bool gbk;        /* sends GB18030, 万元, title and total rows */
};

enum city_fate { FATE_BELOW, FATE_STAYS, FATE_NEW, FATE_LOST };

struct city_building {
	int district, no; /* no: within the district, 1.. */
	enum city_fate fate;
	bool june, last_june;
	bool recognised;
	int theme;        /* specialty, -1 = none */
	int completed;    /* months since year 0 */
	int64_t area_dm2;
	int64_t budget[CITY_MONTHS];
	int64_t year[2], half[2]; /* decided: 2022, 2023; January to June */
	int first_tenant, tenants;
};

struct city_tenancy {
	int building;
	int room, entered, left; /* 0..23; -1 = before / open */
	int64_t area_dm2;
};

struct city_enterprise {
	char uscc[19];
	int industry, home; /* home: building */
	int employees;
	int tenancy, tenancies; /* first and number */
	bool foreign_registry;  /* registered in another district */
};

struct city {
	uint64_t seed;
	struct city_building *building;
	struct city_enterprise *enterprise;
	struct city_tenancy *tenancy;
	int nenterprise, ntenancy, capenterprise, captenancy;
	int as_of;          /* registers are written as of that month */
	bool first_version; /* before a district corrected its table */
	struct buf taxes[CITY_MONTHS]; /* rows "uscc,fen\n" */
	int64_t tax_total[CITY_MONTHS];
	long tax_rows[CITY_MONTHS];
};

extern const struct city_district city_districts[CITY_DISTRICTS];

/* splitmix64: the same city from the same seed on any machine */
uint64_t city_random(struct city *c);
int city_between(struct city *c, int from, int to); /* both included */

void decide(struct city *c);
void tenant_invent(struct city *c);
void city_add_tenancy(struct city *c, const struct city_tenancy *t);
void outsider_invent(struct city *c);
/* Writes all files below dir; false after a message. */
bool send_all(struct city *c, const char *dir);
bool send_city_files(struct city *c, const char *dir);
bool send_plans(const char *dir);
bool send_truth(const struct city *c, const char *dir);

/* One file, whole; gbk: converted to GB18030. */
bool send_file(const char *dir, const char *name, const struct buf *text,
    bool gbk);
void city_name(struct buf *b, int building);
void city_id(struct buf *b, const struct city *c, int building);
void city_put_month(struct buf *b, int month, bool chinese); /* 0..23 */
void city_put_wan(struct buf *b, int64_t n, int decimals);   /* n / 10^decimals */

#endif
