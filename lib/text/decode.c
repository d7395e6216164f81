#include "text/decode.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/gb18030.h"
#include "text/utf8.h"

enum {
	SAMPLE = 1024 * 1024, /* what decides, and the room for it */
	BLOCK = 65536,
	READ_MIN = 16,
};

struct text {
	struct diag *diag;
	struct input *in;
	struct text_opts opts;
	enum encoding encoding; /* AUTO: only ASCII seen so far */
	struct gb18030 *gb;     /* made when first needed */
	bool end;               /* of the input; raw may still hold some */
	bool failed, waits; /* waits: behind good text there is a fault */
	char *raw;
	size_t raw_at, raw_n, raw_cap;
	uint64_t offset; /* of raw[raw_at] in the input */
	uint64_t begin;  /* of the text in the input: behind a mark */
	size_t line, col; /* of what comes next, from 0 */
	enum { RETURNS_STAY, RETURNS_OPEN, RETURNS_END_LINES } returns;
	char *back; /* given back, to be read again */
	size_t back_at, back_n;
};

static const struct {
	const char *name;
	enum encoding encoding;
} names[] = {
	{ "utf-8", ENCODING_UTF8 },
	{ "utf8", ENCODING_UTF8 },
	{ "gb18030", ENCODING_GB18030 },
	{ "gbk", ENCODING_GB18030 },
	{ "gb2312", ENCODING_GB18030 },
	{ "cp936", ENCODING_GB18030 },
	{ "utf-16le", ENCODING_UTF16LE },
	{ "utf-16be", ENCODING_UTF16BE },
	/* its BOM tells the order; Windows, which writes it, is little */
	{ "utf-16", ENCODING_UTF16LE },
};

static const struct {
	struct str mark;
	enum encoding encoding;
} marks[] = {
	{ { "\xEF\xBB\xBF", 3 }, ENCODING_UTF8 },
	{ { "\xFF\xFE", 2 }, ENCODING_UTF16LE },
	{ { "\xFE\xFF", 2 }, ENCODING_UTF16BE },
	{ { "\x84\x31\x95\x33", 4 }, ENCODING_GB18030 },
};

const char *
encoding_name(enum encoding e)
{
	switch (e) {
	case ENCODING_GB18030:
		return "GB18030";
	case ENCODING_UTF16LE:
		return "UTF-16LE";
	case ENCODING_UTF16BE:
		return "UTF-16BE";
	case ENCODING_AUTO:
	case ENCODING_UTF8:
		break;
	}
	return "UTF-8";
}

bool
encoding_find(struct str name, enum encoding *out)
{
	char lower[16];

	if (name.n >= sizeof(lower))
		return false;
	for (size_t i = 0; i < name.n; i++)
		lower[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ?
		    (char)(name.p[i] + ('a' - 'A')) : name.p[i];
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_is((struct str){ lower, name.n }, names[i].name)) {
			*out = names[i].encoding;
			return true;
		}
	return false;
}

const char *
text_name(const struct text *t)
{
	return input_name(t->in);
}

enum encoding
text_encoding(const struct text *t)
{
	return t->encoding == ENCODING_AUTO ? ENCODING_UTF8 : t->encoding;
}

static struct str
raw_str(const struct text *t)
{
	return (struct str){ t->raw + t->raw_at, t->raw_n - t->raw_at };
}

static void
raw_take(struct text *t, size_t n)
{
	t->raw_at += n;
	t->offset += n;
}

/* Fills the room behind what is left, so many bytes of it at most; false
 * after a report. */
static bool
raw_fill(struct text *t, size_t most)
{
	size_t room;
	ssize_t got;

	if (t->end)
		return true;
	t->raw_n -= t->raw_at;
	if (t->raw_n > 0)
		memmove(t->raw, t->raw + t->raw_at, t->raw_n);
	t->raw_at = 0;
	room = t->raw_cap - t->raw_n < most ? t->raw_cap - t->raw_n : most;
	got = input_read(t->in, t->raw + t->raw_n, room);
	if (got < 0) {
		t->failed = true;
		return false;
	}
	t->end = (size_t)got < room;
	t->raw_n += (size_t)got;
	return true;
}

