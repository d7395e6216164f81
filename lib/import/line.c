#include "import/line.h"

#include "text/normal.h"

static bool
is_date_mark(struct str s)
{
	return str_starts(s, STR("年")) || str_starts(s, STR("月")) ||
	    str_starts(s, STR("日"));
}

/* A row number, an amount, a date, a code: no words. */
static bool
has_words(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if ((unsigned char)c >= 0x80 &&
		    is_date_mark(str_sub(s, i, s.n)))
			i += strlen("年") - 1;
		else if ((c < '0' || c > '9') && (c < '+' || c > '/') && c != ' ')
			return true;
	}
	return false;
}

static bool
is_total(struct str s)
{
	static const char *const whole[] = { "合计", "小计", "总计", "共计",
		"累计", "全市", "全区", "总和", "其中", "TOTAL", "SUBTOTAL",
		NULL };
	static const char *const tails[] = { "合计", "小计", "总计", "合计:",
		"小计:", "总计:", NULL };

	for (const char *const *w = whole; *w != NULL; w++)
		if (str_is(s, *w))
			return true;
	for (const char *const *w = tails; *w != NULL; w++)
		if (str_ends(s, str_from(*w)))
			return true;
	return str_starts(s, STR("其中:")) || str_starts(s, STR("合计("));
}

/* 园区,,小计: no name, wherever it stands. */
static bool
is_bare_total(struct str s, struct buf *scratch)
{
	static const char *const whole[] = { "合计", "小计", "总计", NULL };

	if (s.n > 24 || (!str_ends(s, STR("计")) && !str_ends(s, STR(":")) &&
	    !str_ends(s, STR("："))))
		return false;
	buf_reset(scratch);
	normal_key(scratch, s);
	s = buf_str(scratch);
	if (str_ends(s, STR(":")))
		s = str_sub(s, 0, s.n - 1);
	for (const char *const *w = whole; *w != NULL; w++)
		if (str_is(s, *w))
			return true;
	return false;
}

static bool
is_note(struct str s)
{
	static const char *const heads[] = { "注:", "注1", "备注:",
		"说明:", "填表说明", "填表人", "制表人", "制表:", "填报人",
		"填报:", "审核人", "审核:", "复核人", "复核:", "填报单位",
		"填表单位", "制表单位", "联系人",
		"联系电话", "单位负责人", "统计负责人", "报出日期", "填报日期",
		"填表日期", "制表日期", "资料来源", "数据来源", NULL };

	for (const char *const *h = heads; *h != NULL; h++)
		if (str_starts(s, str_from(*h)))
			return true;
	return false;
}

/* The fields that name a row are empty, but for the cell at label. */
static bool
is_nameless(const struct str *cell, size_t n, const bool *identity,
    size_t nidentity, size_t label)
{
	for (size_t i = 0; i < n && i < nidentity; i++)
		if (identity[i] && i != label && normal_trim(cell[i]).n > 0)
			return false;
	return true;
}

/* May the cell open a total or a note?  A quick look, so that the rows of
 * data are not folded: these labels begin with few characters. */
static bool
may_be_label(struct str s)
{
	return (unsigned char)s.p[0] >= 0x80 || s.p[0] == 'T' ||
	    s.p[0] == 't' || s.p[0] == 'S' || s.p[0] == 's' || s.p[0] == '(';
}

enum table_row
line_kind(const struct str *cell, size_t n, const bool *identity,
    size_t nidentity, struct buf *scratch)
{
	enum table_row kind = TABLE_BLANK;
	size_t label = n;

	for (size_t i = 0; i < n; i++) {
		struct str s = normal_trim(cell[i]);

		if (s.n == 0)
			continue;
		kind = TABLE_DATA;
		if (has_words(s)) {
			label = i;
			break;
		}
	}
	if (label == n || !may_be_label(normal_trim(cell[label])))
		return kind;
	if (is_nameless(cell, n, identity, nidentity, label)) {
		buf_reset(scratch);
		normal_key(scratch, cell[label]);
		if (is_total(buf_str(scratch)))
			return TABLE_TOTAL;
		if (is_note(buf_str(scratch)))
			return TABLE_NOTE;
	}
	for (size_t i = label + 1; i < n; i++)
		if (is_bare_total(normal_trim(cell[i]), scratch) &&
		    is_nameless(cell, n, identity, nidentity, i))
			return TABLE_TOTAL;
	return TABLE_DATA;
}

bool
line_is_numbering(const struct str *cell, size_t n)
{
	static const char *const stems[] = { "甲", "乙", "丙", "丁", "戊",
		NULL };
	int next = 1, stem = 0;

	for (size_t i = 0; i < n; i++) {
		struct str s = normal_trim(cell[i]);

		if (next == 1 && stems[stem] != NULL &&
		    str_is(s, stems[stem])) {
			stem++;
		} else if (s.n > 0 && s.n <= 2 && next < 100) {
			int value = 0;

			for (size_t k = 0; k < s.n; k++)
				value = value * 10 + (s.p[k] - '0');
			if (value != next)
				return false;
			next++;
		} else {
			return false;
		}
	}
	return n >= 2;
}
