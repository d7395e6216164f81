/*
 * The buildings of one period in memory, by id: what was read, what is known
 * of them from elsewhere (the issued list, recognitions), their classes, and
 * the counts that must agree.  It owns copies of everything.
 */
#ifndef RULE_ROSTER_H
#define RULE_ROSTER_H

#include "base/map.h"
#include "rule/classify.h"
#include "schema/row.h"

struct roster_row {
	struct building building;
	struct class_facts facts;
	struct class_truth truth;
	struct str id, name;
	struct pos pos;
};

/* last year + new - left = total */
struct roster_flow {
	int64_t last_year, entered, left, total;
};

/* Of the city and of each district. */
struct roster_flows {
	struct str district;         /* its code; empty where it has none */
	struct roster_flow year;     /* complete period; both years known */
	struct roster_flow expected; /* last year and pace known */
};

struct roster_count {
	int64_t above, above_last_year, entered;
	int64_t no_last_year, no_last_year_above, no_tax, no_pace;
	int64_t short_of_months;     /* buildings with months missing */
};

struct roster {
	struct diag *diag;
	struct arena keep;
	struct building_fields fields;
	size_t *extra_at;       /* by fields.extra: number in the reader */
	struct roster_row *row; /* by id bytes */
	size_t n, cap;
	int period;             /* -1 while there is no row */
	bool has_base;          /* the list has rows for last year */
	bool has_recognitions;
	bool classified;        /* the classes are those of the input */
	int64_t findings;
	struct roster_count count;
	struct roster_flows city;
	struct roster_flows *district; /* as first met by id */
	struct map districts;          /* code -> index in district */
	size_t district_cap;
};

/* wanted: the period that rows must have, or -1.  Reads to the end and
 * sorts.  NULL after a report. */
struct roster *roster_read(struct diag *d, struct row_reader *in, int wanted);
/* Likewise from what bldg-classify wrote: classes are taken as they stand.
 * An input without them is refused. */
struct roster *roster_read_classified(struct diag *d, struct row_reader *in,
    int wanted);
void roster_free(struct roster *r); /* NULL is allowed */

/* Rows of base and of recognitions; false after a report. */
bool roster_read_base(struct roster *r, struct row_reader *in);
bool roster_read_recognitions(struct roster *r, struct row_reader *in);

/* Classifies the building of that id, or of a name that only one has, and
 * no other; NULL after a report. */
const struct roster_row *roster_classify_one(struct roster *r,
    const struct class_rules *rules, struct str key);
/* Once.  False where a count contradicts itself (reported): write nothing. */
bool roster_classify(struct roster *r, const struct class_rules *rules);

/* last year + new - left = total, for the city and each district, whose
 * counts add up to the city's; else reported. */
bool roster_agrees(struct roster *r);

/* By id, else by a name that only one has; NULL after a report. */
struct roster_row *roster_find(const struct roster *r, struct str key);

/* The output's columns: those of the input that are known, the classes,
 * then the unknown ones. */
size_t roster_width(const struct roster *r);
void roster_put_header(const struct roster *r, struct str *name);
/* Cells live until the next call: buf holds them. */
void roster_put_row(const struct roster *r, const struct roster_row *row,
    struct buf *buf, struct str *cell);

/* "12 read = 12 written; …" */
void roster_put_summary(const struct roster *r, enum lang lang,
    struct buf *out);

#endif
