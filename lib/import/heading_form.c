#include "import/heading_form.h"

#include "import/unit.h"

void
heading_put_dashed(struct buf *out, struct str s)
{
	static const char *const dashes[] = { "—", "–", "―", "~", "〜",
		NULL };

	for (size_t at = 0; at < s.n; at++) {
		const char *const *d = dashes;

		while (*d != NULL &&
		    !str_starts(str_sub(s, at, s.n), str_from(*d)))
			d++;
		buf_putc(out, *d != NULL ? '-' : s.p[at]);
		at += *d != NULL ? strlen(*d) - 1 : 0;
	}
}

bool
heading_is_harmless(struct str s)
{
	static const char *const words[] = { "必填", "选填", "单选", "年月",
		"年/月", "YYYY-MM", "YYYYMM", "年月日", "是/否", "18位",
		"GCJ-02", NULL };

	if (unit_is_counter(s))
		return true;
	for (const char *const *w = words; *w != NULL; w++)
		if (str_is(s, *w))
			return !str_is(s, "GCJ-02");
	return false;
}

bool
heading_split_unit(struct str folded, struct str *name, struct str *inner)
{
	static const char *const pairs[] = { "(", ")", "[", "]", "【", "】",
		"〔", "〕", "{", "}", "<", ">", ":", "", "/", "", ",", "",
		"_", "", NULL };

	for (size_t i = 0; pairs[i] != NULL; i += 2) {
		struct str open = str_from(pairs[i]);
		struct str shut = str_from(pairs[i + 1]);
		size_t end = folded.n - shut.n, at;

		if (!str_ends(folded, shut))
			continue;
		for (at = end; at > 0; at--)
			if (str_starts(str_sub(folded, at - 1, end), open))
				break;
		if (at <= 1)
			continue;
		*name = str_sub(folded, 0, at - 1);
		*inner = str_sub(folded, at - 1 + open.n, end);
		if (str_starts(*inner, STR("单位:")))
			*inner = str_sub(*inner, strlen("单位:"), inner->n);
		return true;
	}
	return false;
}

struct str
heading_without_star(struct str s)
{
	while (s.n > 0 && s.p[0] == '*')
		s = str_sub(s, 1, s.n);
	while (s.n > 0 && s.p[s.n - 1] == '*')
		s = str_sub(s, 0, s.n - 1);
	return s;
}