static void
undecodable(struct text *t, enum encoding e, struct str at, uint64_t offset)
{
	const struct pos pos = { text_name(t), t->line + 1, t->col + 1 };
	char shown[5];

	utf8_show_byte(shown, (unsigned char)at.p[0]);
	diag_at(t->diag, &pos, DIAG_UNDECODABLE, DIAG_Z(shown),
	    DIAG_Z(encoding_name(e)), DIAG_NUM(offset));
	t->failed = true;
}

/*
 * The decoders: whole characters off *in into out while there is room (at
 * least READ_MIN), as gb18030_decode does.
 */

/* Whether s is the beginning of one character, cut. */
static bool
utf8_is_cut(struct str s)
{
	/* what would make a character of one, two, three bytes */
	static const char *const rest[] = { "\x80", "\x80\x80",
		"\x80\x80\x80", "\xBF", "\xBF\x80", "\xBF\x80\x80" };
	char whole[8];

	if (s.n == 0 || s.n > 3)
		return false;
	memcpy(whole, s.p, s.n);
	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++) {
		size_t more = strlen(rest[i]);

		memcpy(whole + s.n, rest[i], more);
		if (s.n + more <= 4 &&
		    utf8_sequence((struct str){ whole, s.n + more }) ==
		    s.n + more)
			return true;
	}
	return false;
}

static size_t
utf8_decode(struct str *in, char *out, size_t n, bool *bad, size_t *lines)
{
	struct str s = str_sub(*in, 0, n);
	size_t plain = utf8_copy_ascii(out, s, lines), good;

	*bad = false;
	s = str_sub(s, plain, s.n);
	if (!utf8_valid(s, &good))
		*bad = !utf8_is_cut(str_sub(s, good, s.n));
	if (good > 0)
		memcpy(out + plain, s.p, good);
	*lines += str_count(str_sub(s, 0, good), '\n');
	*in = str_sub(*in, plain + good, in->n);
	return plain + good;
}

