/*
 * text/decode: the first byte chooses the encoding and the room; what comes
 * out is valid UTF-8, the same whatever the room, and never U+FFFD that was
 * not in the input.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "text/decode.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static unsigned
score_commas(void *arg, struct str sample)
{
	(void)arg;
	return str_chr(sample, ',') < sample.n;
}

static bool
decode_all(struct diag *d, struct str bytes, enum encoding e, size_t room,
    struct buf *out)
{
	struct text_opts opts = { .encoding = e, .score = score_commas };
	struct text *t = text_open(d, input_memory(d, "m", bytes), &opts);
	ssize_t got;

	if (t == NULL)
		abort();
	while ((got = text_read(t, buf_room(out, room), room)) > 0)
		out->n += (size_t)got;
	text_close(t);
	return got == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	FILE *sink = fopen("/dev/null", "w");
	struct diag_opts opts = { .program = "fuzz", .sink = sink };
	struct diag *d = diag_new(&opts);
	struct buf small, large;
	struct str bytes;
	enum encoding e;
	size_t room;

	if (n > 0) {
		e = (enum encoding)(data[0] % (ENCODING_UTF16BE + 1));
		room = 16 + data[0] / 5;
		bytes = (struct str){ (const char *)data + 1, n - 1 };
		buf_init(&small, BUF_UNBOUNDED);
		buf_init(&large, BUF_UNBOUNDED);
		if (decode_all(d, bytes, e, room, &small) !=
		    decode_all(d, bytes, e, 4 * n + 64, &large))
			abort();
		if (!str_eq(buf_str(&small), buf_str(&large)) ||
		    !utf8_valid(buf_str(&small), NULL))
			abort();
		buf_fini(&small);
		buf_fini(&large);
	}
	diag_free(d);
	fclose(sink);
	return 0;
}
