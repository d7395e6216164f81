/* The primitives of a drawing. */
#include "print/svg_draw.h"

#include "print/markup.h"
#include "print/table.h"
#include "print/words.h"
#include "text/unicode.h"
#include "text/utf8.h"

#define FULL PX(12) /* a full character of the lettering */
#define HALF 67     /* a half-width one, as broad fonts draw it */
#define LEGEND_SYMBOL PX(26)
#define LEGEND_GAP PX(18)

static void
put_tenths(struct buf *b, int tenths)
{
	if (tenths < 0) {
		buf_putc(b, '-');
		tenths = -tenths;
	}
	buf_int(b, tenths / 10);
	if (tenths % 10 != 0) {
		buf_putc(b, '.');
		buf_putc(b, (char)('0' + tenths % 10));
	}
}

void
draw_begin(struct draw *d, const char *element, const char *class)
{
	buf_putc(&d->out, '<');
	buf_puts(&d->out, element);
	if (class[0] == '\0')
		return;
	buf_puts(&d->out, " class=\"");
	buf_puts(&d->out, class);
	buf_putc(&d->out, '"');
}

void
draw_attr(struct draw *d, const char *name, int tenths)
{
	buf_putc(&d->out, ' ');
	buf_puts(&d->out, name);
	buf_puts(&d->out, "=\"");
	put_tenths(&d->out, tenths);
	buf_putc(&d->out, '"');
}

void
draw_done(struct draw *d)
{
	buf_puts(&d->out, "/>\n");
}

void
draw_tip(struct draw *d, const char *element, struct str tip)
{
	if (tip.n == 0) {
		draw_done(d);
		return;
	}
	buf_puts(&d->out, "><title>");
	markup_text(&d->out, tip);
	buf_puts(&d->out, "</title></");
	buf_puts(&d->out, element);
	buf_puts(&d->out, ">\n");
}

void
draw_line(struct draw *d, const char *class, int x1, int y1, int x2, int y2)
{
	draw_begin(d, "line", class);
	draw_attr(d, "x1", x1);
	draw_attr(d, "y1", y1);
	draw_attr(d, "x2", x2);
	draw_attr(d, "y2", y2);
	draw_done(d);
}

void
draw_rect(struct draw *d, const char *class, int x, int y, int w, int h,
    struct str tip)
{
	draw_begin(d, "rect", class);
	draw_attr(d, "x", x);
	draw_attr(d, "y", y);
	draw_attr(d, "width", w);
	draw_attr(d, "height", h);
	draw_tip(d, "rect", tip);
}

void
draw_text(struct draw *d, const char *class, int x, int y,
    enum draw_anchor anchor, struct str s)
{
	static const char *const name[] = { "", " text-anchor=\"middle\"",
		" text-anchor=\"end\"" };

	if (s.n == 0)
		return;
	draw_begin(d, "text", class);
	draw_attr(d, "x", x);
	draw_attr(d, "y", y);
	buf_puts(&d->out, name[anchor]);
	buf_putc(&d->out, '>');
	markup_text(&d->out, s);
	buf_puts(&d->out, "</text>\n");
}

void
draw_path(struct draw *d, const char *class, const int *xy, size_t n,
    bool closed)
{
	draw_begin(d, "path", class);
	buf_puts(&d->out, " d=\"");
	for (size_t i = 0; i < n; i++) {
		buf_putc(&d->out, i == 0 ? 'M' : 'L');
		put_tenths(&d->out, xy[2 * i]);
		buf_putc(&d->out, ' ');
		put_tenths(&d->out, xy[2 * i + 1]);
	}
	buf_puts(&d->out, closed ? "Z\"" : "\"");
	draw_done(d);
}

static void
put_points(struct draw *d, const char *class, int x, int y, const int *form,
    size_t n)
{
	int at[16];

	for (size_t i = 0; i < n; i++) {
		at[2 * i] = x + form[2 * i];
		at[2 * i + 1] = y + form[2 * i + 1];
	}
	draw_path(d, class, at, n, true);
}

