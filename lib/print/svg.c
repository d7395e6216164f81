/*
 * svg: a chart in its frame, and the format: the charts of a document one
 * below the other.
 */
#include "print/svg.h"

#include "print/format.h"
#include "print/markup.h"
#include "print/svg_part.h"
#include "print/words.h"
#include "print/wrap.h"

#define BROAD 720
#define NARROW 360

static void (*const draw_kind[])(struct draw *d) = {
	[CHART_LINES] = svg_lines,
	[CHART_BARS] = svg_bars,
	[CHART_BANDS] = svg_bands,
	[CHART_PARETO] = svg_pareto,
	[CHART_STACK] = svg_stack,
	[CHART_HISTOGRAM] = svg_histogram,
	[CHART_RANKS] = svg_ranks,
	[CHART_SCATTER] = svg_scatter,
};

struct str
svg_missing(const struct draw *d)
{
	return str_from(words(d->c->lang, "缺", "n.d."));
}

struct str
svg_tip_value(struct draw *d, size_t point, size_t series)
{
	const struct chart *c = d->c;
	const struct chart_series *s = &c->series[series];
	const struct chart_measure *m = &c->measure[s->measure];
	struct chart_value v = chart_at(c, point, series);
	struct str figure = svg_missing(d);

	if (v.known)
		figure = draw_join(d, words(c->lang, "$1$2", "$1 $2"),
		    draw_number(d, m, v.n), m->unit, STR(""));
	return draw_join(d, words(c->lang, "$1：$2", "$1: $2"), s->label,
	    figure, STR(""));
}

struct str
svg_tip(struct draw *d, size_t point, size_t series)
{
	return draw_join(d, words(d->c->lang, "$1，$2", "$1, $2"),
	    d->c->point[point].label, svg_tip_value(d, point, series),
	    STR(""));
}

static void
widen(int64_t n, bool *any, int64_t *lo, int64_t *hi)
{
	if (!*any || n < *lo)
		*lo = n;
	if (!*any || n > *hi)
		*hi = n;
	*any = true;
}

bool
svg_extent(const struct chart *c, unsigned measure, int64_t *lo, int64_t *hi)
{
	bool any = false;

	for (size_t p = 0; p < c->npoint; p++)
		for (size_t s = 0; s < c->nseries; s++) {
			struct chart_value v = chart_at(c, p, s);

			if (v.known && c->series[s].measure == measure)
				widen(v.n, &any, lo, hi);
		}
	for (size_t i = 0; any && i < c->nmark; i++)
		if (c->mark[i].measure == measure)
			widen(c->mark[i].at, &any, lo, hi);
	return any;
}

void
svg_point_labels(struct draw *d, int x1, int x2, int y, bool inside)
{
	const struct chart *c = d->c;
	int n = (int)c->npoint, gaps = inside ? n : n - 1, widest = 0, every;

	for (int i = 0; i < n; i++)
		if (draw_width(c->point[i].label) > widest)
			widest = draw_width(c->point[i].label);
	if (gaps < 1)
		gaps = 1;
	every = (widest + PX(5)) * gaps / (x2 - x1) + 1;
	for (int i = 0; i < n; i++) {
		int x = n == 1 ? (x1 + x2) / 2 :
		    x1 + (2 * i + inside) * (x2 - x1) / (2 * gaps);

		/* counted from the last, which is the one that is asked for */
		if ((n - 1 - i) % every == 0)
			draw_text(d, "", x, y + PX(16), DRAW_MIDDLE,
			    c->point[i].label);
	}
}

