/*
 * The sheets of a workbook: of a table, of a chart.
 */
#ifndef PRINT_XLSX_PART_H
#define PRINT_XLSX_PART_H

#include "print/format.h"
#include "print/xlsx_book.h"

/* Each gives the name of its sheet. */
struct str xlsx_table(struct xlsx_book *x, const struct block *b);
struct str xlsx_chart(struct xlsx_book *x, const struct block *b);

/* "表1 各地目标完成情况" */
struct str xlsx_title(struct arena *keep, struct str number,
    struct str title);
/* The same without what stands in brackets: the name of a sheet. */
struct str xlsx_short_title(struct arena *keep, struct str number,
    struct str title);

#endif
