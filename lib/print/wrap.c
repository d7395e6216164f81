/* Breaking lines: where a line may end, after Chinese habit. */
#include "print/wrap.h"

#include "text/utf8.h"

/* May not begin a line. */
static bool
is_closing(struct str c)
{
	static const char *const mark[] = { "，", "。", "；", "：", "、", "！",
		"？", "）", "》", "〉", "】", "〕", "”", "’", "」", "』", ",",
		".", ";", ":", ")", "%" };

	for (size_t i = 0; i < sizeof(mark) / sizeof(mark[0]); i++)
		if (str_is(c, mark[i]))
			return true;
	return false;
}

/* May not end one. */
static bool
is_opening(struct str c)
{
	static const char *const mark[] = { "（", "《", "〈", "【", "〔", "“",
		"‘", "「", "『", "(" };

	for (size_t i = 0; i < sizeof(mark) / sizeof(mark[0]); i++)
		if (str_is(c, mark[i]))
			return true;
	return false;
}

static struct str
first_char(struct str s)
{
	struct str rest = s;

	if (s.n > 0)
		utf8_next(&rest);
	return str_sub(s, 0, s.n - rest.n);
}

static bool
may_break(struct str before, struct str after)
{
	if (after.n == 0 || is_closing(after) || is_opening(before))
		return false;
	/* values of one cell: 320571;320505 */
	if (str_is(before, " ") || str_is(before, ";"))
		return true;
	if (before.n == 1 && before.p[0] >= '0' && before.p[0] <= '9')
		return false;
	return utf8_width(before) == 2 || utf8_width(after) == 2;
}

struct str
wrap_take(struct str *rest, size_t width)
{
	struct str s = *rest, line;
	size_t at = 0, used = 0, fit = 0;

	while (at < s.n && s.p[at] != '\n') {
		struct str c = first_char(str_sub(s, at, s.n));
		size_t w = utf8_width(c);

		if (at > 0 && used + w > width && !str_is(c, " "))
			break;
		at += c.n;
		used += w;
		if (may_break(c, first_char(str_sub(s, at, s.n))))
			fit = at;
	}
	if (at == s.n || s.p[at] == '\n') {
		line = str_sub(s, 0, at);
		*rest = str_sub(s, at + (at < s.n), s.n);
		return line;
	}
	if (fit > 0)
		at = fit;
	line = str_sub(s, 0, at);
	while (line.n > 0 && line.p[line.n - 1] == ' ')
		line.n--;
	while (at < s.n && s.p[at] == ' ')
		at++;
	*rest = str_sub(s, at, s.n);
	return line;
}

size_t
wrap_least(struct str s)
{
	size_t most = 0, width = 0;

	while (s.n > 0) {
		struct str c = first_char(s);

		s = str_sub(s, c.n, s.n);
		if (!str_is(c, " ") && !str_is(c, "\n"))
			width += utf8_width(c);
		if (width > most)
			most = width;
		if (str_is(c, "\n") || may_break(c, first_char(s)))
			width = 0;
	}
	return most;
}
