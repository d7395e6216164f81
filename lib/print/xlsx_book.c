/*
 * The door to libxlsxwriter.  It writes to temporary files of its own and
 * does not see that one is cut short: what it made is read back, part by
 * part, before it is believed.
 */
#include "print/xlsx_book.h"

#include <stdlib.h>
#include <xlsxwriter.h>

#include "io/scratch.h"
#include "print/words.h"
#include "record/xml.h"
#include "text/utf8.h"

/* Fixed, so that the same figures give the same bytes: 2000-01-01. */
#define CREATED 946684800

struct style {
	struct xlsx_look look;
	char format[64];
	lxw_format *made;
};

struct xlsx_book {
	struct diag *d;
	struct scratch *file;
	lxw_workbook *wb; /* NULL once closed */
	lxw_worksheet *ws;
	struct str *sheet; /* their names */
	size_t nsheet, sheet_cap, current, nchart;
	size_t ncommented; /* sheets with comments: the last is `commented` */
	lxw_worksheet *commented;
	struct style *style;
	size_t nstyle, style_cap;
	bool failed;
	struct buf line; /* the text being written */
	struct arena keep;
};

/* Reports once; what follows is for nothing. */
static void
fail(struct xlsx_book *b, enum diag_code code, struct str what)
{
	if (!b->failed)
		diag_at(b->d, NULL, code, DIAG_STR(what));
	b->failed = true;
}

/* Ends in NUL; until the next text. */
static char *
text(struct xlsx_book *b, struct str s)
{
	buf_reset(&b->line);
	xlsx_text(&b->line, s);
	if (xlsx_length(buf_str(&b->line)) > XLSX_CELL) {
		fail(b, DIAG_WORKBOOK_CELL, s);
		buf_reset(&b->line);
	}
	buf_putc(&b->line, '\0');
	return b->line.p;
}

/* Where "=" would begin a formula, of names of axes alone. */
static char *
plain(struct xlsx_book *b, struct str s)
{
	if (s.n == 0 || s.p[0] != '=')
		return text(b, s);
	return text(b, words_fill(&b->keep, " $1", s));
}

struct xlsx_book *
xlsx_book_new(struct diag *d, struct str title)
{
	struct xlsx_book *b = mem_zalloc(1, sizeof(*b));
	lxw_doc_properties about = { .created = CREATED };

	b->d = d;
	buf_init(&b->line, BUF_UNBOUNDED);
	b->file = scratch_open(d);
	if (b->file == NULL) {
		free(b);
		return NULL;
	}
	b->wb = workbook_new(scratch_path(b->file));
	about.title = text(b, title);
	workbook_set_properties(b->wb, &about);
	return b;
}

void
xlsx_book_free(struct xlsx_book *b)
{
	if (b == NULL)
		return;
	if (b->wb != NULL)
		lxw_workbook_free(b->wb);
	scratch_close(b->file);
	free(b->sheet);
	free(b->style);
	buf_fini(&b->line);
	arena_fini(&b->keep);
	free(b);
}

static void
ignore_name(void *arg, const char *name)
{
	(void)arg;
	(void)name;
}

static void
ignore_start(void *arg, const char *name, const char **attr)
{
	(void)attr;
	ignore_name(arg, name);
}

static void
ignore_text(void *arg, const char *s, int n)
{
	(void)n;
	ignore_name(arg, s);
}

/* "xl/worksheets/sheet3.xml" is there and whole. */
static bool
is_whole(struct xlsx_book *b, struct zip *z, const char *pattern, size_t no)
{
	static const struct xml_handler ignore = { .start = ignore_start,
		.end = ignore_name, .text = ignore_text };
	struct str part = words_fill(&b->keep, pattern,
	    words_int(&b->keep, (int64_t)no));
	struct xml *x;
	bool missing;

	return xml_whole(b->d, z, part.p, &ignore, &x, &missing);
}

