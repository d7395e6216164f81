/*
 * What a period comes to, for documents made of several datasets: the
 * datasets they share, the figures of the scope, and the sections of
 * sentences that speak of them.  A sentence is written where its figures are
 * known; what is not known is said to be unknown, what is not there to be
 * absent.
 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include "report/class_count.h"
#include "report/phrase.h"

enum {
	S_CLASSIFIED, S_DISTRICTS, S_COMPLETION, S_MONTHS, S_YEAR_BEFORE,
	S_UNATTRIBUTED, S_WATCH, S_CADENCE, S_TASKS, S_MATTERS, S_RETROFITS,
	S_REVISIONS, S_REJECTS, S_MANIFEST, S_NEEDS
};

extern const struct report_need summary_needs[S_NEEDS];

enum { MONTHS_MONTH, MONTHS_DISTRICT, MONTHS_TAX, MONTHS_YOY, MONTHS_COLUMNS };
enum { REVISIONS_KIND, REVISIONS_FILE, REVISIONS_KEY, REVISIONS_COLUMN,
	REVISIONS_OLD, REVISIONS_NEW, REVISIONS_CHANGE, REVISIONS_COLUMNS };
enum { MANIFEST_PATH, MANIFEST_SHA256, MANIFEST_BYTES, MANIFEST_ROWS,
	MANIFEST_ROLE, MANIFEST_VERSION, MANIFEST_COLUMNS };

struct summary {
	struct report *r;
	enum lang lang;
	struct arena *a;
	const struct district *scope; /* the city, or the one limited to */
	bool whole;                   /* the period is a year */
	const struct value *now, *before; /* aggregates; NULL: none */
	struct class_count count;     /* of the scope's buildings */
	size_t same_unknown;          /* their tier a year ago is unknown */
	struct str bound;             /* "1亿元" */
};

/* From the report's needs, which are summary_needs.  False after a
 * report. */
bool summary_init(struct summary *s, struct report *r);

/* NULL where the dataset is not there. */
const struct source *summary_source(const struct summary *s, size_t need);
/* The row of a scope in districts.csv, or NULL. */
const struct value *summary_aggregate(const struct summary *s,
    const struct district *x);
/* The scope's row of a month in months.csv, or NULL. */
const struct value *summary_month(const struct summary *s, int month);

/* "1—6月", "1月", "2023年": what sentences begin with. */
struct str summary_span(const struct summary *s);
/* "甲大厦（姑苏区）" */
struct str summary_building(const struct summary *s, const struct value *v);
/* Renovations planned to be finished by now; empty where there are none. */
struct str summary_late_retrofits(struct summary *s);
/* A paragraph; the second numbered, after *no. */
void summary_paragraph(struct summary *s, struct str text);
void summary_item(struct summary *s, size_t *no, struct str text);

/* The sections: paragraphs, without a heading. */
void summary_tax(struct summary *s);
void summary_targets(struct summary *s);
/* What is behind, where, and what the data show of the cause. */
void summary_lags(struct summary *s);
void summary_concerns(struct summary *s);
void summary_cadence(struct summary *s);
void summary_data(struct summary *s);

#endif
