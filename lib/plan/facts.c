#include "plan/facts.h"

#include <stdlib.h>

#include "base/date.h"
#include "plan/facts_read.h"
#include "schema/indicator.h"

struct facts *
facts_new(struct diag *d, const struct code_book *book,
    const struct facts_rules *rules)
{
	struct facts *f = mem_zalloc(1, sizeof *f);
	size_t n = code_district_count(book);

	f->diag = d;
	f->book = book;
	f->rules = *rules;
	f->aggregate = arena_alloc(&f->keep, n + 1, sizeof *f->aggregate);
	for (size_t i = 0; i < 3; i++)
		f->last_total[i] = arena_alloc(&f->keep, n + 1,
		    sizeof *f->last_total[i]);
	return f;
}

void
facts_free(struct facts *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < LIST_COUNT; i++)
		free(f->list[i].v);
	free(f->service);
	free(f->matter);
	map_fini(&f->building);
	map_fini(&f->team);
	map_fini(&f->event);
	free(f->building_place);
	free(f->building_operates);
	free(f->team_place);
	free(f->row);
	arena_fini(&f->keep);
	free(f);
}

const struct dataset *
facts_dataset(enum facts_source source)
{
	switch (source) {
	case FACTS_CLASSIFIED:
	case FACTS_LAST_YEAR:
		return indicator_classified();
	case FACTS_DISTRICTS:
		return indicator_aggregates();
	case FACTS_BUILDINGS:
		return dataset_at(DATASET_BUILDINGS);
	case FACTS_TEAMS:
		return dataset_at(DATASET_TEAMS);
	case FACTS_BASE:
		return dataset_at(DATASET_BASE);
	case FACTS_EVENTS:
		return dataset_at(DATASET_EVENTS);
	case FACTS_RECOGNITIONS:
		return dataset_at(DATASET_RECOGNITIONS);
	case FACTS_RETROFITS:
		return dataset_at(DATASET_RETROFITS);
	case FACTS_PROJECTS:
		return dataset_at(DATASET_PROJECTS);
	case FACTS_SERVICES:
		return dataset_at(DATASET_SERVICES);
	case FACTS_MATTERS:
	case FACTS_SOURCE_COUNT:
		break;
	}
	return dataset_at(DATASET_MATTERS);
}

bool
facts_read(struct facts *f, enum facts_source source, struct row_reader *r)
{
	static bool (*const take[])(struct facts *, struct row_reader *,
	    const struct row *) = {
		[FACTS_CLASSIFIED] = facts_take_classified,
		[FACTS_BUILDINGS] = facts_take_building,
		[FACTS_TEAMS] = facts_take_team,
		[FACTS_LAST_YEAR] = facts_take_last_year,
		[FACTS_BASE] = facts_take_base,
		[FACTS_DISTRICTS] = facts_take_aggregate,
		[FACTS_EVENTS] = facts_take_event,
		[FACTS_RECOGNITIONS] = facts_take_recognition,
		[FACTS_RETROFITS] = facts_take_retrofit,
		[FACTS_PROJECTS] = facts_take_project,
		[FACTS_SERVICES] = facts_take_service,
		[FACTS_MATTERS] = facts_take_matter,
	};
	struct row row;
	enum status s;

	f->given[source] = true;
	while ((s = row_next(r, &row)) == STATUS_OK)
		if (!take[source](f, r, &row))
			return false;
	if (s == STATUS_END && source == FACTS_BASE)
		facts_end_base(f);
	return s == STATUS_END;
}

bool
facts_reaches(int tier, enum facts_tier least)
{
	return tier != TIER_UNKNOWN && tier >= (int)least;
}
