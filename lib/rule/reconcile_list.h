/*
 * The other's list in memory, its columns taken for ours, its rows for our
 * buildings.
 */
#ifndef RULE_RECONCILE_LIST_H
#define RULE_RECONCILE_LIST_H

#include "import/unit.h"
#include "rule/reconcile.h"

struct list_column {
	size_t id;     /* of the registry: the figure of ours it is held to */
	size_t asked;  /* of the registry: as the list names it */
	enum unit unit; /* of its heading; UNIT_NONE: base units */
};

struct list_row {
	const struct roster_row *ours; /* NULL: not monitored */
	struct str id, name, district; /* as far as the list has them */
	struct value *value;           /* by column */
	unsigned long line;
	bool again;   /* the building was on the list before */
	bool several; /* ours of that name: none is taken */
};

struct list {
	struct arena keep;
	struct list_column *column;
	size_t ncolumn;
	struct list_row *row;
	size_t n, cap;
};

/* False after a report. */
bool list_read(struct list *l, const struct reconcile_input *in,
    struct rec_reader *from);
void list_fini(struct list *l);

/* A tier of a year's tax, of this or the last. */
bool list_is_tier(size_t id);
/* Index of the column the list names so; MAP_NONE. */
size_t list_column_of(const struct list *l, enum indicator_id asked);
/* Index of the column held to that figure of ours; MAP_NONE. */
size_t list_column_held(const struct list *l, size_t id);

#endif
