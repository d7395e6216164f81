/*
 * The reports: each a name, the datasets it needs, and a function that lays
 * their rows out as blocks of a document.  Rows in, bytes out: nothing is
 * opened here; where a dataset comes from is the caller's business.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/status.h"
#include "print/format.h"
#include "report/behind.h"
#include "report/issue.h"
#include "report/need.h"
#include "report/options.h"
#include "schema/setting.h"

#define REPORT_NEEDS 24u

struct report;
struct publish;

struct report_kind {
	const char *name;
	const char *about[LANG_COUNT];
	const struct report_need *need; /* NULL: none */
	size_t nneed;
	bool takes_file;    /* the first need is the operand */
	bool has_city_rows; /* the city is a scope like the districts */
	bool numbered;      /* its tables are numbered */
	unsigned takes;
	unsigned publish;   /* enum report_publish */
	bool (*build)(struct report *r); /* false after a report */
};

size_t report_count(void);
const struct report_kind *report_at(size_t i);
const struct report_kind *report_find(struct str name); /* or NULL */

struct report_input {
	struct diag *diag;
	enum lang lang;
	const struct code_book *codes;
	const struct district *district; /* NULL: all */
	bool own; /* --scope: names no building of another district */
	int period;                      /* of all rows; -1: any one */
	bool is_public;                  /* hides what the rules do not tell */
	struct report_options options;
	struct report_issue issue;
	/* Opens what is needed: OK, END where it is not there, FATAL after a
	 * report.  period: the month `place` means, -1 if not known. */
	enum status (*provide)(void *arg, const struct report_need *need,
	    int period, struct row_reader **rows);
	/* The settings of data/rules/NAME in force; NULL after a report. */
	const struct setting_book *(*settings)(void *arg, const char *name);
	void *arg;
	struct explain *explain; /* a cell is looked for; or NULL */
};

/* The whole document into out; false after a report. */
bool report_make(struct buf *out, const struct report_kind *kind,
    const struct report_input *in, const struct format *format);

/* What a build works on. */
struct report {
	struct diag *diag;
	enum lang lang;
	const struct code_book *codes;
	const struct district *district; /* limited to, or NULL */
	const struct report_kind *kind;
	const struct report_input *in;
	int period;                      /* -1: its rows tell none */
	struct source source[REPORT_NEEDS]; /* by need */
	bool given[REPORT_NEEDS];
	bool shared[REPORT_NEEDS]; /* the source is another report's */
	struct document *doc;
	struct publish *publish;         /* of a report for the public */
	struct behind *behind;           /* where a cell is explained */
	size_t withheld;                 /* rows it leaves out of a source */
	struct arena keep;
};

/* Lays another report out at the end of this one's document.  END, with
 * *absent, where a dataset it must have is missing; FATAL after a report. */
enum status report_include(struct report *r, const struct report_kind *kind,
    const struct report_need **absent);

const struct setting_book *report_settings(struct report *r,
    const char *name);
/* A table of the document, to be filled. */
struct table *report_table(struct report *r, unsigned audience);
/* Typed columns: money in yi, areas in wan m2, as rosters show them. */
void report_column(struct table *t, enum value_type type, const char *name,
    const char *label);
/* A cell of such a column, unknown where it is. */
void report_value(struct table *t, const struct value *v);
void report_number(struct table *t, const struct value *v);
void report_district(struct report *r, struct table *t, struct str code);
void report_scope_note(struct report *r, struct table *t, bool internal);

/* The columns of buildings that lists of ids are given names by. */
enum { BUILDING_ID, BUILDING_NAME, BUILDING_DISTRICT, BUILDING_COLUMNS };
extern const char *const report_building_columns[BUILDING_COLUMNS];
const struct dataset *report_buildings(void);

#endif
