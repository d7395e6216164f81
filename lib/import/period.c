#include "import/period.h"

static bool
take_any(struct str *s, const char *const *mark)
{
	for (; *mark != NULL; mark++)
		if (str_take(s, *mark))
			return true;
	return false;
}

/* At most so many digits; -1 if there are none, or more. */
static int
take_number(struct str *s, size_t most)
{
	size_t n = 0;
	int value = 0;

	while (n < s->n && s->p[n] >= '0' && s->p[n] <= '9') {
		if (n >= most)
			return -1;
		value = value * 10 + (s->p[n++] - '0');
	}
	*s = str_sub(*s, n, s->n);
	return n > 0 ? value : -1;
}

/* 1-6月, 2023年1—6月份, 1月至6月 */
static bool
take_range(struct str *s, struct period *out)
{
	static const char *const dashes[] = { "-", "—", "–", "―", "~", "〜",
		"至", "到", NULL };
	struct str rest = *s;
	struct period p = { 0, 0 };
	int first = take_number(&rest, 4);

	if (first > 999) {
		p.year = first;
		if (!str_take(&rest, "年"))
			return false;
		str_take(&rest, "度");
		first = take_number(&rest, 2);
	}
	if (first != 1)
		return false;
	str_take(&rest, "月");
	if (!take_any(&rest, dashes))
		return false;
	p.month = take_number(&rest, 2);
	if (p.month < 1 || p.month > 12 || !str_take(&rest, "月"))
		return false;
	str_take(&rest, "份");
	*s = rest;
	*out = p;
	return true;
}

/* What the words leave behind: "税收/", "税收()(万元)". */
static void
tidy_rest(struct buf *rest, struct str s)
{
	while (str_take(&s, "/") || str_take(&s, ":") || str_take(&s, "_"))
		;
	while (s.n > 0 && (s.p[s.n - 1] == '/' || s.p[s.n - 1] == '_'))
		s.n--;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i], next = i + 1 < s.n ? s.p[i + 1] : '\0';

		if (c == '(' && next == ')') {
			i++;
		} else if (c == '(' && (next == ',' || next == ':')) {
			buf_putc(rest, c);
			i++;
		} else if ((c != '/' || next != '(') &&
		    (c != ',' || next != ')')) {
			buf_putc(rest, c);
		}
	}
}

/* The month itself is meant after all: 1-6月/本月. */
static bool
is_of_month(struct str rest)
{
	static const char *const words[] = { "本月", "当月", "本期", NULL };

	for (const char *const *w = words; *w != NULL; w++)
		if (str_find(rest, str_from(*w)) < rest.n)
			return true;
	return false;
}

bool
period_cut(struct str folded, struct buf *rest, struct period *out)
{
	static const char *const words[] = { "年初至本月累计",
		"年初至今累计", "年初至本月", "年初至今", "截至本月累计",
		"截止本月累计", "本月止累计", "本年度累计", "本年累计",
		"当年累计", "年度累计", "年累计", "本月累计", "当月累计",
		"累计数", "累计额", "累计", NULL };
	struct str s = folded;
	struct buf text;
	bool found = false, digit = false;

	*out = (struct period){ 0, 0 };
	buf_reset(rest);
	buf_init(&text, BUF_UNBOUNDED);
	while (s.n > 0) {
		if (take_any(&s, words) || (!digit && take_range(&s, out))) {
			found = true;
			continue;
		}
		digit = s.p[0] >= '0' && s.p[0] <= '9';
		buf_putc(&text, s.p[0]);
		s = str_sub(s, 1, s.n);
	}
	if (found)
		tidy_rest(rest, buf_str(&text));
	buf_fini(&text);
	return found && !is_of_month(buf_str(rest));
}
