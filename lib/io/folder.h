/*
 * What lies below a folder: the names of all that is no folder, relative to
 * it, in the order of their bytes.  Hidden names (.x) are passed over.
 * Links are followed; a chain of folders deeper than FOLDER_DEPTH, as a
 * link to itself makes it, is an error.
 */
#ifndef IO_FOLDER_H
#define IO_FOLDER_H

#include "base/diag.h"
#include "base/mem.h"

#define FOLDER_DEPTH 16u

struct folder {
	struct str *name; /* kept by the folder */
	size_t n, cap;
	struct arena keep;
};

/* Zero-initialise *out; folder_fini in any case.  False after a report; a
 * folder that is not there is empty. */
bool folder_list(struct diag *d, const char *path, struct folder *out);
void folder_fini(struct folder *f);

#endif
