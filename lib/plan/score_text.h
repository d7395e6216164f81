/* Figures of a score as canonical text, kept in an arena. */
#ifndef PLAN_SCORE_TEXT_H
#define PLAN_SCORE_TEXT_H

#include <stdint.h>

#include "base/mem.h"

struct str score_text_int(struct arena *a, int64_t n);
struct str score_text_hundredths(struct arena *a, int64_t n);
/* Hundredths of a unit: whole where it has no decimals. */
struct str score_text_figure(struct arena *a, int64_t n, bool decimals);
/* Millionths with all the decimals they have, two at least. */
struct str score_text_exact(struct arena *a, int64_t n);
struct str score_text_month(struct arena *a, int month); /* -1: nothing */

#endif
