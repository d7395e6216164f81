/*
 * A made table on its way out, a row at a time: cells are put by column,
 * those not put stay empty.  Texts are borrowed until the row has gone.
 */
#ifndef PLAN_LINE_H
#define PLAN_LINE_H

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "schema/dataset.h"

/* Where header and rows go; false once that failed. */
struct line_sink {
	bool (*header)(void *arg, const struct str *name, size_t n);
	bool (*row)(void *arg, const struct str *cell, size_t n);
	void *arg;
};

struct line {
	const struct dataset *ds;
	const struct line_sink *sink;
	struct str *cell; /* ds->ncolumn */
	struct arena keep;
};

/* Sends the header; call line_fini in any case. */
bool line_begin(struct line *l, const struct dataset *ds,
    const struct line_sink *sink);
/* Sends the row; the next one is empty. */
bool line_send(struct line *l);
void line_fini(struct line *l);

void line_text(struct line *l, size_t col, struct str s);
void line_int(struct line *l, size_t col, int64_t n);
void line_hundredths(struct line *l, size_t col, int64_t n);
/* num / den of hundredths of a percent, half away from zero; den > 0 */
void line_pct(struct line *l, size_t col, int64_t num, int64_t den);
void line_day(struct line *l, size_t col, int day);
void line_month(struct line *l, size_t col, int month);
/* What was written into b, which is freed. */
void line_take(struct line *l, size_t col, struct buf *b);
void line_choice(struct line *l, size_t col, int idx); /* -1: empty */

#endif
