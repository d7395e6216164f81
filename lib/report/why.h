/*
 * Why a building is on a list, and why not: for every class each rule and
 * condition, with the building's value, the bound, met, not met or unknown,
 * and what is missing.
 */
#ifndef REPORT_WHY_H
#define REPORT_WHY_H

#include "print/table.h"
#include "rule/roster.h"

/* The row is classified.  Released with table_free. */
struct table *why_building(enum lang lang, const struct class_rules *rules,
    const struct roster_row *row);

#endif
