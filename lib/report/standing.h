/*
 * A district among the others: its share of the city and its place, figure by
 * figure.  A part of documents of one district; it reads the rows of all.
 */
#ifndef REPORT_STANDING_H
#define REPORT_STANDING_H

#include "report/report.h"

extern const struct report_kind report_standing;

#endif
