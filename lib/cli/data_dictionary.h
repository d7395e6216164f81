/*
 * The data dictionary: which datasets there are, the columns of each, and a
 * dataset as a Table Schema.
 */
#ifndef CLI_DATA_DICTIONARY_H
#define CLI_DATA_DICTIONARY_H

#include "cli/run.h"
#include "schema/dataset.h"

/* A row a column, dataset after dataset. */
enum run_status data_dictionary_list(struct run *run);
/* NULL after a report, which names those there are. */
const struct dataset *data_dictionary_find(struct run *run,
    const char *name);
/* JSON. */
enum run_status data_dictionary_schema(struct run *run,
    const struct dataset *ds);

#endif
