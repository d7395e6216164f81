/* The tiers as bands. */
#include "report/bands.h"

#include "base/map.h"
#include "print/words.h"

#define YI INT64_C(10000000000) /* fen */
#define WAN INT64_C(1000000)

bool
bands_open(struct bands *b, struct report *r)
{
	const struct setting_book *book = report_settings(r, "classify.ini");

	*b = (struct bands){ 0 };
	if (book == NULL)
		return false;
	b->rules = class_rules_new(r->diag, book, NULL);
	if (b->rules == NULL)
		return false;
	b->n = b->unknown = b->rules->ntier + 1;
	return true;
}

void
bands_close(struct bands *b)
{
	class_rules_free(b->rules);
}

struct str
bands_code(const struct bands *b, size_t band)
{
	if (band >= b->unknown)
		return STR("unknown");
	return band < b->rules->ntier ? b->rules->tier[band].name :
	    STR("none");
}

size_t
bands_of(const struct bands *b, struct report *r, const struct value *tier,
    const struct pos *pos)
{
	if (!tier->known)
		return b->unknown;
	for (size_t i = 0; i < b->n; i++)
		if (str_eq(tier->text, bands_code(b, i)))
			return i;
	diag_at(r->diag, pos, DIAG_REPORT_TIER, DIAG_STR(tier->text));
	return MAP_NONE;
}

struct str
words_bound(struct arena *a, enum lang lang, int64_t fen)
{
	if (lang == LANG_ZH && fen % YI == 0)
		return words_fill(a, "$1亿", words_int(a, fen / YI));
	if (lang == LANG_ZH && fen % WAN == 0)
		return words_fill(a, "$1万", words_int(a, fen / WAN));
	if (lang == LANG_EN && fen % (100 * WAN) == 0)
		return words_fill(a, "$1m", words_int(a, fen / 100 / WAN));
	return words_fill(a, words(lang, "$1元", "$1 yuan"),
	    words_exact(a, fen));
}

struct str
bands_label(const struct bands *b, struct report *r, size_t band)
{
	const struct tier *tier = b->rules->tier;
	struct arena *a = &r->keep;
	enum lang l = r->lang;
	struct str low = { "", 0 }, high = { "", 0 };

	if (band >= b->unknown)
		return str_from(words(l, "不明", "unknown"));
	if (band < b->rules->ntier)
		low = words_bound(a, l, tier[band].bound_fen);
	if (band > 0)
		high = words_bound(a, l, tier[band - 1].bound_fen);
	if (band == 0)
		return words_fill(a, tier[0].inclusive ?
		    words(l, "$1及以上", "$1 and above") :
		    words(l, "超过$1", "above $1"), low);
	if (band + 1 == b->n)
		return words_fill(a, tier[band - 1].inclusive ?
		    words(l, "$1以下", "below $1") :
		    words(l, "$1及以下", "up to $1"), high);
	return words_fill(a, "$1—$2", low, high);
}

struct str
bands_rule(const struct bands *b, enum lang lang)
{
	size_t inclusive = 0;

	for (size_t i = 0; i < b->rules->ntier; i++)
		inclusive += b->rules->tier[i].inclusive;
	if (inclusive == 0)
		return str_from(words(lang,
		    "分段不含下限、含上限：恰为界限的归入下一段。",
		    "Bands do not hold their lower bound, and hold their "
		    "upper one."));
	if (inclusive == b->rules->ntier)
		return str_from(words(lang,
		    "分段含下限、不含上限：恰为界限的归入上一段。",
		    "Bands hold their lower bound, and do not hold their "
		    "upper one."));
	return str_from(words(lang, "各段界限是否含本数见分类规则。",
	    "Whether a bound is inside its band: see the rules."));
}