/* Damage is reported by who meets it, as of this name. */
static bool
is_sound(struct xlsx_book *b, struct str bytes)
{
	struct input *in = input_memory(b->d, "(xlsx)", bytes);
	struct zip *z = zip_open(b->d, in);
	bool good = z != NULL;

	good = good && is_whole(b, z, "xl/workbook.xml", 0) &&
	    is_whole(b, z, "xl/styles.xml", 0) &&
	    is_whole(b, z, "[Content_Types].xml", 0) &&
	    (zip_part(z, "xl/sharedStrings.xml") == STATUS_END ||
	        is_whole(b, z, "xl/sharedStrings.xml", 0));
	for (size_t i = 1; good && i <= b->nsheet; i++)
		good = is_whole(b, z, "xl/worksheets/sheet$1.xml", i);
	for (size_t i = 1; good && i <= b->nchart; i++)
		good = is_whole(b, z, "xl/charts/chart$1.xml", i);
	for (size_t i = 1; good && i <= b->ncommented; i++)
		good = is_whole(b, z, "xl/comments$1.xml", i) &&
		    is_whole(b, z, "xl/drawings/vmlDrawing$1.vml", i);
	zip_close(z);
	input_close(in);
	return good;
}

bool
xlsx_book_finish(struct xlsx_book *b, struct buf *out)
{
	struct buf bytes;
	lxw_error error;
	bool good;

	if (b->failed)
		return false;
	error = workbook_close(b->wb);
	b->wb = NULL;
	if (error != LXW_NO_ERROR) {
		fail(b, DIAG_WORKBOOK_FAILED, str_from(lxw_strerror(error)));
		return false;
	}
	buf_init(&bytes, BUF_UNBOUNDED);
	good = scratch_take(b->file, &bytes);
	if (good && !is_sound(b, buf_str(&bytes))) {
		fail(b, DIAG_WORKBOOK_FAILED, STR("temporary files"));
		good = false;
	}
	if (good)
		buf_put(out, buf_str(&bytes));
	buf_fini(&bytes);
	return good;
}

struct str
xlsx_book_sheet(struct xlsx_book *b, struct str wanted)
{
	struct str name = xlsx_sheet_name(&b->keep, wanted, b->sheet,
	    b->nsheet);

	b->sheet = mem_grow(b->sheet, &b->sheet_cap, b->nsheet + 1,
	    sizeof(*b->sheet));
	b->current = b->nsheet;
	b->sheet[b->nsheet++] = name;
	b->ws = workbook_add_worksheet(b->wb, name.p);
	return name;
}

void
xlsx_book_turn(struct xlsx_book *b, size_t no)
{
	b->current = no;
	b->ws = workbook_get_worksheet_by_name(b->wb, b->sheet[no].p);
}

/* Filled and framed over what the look has. */
static void
set_mark(lxw_format *f, enum xlsx_mark mark)
{
	bool wrong = mark == XLSX_WRONG;

	if (mark == XLSX_UNMARKED)
		return;
	format_set_bg_color(f, wrong ? 0xFFC7CE : 0xFFEB9C);
	format_set_font_color(f, wrong ? 0x9C0006 : 0x7F4F00);
	format_set_border(f, wrong ? LXW_BORDER_MEDIUM :
	    LXW_BORDER_MEDIUM_DASHED);
	if (wrong)
		format_set_bold(f);
	else
		format_set_italic(f);
}

static lxw_format *
make_style(struct xlsx_book *b, const struct xlsx_look *look,
    const char *format)
{
	static const uint8_t align[] = { LXW_ALIGN_LEFT, LXW_ALIGN_RIGHT,
		LXW_ALIGN_CENTER };
	lxw_format *f = workbook_add_format(b->wb);

	format_set_font_name(f, look->bold ? "黑体" : "宋体");
	format_set_font_size(f, look->size == 0 ? 10 : look->size);
	if (look->bold)
		format_set_bold(f);
	format_set_align(f, align[look->align]);
	format_set_align(f, look->middle ? LXW_ALIGN_VERTICAL_CENTER :
	    LXW_ALIGN_VERTICAL_TOP);
	if (look->wrap)
		format_set_text_wrap(f);
	if (look->boxed)
		format_set_border(f, LXW_BORDER_THIN);
	if (look->rule)
		format_set_top(f, LXW_BORDER_MEDIUM);
	if (look->shaded)
		format_set_bg_color(f, 0xEDEFF2);
	if (look->link) {
		format_set_font_color(f, 0x0B4F8A);
		format_set_underline(f, LXW_UNDERLINE_SINGLE);
	}
	set_mark(f, look->mark);
	if (format[0] != '\0')
		format_set_num_format(f, format);
	return f;
}

static bool
same_look(const struct xlsx_look *a, const struct xlsx_look *b)
{
	return a->align == b->align && a->size == b->size &&
	    a->bold == b->bold && a->wrap == b->wrap &&
	    a->boxed == b->boxed && a->shaded == b->shaded &&
	    a->link == b->link && a->rule == b->rule &&
	    a->middle == b->middle && a->mark == b->mark;
}