static uint32_t
unit16(struct str s, size_t at, bool big)
{
	const unsigned char *p = (const unsigned char *)s.p + at;

	return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static size_t
utf16_decode(struct str *in, bool big, char *out, size_t n, bool *bad)
{
	struct buf b;
	uint32_t c, low;
	size_t at = 0, done;

	*bad = false;
	buf_init(&b, n);
	while (at + 2 <= in->n && b.n + 4 <= n) {
		c = unit16(*in, at, big);
		if (c < 0xD800 || c > 0xDFFF) {
			utf8_put(&b, c);
			at += 2;
			continue;
		}
		if (c <= 0xDBFF && at + 4 > in->n)
			break;
		low = c <= 0xDBFF ? unit16(*in, at + 2, big) : 0;
		*bad = low < 0xDC00 || low > 0xDFFF;
		if (*bad)
			break;
		utf8_put(&b, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
		at += 4;
	}
	done = b.n;
	if (done > 0)
		memcpy(out, b.p, done);
	buf_fini(&b);
	*in = str_sub(*in, at, in->n);
	return done;
}

/* The newlines of what it gives are added to *lines. */
static size_t
decode(struct text *t, enum encoding e, struct str *in, char *out, size_t n,
    bool *bad, size_t *lines)
{
	size_t done = 0;

	switch (e) {
	case ENCODING_GB18030:
		if (t->gb == NULL)
			t->gb = gb18030_new();
		*bad = true;
		if (t->gb != NULL)
			done = gb18030_decode(t->gb, in, out, n, bad);
		break;
	case ENCODING_UTF16LE:
	case ENCODING_UTF16BE:
		done = utf16_decode(in, e == ENCODING_UTF16BE, out, n, bad);
		break;
	case ENCODING_AUTO:
	case ENCODING_UTF8:
		return utf8_decode(in, out, n, bad, lines);
	}
	*lines += str_count((struct str){ out, done }, '\n');
	return done;
}

/* One of the two readings of what is not known yet. */
struct reading {
	enum encoding encoding;
	size_t at;  /* in raw: valid so far */
	bool bad;
	unsigned score;
};

/* Follows a reading to the end of raw; a cut character at the end of the
 * input is bad. */
static void
reading_follow(struct text *t, struct reading *r)
{
	char *scratch;
	struct str s = str_sub(raw_str(t), r->at, t->raw_n - t->raw_at);
	size_t all = s.n, before, lines = 0;

	if (r->bad)
		return;
	scratch = mem_alloc(BLOCK, 1);
	do {
		before = s.n;
		decode(t, r->encoding, &s, scratch, BLOCK, &r->bad, &lines);
	} while (!r->bad && s.n > 0 && s.n < before);
	free(scratch);
	r->at += all - s.n;
	if (t->end && s.n > 0)
		r->bad = true;
}

/* The sample under a reading, scored by the one who knows the headings. */
static void
reading_score(struct text *t, struct reading *r)
{
	struct str s = str_sub(raw_str(t), 0, SAMPLE);
	struct buf sample;
	size_t before, lines = 0;
	bool bad;

	buf_init(&sample, BUF_UNBOUNDED);
	do {
		before = s.n;
		sample.n += decode(t, r->encoding, &s,
		    buf_room(&sample, BLOCK), BLOCK, &bad, &lines);
	} while (s.n > 0 && s.n < before);
	r->score = t->opts.score(t->opts.arg, buf_str(&sample));
	buf_fini(&sample);
}

/*
 * Without a heading to tell: Chinese text in UTF-8 has characters past
 * U+07FF; two-byte codes of GBK that happen to be valid UTF-8 read as
 * Greek to Arabic.  Latin-1 alone (a degree sign, café) stays UTF-8.
 */
static bool
looks_like_gbk(struct str s)
{
	bool other = false;
	uint32_t c;

	for (;;) {
		s = str_sub(s, utf8_ascii(s), s.n);
		if (s.n < 4) /* the last may be cut */
			break;
		c = utf8_next(&s);
		if (c >= 0x800)
			return false;
		other = other || c >= 0x100;
	}
	return other;
}

static enum encoding
weigh(struct text *t, struct reading *utf8, struct reading *gb)
{
	if (utf8->bad != gb->bad)
		return utf8->bad ? ENCODING_GB18030 : ENCODING_UTF8;
	/* both fail: report the one that reads further */
	if (utf8->bad)
		return gb->at > utf8->at ? ENCODING_GB18030 : ENCODING_UTF8;
	if (t->opts.score != NULL) {
		reading_score(t, utf8);
		reading_score(t, gb);
	}
	if (utf8->score != gb->score)
		return gb->score > utf8->score ? ENCODING_GB18030 :
		    ENCODING_UTF8;
	return looks_like_gbk(str_sub(raw_str(t), 0, SAMPLE)) ?
	    ENCODING_GB18030 : ENCODING_UTF8;
}

/* Begins the input again and goes to an offset; false after a report. */
static bool
skip_to(struct text *t, uint64_t offset)
{
	input_rewind(t->in);
	t->raw_at = t->raw_n = 0;
	t->end = false;
	t->offset = 0;
	for (;;) {
		uint64_t left = offset - t->offset;

		raw_take(t, left < raw_str(t).n ? (size_t)left :
		    raw_str(t).n);
		if (!raw_fill(t, SAMPLE))
			return false;
		if (t->offset == offset || t->end)
			return true;
	}
}

/*
 * Both readings may hold for the whole first MiB and one fail later.  On a
 * file all of it is read first as long as both hold, so that nothing given
 * out is ever taken back.  False after a report.
 */
static bool
settle_on_file(struct text *t, struct reading *utf8, struct reading *gb,
    bool *rewound)
{
	const uint64_t offset = t->offset;
	size_t both;

	*rewound = false;
	while (!utf8->bad && !gb->bad && !t->end) {
		if (!*rewound && !input_rewind(t->in))
			return true;
		if (!*rewound) {
			*rewound = true;
			utf8->at = gb->at = 0;
			t->raw_at = t->raw_n = 0;
			t->offset = 0;
		}
		both = utf8->at < gb->at ? utf8->at : gb->at;
		raw_take(t, both);
		utf8->at -= both;
		gb->at -= both;
		if (!raw_fill(t, SAMPLE))
			return false;
		reading_follow(t, utf8);
		reading_follow(t, gb);
	}
	if (!*rewound)
		return true;
	/* Which failed stays; where is told against the whole file. */
	utf8->at += t->offset;
	gb->at += t->offset;
	return skip_to(t, offset);
}

/* Decides by what raw holds.  False after a report. */
static bool
settle(struct text *t)
{
	struct reading utf8 = { .encoding = ENCODING_UTF8 };
	struct reading gb = { .encoding = ENCODING_GB18030 };
	bool rewound;

	reading_follow(t, &utf8);
	reading_follow(t, &gb);
	if (!settle_on_file(t, &utf8, &gb, &rewound))
		return false;
	t->encoding = weigh(t, &utf8, &gb);
	return true;
}

static bool
is_utf16(enum encoding e)
{
	return e == ENCODING_UTF16LE || e == ENCODING_UTF16BE;
}

/* A mark decides under AUTO, and the order of UTF-16; else it is skipped
 * where it is that of the encoding. */
static void
skip_mark(struct text *t)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (!str_starts(raw_str(t), marks[i].mark))
			continue;
		if (t->encoding == ENCODING_AUTO ||
		    (is_utf16(t->encoding) && is_utf16(marks[i].encoding)))
			t->encoding = marks[i].encoding;
		if (t->encoding == marks[i].encoding)
			raw_take(t, marks[i].mark.n);
		return;
	}
}

