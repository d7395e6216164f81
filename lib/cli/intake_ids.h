/*
 * The register of building ids around an import: read for --lookup, and
 * with --assign written back with the new ones, whole or not at all and
 * only where the import was done.
 */
#ifndef CLI_INTAKE_IDS_H
#define CLI_INTAKE_IDS_H

#include "cli/run.h"
#include "import/register.h"

struct intake_ids;

/* path: of a dataset ids.  assign: it may be absent, and is kept to be
 * written back.  NULL after a report. */
struct intake_ids *intake_ids_open(struct run *run, const char *path,
    bool assign);
void intake_ids_close(struct intake_ids *ids); /* NULL is allowed */

struct id_register *intake_ids_register(struct intake_ids *ids);

/* Writes the register with what was assigned; nothing where nothing was.
 * False after a report. */
bool intake_ids_save(struct intake_ids *ids);

#endif
