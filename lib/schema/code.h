/*
 * The code tables of data/codes: districts with their aliases and the
 * office's order, places outside the city, GB/T 4754 in both editions.
 * Districts are data: another city works by replacing districts.csv.  The
 * book owns what it gives.
 */
#ifndef SCHEMA_CODE_H
#define SCHEMA_CODE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/str.h"

struct district {
	struct str code, name, short_name;
	int order; /* the office's own; the city's is the lowest */
	bool is_city;
};

enum industry_edition { EDITION_UNKNOWN, EDITION_2011, EDITION_2017 };

struct code_book;

/* dir: the data folder.  NULL after a report. */
struct code_book *code_load(struct diag *d, const char *dir);
void code_free(struct code_book *b);

/* By code, name or alias, folded (text/normal.h); NULL if unknown. */
const struct district *code_district(const struct code_book *b, struct str s);
size_t code_district_count(const struct code_book *b); /* with the city */
/* In the office's order, the city first. */
const struct district *code_district_at(const struct code_book *b, size_t i);
size_t code_district_index(const struct code_book *b, const struct district *x);
const struct district *code_city(const struct code_book *b);

/* Where an enterprise is registered: a district, or for the six digits of a
 * place outside the city one that is none of its districts.  NULL if the city
 * should know the code, or it is none. */
const struct district *code_registry(const struct code_book *b, struct str s);
/* The code of a place as people write it: 江苏省苏州市吴江区; with anywhere
 * also six digits outside the city, and 上海市浦东新区, whose code is then its
 * province's (or city's).  Borrowed from the book or s. */
bool code_read_place(const struct code_book *b, struct str s, bool anywhere,
    struct str *code);

/* The region of a credit code (characters 3 to 8) as a district, or NULL. */
const struct district *code_uscc_region(const struct code_book *b,
    struct str uscc);

/* Name of an industry code in an edition; empty if it has none. */
struct str code_industry(const struct code_book *b,
    enum industry_edition edition, struct str code);

#endif
