/*
 * How reports speak: periods, scopes, codes and units in Chinese or
 * English.  Strings returned live in the arena, or are literals.  Ranges
 * are dashed 1—6; the text format makes that 1-6.
 */
#ifndef PRINT_WORDS_H
#define PRINT_WORDS_H

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/num.h"
#include "schema/code.h"

static inline const char *
words(enum lang lang, const char *zh, const char *en)
{
	return lang == LANG_ZH ? zh : en;
}

/* $1 … $9 of a pattern become the arguments; an empty one behind a bracket
 * takes the comma behind it along, and "（$1）" goes whole. */
#define words_fill(a, pattern, ...) \
	words_fill_n((a), (pattern), (const struct str[]){ __VA_ARGS__ })
struct str words_fill_n(struct arena *a, const char *pattern,
    const struct str *arg);

struct str words_int(struct arena *a, int64_t n);
/* "2023年1—6月", of a whole year "2023年"; period -1: empty */
struct str words_period(struct arena *a, enum lang lang, int period);
/* "1—6月", of a whole year "全年", of period -1 "本期" */
struct str words_months(struct arena *a, enum lang lang, int period);
/* "2023年6月30日", the last day of the period */
struct str words_last_day(struct arena *a, enum lang lang, int period);
/* "2023年6月末": of stocks; period -1: empty */
struct str words_month_end(struct arena *a, enum lang lang, int period);
/* "全市", "苏州工业园区"; NULL is the city */
struct str words_scope(enum lang lang, const struct district *x);
/* "99,964,231.07", of fen */
struct str words_exact(struct arena *a, int64_t fen);
/* "增长6.4%", "下降17.0%", of what rounds to 0.0 "持平"; den > 0 */
struct str words_growth(struct arena *a, enum lang lang, num_wide num,
    num_wide den);
/* "；" or ", " between the parts of a title: the parts that are not empty */
struct str words_join(struct arena *a, enum lang lang, const struct str *part,
    size_t n);

/* Codes; what is not known is given back as it is. */
struct str words_tier(enum lang lang, struct str code);
struct str words_specialty(enum lang lang, struct str code);
struct str words_stage(enum lang lang, struct str code);
struct str words_unit(enum lang lang, struct str unit);

#endif
