#include "report/sent_back.h"

#include <stdlib.h>

#include "print/words.h"
#include "report/sent_sheet.h"
#include "text/utf8.h"

#define LISTED 10000u /* findings on the first sheet; all are in the tables */
#define COLUMNS 7u

static const char *const front_name[LANG_COUNT] = {
	[LANG_EN] = "Findings", [LANG_ZH] = "报送反馈" };

static const struct xlsx_look title_look = { .bold = true, .size = 16 };
static const struct xlsx_look section_look = { .bold = true, .size = 11 };
static const struct xlsx_look plain_look = { .size = 11 };
static const struct xlsx_look wrong_look = { .size = 11, .wrap = true,
	.mark = XLSX_WRONG };
static const struct xlsx_look doubtful_look = { .size = 11, .wrap = true,
	.mark = XLSX_DOUBTFUL };
static const struct xlsx_look head_look = { .bold = true, .boxed = true,
	.shaded = true, .wrap = true, .align = TABLE_CENTRE };
static const struct xlsx_look cell_look = { .boxed = true, .wrap = true };
static const struct xlsx_look count_look = { .boxed = true,
	.align = TABLE_RIGHT };

/* The first sheet, line by line. */
struct front {
	struct xlsx_book *x;
	const struct sent *s;
	enum lang lang;
	struct sent_sheet *sheet; /* by table */
	unsigned row;
	size_t listed;
	struct arena keep;
};

bool
sent_back_is_front(struct str sheet)
{
	return str_is(sheet, front_name[LANG_EN]) ||
	    str_is(sheet, front_name[LANG_ZH]);
}

static const char *
say(const struct front *f, const char *zh, const char *en)
{
	return words(f->lang, zh, en);
}

/* Of the columns; the last one's texts are the long ones. */
static const unsigned width[COLUMNS] = { 18, 12, 10, 18, 28, 20, 70 };

/* So that a text of so many columns of half width is seen whole. */
static void
set_height(struct front *f, size_t of, size_t room, unsigned points)
{
	size_t lines = 1 + of / room;

	xlsx_book_height(f->x, f->row, (unsigned)(lines < 20 ? lines : 20) *
	    points);
}

static void
put_line(struct front *f, struct str s, const struct xlsx_look *look)
{
	set_height(f, utf8_width(s), 150, look->size > 11 ? 26 : 18);
	xlsx_book_merge(f->x, f->row, 0, f->row, COLUMNS - 1, s, look);
	f->row++;
}

static void
put_cells(struct front *f, const struct str *cell, const struct xlsx_look *look)
{
	size_t most = 0;

	for (unsigned i = 0; i < COLUMNS; i++) {
		size_t n = utf8_width(cell[i]) * 100 / width[i];

		most = n > most ? n : most;
		xlsx_book_text(f->x, f->row, i, cell[i], look);
	}
	set_height(f, most, 90, 16);
	f->row++;
}

/* Without its folders, and without the sheet in brackets. */
static struct str
base_name(const struct sent_table *t)
{
	const char *slash = strrchr(t->name, '/');
	struct str name = str_from(slash == NULL ? t->name : slash + 1);
	size_t tail = t->sheet.n + 2;

	if (t->sheet.n > 0 && name.n > tail && str_ends(name, STR("]")) &&
	    str_eq(str_sub(name, name.n - tail + 1, name.n - 1), t->sheet))
		name.n -= tail;
	return name;
}

static struct str
number(struct front *f, unsigned long n)
{
	return words_int(&f->keep, (int64_t)n);
}

static bool
found_nothing(const struct sent *s)
{
	for (size_t i = 0; i < s->ntable; i++)
		if (s->table[i]->nfinding > 0)
			return false;
	return s->nloose == 0;
}

