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
#include "plan/fact.h"
#include "schema/row.h"

enum facts_source { /* read in this order */
	FACTS_CLASSIFIED, FACTS_BUILDINGS, FACTS_TEAMS, FACTS_LAST_YEAR,
	FACTS_BASE, FACTS_DISTRICTS, FACTS_EVENTS, FACTS_RECOGNITIONS,
	FACTS_RETROFITS, FACTS_PROJECTS, FACTS_SERVICES, FACTS_MATTERS,
	FACTS_SOURCE_COUNT
};

enum facts_level { FACTS_CITY, FACTS_DISTRICT, FACTS_ANY_LEVEL };

struct facts_rules {
	int period;              /* L, a month; -1: the first row's */
	enum facts_level level;  /* of recognitions that count */
};

struct facts {
	struct diag *diag;
	const struct code_book *book;
	struct facts_rules rules;
	bool given[FACTS_SOURCE_COUNT];
	bool has_last_year[FACTS_SOURCE_COUNT]; /* a row of Y-1 was met */
	struct map building, team;              /* the registers */
	struct map event;                       /* ids of all kinds */
	size_t *building_place, *team_place;
	bool *building_operates;
	size_t building_cap, operates_cap, team_cap;
	struct facts_building *row;             /* of classified */
	size_t nrow, row_cap;
	bool placed;                            /* some row has a district */
	struct facts_total *last_total[3]; /* 1yi, 5yi, 10yi by district */
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