/* Hatchings for fillings 1, 3, 4 and 5; the others are plain. */
static void
put_patterns(struct buf *out, struct str id)
{
	static const struct {
		char no;
		const char *size, *form;
	} pattern[] = {
		{ '1', "width=\"6\" height=\"6\" "
		    "patternTransform=\"rotate(45)\"",
		    "<line class=\"h1\" x1=\"1.5\" y1=\"0\" x2=\"1.5\" "
		    "y2=\"6\"/>" },
		{ '3', "width=\"6\" height=\"6\"",
		    "<circle class=\"h3\" cx=\"3\" cy=\"3\" r=\"1.5\"/>" },
		{ '4', "width=\"4\" height=\"4\"",
		    "<line class=\"h4\" x1=\"0\" y1=\"2\" x2=\"4\" "
		    "y2=\"2\"/>" },
		{ '5', "width=\"7\" height=\"7\" "
		    "patternTransform=\"rotate(45)\"",
		    "<path class=\"h5\" d=\"M0 3.5H7M3.5 0V7\"/>" },
	};

	buf_puts(out, "<defs>\n");
	for (size_t i = 0; i < sizeof(pattern) / sizeof(pattern[0]); i++) {
		buf_puts(out, "<pattern id=\"");
		markup_text(out, id);
		buf_puts(out, "-h");
		buf_putc(out, pattern[i].no);
		buf_puts(out, "\" patternUnits=\"userSpaceOnUse\" ");
		buf_puts(out, pattern[i].size);
		buf_puts(out, "><rect class=\"f");
		buf_putc(out, pattern[i].no);
		buf_puts(out, "\" width=\"8\" height=\"8\"/>");
		buf_puts(out, pattern[i].form);
		buf_puts(out, "</pattern>\n");
	}
	buf_puts(out, "</defs>\n");
}

void
svg_put_fill(struct draw *d, unsigned no)
{
	static const bool hatched[] = { false, true, false, true, true, true,
		false, false };
	char digit = (char)('0' + no % 8);

	if (!hatched[no % 8]) {
		buf_puts(&d->out, "seg f");
		buf_putc(&d->out, digit);
		return;
	}
	buf_puts(&d->out, "seg\" fill=\"url(#");
	markup_text(&d->out, d->id);
	buf_puts(&d->out, "-h");
	buf_putc(&d->out, digit);
	buf_putc(&d->out, ')');
}

void
svg_fill_symbol(struct draw *d, unsigned no, int x, int y)
{
	buf_puts(&d->out, "<g stroke-width=\"0\"><rect class=\"");
	svg_put_fill(d, no);
	buf_putc(&d->out, '"');
	draw_attr(d, "x", x);
	draw_attr(d, "y", y - PX(6));
	draw_attr(d, "width", PX(20));
	draw_attr(d, "height", PX(12));
	buf_puts(&d->out, "/></g>");
	draw_rect(d, "box", x, y - PX(6), PX(20), PX(12),
	    (struct str){ "", 0 });
}

/* What the chart says, for who cannot see it. */
static struct str
about_of(struct draw *d)
{
	static const char *const zh[] = { "折线图", "条形图", "分档条形图",
		"累计占比图", "堆积条形图", "直方图", "位次变化图", "散点图" };
	static const char *const en[] = { "line chart", "bar chart",
		"bars by band", "Pareto chart", "stacked bars", "histogram",
		"changes of rank", "scatter chart" };
	const struct chart *c = d->c;
	struct str none = { "", 0 };

	if (c->about.n > 0)
		return c->about;
	return draw_join(d, words(c->lang, "$1，$2项数据。",
	    "$1 of $2 points."), str_from(words(c->lang, zh[c->kind],
	    en[c->kind])), words_int(&d->keep, (int64_t)c->npoint), none);
}

static void
put_named(struct buf *out, const char *element, struct str id,
    const char *suffix, struct str text)
{
	buf_putc(out, '<');
	buf_puts(out, element);
	buf_puts(out, " id=\"");
	markup_text(out, id);
	buf_puts(out, suffix);
	buf_puts(out, "\">");
	markup_text(out, text);
	buf_puts(out, "</");
	buf_puts(out, element);
	buf_puts(out, ">\n");
}

/* "图1  各地……" */
static struct str
whole_title(struct draw *d, const struct svg_look *look)
{
	struct str none = { "", 0 };

	return look->number.n == 0 ? d->c->title :
	    draw_join(d, "$1\xe2\x80\x83$2", look->number, d->c->title, none);
}

static void
put_open(struct buf *out, struct draw *d, const struct svg_look *look,
    int y, int height)
{
	int width = d->width / 10;

	buf_puts(out, "<svg class=\"bldg");
	buf_puts(out, look->class[0] == '\0' ? "" : " ");
	buf_puts(out, look->class);
	buf_puts(out, "\" viewBox=\"0 0 ");
	buf_int(out, width);
	buf_putc(out, ' ');
	buf_int(out, height);
	if (y >= 0) {
		buf_puts(out, "\" y=\"");
		buf_int(out, y);
	}
	buf_puts(out, "\" width=\"");
	buf_int(out, width);
	buf_puts(out, "\" height=\"");
	buf_int(out, height);
	buf_puts(out, "\" role=\"img\" aria-labelledby=\"");
	markup_text(out, look->id);
	buf_puts(out, "-t ");
	markup_text(out, look->id);
	buf_puts(out, "-d\">\n");
	put_named(out, "title", look->id, "-t", whole_title(d, look));
	put_named(out, "desc", look->id, "-d", about_of(d));
}