static void
put_advice(struct front *f)
{
	put_line(f, str_from(say(f, "报送数据反馈",
	    "What was found in the tables sent")), &title_look);
	if (found_nothing(f->s)) {
		put_line(f, str_from(say(f, "未发现问题。",
		    "Nothing was found.")), &plain_look);
		return;
	}
	put_line(f, str_from(say(f, "红底、粗体、实线框：所在行未被接收，请改正后重新报送。",
	    "Red, bold, in a solid frame: the row was not accepted. "
	    "Please mend it and send it again.")), &wrong_look);
	put_line(f, str_from(say(f, "黄底、斜体、虚线框：请核对，如有误请改正后重新报送。",
	    "Yellow, italic, in a dashed frame: please check, and mend it if "
	    "it is wrong.")), &doubtful_look);
	put_line(f, str_from(say(f, "指向单元格可见原因（批注），下面逐条列出。"
	    "各单元格均为所报原文，行序不变；可在本文件中改正后发回，本页不必删除。",
	    "The reason is the cell's comment, and listed below. All cells say "
	    "what was sent; the file may be mended and sent back with this "
	    "sheet in it.")), &plain_look);
}

static unsigned long
doubts(const struct sent_table *t)
{
	unsigned long n = 0;

	for (size_t i = 0; i < t->nfinding; i++)
		n += !t->finding[i].rejected;
	return n;
}

static void
put_counts(struct front *f)
{
	const struct str head[COLUMNS] = {
		str_from(say(f, "工作表", "sheet")),
		str_from(say(f, "文件", "file")),
		str_from(say(f, "读入行", "rows read")),
		str_from(say(f, "接收", "accepted")),
		str_from(say(f, "退回", "rejected")),
		str_from(say(f, "合计、注释、空行等", "totals, notes, blank")),
		str_from(say(f, "请核对（处）", "to check")) };

	f->row++;
	put_cells(f, head, &head_look);
	for (size_t i = 0; i < f->s->ntable; i++) {
		const struct sent_table *t = f->s->table[i];
		const struct account *a = &t->account;

		xlsx_book_text(f->x, f->row, 1, base_name(t),
		    &cell_look);
		xlsx_book_text(f->x, f->row, 2, number(f, a->read),
		    &count_look);
		xlsx_book_text(f->x, f->row, 3, number(f, a->written),
		    &count_look);
		xlsx_book_text(f->x, f->row, 4, number(f, a->rejected),
		    &count_look);
		xlsx_book_text(f->x, f->row, 5, number(f, a->read -
		    a->written - a->rejected), &count_look);
		xlsx_book_text(f->x, f->row, 6, number(f, doubts(t)),
		    &count_look);
		xlsx_book_link(f->x, f->row++, 0, f->sheet[i].name,
		    f->sheet[i].name, STR("A1"), true);
	}
}

/* What of a table is not as it was sent. */
static void
put_limits(struct front *f)
{
	for (size_t i = 0; i < f->s->ntable; i++) {
		const struct sent_table *t = f->s->table[i];
		const struct sent_sheet *sheet = &f->sheet[i];

		if (t->partly)
			put_line(f, words_fill(&f->keep, say(f,
			    "“$1”行数过多：只列出前 $2 行、末 $2 行和有问题的行。",
			    "$1 is large: its first $2 rows, its last $2 and "
			    "those with findings are shown."), sheet->name,
			    number(f, SENT_EDGE)), &plain_look);
		if (t->untold > 0)
			put_line(f, words_fill(&f->keep, say(f,
			    "“$1”另有 $2 处问题未标出。",
			    "$1 has $2 more findings, which are not shown."),
			    sheet->name, number(f, t->untold)), &plain_look);
		if (sheet->cut > 0)
			put_line(f, words_fill(&f->keep, say(f,
			    "“$1”有 $2 个单元格超过 Excel 的上限，已截断（以…结尾）。",
			    "$1 has $2 cells longer than Excel holds: cut, "
			    "ending in …"), sheet->name,
			    number(f, sheet->cut)), &plain_look);
	}
}

