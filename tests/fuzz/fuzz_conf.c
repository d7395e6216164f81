/* Any bytes: read or refused with a message, nothing else. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "record/conf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *sink = fopen("/dev/null", "w");
	struct diag *d = diag_new(&(struct diag_opts){ .program = "fuzz",
	    .sink = sink });
	struct input *in = input_memory(d, "f",
	    (struct str){ (const char *)data, size });
	struct conf *x = conf_load(d, in, NULL);

	if ((x == NULL) != (diag_count(d, DIAG_ERROR) > 0))
		abort();
	conf_free(x);
	input_close(in);
	diag_free(d);
	fclose(sink);
	return 0;
}
