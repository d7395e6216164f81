/*
 * A chart as SVG, to stand inside an HTML document or in a file.
 */
#ifndef PRINT_SVG_H
#define PRINT_SVG_H

#include "base/buf.h"
#include "print/chart.h"

struct svg_look {
	struct str id;   /* what ids inside begin with: one of its own */
	const char *class; /* of the svg element, besides "bldg" */
	bool narrow;     /* 360 pixels wide, for a phone; else 720 */
	struct str number; /* "图1"; may be empty */
	bool titled;     /* draws title and note as well */
};

/* The rules of its classes, for a style element; NULL ends them. */
extern const char *const svg_style[];

/* One svg element.  y: where it stands in one around it, -1 in none;
 * returns its height in pixels. */
int svg_chart(struct buf *out, const struct chart *c,
    const struct svg_look *look, int y);

/* A chart as a file of its own, without its title. */
void svg_file(struct buf *out, const struct chart *c);

#endif
