/*
 * The columns of a table as a declaration, and the cells that reports put
 * into them: shares, growth, codes in words.  Figures are computed from the
 * pair of integers and rounded once.
 */
#ifndef REPORT_COLUMN_H
#define REPORT_COLUMN_H

#include "report/report.h"

/* How a figure is shown where it is not its type's usual way. */
#define COLUMN_WAN 1u    /* money in 10 000 yuan, none decimal */
#define COLUMN_YUAN 2u   /* money in yuan, none decimal */
#define COLUMN_SIGN 4u   /* a change: + or - before it */
#define COLUMN_EXACT 8u  /* money in yuan and fen */
#define COLUMN_MACHINE 16u /* not for people; its label is not shown */
#define COLUMN_CENTRE 32u

struct report_heading {
	const char *name;   /* of machines; NULL: for people alone */
	enum value_type type;
	unsigned form;
	/* $1 the months of the period, $2 those of the previous, $3 its end;
	 * NULL: for machines alone. */
	const char *label[LANG_COUNT];
};

void report_headings(struct report *r, struct table *t,
    const struct report_heading *h, size_t n);

/* num / den in percent, one decimal: not applicable where den <= 0. */
void report_rate(struct table *t, int64_t num, int64_t den);
/* The same of two known values of the input. */
void report_rate_of(struct table *t, const struct value *num,
    const struct value *den);
/* The same of a dataset's percent and its pair; unknown where one is. */
void report_share(struct table *t, const struct value *pct,
    const struct value *num, const struct value *den);
/* now on before; not applicable where that is not above zero. */
void report_growth(struct table *t, const struct value *now,
    const struct value *before);
/* num / den in the unit of their quotient, without decimals. */
void report_quotient(struct table *t, const struct value *value,
    const struct value *num, const struct value *den);
/* a / b - c / d in percentage points; b and d > 0. */
void report_points(struct table *t, int64_t a, int64_t b, int64_t c,
    int64_t d);
/* The same of four values of the input. */
void report_points_of(struct table *t, const struct value *a,
    const struct value *b, const struct value *c, const struct value *d);
/* A code by the words for it; unknown is missing. */
void report_code(struct report *r, struct table *t, const struct value *v,
    struct str (*words_of)(enum lang lang, struct str code));
/* Codes of districts between ;, by their short names. */
void report_districts_of(struct report *r, struct table *t, struct str codes);
/* Texts between ;, parted as people do; unknown: there is none. */
void report_list(struct report *r, struct table *t, const struct value *v);
/* A month or a day that has not come is no gap in the data. */
void report_date(struct table *t, const struct value *v);

/* One of the numbered notes; its text may be filled from arguments. */
void report_note(struct table *t, struct str text);
/* What the signs of the table mean, as far as it has them; put last. */
void report_note_signs(struct report *r, struct table *t);
/* A part of the title where rows are incomplete; else empty. */
struct str report_incomplete(enum lang lang, bool incomplete);

/* The first given of its n first needs; NULL after a report. */
const struct source *report_first(struct report *r, size_t n);

/* "2023-06", empty where the rows tell none. */
struct str report_period_text(struct report *r);

/* A whole number of the rules, unless *n was given by an option (>= 0). */
bool report_setting(struct report *r, const char *file, const char *section,
    const char *key, int64_t *n);

/* Two figures that must be one: else a report at that row, and false.  The
 * second speaks of all rows of the report's first dataset. */
bool report_agree_at(struct report *r, const struct pos *pos, const char *en,
    const char *zh, num_wide a, num_wide b);
bool report_agree(struct report *r, const char *en, const char *zh,
    num_wide a, num_wide b);

/* A sum that knows how much of it is unknown. */
struct total {
	int64_t n;
	size_t known, unknown;
	bool over; /* too large: reported by total_ok */
};

void total_add(struct total *t, const struct value *v);
/* The same of a total that is told: its values are kept. */
void report_add(struct report *r, struct total *t, const struct value *v);
bool total_ok(struct report *r, const struct total *t, size_t n);
/* A count that behind_count made. */
void report_counted(struct table *t, const size_t *n);
/* The rate of two of them. */
void report_counted_rate(struct table *t, const size_t *num,
    const size_t *den);
/* Missing where there is something and nothing of it is known. */
void report_total(struct table *t, const struct total *x);
/* The rate of two totals; held: their decimals. */
void report_total_rate(struct table *t, const struct total *num,
    const struct total *den, unsigned held);
/* Of money or areas. */
void report_total_share(struct table *t, const struct total *part,
    const struct total *whole);

#endif