struct text *
text_open(struct diag *d, struct input *in, const struct text_opts *opts)
{
	struct text *t;

	if (in == NULL)
		return NULL;
	t = mem_zalloc(1, sizeof(*t));
	t->diag = d;
	t->in = in;
	t->encoding = ENCODING_UTF8;
	if (opts != NULL) {
		t->opts = *opts;
		t->encoding = opts->encoding;
	}
	t->raw_cap = t->encoding == ENCODING_AUTO ? SAMPLE : BLOCK;
	t->raw = mem_pages(t->raw_cap);
	if (!raw_fill(t, SAMPLE)) {
		text_close(t);
		return NULL;
	}
	skip_mark(t);
	t->begin = t->offset;
	if (opts != NULL && opts->lone_cr)
		t->returns = RETURNS_OPEN;
	if (t->encoding == ENCODING_AUTO &&
	    utf8_ascii(raw_str(t)) < t->raw_n - t->raw_at && !settle(t)) {
		text_close(t);
		return NULL;
	}
	return t;
}

void
text_close(struct text *t)
{
	if (t == NULL)
		return;
	input_close(t->in);
	gb18030_free(t->gb);
	free(t->raw);
	free(t->back);
	free(t);
}

/* While only ASCII was seen: gives it out; at the first other byte fills up
 * and decides. */
static size_t
read_open(struct text *t, char *buf, size_t n)
{
	size_t plain = utf8_copy_ascii(buf, str_sub(raw_str(t), 0, n),
	    &t->line);

	if (plain > 0)
		raw_take(t, plain);
	else if (raw_str(t).n > 0 && raw_fill(t, SAMPLE))
		settle(t);
	return plain;
}

/* What is good before a fault is given out first: a fault behind it waits
 * for the next call, so that what is said of the text and in which order
 * does not depend on blocks. */
