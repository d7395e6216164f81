/*
 * A chart: figures with their labels, for people.  Formats draw it (html,
 * svg), make a native chart of it (xlsx) or leave it out (text, md), for
 * its figures stand in a table beside it.
 *
 * A chart is a grid: points (months, districts, bands, buildings) by series
 * (this year, last year, target, an industry).  A value is an integer,
 * 10^-held of the measure's unit, as in a table's column; what is not set
 * is unknown and leaves a gap, never 0.  Measures and series are added
 * before the first point.  The chart owns copies of all text; control
 * characters are made visible on the way in.
 */
#ifndef PRINT_CHART_H
#define PRINT_CHART_H

#include <stdbool.h>
#include <stdint.h>

#include "base/lang.h"
#include "base/mem.h"

enum chart_kind {
	CHART_LINES,     /* points are months: series as lines */
	CHART_BARS,      /* a bar a point; targets are ticks across the bars */
	CHART_BANDS,     /* a row a point; each series a panel in its measure */
	CHART_PARETO,    /* one series, largest first: bars, running share */
	CHART_STACK,     /* a bar a point, made of the series */
	CHART_HISTOGRAM, /* points are bins, side by side: chart_set_bins */
	CHART_RANKS,     /* values are ranks, 1 on top; series change places */
	CHART_SCATTER,   /* a dot a point, at (series 0, series 1) */
};

/* What a series is to the chart. */
enum chart_role {
	CHART_MAIN,
	CHART_BEFORE,   /* the same of last year */
	CHART_TARGET,
	CHART_ELAPSED,  /* what the time elapsed would ask for */
	CHART_ESTIMATE, /* expected, not counted */
};

struct chart_measure {
	struct str name; /* beside the axis: "全口径税收" */
	struct str unit; /* "亿元" */
	unsigned held, scale, decimals; /* as of a table_column */
	bool log;        /* of a scatter: a logarithmic axis */
};

struct chart_series {
	struct str label;
	enum chart_role role;
	unsigned measure;
};

struct chart_point {
	struct str label;
	unsigned group; /* of a scatter: which marker */
	bool named;     /* likewise: its label is drawn */
};

struct chart_value { int64_t n; bool known; };

/* A line across the drawing: a threshold, a mean. */
struct chart_mark {
	unsigned measure; /* whose axis it cuts */
	int64_t at;
	struct str label;
};

struct chart {
	enum lang lang;
	enum chart_kind kind;
	struct str title;
	struct str about; /* for who cannot see it: what it shows */
	struct str note;  /* below it; may be empty */
	bool share;       /* of a stack: every bar is 100 % */
	int64_t bin_from, bin_step; /* of a histogram, in its second measure */
	bool open_below, open_above; /* of its bins: the first, the last */
	struct chart_measure *measure;
	size_t nmeasure, measure_cap;
	struct chart_series *series;
	size_t nseries, series_cap;
	struct chart_point *point;
	size_t npoint, point_cap;
	struct chart_value *value; /* point by point */
	size_t nvalue, value_cap;
	struct str *group;
	size_t ngroup, group_cap;
	struct chart_mark *mark;
	size_t nmark, mark_cap;
	struct arena keep;
};

struct chart *chart_new(enum lang lang, enum chart_kind kind);
void chart_free(struct chart *c); /* NULL is allowed */
void chart_set_title(struct chart *c, struct str title);
void chart_set_about(struct chart *c, struct str about);
void chart_set_note(struct chart *c, struct str note);

/* Each returns its index: 0, 1 …  (libxlsxwriter has a chart_add_series.) */
unsigned chart_add_measure(struct chart *c, const struct chart_measure *m);
unsigned chart_new_series(struct chart *c, struct str label,
    enum chart_role role, unsigned measure);
unsigned chart_add_group(struct chart *c, struct str label);
unsigned chart_add_point(struct chart *c, struct str label);
void chart_add_mark(struct chart *c, unsigned measure, int64_t at,
    struct str label);
/* Of a histogram: bin i reaches from `from` + i x step to the next, in
 * measure 1; measure 0 is what is counted. */
void chart_set_bins(struct chart *c, int64_t from, int64_t step);
void chart_open_bins(struct chart *c, bool below, bool above);
/* Of the point added last. */
void chart_put(struct chart *c, unsigned series, int64_t n);
void chart_put_group(struct chart *c, unsigned group);
void chart_put_named(struct chart *c);

struct chart_value chart_at(const struct chart *c, size_t point,
    size_t series);

#endif
