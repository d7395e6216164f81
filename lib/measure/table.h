/*
 * Measures -> the cells of the registry: what is known, every rate beside
 * its two integers.  Nothing here adds up or decides; an unknown figure is
 * an empty cell.
 */
#ifndef MEASURE_TABLE_H
#define MEASURE_TABLE_H

#include "measure/rollup.h"
#include "schema/indicator.h"

/* The sides of the rates, over the buildings that have a base. */
struct pair {
	int64_t num, den, buildings;
};

struct pairs {
	struct pair yoy;       /* tax, tax of the same months */
	struct pair area;      /* tax, dm2 */
	struct pair head;      /* tax, employees */
	struct pair occupancy; /* dm2, dm2 */
	int64_t registered_buildings;
};

/* By enum indicator_id; texts are borrowed from roster and rules. */
struct table_row {
	struct value v[INDICATOR_COUNT];
};

/* A building's own sides: den 0 where it has no base. */
void pairs_of(struct pairs *p, const struct rollup *u, uint32_t b);
/* The base of the occupancy; basis NULL: none. */
int64_t occupancy_base(const struct roster_building *b, const char **basis);

void table_building(struct table_row *row, const struct rollup *u, uint32_t b);
/* The columns building and scope have in common. */
void table_measure(struct table_row *row, const struct rollup *u,
    const struct measure *m, const struct pairs *p);

void table_set(struct table_row *row, enum indicator_id id, int64_t n);
void table_text(struct table_row *row, enum indicator_id id, struct str text);

/*
 * One row as text: cells by the columns of the dataset, found by name.
 * *out is the keeper's until the next call.
 */
struct table_text {
	struct buf buf;
	struct str *cell;
	size_t cap;
};
const struct str *table_cells(struct table_text *t, const struct dataset *ds,
    const struct table_row *row);
void table_text_fini(struct table_text *t);

#endif