static void
put_finding(struct front *f, const struct sent_finding *found,
    const struct sent_table *t, const struct sent_sheet *sheet)
{
	struct str cell[COLUMNS] = { { "", 0 }, { "", 0 }, { "", 0 },
		{ "", 0 }, { "", 0 }, { "", 0 }, { "", 0 } };
	unsigned at = f->row;
	struct str address = found->row == NULL ? cell[1] :
	    sent_sheet_address(&f->keep, sheet, found);

	if (f->listed++ >= LISTED)
		return;
	cell[0] = sheet == NULL ? str_from(found->pos.file) : sheet->name;
	if (found->pos.line > 0)
		cell[2] = number(f, found->pos.line);
	cell[5] = str_from(found->rejected ? say(f, "退回", "rejected") :
	    say(f, "请核对", "to check"));
	cell[6] = sent_sheet_reason(&f->keep, found);
	if (found->row != NULL && !found->whole_row) {
		cell[3] = sent_sheet_heading(t, found->field);
		cell[4] = found->row->field[found->field].text;
	}
	for (unsigned i = 3; i < 5; i++)
		if (xlsx_length(cell[i]) > 100)
			cell[i] = words_fill(&f->keep, "$1…",
			    xlsx_cut(cell[i], 100));
	put_cells(f, cell, &cell_look);
	if (found->row != NULL)
		xlsx_book_link(f->x, at, 1, address, sheet->name, address,
		    true);
}

static void
put_list(struct front *f)
{
	const struct str head[COLUMNS] = {
		str_from(say(f, "工作表", "sheet")),
		str_from(say(f, "单元格", "cell")),
		str_from(say(f, "原文件行", "line sent")),
		str_from(say(f, "栏目", "column")),
		str_from(say(f, "所报内容", "value sent")),
		str_from(say(f, "处理", "what is done")),
		str_from(say(f, "原因", "reason")) };

	if (found_nothing(f->s))
		return;
	f->row++;
	put_cells(f, head, &head_look);
	for (size_t i = 0; i < f->s->nloose; i++)
		put_finding(f, &f->s->loose[i], NULL, NULL);
	for (size_t i = 0; i < f->s->ntable; i++) {
		const struct sent_table *t = f->s->table[i];

		for (size_t k = 0; k < t->nfinding; k++)
			put_finding(f, f->sheet[i].order[k], t, &f->sheet[i]);
	}
	if (f->listed > LISTED)
		put_line(f, words_fill(&f->keep, say(f,
		    "另有 $1 处，见各表批注。",
		    "$1 more: see the comments in the tables."),
		    number(f, f->listed - LISTED)), &section_look);
}

static void
put_front(struct front *f)
{
	xlsx_book_turn(f->x, 0);
	for (unsigned i = 0; i < COLUMNS; i++)
		xlsx_book_width(f->x, i, width[i]);
	xlsx_book_page(f->x, f->lang, XLSX_LANDSCAPE);
	xlsx_book_all_text(f->x);
	put_advice(f);
	put_counts(f);
	put_limits(f);
	put_list(f);
}

static bool
is_one_file(const struct sent *s)
{
	for (size_t i = 1; i < s->ntable; i++)
		if (!str_eq(base_name(s->table[i]), base_name(s->table[0])))
			return false;
	return true;
}

/* Of one file the sheet's own name; of several the file's with it. */
static struct str
wanted_name(struct front *f, const struct sent_table *t)
{
	struct str file = base_name(t);
	size_t dot = file.n;

	if (t->sheet.n > 0 && is_one_file(f->s))
		return t->sheet;
	for (size_t i = file.n; i > 1 && dot == file.n; i--)
		if (file.p[i - 1] == '.')
			dot = i - 1;
	file = str_sub(file, 0, dot);
	return t->sheet.n == 0 ? file : words_fill(&f->keep, "$1-$2", t->sheet,
	    file);
}

bool
sent_back_put(struct buf *out, const struct sent *s, struct diag *d)
{
	struct front f = { .s = s, .lang = s->lang };
	bool good;

	f.x = xlsx_book_new(d, str_from(say(&f, "报送数据反馈",
	    "What was found")));
	if (f.x == NULL)
		return false;
	f.sheet = arena_alloc(&f.keep, s->ntable + 1, sizeof(*f.sheet));
	xlsx_book_sheet(f.x, str_from(front_name[f.lang]));
	for (size_t i = 0; i < s->ntable; i++)
		sent_sheet_put(&f.sheet[i], f.x, s->table[i], f.lang,
		    wanted_name(&f, s->table[i]));
	put_front(&f);
	for (size_t i = 0; i < s->ntable; i++)
		sent_sheet_fini(&f.sheet[i]);
	good = xlsx_book_finish(f.x, out);
	xlsx_book_free(f.x);
	arena_fini(&f.keep);
	return good;
}
