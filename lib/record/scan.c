#include "record/scan.h"

#include "record/scan_mask.h"

bool
scan_knows(char delimiter, char quote)
{
	return (unsigned char)delimiter > SCAN_LOW &&
	    (unsigned char)quote <= SCAN_LOW && quote != '\n';
}

/* The masks at p, of n bytes at most: never looks behind them. */
static struct scan_mask
mask_at(const char *p, size_t n, char delimiter)
{
	char part[SCAN_MASK_BYTES];

	if (n >= SCAN_MASK_BYTES)
		return scan_mask(p, delimiter);
	/* what follows is no delimiter and no low byte */
	memset(part, 0x7f, sizeof(part));
	memcpy(part, p, n);
	return scan_mask(part, delimiter);
}

size_t
scan_line(struct str text, char delimiter, struct str *field, size_t *start,
    size_t cap, size_t *end)
{
	size_t from = 0, n = 0;

	for (size_t at = 0; cap > 0 && at < text.n; at += SCAN_MASK_BYTES) {
		struct scan_mask m = mask_at(text.p + at, text.n - at,
		    delimiter);
		uint64_t before = m.wanted;

		if (m.low != 0)
			before &= (m.low & -m.low) - 1;
		for (; before != 0; before &= before - 1) {
			size_t to = at + (size_t)__builtin_ctzll(before);

			if (n + 1 >= cap)
				return 0;
			field[n] = (struct str){ text.p + from, to - from };
			start[n++] = from;
			from = to + 1;
		}
		if (m.low != 0) {
			size_t to = at + (size_t)__builtin_ctzll(m.low);

			if (text.p[to] != '\n' || to == 0)
				return 0;
			field[n] = (struct str){ text.p + from, to - from };
			start[n++] = from;
			*end = to;
			return n;
		}
	}
	return 0;
}
