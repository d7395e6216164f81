/*
 * How a program writes its dataset: a header, then rows of canonical text.
 * In csv they go out as they come; in the formats for people they are
 * collected and laid out by report/ when the program ends.
 */
#ifndef CLI_DATASET_OUT_H
#define CLI_DATASET_OUT_H

#include "cli/run.h"
#include "print/format.h"

/* False once writing failed (reported): return RUN_FAILED then. */
bool run_header(struct run *run, const struct str *name, size_t n);
bool run_row(struct run *run, const struct str *cell, size_t n);
/* Rows that are text already, whole lines; only where run_takes_text. */
bool run_text(struct run *run, struct str rows);
bool run_takes_text(const struct run *run);

/* What a format made, to the output, which is opened.  False after a
 * report. */
bool run_formatted(struct run *run, const struct format *f, struct str bytes);

#endif
