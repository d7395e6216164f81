/*
 * What is hidden, between the files that hide it: publish_cells decides,
 * publish takes it out of rows, publish_table out of tables.
 */
#ifndef REPORT_PUBLISH_PART_H
#define REPORT_PUBLISH_PART_H

#include "base/map.h"
#include "base/num.h"
#include "report/disclose.h"
#include "report/publish.h"

/* How a column is told (publish_column.def). */
enum publish_how { CLOSED, OPEN, TAX, BEFORE, GROWTH, SHARE, CLASS, INNER };

/* Taxes of the period, and of the same months of last year. */
enum publish_when { NOW, THEN, WHENS };

struct publish {
	struct disclose_rules rules;
	bool omits;        /* lists leave out buildings of one taxpayer */
	bool has_then;     /* else nothing of last year is told */
	struct map id;     /* of buildings; the number is the cell's */
	struct map district; /* codes; the number is the district's */
	const struct code_book *codes;
	struct disclose found[WHENS];
	bool *has_area;  /* by cell: counts in tax per m2 */
	bool *has_base;  /* by cell: counts in growth */
	bool *has_same;  /* by cell: tax of the same months is known */
	/* By district, and behind them of the city: a hidden building does
	 * not count in tax per m2, in growth, which therefore tells of it. */
	bool *no_area, *no_growth;
	struct arena keep;
};

enum publish_how publish_how(const char *name);
/* Is a figure of that kind hidden, of a building, of a district or the
 * city?  What is not known is. */
bool publish_hides_building(const struct publish *p, struct str id,
    enum publish_how how);
bool publish_hides_scope(const struct publish *p, struct str code,
    enum publish_how how);
bool publish_hides_per_m2(const struct publish *p, struct str code);
/* Has it one payer, or an unknown number? */
bool publish_is_single(const struct publish *p, struct str id);
/* The tax of the buildings of a district, or of the city, as publish_new
 * read them; false where the code is no office's. */
bool publish_sum(const struct publish *p, struct str code,
    enum publish_when when, num_wide *sum);

#endif
