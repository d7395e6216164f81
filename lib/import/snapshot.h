/*
 * Who is there now, folded onto the dated tenancies: tenancies that began
 * are opened in the snapshot's month, those that are gone end the month
 * before, and the history of areas stays as it was.
 *
 * The snapshot owns copies of all rows.  Months as in base/date.h.  Read
 * the tenancies and the snapshot, then fold; nothing is written here.
 */
#ifndef IMPORT_SNAPSHOT_H
#define IMPORT_SNAPSHOT_H

#include "base/map.h"
#include "schema/row.h"

#define SNAPSHOT_NCOL (COL(TENANCIES, left) + 1)

/* What became of a row.  Each row before has one of the first eight. */
enum snapshot_fate {
	SNAPSHOT_ELSEWHERE, /* its building is outside the scope */
	SNAPSHOT_PAST,      /* not in force in the month */
	SNAPSHOT_UNCHANGED,
	SNAPSHOT_UPDATED,   /* in place: what it is, not since when */
	SNAPSHOT_LEFT,      /* ended: the enterprise is gone */
	SNAPSHOT_RESIZED,   /* ended: goes on with another area */
	SNAPSHOT_MOVED,     /* ended: has another room in the building */
	SNAPSHOT_WITHDRAWN, /* began in the month itself, and is not there */
	SNAPSHOT_NEW,       /* opened: the enterprise is new in the building */
	SNAPSHOT_NEW_AREA,  /* opened: the other half of RESIZED */
	SNAPSHOT_NEW_ROOM,  /* opened: a room more, or another one */
	SNAPSHOT_FATES
};

struct snapshot_row {
	struct value value[SNAPSHOT_NCOL];
	struct str *extra; /* by number in snapshot.extra */
	size_t nextra;
	struct pos pos;
	enum snapshot_fate fate;
	bool taken;  /* is decided, or has its match */
	bool stated; /* ended in a month that the snapshot states */
};

struct snapshot_rows {
	struct snapshot_row *row;
	size_t n, cap;
};

struct snapshot_options {
	int month;
	const struct code_book *codes;
	const char *const *district; /* -d: whole districts */
	size_t ndistrict;
	bool force;
};

struct snapshot {
	struct diag *d;
	struct snapshot_options opts;
	struct snapshot_rows was; /* after the fold: what is to be written */
	struct snapshot_rows now;
	struct map extra;         /* columns that the dataset does not know */
	struct map building;      /* ids of -b */
	const struct district **district; /* by number in building */
	size_t district_cap;
	struct map scope;         /* buildings that the snapshot speaks of */
	size_t before, after;     /* rows */
	size_t absent;            /* rows of the snapshot that are not there */
	size_t unknown;           /* buildings that -b lacks */
	size_t count[SNAPSHOT_FATES];
	size_t changed[SNAPSHOT_NCOL]; /* rows, by the column that changed */
	struct arena keep;
};

void snapshot_init(struct snapshot *s, struct diag *d,
    const struct snapshot_options *opts);
void snapshot_fini(struct snapshot *s);

/* False after a report. */
bool snapshot_read_buildings(struct snapshot *s, struct row_reader *in);
bool snapshot_read_tenancies(struct snapshot *s, struct row_reader *in);
bool snapshot_read_now(struct snapshot *s, struct row_reader *in);

/*
 * Afterwards `was` holds the tenancies to be written, by the bytes of
 * building, enterprise, room, entered.  False after a report: too many
 * gone, a snapshot older than the tenancies, a tenancy twice.
 */
bool snapshot_fold(struct snapshot *s);

/* The columns of the dataset, then the others. */
size_t snapshot_width(const struct snapshot *s);
void snapshot_put_header(const struct snapshot *s, struct str *cell);
/* False where row i of `was` is withdrawn; cells live as buf does. */
bool snapshot_put_row(const struct snapshot *s, size_t i, struct buf *buf,
    struct str *cell);

/* Who came and who went, a line each; then the account of all rows. */
void snapshot_tell(const struct snapshot *s, enum lang lang);

#endif
