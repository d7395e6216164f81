/*
 * What an import holds while it runs: shared by importer.c (files, rows,
 * the account) and cells.c (one row's cells).
 */
#ifndef IMPORT_STATE_H
#define IMPORT_STATE_H

#include "import/binding.h"
#include "import/cumulative.h"
#include "import/fill.h"
#include "import/hold.h"

struct importer {
	struct diag *d;
	const struct import_opts *opts;
	const struct import_sink *sink;
	const struct dataset *ds;
	struct binding binding;
	struct arena keep;
	struct str *set;      /* opts->set, made canonical; the place last */
	struct hold *hold;    /* NULL: keys may repeat */
	struct account account;
	size_t balanced;      /* column of the amounts balanced, or none */
	struct str *cell;     /* the row at hand */
	size_t ncell;
	struct str *extra_name; /* of the first file */
	size_t nextra;
	bool began;           /* the header is out */

	struct table *table;  /* the file at hand */
	unsigned long header_first, header_last; /* its lines */
	struct str folder_district;
	size_t place;         /* heading_place of the dataset */
	const struct rec *rec;
	struct buf month;     /* of the column at hand, months side by side */
	bool faulty;          /* the row at hand has been complained of */
	struct buf message, where, raw;
	struct cumulative *cumulative; /* check, use; or NULL */
	struct cumulative_count compared;
	unsigned long no_edition; /* rows of an industry without edition */
	struct fill fill;
	struct fast_lane *lane;
};

/* All that can be said of the row at hand is said at once: its canonical
 * cells stand in im->cell, or im->faulty is set.  False: the sink failed. */
bool cells_tidy(struct importer *im);
/* Tells of every cell of a written row that was changed. */
bool cells_audit(struct importer *im);
/* The row at hand as one line: that of its text, or its cells as one. */
struct str cells_raw(struct importer *im);
/* Reports and rejects; column "" where the row is at fault. */
bool cells_complain(struct importer *im, struct pos pos, const char *column,
    struct str value, const struct complaint *why);

#endif
