/*
 * Measures -> the cells of the registry: what is known, every rate beside
 * its two integers.  Nothing here adds up or decides; an unknown figure is
 * an empty cell.
 */
#ifndef MEASURE_FIGURE_H
#define MEASURE_FIGURE_H

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

/* By enum indicator_id; texts are borrowed from tenure and rules. */
struct figure_row {
	struct value v[INDICATOR_COUNT];
};

/* A building's own sides, or a part's: den 0 where it has no base. */
void pairs_of(struct pairs *p, const struct rollup *u, uint32_t b,
    const struct measure *m);
/* The base of the occupancy; basis NULL: none. */
int64_t occupancy_base(const struct tenure_building *b, const char **basis);

void figure_building(struct figure_row *row, const struct rollup *u, uint32_t b);
/* The columns building and scope have in common. */
void figure_measure(struct figure_row *row, const struct rollup *u,
    const struct measure *m, const struct pairs *p);

void figure_set(struct figure_row *row, enum indicator_id id, int64_t n);
void figure_partial(struct figure_row *row, enum indicator_id id,
    const struct partial *p);
struct str figure_area_basis(const struct rollup *u);
void figure_text(struct figure_row *row, enum indicator_id id, struct str text);

/*
 * One row as text: cells by the columns of the dataset, found by name.
 * *out is the keeper's until the next call.
 */
struct figure_text {
	const struct dataset *ds; /* of the last row */
	size_t *id; /* by its columns: enum indicator_id */
	struct buf buf;
	struct str *cell;
};
const struct str *figure_cells(struct figure_text *t, const struct dataset *ds,
    const struct figure_row *row);
void figure_text_fini(struct figure_text *t);

#endif