void
draw_marker(struct draw *d, unsigned no, int x, int y, struct str tip)
{
	static const int square[] = { -35, -35, 35, -35, 35, 35, -35, 35 };
	static const int diamond[] = { 0, -50, 50, 0, 0, 50, -50, 0 };
	static const int triangle[] = { 0, -48, 46, 34, -46, 34 };
	static const int down[] = { 0, 48, 46, -34, -46, -34 };
	/* filled forms first, then the same hollow */
	static const char *const look[] = { "dot", "dot k1", "dot k2",
		"dot k3", "dot k4", "ring", "ring", "ring", "ring", "ring" };
	const char *class = look[no % 10];

	buf_puts(&d->out, "<g>");
	if (tip.n > 0) {
		buf_puts(&d->out, "<title>");
		markup_text(&d->out, tip);
		buf_puts(&d->out, "</title>");
	}
	switch (no % 5) {
	case 1:
		put_points(d, class, x, y, square, 4);
		break;
	case 2:
		put_points(d, class, x, y, triangle, 3);
		break;
	case 3:
		put_points(d, class, x, y, diamond, 4);
		break;
	case 4:
		put_points(d, class, x, y, down, 3);
		break;
	default:
		draw_begin(d, "circle", class);
		draw_attr(d, "cx", x);
		draw_attr(d, "cy", y);
		draw_attr(d, "r", 38);
		draw_done(d);
	}
	buf_puts(&d->out, "</g>\n");
}

int
draw_width(struct str s)
{
	int sum = 0;

	while (s.n > 0) {
		uint32_t c = utf8_next(&s);
		unsigned w = unicode_width(c);

		/* dashes, quotes and signs are wide in Chinese fonts */
		if (w == 2 || (w == 1 && c >= 0x2010))
			sum += FULL;
		else if (w == 1)
			sum += HALF;
	}
	return sum;
}

struct str
draw_fit(struct draw *d, struct str s, int width)
{
	struct str rest = s, dots = { "…", 3 };
	int used = FULL;
	struct buf b;

	if (draw_width(s) <= width)
		return s;
	while (rest.n > 0) {
		struct str before = rest;

		utf8_next(&rest);
		used += draw_width(str_sub(before, 0, before.n - rest.n));
		if (used > width) {
			rest = before;
			break;
		}
	}
	buf_init(&b, BUF_UNBOUNDED);
	buf_put(&b, str_sub(s, 0, s.n - rest.n));
	buf_put(&b, dots);
	return buf_keep(&b, &d->keep);
}

struct str
draw_number(struct draw *d, const struct chart_measure *m, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	table_put_number(&b, n, m->held, m->scale, m->decimals, false);
	return buf_keep(&b, &d->keep);
}

struct str
draw_join(struct draw *d, const char *pattern, struct str a, struct str b,
    struct str c)
{
	return words_fill(&d->keep, pattern, a, b, c);
}

struct str
draw_measure(struct draw *d, const struct chart_measure *m)
{
	struct str none = { "", 0 };

	if (m->unit.n == 0)
		return m->name;
	if (m->name.n == 0)
		return m->unit;
	return draw_join(d, words(d->c->lang, "$1（$2）", "$1 ($2)"), m->name,
	    m->unit, none);
}

void
draw_spread(int *at, size_t n, int gap, int lo, int hi)
{
	for (size_t i = 0; i < n; i++) {
		int least = i == 0 ? lo : at[i - 1] + gap;

		if (at[i] < least)
			at[i] = least;
	}
	for (size_t i = n; i > 0; i--) {
		int most = i == n ? hi : at[i] - gap;

		if (at[i - 1] > most)
			at[i - 1] = most;
	}
}

void
draw_legend(struct draw *d, struct legend *at, struct str label,
    void (*symbol)(struct draw *d, unsigned no, int x, int y), unsigned no)
{
	int w = LEGEND_SYMBOL + draw_width(label);

	if (!at->any)
		at->top = d->y;
	if (at->any && at->x + w > d->width) {
		at->x = 0;
		at->top += PX(20);
	}
	symbol(d, no, at->x, at->top + PX(9));
	draw_text(d, "", at->x + LEGEND_SYMBOL, at->top + PX(13), DRAW_START,
	    draw_fit(d, label, d->width - at->x - LEGEND_SYMBOL));
	at->x += w + LEGEND_GAP;
	at->any = true;
}

void
draw_legend_end(struct draw *d, struct legend *at)
{
	if (at->any)
		d->y = at->top + PX(28);
}