/* Text as wide as the drawing, in as many lines as it needs. */
static void
put_wrapped(struct draw *d, const char *class, struct str s,
    enum draw_anchor anchor)
{
	while (s.n > 0) {
		struct str line = wrap_take(&s,
		    (size_t)(d->width / (anchor == DRAW_MIDDLE ? 85 : 65)));

		draw_text(d, class, anchor == DRAW_MIDDLE ? d->width / 2 : 0,
		    d->y + PX(14), anchor, line);
		d->y += PX(anchor == DRAW_MIDDLE ? 22 : 18);
	}
}

int
svg_chart(struct buf *out, const struct chart *c, const struct svg_look *look,
    int y)
{
	struct draw d = { .c = c, .id = look->id, .narrow = look->narrow,
		.width = PX(look->narrow ? NARROW : BROAD) };
	int height;

	buf_init(&d.out, BUF_UNBOUNDED);
	if (look->titled) {
		put_wrapped(&d, "title", whole_title(&d, look), DRAW_MIDDLE);
		d.y += PX(8);
	}
	if (c->npoint > 0 && c->nseries > 0) {
		draw_kind[c->kind](&d);
	} else {
		draw_text(&d, "", d.width / 2, d.y + PX(30), DRAW_MIDDLE,
		    str_from(words(c->lang, "无数据", "no data")));
		d.y += PX(50);
	}
	if (look->titled)
		put_wrapped(&d, "soft", c->note, DRAW_START);
	height = (d.y + 9) / 10;
	put_open(out, &d, look, y, height);
	put_patterns(out, look->id);
	buf_put(out, buf_str(&d.out));
	buf_puts(out, "</svg>\n");
	buf_fini(&d.out);
	arena_fini(&d.keep);
	return height;
}

static void
put_file_open(struct buf *out, int height)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"bldg\" "
	    "viewBox=\"-16 -16 752 ");
	buf_int(out, height + 32);
	buf_puts(out, "\" width=\"752\" height=\"");
	buf_int(out, height + 32);
	buf_puts(out, "\">\n<style>\n");
	for (const char *const *rule = svg_style; *rule != NULL; rule++)
		markup_text(out, str_from(*rule));
	buf_puts(out, "</style>\n<rect class=\"ground\" x=\"-16\" y=\"-16\" "
	    "width=\"752\" height=\"");
	buf_int(out, height + 32);
	buf_puts(out, "\"/>\n");
}

void
svg_file(struct buf *out, const struct chart *c)
{
	struct svg_look look = { .id = STR("c"), .class = "" };
	struct buf body;

	buf_init(&body, BUF_UNBOUNDED);
	put_file_open(out, svg_chart(&body, c, &look, 0));
	buf_put(out, buf_str(&body));
	buf_puts(out, "</svg>\n");
	buf_fini(&body);
}

static void
put_svg(struct buf *out, const struct document *doc)
{
	struct buf body;
	int height = 0;
	struct arena keep = { NULL };

	buf_init(&body, BUF_UNBOUNDED);
	for (size_t i = 0; i < doc->nblock; i++) {
		const struct block *b = &doc->block[i];
		struct svg_look look = { .class = "", .titled = true,
			.number = b->number };

		if (b->kind != BLOCK_CHART)
			continue;
		look.id = words_fill(&keep, "c$1",
		    words_int(&keep, (int64_t)i));
		if (height > 0)
			height += 40;
		height += svg_chart(&body, b->chart, &look, height);
	}
	put_file_open(out, height);
	buf_put(out, buf_str(&body));
	buf_puts(out, "</svg>\n");
	buf_fini(&body);
	arena_fini(&keep);
}

const struct format format_svg = {
	.name = "svg",
	.audience = TABLE_PEOPLE,
	.put = put_svg,
	.charts = true,
};
