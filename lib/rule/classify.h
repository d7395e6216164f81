/*
 * A building's classes: a function of one row and the rules.  Formulas:
 * bldg-indicators(5), "classes".  A flag is unknown when an unknown figure
 * could change it.
 */
#ifndef RULE_CLASSIFY_H
#define RULE_CLASSIFY_H

#include "rule/class_rules.h"

/* Last year's issued list of buildings above 1 yi. */
enum base_say {
	BASE_NONE,   /* there is no list for last year */
	BASE_ABSENT, /* there is, and the building is not on it */
	BASE_LISTED, /* it is, with `base_tier` */
};

struct class_facts {
	enum base_say base;
	struct str base_tier;
	struct value base_tax; /* on the list; may be unknown; no text */
	bool recognitions; /* there is a list of them */
	struct str recognised; /* categories, joined by ; */
};

/* Above 1 yi: the truths the counts are made of. */
struct class_truth {
	enum rule_truth now, last_year, expected;
	struct str recalculated; /* last year's tier from taxes; or empty */
	bool base_differs;
};

/* Fills b->class; texts live in the arena. */
void classify(const struct class_rules *c, struct building *b,
    const struct class_facts *facts, struct arena *keep,
    struct class_truth *out);

/* Is the pace at least the rules' share of the bound? */
enum rule_truth classify_pace_reaches(const struct class_rules *c,
    const struct value *pace);
/* Is the pace above 1 yi without the largest payer? */
enum rule_truth classify_above_without_top1(const struct class_rules *c,
    const struct building *b);
/* The truth of a rule's alternatives. */
enum rule_truth classify_rule(const struct class_rule *r,
    const struct building *b);

#endif
