#include "text/gb18030.h"

#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/utf8.h"

enum {
	LEAD_FIRST = 0x81, LEAD_LAST = 0xFE,
	TRAIL_FIRST = 0x40, TRAIL_LAST = 0xFE, /* but 0x7F */
	TRAILS = TRAIL_LAST - TRAIL_FIRST + 1,
	SUPPLEMENT = (char)0xF0, /* begins all of U+10000 … U+3FFFF */
	PLANES = 15 * 12600, /* place of 90308130, U+10000 */
	PAIRS = (LEAD_LAST - LEAD_FIRST + 1) * TRAILS,
};

struct gb18030 {
	iconv_t cd;
	/* UTF-8 of a pair: its length in the highest byte, then up to three
	 * bytes, those of a longer one (FE51 …) after SUPPLEMENT.  0: not
	 * assigned. */
	uint32_t pair[PAIRS];
};

/*
 * Four-byte codes, by their place in the order of all, whose characters the
 * 2022 edition gave a two-byte code: 82359037 … for U+9FB4 … (2005: the
 * characters after FE59) and 84318236 … for U+FE10 … (vertical forms, after
 * A6D9).  glibc refuses them; files written by other software hold them, and
 * they still name one character only.
 */
static const struct {
	uint32_t first, count, unicode;
} moved[] = {
	{ 19057, 8, 0x9FB4 },
	{ 39076, 10, 0xFE10 },
};

static uint32_t
convert(struct gb18030 *gb, const char *p, size_t n)
{
	char utf8[8], *in = (char *)(uintptr_t)p, *out = utf8;
	size_t left = n, room = sizeof(utf8), len;
	uint32_t word = 0;

	iconv(gb->cd, NULL, NULL, NULL, NULL);
	if (iconv(gb->cd, &in, &left, &out, &room) != 0 || left != 0)
		return 0;
	len = sizeof(utf8) - room;
	if (len == 0 || len > 4 || (len == 4 && utf8[0] != SUPPLEMENT))
		return 0;
	for (size_t i = len == 4; i < len; i++)
		word = word << 8 | (unsigned char)utf8[i];
	return word | (uint32_t)len << 24;
}

struct gb18030 *
gb18030_new(void)
{
	struct gb18030 *gb;
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	uint32_t *pair;
	char code[2];

	if (cd == (iconv_t)-1)
		return NULL;
	gb = mem_zalloc(1, sizeof(*gb));
	gb->cd = cd;
	pair = gb->pair;
	for (int lead = LEAD_FIRST; lead <= LEAD_LAST; lead++)
		for (int trail = TRAIL_FIRST; trail <= TRAIL_LAST; trail++) {
			code[0] = (char)lead;
			code[1] = (char)trail;
			*pair++ = trail == 0x7F ? 0 : convert(gb, code, 2);
		}
	return gb;
}

void
gb18030_free(struct gb18030 *gb)
{
	if (gb == NULL)
		return;
	iconv_close(gb->cd);
	free(gb);
}

static size_t
put_word(char *out, uint32_t word)
{
	size_t n = word >> 24;

	if (n == 4)
		*out++ = SUPPLEMENT;
	if (n >= 3)
		*out++ = (char)(word >> 16 & 0xFF);
	*out++ = (char)(word >> 8 & 0xFF);
	*out = (char)(word & 0xFF);
	return n;
}

static size_t
put_code_point(char *out, uint32_t c)
{
	struct buf b;
	size_t n;

	buf_init(&b, 8);
	utf8_put(&b, c);
	n = b.n;
	memcpy(out, b.p, n);
	buf_fini(&b);
	return n;
}

/* Four bytes to UTF-8; 0 where they are no character. */
static size_t
four(struct gb18030 *gb, const unsigned char *p, char *out)
{
	uint32_t linear, word;

	if (p[0] < LEAD_FIRST || p[0] > LEAD_LAST || p[1] < 0x30 ||
	    p[1] > 0x39 || p[2] < LEAD_FIRST || p[2] > LEAD_LAST ||
	    p[3] < 0x30 || p[3] > 0x39)
		return 0;
	linear = ((p[0] - 0x81u) * 10 + (p[1] - 0x30u)) * 1260 +
	    (p[2] - 0x81u) * 10 + (p[3] - 0x30u);
	if (linear >= PLANES && linear - PLANES <= 0xFFFFF)
		return put_code_point(out, 0x10000 + linear - PLANES);
	word = convert(gb, (const char *)p, 4);
	if (word != 0)
		return put_word(out, word);
	for (size_t i = 0; i < sizeof(moved) / sizeof(moved[0]); i++)
		if (linear - moved[i].first < moved[i].count)
			return put_code_point(out,
			    moved[i].unicode + linear - moved[i].first);
	return 0;
}

/*
 * One character that is not ASCII: its length, 0 if it is cut, -1 if it is
 * none.  *put: the bytes of UTF-8.
 */
static int
one(struct gb18030 *gb, const unsigned char *p, size_t n, char *out,
    size_t *put)
{
	uint32_t word;

	if (p[0] < LEAD_FIRST || p[0] > LEAD_LAST)
		return -1;
	if (n < 2)
		return 0;
	if (p[1] >= 0x30 && p[1] <= 0x39) {
		if (n > 2 && (p[2] < LEAD_FIRST || p[2] > LEAD_LAST))
			return -1;
		if (n < 4)
			return 0;
		*put = four(gb, p, out);
		return *put > 0 ? 4 : -1;
	}
	if (p[1] < TRAIL_FIRST || p[1] > TRAIL_LAST)
		return -1;
	word = gb->pair[(p[0] - LEAD_FIRST) * TRAILS + (p[1] - TRAIL_FIRST)];
	*put = put_word(out, word);
	return word != 0 ? 2 : -1;
}

size_t
gb18030_decode(struct gb18030 *gb, struct str *in, char *out, size_t n,
    bool *bad)
{
	const unsigned char *p = (const unsigned char *)in->p;
	const unsigned char *const end = p + in->n;
	size_t done = 0, put, ascii;
	int len;

	*bad = false;
	while (p < end && done + 4 <= n) {
		if (*p < 0x80) {
			ascii = (size_t)(end - p) < n - done ?
			    (size_t)(end - p) : n - done;
			ascii = utf8_ascii(
			    (struct str){ (const char *)p, ascii });
			memcpy(out + done, p, ascii);
			done += ascii;
			p += ascii;
			continue;
		}
		len = one(gb, p, (size_t)(end - p), out + done, &put);
		if (len <= 0) {
			*bad = len < 0;
			break;
		}
		p += len;
		done += put;
	}
	*in = (struct str){ (const char *)p, (size_t)(end - p) };
	return done;
}
