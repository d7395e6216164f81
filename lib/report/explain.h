/*
 * From a printed figure back: the cell that an address means is looked up
 * among the tables of a report while its sources are still there, and what
 * it was made of is laid out as a document: what is printed and what it is
 * unrounded, the formula, the rows of the input with their places, and what
 * the caller knows from other files (`follow`).
 */
#ifndef REPORT_EXPLAIN_H
#define REPORT_EXPLAIN_H

#include "report/address.h"
#include "report/report.h"
#include "schema/near.h"

/* What the cell is of, for who goes on from there; empty where unknown. */
struct explain_subject {
	struct str building, scope, indicator, column;
	struct str value; /* as the input has it */
	int period;
};

/* How near the search came. */
enum explain_miss { EXPLAIN_NO_TABLE, EXPLAIN_NO_ROW, EXPLAIN_NO_COLUMN,
	EXPLAIN_SEVERAL };

struct explain {
	struct address at;
	struct str text;  /* as it was given */
	/* Puts what lies behind the rows of the input; false after a report. */
	bool (*follow)(void *arg, struct explain *x,
	    const struct explain_subject *what);
	void *arg;
	/* of the search */
	bool found, failed;
	enum explain_miss miss;
	struct near near;
	struct buf names; /* of the columns there are, of the rows meant */
	/* of the document */
	enum lang lang;
	const struct code_book *codes;
	struct document *doc;
	struct table *people, *machine;
	bool listed; /* what an actual counts, by follow */
	bool part; /* a rule stands before the next line */
	bool raw;  /* a line has the raw file */
	struct arena keep;
};

void explain_init(struct explain *x, enum lang lang);
void explain_fini(struct explain *x);
/* The report that is made. */
void explain_of(struct explain *x, const struct report_kind *kind);

/* Looks among the tables that r put into its document from `first` on;
 * false after a report. */
bool explain_look(struct explain *x, struct report *r, size_t first);
/* Why nothing was found. */
void explain_report_miss(struct explain *x, struct diag *d);

/* Makes the report, and puts what stands behind the cell that in->explain
 * looks for; false after a report. */
bool report_explain(struct buf *out, const struct report_kind *kind,
    const struct report_input *in, const struct format *format);

/* A line of the explanation. */
struct explain_line {
	const char *part;    /* of machines: "term" */
	const char *label[LANG_COUNT];
	struct str subject, column, value, note;
	struct str heading;  /* the column as people call it; or empty */
	struct str file;     /* empty: it stands in none */
	unsigned long line;
	struct str source;   /* FILE:LINE of the raw file, or empty */
	bool missing;        /* the file has no value there */
};

void explain_put(struct explain *x, const struct explain_line *l);
/* When all is put. */
void explain_finish(struct explain *x);
/* The lines that follow are parted from those before. */
void explain_rule(struct explain *x);
/* Text for people below the table, for machines a line of its own. */
void explain_note(struct explain *x, const char *part,
    const char *zh, const char *en, struct str column, struct str text);

#endif
