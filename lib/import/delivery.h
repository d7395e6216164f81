/*
 * What was delivered: which file of raw/ stands for which dataset, district,
 * month and part, as the [raw FOLDER] sections of workspace.ini say
 * (bldg-workspace(5)).  Names in, decisions out; no file is looked into.
 *
 * Of a dataset without a column `month` the newest file up to the period
 * stands alone; of one that has it, all up to the period are read.
 */
#ifndef IMPORT_DELIVERY_H
#define IMPORT_DELIVERY_H

#include "import/pattern.h"
#include "record/conf.h"
#include "schema/code.h"
#include "schema/dataset.h"

/* Keys of workspace.ini that may repeat, for conf_load. */
extern const char *const delivery_repeatable[];

enum delivery_status {
	DELIVERY_READ,
	DELIVERY_CARRIED,  /* of a month before, for one that is late */
	DELIVERY_LATE,     /* a month without a file */
	DELIVERY_OLDER,    /* a newer one stands */
	DELIVERY_NEWER,    /* of a month after the period */
	DELIVERY_REPLACED,
	DELIVERY_IGNORED,
	DELIVERY_LEFT_OUT, /* not named */
};

struct delivery_item {
	enum delivery_status status;
	const struct dataset *ds; /* NULL: of none */
	struct str folder;
	struct str name;          /* below raw/, with the folder; LATE: none */
	struct str owner;         /* the district's code, else the folder */
	struct str map;           /* a path in the workspace; or empty */
	struct str part;
	struct str by;            /* REPLACED: the file that stands for it */
	int month;                /* -1: none */
	unsigned series;          /* in the order of workspace.ini */
};

struct delivery;

struct delivery *delivery_new(struct diag *d, const struct code_book *codes);
void delivery_free(struct delivery *b); /* NULL is allowed */

/* The [raw …] sections; others are passed over.  False after reports.  The
 * conf is borrowed. */
bool delivery_read(struct delivery *b, const struct conf *c);
/* A file, by its name relative to raw/; borrowed. */
void delivery_put(struct delivery *b, struct str name);

struct delivery_settings {
	int period; /* -1: the newest month that the names of taxes bear */
	bool carry; /* a late district's last files stand, else: an error */
	/* What is asked for, or NULL: all.  Where it is set nothing is said
	 * of what is late, absent or left out. */
	bool (*meant)(void *arg, const struct dataset *ds, int month);
	void *arg;
};

/* Decides.  False after reports: two files for one place, a replacement
 * that is not there, a late district. */
bool delivery_settle(struct delivery *b, const struct delivery_settings *how);
int delivery_period(const struct delivery *b);
/* What is known of a status: "read", "carried" … */
const char *delivery_status_name(enum delivery_status s);
/* Warnings so far: late, absent, left out. */
unsigned long delivery_findings(const struct delivery *b);

/* In the order in which they are read; then what is not read. */
size_t delivery_count(const struct delivery *b);
const struct delivery_item *delivery_at(const struct delivery *b, size_t i);

#endif
