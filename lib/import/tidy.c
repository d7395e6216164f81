#include "import/tidy.h"

#include "base/date.h"
#include "base/num.h"
#include "text/normal.h"

void
tidy_init(struct tidy *t, const struct dataset *ds, size_t index,
    const struct heading_book *book, const struct code_book *codes)
{
	*t = (struct tidy){ .ds = ds, .index = index, .book = book,
		.codes = codes };
	t->column = &ds->column[index];
	buf_init(&t->out, BUF_UNBOUNDED);
	buf_init(&t->scratch, BUF_UNBOUNDED);
	t->form.kind = unit_kind_of(t->column->type);
	t->form.decimals = t->form.kind == UNIT_OF_NOTHING ? 0 : 2;
}

void
tidy_fini(struct tidy *t)
{
	buf_fini(&t->out);
	buf_fini(&t->scratch);
}

void
tidy_set_heading(struct tidy *t, const struct heading *h)
{
	t->heading = *h;
	t->form.unit = h->unit;
	t->evidence = (struct moment_evidence){ false, false };
}

/* No mark: all of theirs begin with another character. */
static bool
is_plainly_there(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'N') ||
	    (c >= 'a' && c <= 'z' && c != 'n');
}

bool
tidy_is_missing(struct str cell, struct buf *scratch)
{
	static const char *const marks[] = { "-", "--", "---", "—", "——", "–",
		"―", "/", "//", "\\", "无", "暂无", "N/A", "#N/A", "NA", "NULL",
		"NONE", "NAN", "未知", "不详", "待定", "空", "·", ".", "…",
		"……", "...", "......", "*", NULL };
	struct str s;

	if (cell.n == 0)
		return true;
	if (is_plainly_there(cell.p[0]))
		return false;
	if (cell.n > 12)
		return normal_trim(cell).n == 0;
	buf_reset(scratch);
	normal_key(scratch, cell);
	s = buf_str(scratch);
	for (const char *const *m = marks; *m != NULL; m++)
		if (str_is(s, *m))
			return true;
	return s.n == 0;
}

static bool
fail(struct tidy *t, struct complaint *why, enum diag_code code,
    struct str cell, struct diag_arg third, struct diag_arg fourth)
{
	*why = (struct complaint){ .code = code };
	why->arg[0] = DIAG_Z(t->column->name);
	why->arg[1] = DIAG_STR(cell);
	why->arg[2] = third;
	why->arg[3] = fourth;
	return false;
}

/* A form that would be accepted in this file: in the column's unit. */
static const char *
form_here(const struct tidy *t)
{
	if (unit_power(t->form.unit) == 0)
		return value_type_form(t->column->type);
	return unit_power(t->form.unit) > 4 ? "1.0325" : "10325.00";
}

static bool
fail_form(struct tidy *t, struct complaint *why, struct str cell)
{
	return fail(t, why, DIAG_CELL_FORM, cell,
	    DIAG_Z(value_type_name(t->column->type)), DIAG_Z(form_here(t)));
}

/* How a negative amount may be meant: the map's word for it, or NULL. */
static const char *
sign_of(struct tidy *t, struct str cell)
{
	struct str s;

	buf_reset(&t->scratch);
	normal_width(&t->scratch, cell);
	s = normal_trim(buf_str(&t->scratch));
	if (t->form.kind != UNIT_OF_MONEY)
		return NULL;
	if (s.n > 2 && s.p[0] == '(' && s.p[1] >= '0' && s.p[1] <= '9' &&
	    s.p[s.n - 1] == ')')
		return "brackets";
	return str_starts(s, STR("△")) || str_starts(s, STR("▲"))
	    ? "triangle" : NULL;
}

