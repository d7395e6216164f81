/*
 * A finding of bldg-watch as a sentence: what its code means, with the
 * figures and facts that stand in its row, its reasons and, where given, the
 * building's row of both periods.
 */
#ifndef REPORT_FINDING_H
#define REPORT_FINDING_H

#include "report/building.h"
#include "report/figure.h"

/* All of the dataset `watch`, in its order. */
enum { W_SEVERITY, W_ID, W_NAME, W_DISTRICT, W_CODE, W_COLUMN, W_UNIT,
	W_PREVIOUS, W_CURRENT, W_CHANGE, W_KEY, W_REASONS, W_COLUMNS };

struct finding {
	struct report *r;
	const struct value *v;
	const struct value *now, *before; /* B_… of the building, or NULL */
	struct str other;     /* ids of the other buildings, between : */
	/* "望云楼（昆山市）" of an id; the id where it is not known. */
	struct str (*building)(void *arg, struct str id);
	void *arg;
};

/* A fact: of the reasons, else of the building's rows ("prev." before the
 * name: of the previous one); empty where it is not known. */
struct str finding_fact(const struct finding *f, const char *name);
/* The sentence; kept by the report. */
struct str finding_words(const struct finding *f);

#endif
