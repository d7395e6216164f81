/*
 * The side of cli/dataset_out.h that cli_main sees: lays out and sends
 * what was collected for people.
 */
#ifndef CLI_WRITER_H
#define CLI_WRITER_H

#include "cli/run.h"

bool writer_end(struct run *run); /* false after a report */
void writer_free(struct run *run);

#endif
