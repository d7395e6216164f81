/*
 * What goes back to the sender, as a workbook: first a sheet that says what
 * was found and what to do, then the tables as they were sent, a sheet
 * each, with what was found as colours and comments.
 *
 * Every cell of a table is text and says what was sent; its rows stand in
 * their lines, so that places in messages hold (a table kept partly has its
 * rows one below the other).  Read again, the workbook is the table.
 */
#ifndef REPORT_SENT_BACK_H
#define REPORT_SENT_BACK_H

#include "base/diag.h"
#include "import/sent.h"

/* Where the first sheet is so called, and holds no table, it is one of
 * these and not the sender's. */
bool sent_back_is_front(struct str sheet);

/* False after a report. */
bool sent_back_put(struct buf *out, const struct sent *s, struct diag *d);

#endif
