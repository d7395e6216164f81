/*
 * What a plan's figures are counted from: the rows of classified and of
 * the city's datasets, brought to districts and months.  A district is its
 * index in the code book (0 is the city), FACTS_NOWHERE where it is not
 * known: such a fact counts for the city only.  The facts own all text;
 * positions borrow the file's name.
 */
#ifndef PLAN_FACTS_H
#define PLAN_FACTS_H

#include "base/map.h"
#include "schema/row.h"

#define FACTS_NOWHERE ((size_t)-1)

enum facts_source { /* read in this order */
	FACTS_CLASSIFIED, FACTS_BUILDINGS, FACTS_TEAMS, FACTS_LAST_YEAR,
	FACTS_BASE, FACTS_DISTRICTS, FACTS_EVENTS, FACTS_RECOGNITIONS,
	FACTS_RETROFITS, FACTS_PROJECTS, FACTS_SERVICES, FACTS_MATTERS,
	FACTS_SOURCE_COUNT
};

enum facts_level { FACTS_CITY, FACTS_DISTRICT, FACTS_ANY_LEVEL };

struct facts_rules {
	int period;              /* L, a month */
	enum facts_level level;  /* of recognitions that count */
};

enum facts_tier { TIER_NONE, TIER_1000W, TIER_5000W, TIER_1YI, TIER_5YI,
	TIER_10YI, TIER_UNKNOWN = -1 };

struct facts_building { /* a row of classified */
	struct str id, name, specialty;
	size_t district;
	int tier, same, last;  /* enum facts_tier */
	int is_new, has_left;  /* 1, 0, -1 unknown */
	struct value tax, month, pace; /* fen; text not kept */
	struct pos pos;
};

enum facts_list { /* things dated by a month, counted by distinct id */
	LIST_PROMOTIONS, LIST_CONFERENCES, LIST_JOINT_MEETINGS,
	LIST_BLUEBOOKS, LIST_SPECIALTY, LIST_TEAMS, LIST_RETROFITS,
	LIST_STARTED, LIST_COMPLETED,
	LIST_RETROFITS_PLANNED, LIST_COMPLETED_PLANNED, LIST_COUNT
};

struct facts_dated {
	struct str id, name;
	int month;           /* -1: not known */
	bool doubtful;       /* whether it counts is not known */
	const size_t *place; /* districts; none: the city only */
	size_t nplace;
	struct pos pos;
};

struct facts_dated_list {
	struct facts_dated *v;
	size_t n, cap;
};

struct facts_service { /* a row of services */
	struct str building;
	size_t place;
	bool operates; /* the building does */
	int month;
	struct value station, cases, self, party, members; /* no text */
	struct pos pos;
};

struct facts_matter {
	struct str id, building, subject, request, lead, support, meeting,
	    decision;
	size_t place;
	bool says_lead; /* the file has that column */
	int phase; /* index of the column's choices, -1 = not known */
	int raised, due, decided, closed; /* days; -1 = none */
	struct pos pos, lead_pos;
};

enum facts_sum { SUM_TAX, SUM_MONTH, SUM_SAME, SUM_AREA_TAX, SUM_AREA,
	SUM_OCCUPIED, SUM_OCCUPANCY_BASE, SUM_REGISTERED_HERE,
	SUM_REGISTERED_KNOWN, SUM_COUNT };

struct facts_aggregate { /* a row of bldg-rollup --by district */
	bool given;
	struct value sum[SUM_COUNT];
	struct pos pos;
};

struct facts {
	struct diag *diag;
	const struct code_book *book;
	struct facts_rules rules;
	bool given[FACTS_SOURCE_COUNT];
	bool has_last_year[FACTS_SOURCE_COUNT]; /* a row of Y-1 was met */
	struct map building, team;              /* the registers */
	size_t *building_place, *team_place;
	bool *building_operates;
	size_t building_cap, operates_cap, team_cap;
	struct facts_building *row;             /* of classified */
	size_t nrow, row_cap;
	bool placed;                            /* some row has a district */
	int64_t *last_total[3]; /* --last-year: 1yi, 5yi, 10yi by district */
	struct facts_dated_list list[LIST_COUNT];
	struct facts_service *service;
	size_t nservice, service_cap;
	struct facts_matter *matter;
	size_t nmatter, matter_cap;
	struct facts_aggregate *aggregate;      /* by district */
	struct arena keep;
};

struct facts *facts_new(struct diag *d, const struct code_book *book,
    const struct facts_rules *rules);
void facts_free(struct facts *f); /* NULL is allowed */

const struct dataset *facts_dataset(enum facts_source source);
/* Reads all rows; the reader stays the caller's.  False after a report. */
bool facts_read(struct facts *f, enum facts_source source,
    struct row_reader *r);

/* At least so high; false where the tier is not known. */
bool facts_reaches(int tier, enum facts_tier least);

#endif