/* Each look once: Excel holds 64,000. */
static lxw_format *
style(struct xlsx_book *b, const struct xlsx_look *look, const char *format)
{
	struct style *s;

	for (size_t i = 0; i < b->nstyle; i++)
		if (same_look(&b->style[i].look, look) &&
		    strcmp(b->style[i].format, format) == 0)
			return b->style[i].made;
	b->style = mem_grow(b->style, &b->style_cap, b->nstyle + 1,
	    sizeof(*b->style));
	s = &b->style[b->nstyle++];
	*s = (struct style){ .look = *look };
	memcpy(s->format, format, strlen(format) + 1);
	s->made = make_style(b, look, format);
	return s->made;
}

void
xlsx_book_text(struct xlsx_book *b, unsigned row, unsigned col, struct str s,
    const struct xlsx_look *look)
{
	if (s.n == 0)
		worksheet_write_blank(b->ws, row, (lxw_col_t)col,
		    style(b, look, ""));
	else
		worksheet_write_string(b->ws, row, (lxw_col_t)col,
		    text(b, s), style(b, look, "@"));
}

/* Both have at most 53 bits: the quotient is the double nearest to the
 * decimal, which Excel and our reader show as that decimal again. */
static double
quotient(int64_t n, unsigned down)
{
	return (double)n / (double)num_pow10(down);
}

void
xlsx_book_cell(struct xlsx_book *b, unsigned row, unsigned col,
    const struct xlsx_cell *cell, const struct xlsx_look *look)
{
	struct str s = cell->text;

	if (cell->kind == XLSX_NUMBER) {
		worksheet_write_number(b->ws, row, (lxw_col_t)col,
		    quotient(cell->n, cell->down),
		    style(b, look, cell->format));
		return;
	}
	if (cell->mark != 0)
		s = words_fill(&b->keep, "$1$2", s,
		    ((struct str){ &cell->mark, 1 }));
	xlsx_book_text(b, row, col, s, look);
}

void
xlsx_book_link(struct xlsx_book *b, unsigned row, unsigned col, struct str s,
    struct str sheet, struct str cell, bool boxed)
{
	const struct xlsx_look look = { .link = true, .wrap = true,
		.boxed = boxed };
	struct str url = words_fill(&b->keep, "internal:'$1'!$2", sheet,
	    cell);

	worksheet_write_url_opt(b->ws, row, (lxw_col_t)col, url.p,
	    style(b, &look, ""), text(b, s), NULL);
}

/* Pixels; as many characters as fit a line of it are columns of half width. */
#define COMMENT_WIDTH 320u
#define COMMENT_COLUMNS 46u
#define COMMENT_LINE 18u

void
xlsx_book_comment(struct xlsx_book *b, unsigned row, unsigned col,
    struct str s)
{
	struct str rest = s, line;
	unsigned lines = 1;
	char font[] = "宋体";
	lxw_comment_options how = { .width = COMMENT_WIDTH,
		.font_name = font, .font_family = 3 };

	while (str_cut(&rest, '\n', &line))
		lines += 1 + (unsigned)(utf8_width(line) / COMMENT_COLUMNS);
	how.height = (uint16_t)((lines < 30 ? lines : 30) * COMMENT_LINE);
	how.font_size = quotient(9, 0);
	if (worksheet_write_comment_opt(b->ws, row, (lxw_col_t)col,
	    text(b, s), &how) != LXW_NO_ERROR)
		fail(b, DIAG_WORKBOOK_CELL, s);
	if (b->commented != b->ws)
		b->ncommented++;
	b->commented = b->ws;
}

void
xlsx_book_all_text(struct xlsx_book *b)
{
	worksheet_ignore_errors(b->ws, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
	    "A1:XFD1048576");
}

void
xlsx_book_merge(struct xlsx_book *b, unsigned row, unsigned col,
    unsigned last_row, unsigned last_col, struct str s,
    const struct xlsx_look *look)
{
	if (row == last_row && col == last_col)
		xlsx_book_text(b, row, col, s, look);
	else
		worksheet_merge_range(b->ws, row, (lxw_col_t)col, last_row,
		    (lxw_col_t)last_col, text(b, s), style(b, look, "@"));
}

void
xlsx_book_width(struct xlsx_book *b, unsigned col, size_t characters)
{
	worksheet_set_column(b->ws, (lxw_col_t)col, (lxw_col_t)col,
	    quotient((int64_t)characters, 0), NULL);
}