static bool
fail_amount(struct tidy *t, struct complaint *why, struct str cell,
    enum amount_fault fault, enum unit found)
{
	switch (fault) {
	case AMOUNT_TOO_FINE:
		if (t->form.kind == UNIT_OF_NOTHING)
			return fail_form(t, why, cell);
		return fail(t, why, DIAG_CELL_TOO_FINE, cell,
		    DIAG_Z(unit_name(found == UNIT_NONE ? t->form.unit
							: found)),
		    DIAG_Z(t->form.kind == UNIT_OF_MONEY ? "0.01 元"
		    : "0.01 ㎡"));
	case AMOUNT_TOO_LARGE:
		return fail(t, why, DIAG_CELL_TOO_LARGE, cell, DIAG_Z(NULL),
		    DIAG_Z(NULL));
	case AMOUNT_UNIT:
		return fail(t, why, DIAG_CELL_UNIT, cell,
		    DIAG_Z(unit_name(found)),
		    DIAG_Z(unit_name(t->form.unit)));
	case AMOUNT_GROUPING:
		return fail(t, why, DIAG_CELL_GROUPING, cell, DIAG_Z(NULL),
		    DIAG_Z(NULL));
	case AMOUNT_OK:
	case AMOUNT_MALFORMED:
		break;
	}
	if (sign_of(t, cell) != NULL)
		return fail(t, why, DIAG_CELL_SIGN, cell,
		    DIAG_Z(sign_of(t, cell)), DIAG_Z(t->ds->name));
	return fail_form(t, why, cell);
}

/* -?[1-9][0-9]*\.[0-9][0-9] or -?0.dd, of at most 14 digits: canonical. */
static bool
is_canonical_amount(struct str s, int64_t *out)
{
	int64_t n = 0;
	size_t at = s.n > 0 && s.p[0] == '-', begin = at;

	if (s.n < begin + 4 || s.n > 17 || s.p[s.n - 3] != '.')
		return false;
	for (; at < s.n; at++) {
		if (at == s.n - 3)
			continue;
		if (s.p[at] < '0' || s.p[at] > '9')
			return false;
		n = n * 10 + (s.p[at] - '0');
	}
	if (s.p[begin] == '0' && s.n > begin + 4)
		return false;
	*out = begin > 0 ? -n : n;
	return begin == 0 || n != 0;
}

static bool
tidy_amount(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	enum amount_fault fault;
	enum unit found;

	t->has_number = false;
	if (unit_power(t->form.unit) == 0 &&
	    is_canonical_amount(cell, &t->number)) {
		*out = cell;
	} else {
		fault = amount_parse(cell, &t->form, &t->scratch, &t->number,
		    &found);
		if (fault != AMOUNT_OK)
			return fail_amount(t, why, cell, fault, found);
		buf_hundredths(&t->out, t->number);
		*out = buf_str(&t->out);
	}
	t->has_number = true;
	if (t->number > VALUE_MONEY_MAX || t->number < -VALUE_MONEY_MAX)
		return fail_amount(t, why, cell, AMOUNT_TOO_LARGE, UNIT_NONE);
	if (t->form.kind == UNIT_OF_AREA && t->number < 0)
		return fail(t, why, DIAG_CELL_NEGATIVE, cell, DIAG_Z(NULL),
		    DIAG_Z(NULL));
	return true;
}

static bool
tidy_count(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	enum amount_fault fault;
	int64_t n;

	fault = amount_parse(cell, &t->form, &t->scratch, &n, NULL);
	if (fault != AMOUNT_OK)
		return fail_amount(t, why, cell, fault, UNIT_NONE);
	if (n < 0 && t->column->type == VALUE_COUNT)
		return fail(t, why, DIAG_CELL_NEGATIVE, cell, DIAG_Z(NULL),
		    DIAG_Z(NULL));
	buf_int(&t->out, n);
	*out = buf_str(&t->out);
	return true;
}

static bool
fail_moment(struct tidy *t, struct complaint *why, struct str cell,
    enum moment_fault fault)
{
	static const enum diag_code codes[] = {
		[MOMENT_MALFORMED] = DIAG_CELL_FORM,
		[MOMENT_NO_YEAR] = DIAG_MOMENT_NO_YEAR,
		[MOMENT_NO_MONTH] = DIAG_MOMENT_NO_MONTH,
		[MOMENT_NO_DAY] = DIAG_MOMENT_NO_DAY,
		[MOMENT_AMBIGUOUS] = DIAG_MOMENT_AMBIGUOUS,
		[MOMENT_NO_SUCH] = DIAG_MOMENT_NO_SUCH,
		[MOMENT_PERIOD] = DIAG_MOMENT_PERIOD,
	};

	return fail(t, why, codes[fault], cell,
	    DIAG_Z(value_type_name(t->column->type)),
	    DIAG_Z(value_type_form(t->column->type)));
}

