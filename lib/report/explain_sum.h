/*
 * Values of the input as lines of an explanation, and the rows of the input
 * that a value of an aggregate is the sum of: the districts of the city, the
 * buildings of a district.
 */
#ifndef REPORT_EXPLAIN_SUM_H
#define REPORT_EXPLAIN_SUM_H

#include "report/explain.h"

struct explain_place {
	const struct source *s; /* NULL: none */
	const struct report_need *need;
	size_t row, col;
};

/* Where a value of a source of the report stands; false where it is none. */
bool explain_place_of(const struct report *r, const struct value *v,
    struct explain_place *out);
/* The same of a value that may be known by its text alone. */
bool explain_part_place(const struct report *r, const struct parts_entry *p,
    struct explain_place *out);

/* The key of the row and its name: "320571-0088 采薇大厦". */
struct str explain_subject_of(struct explain *x,
    const struct explain_place *p);
/* A line with its part and labels, the rest empty. */
struct explain_line explain_role(enum part_role role);
/* Such a line, of what stands at p. */
void explain_place_put(struct explain *x, const struct explain_place *p,
    struct explain_line l);

/* The terms, where they add up to the value; false after a report. */
bool explain_sum_put(struct explain *x, struct report *r,
    const struct explain_place *p);

#endif
