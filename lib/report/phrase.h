/*
 * The wording of offices: amounts, shares, growth and gaps as sentences have
 * them.  Figures are pairs of integers, rounded once, half away from zero;
 * what rounds to 0.0 is 持平, a fall is 下降, never "增长-3%".  What is not
 * known is said to be unknown.  Strings returned live in the arena, or are
 * literals.
 */
#ifndef REPORT_PHRASE_H
#define REPORT_PHRASE_H

#include "base/lang.h"
#include "base/mem.h"
#include "base/num.h"

struct ratio {
	bool known;
	num_wide num, den; /* den > 0 where known */
};

/* num / den; not known where den <= 0. */
struct ratio ratio_of(num_wide num, num_wide den);
/* (now - before) / before, likewise. */
struct ratio ratio_growth(num_wide now, num_wide before);
/* a - b. */
struct ratio ratio_less(struct ratio a, struct ratio b);
/* Of what is printed: -1, 0, 1 in percent with one decimal. */
int ratio_sign(struct ratio x);

/* "268.37亿元", "26.837 billion yuan". */
struct str phrase_yi(struct arena *a, enum lang lang, int64_t fen);
/* "4521万元", "45.21 million yuan". */
struct str phrase_wan(struct arena *a, enum lang lang, int64_t fen);
/* "25,012" */
struct str phrase_count(struct arena *a, int64_t n);

/* "7.8%" */
struct str phrase_percent(struct arena *a, enum lang lang, struct ratio x);
/* "7.8": without its sign. */
struct str phrase_unsigned(struct arena *a, struct ratio x);
/* "942元/㎡": num in fen, den in dm2. */
struct str phrase_per_m2(struct arena *a, enum lang lang, struct ratio x);
/* "增长7.8%", "下降0.6%", "持平": of a ratio_growth. */
struct str phrase_growth(struct arena *a, enum lang lang, struct ratio x);
/* "提高0.6个百分点", "下降…", "持平": of a difference of shares. */
struct str phrase_points(struct arena *a, enum lang lang, struct ratio x);
/* "比上年同期增加7幢", "与上年同期持平"; unit in Chinese alone. */
struct str phrase_change(struct arena *a, enum lang lang, int64_t now,
    int64_t before, const char *unit, const char *when);
/* "超序时进度2.9个百分点", "慢于上年同期进度1.2个百分点": by the code of
 * the schedule. */
struct str phrase_gap(struct arena *a, enum lang lang, struct str schedule,
    struct ratio x);

/* "甲、乙、丙", of more than `most` "甲、乙等5个"; unit in Chinese alone:
 * in English "A, B and C", "A, B and 3 others". */
struct str phrase_list(struct arena *a, enum lang lang,
    const struct str *item, size_t n, size_t most, const char *unit);

#endif
