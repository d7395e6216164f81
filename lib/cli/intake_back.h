/*
 * bldg-import --annotate: the tables as they were sent, with what was found
 * in them, as a workbook beside the dataset.
 */
#ifndef CLI_INTAKE_BACK_H
#define CLI_INTAKE_BACK_H

#include "cli/run.h"
#include "import/sent.h"

struct intake_back;

/* NULL after a report: path is no .xlsx, or one of the files read. */
struct intake_back *intake_back_open(struct run *run, const char *path,
    const char *const *file, size_t nfile);
struct sent *intake_back_sent(struct intake_back *b);
/* The workbook, once all is read: it ends with the run.  False after a
 * report. */
bool intake_back_put(struct intake_back *b);
void intake_back_close(struct intake_back *b); /* NULL is allowed */

#endif
