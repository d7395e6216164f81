/* Rows of lying bars. */
#include "print/svg_rows.h"

#define GAP PX(8) /* between a name and its bar */

void
rows_begin(struct rows *r, int height)
{
	int most = 0, w, limit = r->d->width * 2 / 5;

	for (size_t p = 0; p < r->c->npoint; p++) {
		w = draw_width(r->c->point[p].label);
		if (w > most)
			most = w;
	}
	r->left = (most < limit ? most : limit) + GAP;
	r->right = r->d->width;
	r->top = r->d->y;
	r->height = height;
}

int
rows_top(const struct rows *r, size_t point)
{
	return r->top + (int)point * r->height;
}

void
rows_names(struct rows *r)
{
	for (size_t p = 0; p < r->c->npoint; p++)
		draw_text(r->d, "", r->left - GAP,
		    rows_top(r, p) + r->height / 2 + PX(4), DRAW_END,
		    draw_fit(r->d, r->c->point[p].label, r->left - GAP));
}

void
rows_bar(struct rows *r, unsigned no, int x1, int x2, int y, int h,
    struct str tip)
{
	draw_begin(r->d, "rect", "");
	buf_puts(&r->d->out, " class=\"");
	svg_put_fill(r->d, no);
	buf_putc(&r->d->out, '"');
	draw_attr(r->d, "x", x1 < x2 ? x1 : x2);
	draw_attr(r->d, "y", y);
	draw_attr(r->d, "width", x1 < x2 ? x2 - x1 : x1 - x2);
	draw_attr(r->d, "height", h);
	draw_tip(r->d, "rect", tip);
}