static size_t
read_some(struct text *t, char *buf, size_t n, bool first)
{
	struct str s = raw_str(t);
	size_t done, before = s.n;
	bool bad;

	if (t->encoding == ENCODING_AUTO)
		return read_open(t, buf, n);
	done = decode(t, t->encoding, &s, buf, n, &bad, &t->line);
	raw_take(t, before - s.n);
	if (!bad && (!t->end || s.n == 0 || s.n < before))
		return done;
	t->waits = done > 0 || !first;
	if (!t->waits)
		undecodable(t, t->encoding, s, t->offset);
	return done;
}

/* In which column the text goes on behind what was given out. */
static void
follow(struct text *t, struct str given)
{
	size_t line = given.n;

	while (line > 0 && given.p[line - 1] != '\n')
		line--;
	if (line > 0)
		t->col = 0;
	t->col += utf8_length(str_sub(given, line, given.n));
}

void
text_unread(struct text *t, struct str s)
{
	free(t->back);
	t->back = mem_alloc(s.n + 1, 1);
	memcpy(t->back, s.p, s.n);
	t->back_at = 0;
	t->back_n = s.n;
}

/* Whole characters of what was given back. */
static size_t
read_back(struct text *t, char *buf, size_t n)
{
	size_t left = t->back_n - t->back_at;

	if (n >= left)
		n = left;
	else
		while (((unsigned char)t->back[t->back_at + n] & 0xC0) ==
		    0x80)
			n--;
	memcpy(buf, t->back + t->back_at, n);
	t->back_at += n;
	return n;
}

/* Old spreadsheets ended lines so.  One return may stand in a cell. */
static void
mind_returns(struct text *t, char *buf, size_t n)
{
	struct str s = { buf, n };
	size_t first = str_chr(s, '\r');

	if (t->returns == RETURNS_OPEN)
		t->returns = str_chr(s, '\n') == n && first < n &&
		    str_chr(str_sub(s, first + 1, n), '\r') < n - first - 1
		    ? RETURNS_END_LINES : RETURNS_STAY;
	for (size_t i = 0; t->returns == RETURNS_END_LINES && i < n; i++)
		if (buf[i] == '\r')
			buf[i] = '\n';
}

ssize_t
text_read(struct text *t, char *buf, size_t n)
{
	size_t done = 0;

	if (t->back_at < t->back_n)
		return (ssize_t)read_back(t, buf, n);

	t->waits = false;
	while (!t->failed && !t->waits && n - done >= READ_MIN) {
		if (raw_str(t).n < READ_MIN && !raw_fill(t, BLOCK))
			break;
		if (raw_str(t).n == 0)
			break;
		done += read_some(t, buf + done, n - done, done == 0);
	}
	if (done > 0)
		mind_returns(t, buf, done);
	follow(t, (struct str){ buf, done });
	return done > 0 ? (ssize_t)done : t->failed ? -1 : 0;
}

uint64_t
text_plain(struct text *t, bool *ascii)
{
	uint64_t size = 0;

	*ascii = t->encoding == ENCODING_AUTO;
	if ((!*ascii && t->encoding != ENCODING_UTF8) || t->failed ||
	    t->returns == RETURNS_END_LINES || t->waits || t->back_at < t->back_n ||
	    !input_plain(t->in, &size) || size < t->begin)
		return 0;
	return size - t->begin;
}

ssize_t
text_read_at(const struct text *t, uint64_t at, char *buf, size_t n)
{
	return input_read_at(t->in, t->begin + at, buf, n);
}

bool
text_skip(struct text *t, uint64_t bytes, size_t lines)
{
	struct str held = raw_str(t);

	t->line += lines;
	t->col = 0;
	if (bytes <= held.n) {
		raw_take(t, (size_t)bytes);
		return true;
	}
	raw_take(t, held.n);
	bytes -= held.n;
	t->offset += bytes;
	t->end = false;
	if (input_skip(t->in, bytes))
		return true;
	t->failed = true;
	return false;
}
