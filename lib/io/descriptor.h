/*
 * Standard descriptors that the parent closed are filled with ones that
 * refuse to work, so that no data file is ever opened as standard output.
 */
#ifndef IO_DESCRIPTOR_H
#define IO_DESCRIPTOR_H

void descriptor_guard(void);

/* fd, or in its place a duplicate past standard error: a data file must
 * never take the place of a closed standard stream, or what is written
 * there would land in the data.  -1 with errno on failure. */
int descriptor_above(int fd);

#endif