static bool
tidy_moment(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	enum moment_fault fault;
	int at;

	if (t->column->type == VALUE_MONTH ? date_parse_month(cell, &at)
					   : date_parse_day(cell, &at)) {
		*out = cell;
		return true;
	}
	moment_learn(&t->evidence, cell);
	if (t->column->type == VALUE_MONTH) {
		fault = moment_month(cell, &t->evidence, &t->scratch, &at);
		if (fault == MOMENT_OK)
			date_put_month(&t->out, at);
	} else {
		fault = moment_day(cell, &t->scratch, &at);
		if (fault == MOMENT_OK)
			date_put_day(&t->out, at);
	}
	if (fault == MOMENT_OK)
		*out = buf_str(&t->out);
	/* 至今 in left: its value is canonical, or nothing */
	return fault == MOMENT_OK ||
	    (heading_word(t->book, t->ds, t->index, cell, out) &&
	    (out->n == 0 || (t->column->type == VALUE_MONTH
		? date_parse_month(*out, &at) : date_parse_day(*out, &at)))) ||
	    fail_moment(t, why, cell, fault);
}

/* 2023年, 2023年度 */
static bool
tidy_year(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	static const char *const tails[] = { "年度", "年", NULL };
	struct value v;
	struct str s;

	buf_reset(&t->scratch);
	normal_key(&t->scratch, cell);
	s = buf_str(&t->scratch);
	for (const char *const *tail = tails; *tail != NULL; tail++)
		if (str_ends(s, str_from(*tail))) {
			s = str_sub(s, 0, s.n - strlen(*tail));
			break;
		}
	if (value_parse(VALUE_YEAR, NULL, s, &v) != VALUE_OK || !v.known)
		return fail_form(t, why, cell);
	buf_put(&t->out, s);
	*out = buf_str(&t->out);
	return true;
}

static bool
tidy_district(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	bool anywhere = (t->column->flags & COLUMN_ANYWHERE) != 0;
	const struct district *d = code_district(t->codes, cell);
	struct str code = cell;

	if (d != NULL) {
		*out = d->code;
		return true;
	}
	(void)heading_word(t->book, t->ds, t->index, cell, &code);
	return code_read_place(t->codes, code, anywhere, out) ||
	    fail(t, why, anywhere ? DIAG_CELL_REGISTRY : DIAG_CELL_DISTRICT,
	    cell, DIAG_Z(NULL), DIAG_Z(NULL));
}

/* Length of a separator of a list at the start of s, 0 if there is none:
 * ; in our own columns, also ；、| and , in an office's. */
static size_t
list_separator(struct str s, bool canonical)
{
	static const char *const marks[] = { ";", "；", "、", "|", "，", ",",
		"\n", NULL };

	for (const char *const *m = marks; *m != NULL; m++) {
		if (str_starts(s, str_from(*m)))
			return strlen(*m);
		if (canonical)
			break;
	}
	return 0;
}

static bool
put_item(struct tidy *t, struct str item, struct complaint *why)
{
	struct str code;

	item = normal_trim(item);
	if (item.n == 0)
		return true;
	if (t->out.n > 0)
		buf_putc(&t->out, ';');
	if (t->column->type == VALUE_LIST) {
		buf_put(&t->out, item);
		return true;
	}
	if (!code_read_place(t->codes, item, false, &code))
		return fail(t, why, DIAG_CELL_DISTRICT, item, DIAG_Z(NULL),
		    DIAG_Z(NULL));
	buf_put(&t->out, code);
	return true;
}

static bool
tidy_list(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	size_t from = 0;

	for (size_t at = 0; at <= cell.n; at++) {
		size_t step = list_separator(str_sub(cell, at, cell.n),
		    t->heading.canonical);

		if (step == 0 && at < cell.n)
			continue;
		if (!put_item(t, str_sub(cell, from, at), why))
			return false;
		from = at + step;
		at += step > 0 ? step - 1 : 0;
	}
	*out = buf_str(&t->out);
	return true;
}

static bool
is_digits(struct str s, size_t n)
{
	if (s.n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

/* Width, blanks, case and a spreadsheet's apostrophe: nothing else is
 * cleaned, since every other character may be the wrong one. */
static struct str
clean_code(struct tidy *t, struct str cell)
{
	struct str s;

	buf_reset(&t->scratch);
	normal_key(&t->scratch, cell);
	s = buf_str(&t->scratch);
	if (s.n > 0 && s.p[0] == '\'')
		s = str_sub(s, 1, s.n);
	return s;
}

/* Nothing in it to clean: valid or not, a taxpayer's number stays. */
static bool
is_clean_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] < '0' || s.p[i] > '9') &&
		    (s.p[i] < 'A' || s.p[i] > 'Z'))
			return false;
	return s.n == 18 && memcmp(s.p + 15, "000", 3) != 0;
}

