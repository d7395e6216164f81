/*
 * The tiers of the rules as bands that exclude one another: from the highest
 * down, then what is in no tier, then what is unknown.
 */
#ifndef REPORT_BANDS_H
#define REPORT_BANDS_H

#include "report/report.h"
#include "rule/class_rules.h"

struct bands {
	struct class_rules *rules;
	size_t n;       /* tiers, and the band below them */
	size_t unknown; /* index behind those: n */
};

/* From classify.ini in force; false after a report. */
bool bands_open(struct bands *b, struct report *r);
void bands_close(struct bands *b);

/* The band of a cell of tier, which stands at pos; MAP_NONE after a report:
 * the rules have no such tier. */
size_t bands_of(const struct bands *b, struct report *r,
    const struct value *tier, const struct pos *pos);
/* The code: "10yi", "none", "unknown". */
struct str bands_code(const struct bands *b, size_t band);
/* "5亿—10亿", "1000万以下"; of people. */
struct str bands_label(const struct bands *b, struct report *r, size_t band);
/* How the bounds are meant, for a note. */
struct str bands_rule(const struct bands *b, enum lang lang);

/* "1亿", "5000万"; "100m" in English. */
struct str words_bound(struct arena *a, enum lang lang, int64_t fen);

#endif
