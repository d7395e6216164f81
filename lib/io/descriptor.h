/*
 * Standard descriptors that the parent closed are filled with ones that
 * refuse to work, so that no data file is ever opened as standard output.
 */
#ifndef IO_DESCRIPTOR_H
#define IO_DESCRIPTOR_H

void descriptor_guard(void);

#endif
