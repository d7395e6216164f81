/*
 * SIGINT, SIGTERM and SIGHUP remove the temporary files of outputs, then
 * end the process by the same signal.  SIGPIPE is turned into EPIPE.  The
 * one place with mutable file-scope state: a handler can reach no other.
 */
#ifndef CLI_SIGNAL_H
#define CLI_SIGNAL_H

#include <stdbool.h>

#include "io/output.h"

/* True if SIGPIPE was ignored when we began (cron, Python). */
bool signal_install(void);
/* Ends the process as an unhandled SIGPIPE would. */
void signal_die_of_pipe(void);

extern const struct output_watch signal_watch;

#endif
