/*
 * One fact of each kind, as facts.h keeps them: a building that is classed,
 * a thing with a date, a row of services, a matter, a scope's aggregate.
 */
#ifndef PLAN_FACT_H
#define PLAN_FACT_H

#include "schema/value.h"

#define FACTS_NOWHERE ((size_t)-1)

enum facts_tier { TIER_NONE, TIER_1000W, TIER_5000W, TIER_1YI, TIER_5YI,
	TIER_10YI, TIER_UNKNOWN = -1 };

struct facts_building { /* a row of classified */
	struct str id, name, specialty, basis; /* basis: of the pace */
	size_t district;
	int tier, same, last;  /* enum facts_tier */
	int is_new, has_left, expects_left, nurture; /* 1, 0, -1 unknown */
	bool listed;           /* in the issued list of last year */
	struct value tax, month, pace; /* fen; text not kept */
	struct pos pos;
};

struct facts_total { /* rows of --last-year, above a tier */
	int64_t rows, reached, unknown;
	int64_t unplaced; /* of the city's: reached or unknown, and nowhere */
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
	struct pos pos, lead_pos, meeting_pos;
};

enum facts_sum { SUM_TAX, SUM_MONTH, SUM_SAME, SUM_AREA_TAX, SUM_AREA,
	SUM_OCCUPIED, SUM_OCCUPANCY_BASE, SUM_REGISTERED_HERE,
	SUM_REGISTERED_KNOWN, SUM_COUNT };

struct facts_aggregate { /* a row of bldg-rollup --by district */
	bool given;
	struct value sum[SUM_COUNT];
	struct pos pos;
};

#endif
