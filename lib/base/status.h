/*
 * What a step says to its caller.  Whoever meets a fault reports it once to
 * diag, with its position; the caller only decides whether to go on.
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

enum status {
	STATUS_OK,    /* there is a result */
	STATUS_END,   /* nothing more; no fault */
	STATUS_SKIP,  /* this record is unusable (reported), the next may do */
	STATUS_FATAL, /* this stream is unusable (reported) */
};

#endif
