#include "import/unit.h"

static const struct {
	const char *name;
	enum unit_kind kind;
	unsigned power;
} units[UNIT_COUNT] = {
	[UNIT_NONE] = { "", UNIT_OF_NOTHING, 0 },
	[UNIT_YUAN] = { "元", UNIT_OF_MONEY, 0 },
	[UNIT_QIAN_YUAN] = { "千元", UNIT_OF_MONEY, 3 },
	[UNIT_WAN_YUAN] = { "万元", UNIT_OF_MONEY, 4 },
	[UNIT_BAIWAN_YUAN] = { "百万元", UNIT_OF_MONEY, 6 },
	[UNIT_YI_YUAN] = { "亿元", UNIT_OF_MONEY, 8 },
	[UNIT_M2] = { "㎡", UNIT_OF_AREA, 0 },
	[UNIT_WAN_M2] = { "万㎡", UNIT_OF_AREA, 4 },
};

/* As normal_key leaves them: ㎡ and m² have become M2. */
static const struct {
	const char *word;
	enum unit unit;
} words[] = {
	{ "元", UNIT_YUAN },
	{ "YUAN", UNIT_YUAN },
	{ "千元", UNIT_QIAN_YUAN },
	{ "万元", UNIT_WAN_YUAN },
	{ "萬元", UNIT_WAN_YUAN },
	{ "百万元", UNIT_BAIWAN_YUAN },
	{ "亿元", UNIT_YI_YUAN },
	{ "M2", UNIT_M2 },
	{ "平方米", UNIT_M2 },
	{ "平米", UNIT_M2 },
	{ "万M2", UNIT_WAN_M2 },
	{ "万平方米", UNIT_WAN_M2 },
	{ "万平米", UNIT_WAN_M2 },
	{ "万平", UNIT_WAN_M2 },
};

static const char *const counters[] = { "人", "名", "户", "家", "件", "个",
	"项", "幢", "栋", "座", "次", "场", "年", "月", "度", NULL };

/* 人民币 says which money, not how much of it. */
static struct str
without_currency(struct str s)
{
	static const char *const marks[] = { "人民币", "RMB", "CNY", NULL };

	for (const char *const *m = marks; *m != NULL; m++) {
		struct str mark = str_from(*m);

		if (s.n > mark.n && str_starts(s, mark))
			return str_sub(s, mark.n, s.n);
		if (s.n > mark.n && str_ends(s, mark))
			return str_sub(s, 0, s.n - mark.n);
	}
	return s;
}

enum unit
unit_find(struct str folded)
{
	struct str s = without_currency(folded);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is(s, words[i].word))
			return words[i].unit;
	return UNIT_NONE;
}

enum unit
unit_find_suffix(struct str folded, enum unit_kind kind)
{
	struct str s = without_currency(folded);

	if (str_is(s, "万"))
		return kind == UNIT_OF_AREA ? UNIT_WAN_M2 : UNIT_WAN_YUAN;
	if (str_is(s, "亿") && kind == UNIT_OF_MONEY)
		return UNIT_YI_YUAN;
	return unit_find(s);
}

enum unit_kind
unit_kind(enum unit u)
{
	return units[u].kind;
}

enum unit_kind
unit_kind_of(enum value_type type)
{
	switch (type) {
	case VALUE_MONEY:
		return UNIT_OF_MONEY;
	case VALUE_AREA:
		return UNIT_OF_AREA;
	default:
		return UNIT_OF_NOTHING;
	}
}

unsigned
unit_power(enum unit u)
{
	return units[u].power;
}

const char *
unit_name(enum unit u)
{
	return units[u].name;
}

bool
unit_is_counter(struct str folded)
{
	for (const char *const *c = counters; *c != NULL; c++)
		if (str_is(folded, *c))
			return true;
	return false;
}

static void
add_unit(struct unit_line *line, enum unit u, bool twice[2])
{
	enum unit *slot = unit_kind(u) == UNIT_OF_MONEY ? &line->money
							: &line->area;
	bool *clash = &twice[unit_kind(u) == UNIT_OF_MONEY];

	if (*slot != UNIT_NONE && *slot != u)
		*clash = true;
	*slot = u;
}

/* Length of the separator at the start of s; 0 if there is none. */
static size_t
separator(struct str s)
{
	static const char *const marks[] = { "、", ",", ";", "/", "和", NULL };

	for (const char *const *m = marks; *m != NULL; m++)
		if (str_starts(s, str_from(*m)))
			return strlen(*m);
	return 0;
}

static void
add_list(struct str list, struct unit_line *out, bool twice[2])
{
	size_t from = 0;

	for (size_t at = 0; at <= list.n; at++) {
		struct str rest = str_sub(list, at, list.n);
		size_t step = separator(rest);
		enum unit u;

		if (step == 0 && rest.n > 0 && rest.p[0] != ')')
			continue;
		u = unit_find(str_sub(list, from, at));
		if (u != UNIT_NONE)
			add_unit(out, u, twice);
		if (rest.n > 0 && rest.p[0] == ')')
			return;
		from = at + step;
		at += step > 0 ? step - 1 : 0;
	}
}

bool
unit_parse_line(struct str folded, struct unit_line *out)
{
	static const struct str mark = { "单位:", sizeof("单位:") - 1 };
	bool twice[2] = { false, false };
	size_t at = str_find(folded, mark);

	*out = (struct unit_line){ UNIT_NONE, UNIT_NONE };
	while (at < folded.n) {
		folded = str_sub(folded, at + mark.n, folded.n);
		add_list(folded, out, twice);
		at = str_find(folded, mark);
	}
	if (twice[1])
		out->money = UNIT_NONE;
	if (twice[0])
		out->area = UNIT_NONE;
	return out->money != UNIT_NONE || out->area != UNIT_NONE;
}