void
xlsx_book_height(struct xlsx_book *b, unsigned row, unsigned points)
{
	worksheet_set_row(b->ws, row, quotient(points, 0), NULL);
}

void
xlsx_book_head(struct xlsx_book *b, unsigned first, unsigned last,
    unsigned stub)
{
	worksheet_repeat_rows(b->ws, first, last);
	worksheet_freeze_panes(b->ws, last + 1, (lxw_col_t)stub);
}

void
xlsx_book_filter(struct xlsx_book *b, unsigned row, unsigned last_row,
    unsigned last_col)
{
	worksheet_autofilter(b->ws, row, 0, last_row, (lxw_col_t)last_col);
}

void
xlsx_book_page(struct xlsx_book *b, enum lang lang, enum xlsx_page page)
{
	worksheet_set_paper(b->ws, 9); /* A4 */
	if (page != XLSX_UPRIGHT)
		worksheet_set_landscape(b->ws);
	worksheet_fit_to_pages(b->ws, 1, page == XLSX_ONE_PAGE);
	worksheet_set_margins(b->ws, 0.5, 0.5, 0.6, 0.6);
	worksheet_center_horizontally(b->ws);
	worksheet_set_footer(b->ws, words(lang, "&C第 &P 页，共 &N 页",
	    "&C&P / &N"));
}

/* charts */

/* By series of a role: this year blue, last year grey … and a pattern, for
 * paper without colours. */
static lxw_color_t
colour(enum chart_role role, unsigned no)
{
	static const lxw_color_t main[] = { 0x1F4E8C, 0x9A5B00, 0x63549A,
		0x25707A, 0x7A7A7A, 0x5C8FC7, 0xC79A5C, 0x404040 };

	if (role == CHART_BEFORE)
		return 0x7A7A7A;
	if (role == CHART_TARGET || role == CHART_ELAPSED)
		return 0x1A1A1A;
	return main[no % 8];
}

static void
look_of_line(lxw_chart_series *s, enum chart_role role, unsigned no)
{
	static const uint8_t dash[] = { LXW_CHART_LINE_DASH_SOLID,
		LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_LONG_DASH,
		LXW_CHART_LINE_DASH_SQUARE_DOT,
		LXW_CHART_LINE_DASH_ROUND_DOT };
	static const uint8_t marker[] = { LXW_CHART_MARKER_CIRCLE,
		LXW_CHART_MARKER_DIAMOND, LXW_CHART_MARKER_NONE,
		LXW_CHART_MARKER_NONE, LXW_CHART_MARKER_SQUARE };
	lxw_chart_line line = { .color = colour(role, no),
		.width = role == CHART_MAIN ? 2.5F : 1.5F,
		.dash_type = role == CHART_MAIN && no % 3 > 0 ?
		    dash[no % 3] : dash[role] };

	chart_series_set_line(s, &line);
	chart_series_set_marker_type(s, marker[role]);
}

static void
look_of_bar(lxw_chart_series *s, enum chart_role role, unsigned no)
{
	static const uint8_t hatch[] = { LXW_CHART_PATTERN_NONE,
		LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL,
		LXW_CHART_PATTERN_NONE, LXW_CHART_PATTERN_DOTTED_DIAMOND,
		LXW_CHART_PATTERN_NARROW_HORIZONTAL,
		LXW_CHART_PATTERN_LARGE_GRID, LXW_CHART_PATTERN_NONE,
		LXW_CHART_PATTERN_LIGHT_VERTICAL };
	static const lxw_color_t plain[] = { 0x1F4E8C, 0, 0xA9C3DF, 0, 0, 0,
		0x5C5C5C };
	unsigned k = role == CHART_MAIN ? no % 8 : role == CHART_BEFORE ? 1 :
	    role == CHART_TARGET ? 6 : 3;
	lxw_chart_fill fill = { .color = plain[k % 7] };
	lxw_chart_pattern pattern = { .type = hatch[k], .bg_color = 0xFFFFFF,
		.fg_color = role == CHART_BEFORE ? 0x7A7A7A : 0x1F4E8C };
	lxw_chart_line edge = { .color = 0x5C5C5C, .width = 0.5F };

	if (hatch[k] == LXW_CHART_PATTERN_NONE)
		chart_series_set_fill(s, &fill);
	else
		chart_series_set_pattern(s, &pattern);
	chart_series_set_line(s, &edge);
}

