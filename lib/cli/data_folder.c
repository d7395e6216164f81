#include "cli/data_folder.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/run.h"
#include "io/input.h"

/* PREFIX/share/bldg of a program in PREFIX/bin; NULL where none is there. */
static const char *
beside(struct arena *keep)
{
	char program[4096];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program);
	struct buf b;
	const char *path;

	if (n <= 0 || (size_t)n >= sizeof program)
		return NULL;
	for (int up = 0; up < 2; up++) { /* the name, then its folder */
		while (n > 0 && program[n - 1] != '/')
			n--;
		if (n == 0)
			return NULL;
		n--;
	}
	buf_init(&b, BUF_UNBOUNDED);
	buf_put(&b, (struct str){ program, (size_t)n });
	buf_puts(&b, "/share/bldg");
	path = buf_keep(&b, keep).p;
	return input_is_folder(path) ? path : NULL;
}

const char *
data_folder(struct arena *keep)
{
	const char *given = getenv("BLDG_DATA"), *found;

	if (given != NULL && given[0] != '\0')
		return given;
	found = beside(keep);
	return found != NULL ? found : BLDG_DATADIR;
}

void
data_folder_missing(struct run *run)
{
	if (!input_is_folder(run->data_dir))
		diag_at(run->diag, NULL, DIAG_NO_DATA_FOLDER,
		    DIAG_Z(run->data_dir));
}
