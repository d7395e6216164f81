/*
 * Drawing a chart as SVG: marks are put into a buffer, the frame around
 * them when all is drawn and the height is known.  Lengths are integers in
 * tenths of a pixel, x to the right, y down.  How a thing looks is a class
 * of svg_style; text is only ever text.
 */
#ifndef PRINT_SVG_DRAW_H
#define PRINT_SVG_DRAW_H

#include "base/buf.h"
#include "print/chart.h"

#define PX(n) ((n) * 10)
#define SVG_TEXT PX(12) /* size of the lettering */
#define SVG_LINE PX(16) /* from one line of it to the next */

struct draw {
	const struct chart *c;
	struct buf out;    /* the marks */
	struct str id;     /* what ids inside begin with */
	int width;         /* of the whole */
	int y;             /* how far down it is drawn */
	bool narrow;       /* for a phone */
	struct arena keep; /* texts made while drawing */
};

/* A line of numbers, on which values of one measure have their places. */
struct scale {
	const struct chart_measure *m;
	int64_t lo, hi, step; /* step 0: logarithmic */
	int from, to;         /* where lo and hi are */
};

enum draw_anchor { DRAW_START, DRAW_MIDDLE, DRAW_END };

/* An element begins; draw_attr… and then draw_done, or draw_tip. */
void draw_begin(struct draw *d, const char *element, const char *class);
void draw_attr(struct draw *d, const char *name, int tenths);
void draw_done(struct draw *d);
void draw_tip(struct draw *d, const char *element, struct str tip);

void draw_line(struct draw *d, const char *class, int x1, int y1, int x2,
    int y2);
/* tip: what pointing at it says; empty for none */
void draw_rect(struct draw *d, const char *class, int x, int y, int w, int h,
    struct str tip);
void draw_text(struct draw *d, const char *class, int x, int y,
    enum draw_anchor anchor, struct str s);
/* A path through n points, x and y by turns. */
void draw_path(struct draw *d, const char *class, const int *xy, size_t n,
    bool closed);
/* The no-th form: disc, ring, square, diamond, triangle, cross … */
void draw_marker(struct draw *d, unsigned no, int x, int y, struct str tip);

/* How wide the text will be, estimated; and cut to fit, with "…". */
int draw_width(struct str s);
struct str draw_fit(struct draw *d, struct str s, int width);

/* "3.12" of a value in its measure, kept by d. */
struct str draw_number(struct draw *d, const struct chart_measure *m,
    int64_t n);
/* "全口径税收（亿元）" */
struct str draw_measure(struct draw *d, const struct chart_measure *m);
struct str draw_join(struct draw *d, const char *pattern, struct str a,
    struct str b, struct str c);

/* Pushes places that are in order apart to `gap`, inside lo … hi as far as
 * there is room. */
void draw_spread(int *at, size_t n, int gap, int lo, int hi);

/* One entry of the legend after the other, breaking lines; then a gap. */
struct legend {
	int x, top;
	bool any;
};
void draw_legend(struct draw *d, struct legend *at, struct str label,
    void (*symbol)(struct draw *d, unsigned no, int x, int y), unsigned no);
void draw_legend_end(struct draw *d, struct legend *at);

#endif