static bool
tidy_uscc(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	struct str s;

	if (t->column->type == VALUE_TAXPAYER && is_clean_number(cell)) {
		*out = cell;
		return true;
	}
	if (value_uscc_valid(cell) && !str_ends(cell, STR("000"))) {
		*out = cell;
		return true;
	}
	s = clean_code(t, cell);
	if (value_uscc_damaged(s)) /* also where its end happens to check */
		return fail(t, why, DIAG_CELL_DAMAGED, cell, DIAG_Z(NULL),
		    DIAG_Z(value_type_form(VALUE_USCC)));
	if (!value_uscc_valid(s)) {
		if (t->column->type == VALUE_TAXPAYER) {
			*out = cell; /* natural persons, old numbers */
			return true;
		}
		if (is_digits(s, 15))
			return fail(t, why, DIAG_CELL_OLD_NUMBER, cell,
			    DIAG_Z(NULL), DIAG_Z(NULL));
		return fail(t, why, s.n == 18 ? DIAG_CELL_CHECK_CHARACTER
					      : DIAG_CELL_FORM,
		    cell, DIAG_Z(value_type_name(VALUE_USCC)),
		    DIAG_Z(value_type_form(VALUE_USCC)));
	}
	buf_put(&t->out, s);
	*out = buf_str(&t->out);
	return true;
}

static bool
tidy_word(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	struct value v;

	if (value_parse(t->column->type, t->column->choices, cell, &v) ==
	    VALUE_OK) {
		*out = cell;
		return true;
	}
	if (heading_word(t->book, t->ds, t->index, cell, out))
		return true;
	if (tidy_is_missing(cell, &t->scratch)) {
		*out = (struct str){ "", 0 };
		return true;
	}
	return fail(t, why, DIAG_CELL_CHOICE, cell,
	    DIAG_Z(t->column->type == VALUE_FLAG ? "1, 0, 是, 否"
						 : t->column->choices),
	    DIAG_Z(NULL));
}

