/*
 * Which files of taxes a run reads: those given, else the workspace's of
 * the months that the period needs.  One file under two names is refused:
 * its tax would count twice.
 */
#ifndef CLI_TAX_FILES_H
#define CLI_TAX_FILES_H

#include "cli/run.h"

/* period -1: of the newest month there is.  *path and its names are the
 * run's.  False after a report. */
bool tax_files_find(struct run *run, int period, const char *const **path,
    size_t *n);

/* Those of a workspace alone, of a period that has results: the ones kept
 * with these, else those of canon/.  *n is 0 where there are none. */
void tax_files_of_results(struct run *run, int period,
    const char *const **path, size_t *n);

#endif
