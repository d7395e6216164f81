/*
 * What bldg-watch --reconcile does around lib/rule/reconcile: opens our
 * classified buildings and the other's list, writes what differs.
 */
#ifndef CLI_RECONCILE_IO_H
#define CLI_RECONCILE_IO_H

#include "cli/run.h"

struct reconcile_io {
	const char *list;  /* path */
	const char *tier;  /* whose buildings it is to hold; or NULL */
	const char *rules; /* -c, or NULL */
	int period;        /* that ours must have, or -1 */
};

/* Operand: CLASSIFIED; none: with -C and -p that of out/PERIOD, else
 * standard input.  RUN_FINDINGS where anything differs. */
enum run_status reconcile_io(struct run *run, const struct reconcile_io *io);

#endif
