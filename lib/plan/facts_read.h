/*
 * One row of each source, taken into the facts.  False after a report that
 * makes the whole file unusable (another period, no tier).
 */
#ifndef PLAN_FACTS_READ_H
#define PLAN_FACTS_READ_H

#include "plan/facts.h"

bool facts_take_classified(struct facts *f, struct row_reader *r,
    const struct row *row);
bool facts_take_building(struct facts *f, struct row_reader *r,
    const struct row *row);
bool facts_take_team(struct facts *f, struct row_reader *r,
    const struct row *row);
bool facts_take_last_year(struct facts *f, struct row_reader *r,
    const struct row *row);
bool facts_take_base(struct facts *f, struct row_reader *r,
    const struct row *row);
/* Of the list as a whole: what is missing in it. */
void facts_end_base(struct facts *f);
bool facts_take_aggregate(struct facts *f, struct row_reader *r,
    const struct row *row);
bool facts_take_event(struct facts *f, struct row_reader *r,
    const struct row *row);
bool facts_take_recognition(struct facts *f, struct row_reader *r,
    const struct row *row);
bool facts_take_retrofit(struct facts *f, struct row_reader *r,
    const struct row *row);
bool facts_take_project(struct facts *f, struct row_reader *r,
    const struct row *row);
bool facts_take_service(struct facts *f, struct row_reader *r,
    const struct row *row);
bool facts_take_matter(struct facts *f, struct row_reader *r,
    const struct row *row);

/* Where a building or team of the registers is; reported where there is a
 * register that does not know it. */
size_t facts_subject_place(struct facts *f, bool is_team, struct str id,
    const struct pos *pos);

#endif
