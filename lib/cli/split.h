/*
 * A dataset into a folder, one file a month: DIR/2023-04.csv.  Each file
 * is written whole or not at all; on failure none is kept.
 */
#ifndef CLI_SPLIT_H
#define CLI_SPLIT_H

#include "cli/run.h"

struct split;

/* dir ends in '/'. */
struct split *split_new(struct run *run, const char *dir);
/* month: index of the column that tells the file.  The names are copied. */
void split_header(struct split *s, const struct str *name, size_t n,
    size_t month);
/* The rows that follow come from this file.  A month of two files that have
 * the same place is refused: it would count twice. */
void split_source(struct split *s, const char *file, size_t place);
bool split_row(struct split *s, const struct str *cell, size_t n);
/* Commits all files, or takes all back; frees.  False after a report. */
bool split_end(struct split *s, bool ok);

#endif