static void
look_of_dots(lxw_chart_series *s, unsigned no)
{
	static const uint8_t marker[] = { LXW_CHART_MARKER_CIRCLE,
		LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_TRIANGLE,
		LXW_CHART_MARKER_DIAMOND, LXW_CHART_MARKER_X };
	lxw_chart_fill fill = { .color = colour(CHART_MAIN, no) };

	chart_series_set_marker_type(s, marker[no % 5]);
	chart_series_set_marker_size(s, 6);
	chart_series_set_marker_fill(s, &fill);
}

static uint8_t
type_of(const struct xlsx_chart *chart)
{
	switch (chart->kind) {
	case CHART_LINES:
	case CHART_RANKS:
	case CHART_PARETO:
		return LXW_CHART_LINE;
	case CHART_BARS:
	case CHART_BANDS:
		return LXW_CHART_BAR;
	case CHART_STACK:
		return chart->share ? LXW_CHART_BAR_STACKED_PERCENT :
		    LXW_CHART_BAR_STACKED;
	case CHART_SCATTER:
		return LXW_CHART_SCATTER;
	default:
		return LXW_CHART_COLUMN;
	}
}

static void
add_series(struct xlsx_book *b, lxw_chart *made,
    const struct xlsx_chart *chart, const struct xlsx_series *s)
{
	const char *sheet = b->sheet[b->current].p;
	lxw_chart_series *series = chart_add_series(made, NULL, NULL);
	lxw_col_t col = (lxw_col_t)s->col, x = (lxw_col_t)chart->x_col;

	chart_series_set_categories(series, sheet, s->first, x, s->last, x);
	chart_series_set_values(series, sheet, s->first, col, s->last, col);
	chart_series_set_name_range(series, sheet, s->name_row,
	    (lxw_col_t)s->name_col);
	if (type_of(chart) == LXW_CHART_LINE)
		look_of_line(series, s->role, s->no);
	else if (chart->kind == CHART_SCATTER)
		look_of_dots(series, s->no);
	else
		look_of_bar(series, s->role, s->no);
}

static void
set_axes(struct xlsx_book *b, lxw_chart *made, const struct xlsx_chart *chart)
{
	bool lying = type_of(chart) == LXW_CHART_BAR ||
	    chart->kind == CHART_STACK;
	/* of lying bars the library's y axis has the points */
	lxw_chart_axis *points = lying ? made->y_axis : made->x_axis;
	lxw_chart_axis *values = lying ? made->x_axis : made->y_axis;

	if (chart->x_name.n > 0)
		chart_axis_set_name(points, plain(b, chart->x_name));
	if (chart->y_name.n > 0)
		chart_axis_set_name(values, plain(b, chart->y_name));
	/* the first point on top, as in the table; the figures below */
	if (lying)
		chart_axis_set_reverse(points);
	if (lying)
		chart_axis_set_crossing_max(points);
	if (chart->kind == CHART_RANKS)
		chart_axis_set_reverse(made->y_axis);
	if (chart->x_log)
		chart_axis_set_log_base(made->x_axis, 10);
	if (chart->y_log)
		chart_axis_set_log_base(made->y_axis, 10);
	if (chart->kind == CHART_HISTOGRAM)
		chart_set_series_gap(made, 0);
}

void
xlsx_book_chart(struct xlsx_book *b, const struct xlsx_chart *chart)
{
	lxw_chart *made = workbook_add_chart(b->wb, type_of(chart));
	lxw_chart_font font = { .size = 12, .bold = LXW_TRUE };
	lxw_chart_options where = { .x_scale = 1.5, .y_scale = 1.6,
		.description = (char *)arena_str(&b->keep,
		    str_from(text(b, chart->about))).p };

	b->nchart++;
	for (size_t i = 0; i < chart->nseries; i++)
		add_series(b, made, chart, &chart->series[i]);
	chart_title_set_name_range(made, b->sheet[b->current].p,
	    chart->title_row, 0);
	chart_title_set_name_font(made, &font);
	set_axes(b, made, chart);
	if (chart->nseries > 1)
		chart_legend_set_position(made, LXW_CHART_LEGEND_BOTTOM);
	else
		chart_legend_set_position(made, LXW_CHART_LEGEND_NONE);
	worksheet_insert_chart_opt(b->ws, chart->row, (lxw_col_t)chart->col,
	    made, &where);
}
