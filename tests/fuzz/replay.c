/*
 * Feeds each file named on the command line to a fuzz target, so that the
 * targets build and replay their corpus without clang.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int
replay(const char *path)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = NULL;
	size_t n = 0, cap = 0;
	int failed;

	if (f == NULL) {
		perror(path);
		return 1;
	}
	do {
		if (n == cap) {
			cap = cap == 0 ? 4096 : cap * 2;
			data = realloc(data, cap);
			if (data == NULL)
				abort();
		}
		n += fread(data + n, 1, cap - n, f);
	} while (n == cap);
	failed = ferror(f);
	fclose(f);
	if (failed)
		perror(path);
	else
		LLVMFuzzerTestOneInput(data, n);
	free(data);
	return failed != 0;
}

int
main(int argc, char **argv)
{
	int failed = 0;

	for (int i = 1; i < argc; i++)
		failed |= replay(argv[i]);
	return failed;
}
