/*
 * Tables that the programs make and none reads back: tasks, cadence, what
 * is behind a figure, rules in force.  Their columns are here for the
 * labels alone (made.def).
 */
#ifndef SCHEMA_MADE_H
#define SCHEMA_MADE_H

#include "schema/dataset.h"

size_t made_count(void);
const struct dataset *made_at(size_t i);

#endif
