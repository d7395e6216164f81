/*
 * Around lib/measure: the registers and the taxes come out of files and are
 * rolled up; the figures of buildings or groups, the tax rows behind one
 * building's, and the tables beside them are written.
 *
 * In this order: registers, follow (where one building is meant), taxes;
 * then what is put is read from them.  rollup_io_fini in any case.
 */
#ifndef CLI_ROLLUP_IO_H
#define CLI_ROLLUP_IO_H

#include "cli/run.h"
#include "measure/aggregate.h"

/* Zero-initialise. */
struct rollup_io {
	struct run *run;
	struct tenure tenure;
	uint32_t building; /* that is followed; TENURE_NONE */
	bool *traced;      /* its enterprises, or NULL */
	struct ledger *ledger;
	struct rollup rollup;
};

struct rollup_taxes {
	const char *const *file; /* kept by the caller */
	size_t nfile;
	int period;       /* -1: the newest month */
	unsigned threads;
	bool add;         /* a month may stand in several files */
	bool lost;        /* for rollup_io_put_lost */
	bool months;      /* for rollup_io_put_months */
};

/* False after a report, as all that follow. */
bool rollup_io_registers(struct rollup_io *u, struct run *run,
    const char *buildings, const char *tenancies);
/* The tax rows of a building (id or name) are kept. */
bool rollup_io_follow(struct rollup_io *u, struct str building);
/* The rule is borrowed. */
bool rollup_io_taxes(struct rollup_io *u, const struct rollup_taxes *what,
    const struct rollup_rule *rule);
void rollup_io_fini(struct rollup_io *u);

/* One of these is the dataset. */
bool rollup_io_put_buildings(struct rollup_io *u);
bool rollup_io_put_groups(struct rollup_io *u, enum grouping by);
bool rollup_io_put_trace(struct rollup_io *u);
/* Beside it, each into a file. */
bool rollup_io_put_lost(struct rollup_io *u, const char *path);
bool rollup_io_put_months(struct rollup_io *u, const char *path);

#endif