/* Six places are a tenth of a metre: what a map gives beyond is cut off. */
static bool
tidy_degree(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	const int64_t quarter = INT64_C(90000000);
	bool lat = strcmp(t->column->name, "lat") == 0;
	struct value v;
	struct str s = clean_code(t, cell);
	size_t dot = str_chr(s, '.');

	for (size_t i = dot + 1; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return fail_form(t, why, cell);
	buf_put(&t->out, str_sub(s, 0, s.n < dot + 7 ? s.n : dot + 7));
	*out = buf_str(&t->out);
	if (value_parse(VALUE_DEGREE, NULL, *out, &v) != VALUE_OK ||
	    (lat && (v.n > quarter || v.n < -quarter)))
		return fail(t, why, DIAG_CELL_FORM, cell,
		    DIAG_Z(value_type_name(VALUE_DEGREE)),
		    DIAG_Z(lat ? "31.298886"
			       : value_type_form(VALUE_DEGREE)));
	return true;
}

/* GB/T 4754: the last division of each section A to T, in either edition. */
static bool
is_section_of(char letter, int division)
{
	static const int last[][20] = {
		{ 5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82,
		    83, 85, 90, 96, 97 }, /* 2017 */
		{ 5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 78, 81,
		    82, 84, 89, 95, 96 }, /* 2011 */
	};
	int at = letter - 'A';

	for (size_t e = 0; at >= 0 && at < 20 && e < 2; e++)
		if (division <= last[e][at] &&
		    division > (at == 0 ? 0 : last[e][at - 1]))
			return true;
	return false;
}

/* L7231: the section's letter says nothing that its code does not. */
static bool
tidy_industry(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	struct str s = clean_code(t, cell);
	struct value v;

	if (s.n > 2 && s.p[1] >= '0' && s.p[1] <= '9' && s.p[2] >= '0' &&
	    s.p[2] <= '9' && is_section_of(s.p[0], (s.p[1] - '0') * 10 +
	    s.p[2] - '0'))
		s = str_sub(s, 1, s.n);
	buf_put(&t->out, s);
	*out = buf_str(&t->out);
	return value_parse(VALUE_INDUSTRY, NULL, *out, &v) == VALUE_OK ||
	    fail_form(t, why, cell);
}

/* What the schema alone judges: percents. */
static bool
tidy_plain(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	struct value v;

	buf_put(&t->out, clean_code(t, cell));
	*out = buf_str(&t->out);
	if (value_parse(t->column->type, t->column->choices, *out, &v) !=
	    VALUE_OK)
		return fail_form(t, why, cell);
	return true;
}

static bool
tidy_typed(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	switch (t->column->type) {
	case VALUE_MONEY:
	case VALUE_AREA:
		return tidy_amount(t, cell, out, why);
	case VALUE_COUNT:
	case VALUE_INTEGER:
		return tidy_count(t, cell, out, why);
	case VALUE_DATE:
	case VALUE_MONTH:
		return tidy_moment(t, cell, out, why);
	case VALUE_YEAR:
		return tidy_year(t, cell, out, why);
	case VALUE_DISTRICT:
		return tidy_district(t, cell, out, why);
	case VALUE_DISTRICTS:
	case VALUE_LIST:
		return tidy_list(t, cell, out, why);
	case VALUE_USCC:
	case VALUE_TAXPAYER:
		return tidy_uscc(t, cell, out, why);
	case VALUE_DEGREE:
		return tidy_degree(t, cell, out, why);
	case VALUE_INDUSTRY:
		return tidy_industry(t, cell, out, why);
	case VALUE_PERCENT:
		return tidy_plain(t, cell, out, why);
	case VALUE_TEXT:
	case VALUE_ID:
	case VALUE_FLAG:
	case VALUE_CHOICE:
		break;
	}
	*out = cell;
	return true;
}

/* Our own files leave the unknown empty, so a text there is the text. */
static bool
may_be_mark(const struct tidy *t)
{
	if (!t->heading.canonical)
		return true;
	return t->column->type != VALUE_TEXT && t->column->type != VALUE_ID &&
	    t->column->type != VALUE_LIST &&
	    t->column->type != VALUE_TAXPAYER;
}

static bool
is_control(const unsigned char *u, size_t left, bool text)
{
	if (u[0] < 0x20)
		return !text || !(u[0] == '\n' ||
		    (u[0] == '\r' && left > 1 && u[1] == '\n'));
	if (u[0] == 0x7f)
		return true;
	if (u[0] == 0xc2)
		return left > 1 && u[1] < 0xa0;
	return u[0] == 0xe2 && left > 2 &&
	    ((u[1] == 0x80 && u[2] >= 0xaa && u[2] <= 0xae) ||
	    (u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9));
}

/* The high bit of every byte that is c, and of some above one that is. */
static inline uint64_t
is_byte(uint64_t w, unsigned char c)
{
	const uint64_t ones = UINT64_MAX / 255;

	w ^= ones * c;
	return (w - ones) & ~w;
}

/* Eight bytes at once with which no control character begins. */
static bool
is_plain(const char *p)
{
	const uint64_t ones = UINT64_MAX / 255, tops = ones << 7;
	uint64_t w, low;

	memcpy(&w, p, 8);
	low = (w - ones * 0x20) & ~w;
	return ((low | is_byte(w, 0x7f) | is_byte(w, 0xc2) |
	    is_byte(w, 0xe2)) & tops) == 0;
}

bool
tidy_has_control(struct str cell, bool text)
{
	size_t at = 0;

	while (at < cell.n) {
		if (at + 8 <= cell.n && is_plain(cell.p + at)) {
			at += 8;
			continue;
		}
		if (is_control((const unsigned char *)cell.p + at,
		    cell.n - at, text))
			return true;
		at++;
	}
	return false;
}

bool
tidy_cell(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why)
{
	cell = normal_trim(cell);
	buf_reset(&t->out);
	t->has_number = false;
	if (cell.n == 0) {
		*out = cell;
		return true;
	}
	if (tidy_has_control(cell, t->column->type == VALUE_TEXT))
		return fail(t, why, DIAG_CONTROL_CHARACTER, cell, DIAG_Z(NULL),
		    DIAG_Z(NULL));
	if (t->column->type == VALUE_FLAG || t->column->type == VALUE_CHOICE)
		return tidy_word(t, cell, out, why);
	if (cell.n <= 12 && may_be_mark(t) &&
	    !(cell.p[0] >= '0' && cell.p[0] <= '9') &&
	    tidy_is_missing(cell, &t->scratch)) {
		*out = (struct str){ "", 0 };
		return true;
	}
	return tidy_typed(t, cell, out, why);
}
