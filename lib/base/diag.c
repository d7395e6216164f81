#include "base/diag.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"

#define DEFAULT_CAP 20u
#define VALUE_MAX 120u /* bytes of a value shown before it is cut */

struct diag {
	struct diag_opts opts;
	unsigned long level[DIAG_ERROR + 1];
	unsigned long code[DIAG_CODE_COUNT];
	struct buf line;
	void (*seen)(void *arg, const struct pos *pos, enum diag_code code,
	    const struct diag_arg *what); /* or NULL */
	void *seen_arg;
};

struct code_row {
	const char *name;
	enum diag_level level;
	const char *text[LANG_COUNT];
};

static const struct code_row codes[DIAG_CODE_COUNT] = {
#define DIAG_CODE(id, name, level, en, zh)                                \
	[DIAG_##id] = { name, DIAG_##level, { en, zh } },
#include "base/diag_code.def"
#undef DIAG_CODE
};

static const char *const level_names[][LANG_COUNT] = {
	[DIAG_NOTE] = { "note", "提示" },
	[DIAG_WARNING] = { "warning", "警告" },
	[DIAG_ERROR] = { "error", "错误" },
};

struct diag *
diag_new(const struct diag_opts *opts)
{
	struct diag *d = mem_zalloc(1, sizeof(*d));

	d->opts = *opts;
	if (d->opts.cap == 0)
		d->opts.cap = DEFAULT_CAP;
	buf_init(&d->line, BUF_UNBOUNDED);
	return d;
}

static void
put_hex(struct buf *out, unsigned n, int digits)
{
	static const char hex[] = "0123456789abcdef";

	while (digits-- > 0)
		buf_putc(out, hex[n >> 4 * digits & 15]);
}

/* C1 controls, marks of direction, joiners, line separators, BOM: all of
 * two or three bytes in UTF-8.  Returns the length of the sequence, 0 if s is none. */
static size_t
invisible(struct str s, unsigned *c)
{
	const unsigned char *u = (const unsigned char *)s.p;

	if (s.n >= 2 && u[0] == 0xc2 && u[1] >= 0x80 && u[1] < 0xa0) {
		*c = u[1];
		return 2;
	}
	if (s.n >= 2 && u[0] == 0xd8 && u[1] == 0x9c) {
		*c = 0x061c; /* Arabic letter mark */
		return 2;
	}
	if (s.n < 3 || (u[0] != 0xe2 && u[0] != 0xef))
		return 0;
	*c = (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);
	if ((*c >= 0x200b && *c <= 0x200f) || (*c >= 0x2028 && *c <= 0x202e) ||
	    (*c >= 0x2060 && *c <= 0x206f) || *c == 0xfeff ||
	    (*c >= 0xfff9 && *c <= 0xfffb))
		return 3;
	return 0;
}

void
diag_escape(struct buf *out, struct str s)
{
	while (s.n > 0) {
		unsigned char c = (unsigned char)s.p[0];
		unsigned wide = 0;
		size_t step = invisible(s, &wide);

		if (step > 0) {
			buf_puts(out, "\\u");
			put_hex(out, wide, 4);
		} else if (c < 0x20 || c == 0x7f) {
			buf_puts(out, "\\x");
			put_hex(out, c, 2);
		} else {
			buf_putc(out, (char)c);
		}
		s = str_sub(s, step > 0 ? step : 1, s.n);
	}
}

/* A long value is cut between characters, and says so. */
static void
put_value(struct buf *out, struct str s)
{
	size_t n = s.n;

	if (n > VALUE_MAX) {
		n = VALUE_MAX;
		while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
			n--;
	}
	diag_escape(out, str_sub(s, 0, n));
	if (n < s.n)
		buf_puts(out, "…");
}

void
diag_message(struct buf *out, enum lang lang, enum diag_code code,
    const struct diag_arg *arg)
{
	for (const char *t = codes[code].text[lang]; *t != '\0'; t++) {
		if (*t != '$' || t[1] < '1' || t[1] > '9') {
			buf_putc(out, *t);
			continue;
		}
		t++;
		if (arg[*t - '1'].is_number)
			buf_int(out, arg[*t - '1'].n);
		else
			put_value(out, arg[*t - '1'].text);
	}
}

static void
put_json_string(struct buf *out, struct str s)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 0x20) {
			buf_puts(out, "\\u");
			put_hex(out, c, 4);
			continue;
		}
		if (c == '"' || c == '\\')
			buf_putc(out, '\\');
		buf_putc(out, (char)c);
	}
	buf_putc(out, '"');
}

static void
put_json_line(struct diag *d, const struct pos *pos, enum diag_code code,
    struct str message)
{
	struct buf *b = &d->line;

	buf_puts(b, "{\"program\":");
	put_json_string(b, str_from(d->opts.program));
	if (pos != NULL && pos->file != NULL) {
		buf_puts(b, ",\"file\":");
		put_json_string(b, str_from(pos->file));
		buf_puts(b, ",\"line\":");
		buf_int(b, (int64_t)pos->line);
		buf_puts(b, ",\"column\":");
		buf_int(b, (int64_t)pos->col);
	}
	buf_puts(b, ",\"level\":\"");
	buf_puts(b, level_names[codes[code].level][LANG_EN]);
	buf_puts(b, "\",\"code\":\"");
	buf_puts(b, codes[code].name);
	buf_puts(b, "\",\"message\":");
	put_json_string(b, message);
	buf_puts(b, "}\n");
}

static void
put_text_line(struct diag *d, const struct pos *pos, enum diag_code code,
    struct str message)
{
	struct buf *b = &d->line;

	if (pos != NULL && pos->file != NULL) {
		diag_escape(b, str_from(pos->file));
		if (pos->line > 0) {
			buf_putc(b, ':');
			buf_int(b, (int64_t)pos->line);
		}
		if (pos->line > 0 && pos->col > 0) {
			buf_putc(b, ':');
			buf_int(b, (int64_t)pos->col);
		}
	} else {
		buf_puts(b, d->opts.program);
	}
	buf_puts(b, ": ");
	buf_puts(b, level_names[codes[code].level][d->opts.lang]);
	buf_puts(b, ": ");
	buf_put(b, message);
	buf_puts(b, " [");
	buf_puts(b, codes[code].name);
	buf_puts(b, "]\n");
}

static void
flush_line(struct diag *d)
{
	fwrite(d->line.p, 1, d->line.n, d->opts.sink);
	fflush(d->opts.sink);
	buf_reset(&d->line);
}

static void
print(struct diag *d, const struct pos *pos, enum diag_code code,
    const struct diag_arg *arg)
{
	struct buf message;

	buf_init(&message, BUF_UNBOUNDED);
	diag_message(&message, d->opts.lang, code, arg);
	if (d->opts.json)
		put_json_line(d, pos, code, buf_str(&message));
	else
		put_text_line(d, pos, code, buf_str(&message));
	buf_fini(&message);
	flush_line(d);
}

/* Names of files: few, and each of them matters. */
static bool
is_capped(enum diag_code code)
{
	static const enum diag_code all[] = { DIAG_TAKEN, DIAG_LEFT_OUT, DIAG_LATE,
		DIAG_CARRIED, DIAG_NOTHING_CARRIED, DIAG_MONTH_ABSENT,
		DIAG_RAW_ABSENT, DIAG_TWO_FILES, DIAG_TWO_FILES_MONTH };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i] == code)
			return false;
	return true;
}

void
diag_put(struct diag *d, const struct pos *pos, enum diag_code code,
    const struct diag_arg *arg)
{
	d->level[codes[code].level]++;
	if (d->seen != NULL)
		d->seen(d->seen_arg, pos, code, arg);
	if ((d->code[code]++ >= d->opts.cap && is_capped(code)) ||
	    d->opts.sink == NULL)
		return;
	if (d->opts.quiet && codes[code].level < DIAG_ERROR)
		return;
	print(d, pos, code, arg);
}

void
diag_watch(struct diag *d, void (*seen)(void *arg, const struct pos *pos,
    enum diag_code code, const struct diag_arg *what), void *arg)
{
	d->seen = seen;
	d->seen_arg = arg;
}

void
diag_summary(struct diag *d, struct str text)
{
	if (d->opts.quiet || d->opts.sink == NULL)
		return;
	if (d->opts.json) {
		buf_puts(&d->line, "{\"program\":");
		put_json_string(&d->line, str_from(d->opts.program));
		buf_puts(&d->line, ",\"level\":\"summary\",\"message\":");
		put_json_string(&d->line, text);
		buf_puts(&d->line, "}\n");
	} else {
		buf_puts(&d->line, d->opts.program);
		buf_puts(&d->line, ": ");
		buf_put(&d->line, text);
		buf_putc(&d->line, '\n');
	}
	flush_line(d);
}

void
diag_free(struct diag *d)
{
	if (d == NULL)
		return;
	for (int i = 0; d->opts.sink != NULL && i < DIAG_CODE_COUNT; i++) {
		if (d->code[i] <= d->opts.cap || !is_capped((enum diag_code)i) ||
		    (d->opts.quiet && codes[i].level < DIAG_ERROR))
			continue;
		print(d, NULL, DIAG_MORE,
		    (const struct diag_arg[]){
			DIAG_NUM(d->code[i] - d->opts.cap),
			DIAG_Z(codes[i].name) });
	}
	buf_fini(&d->line);
	free(d);
}

unsigned long
diag_count(const struct diag *d, enum diag_level level)
{
	return d->level[level];
}

unsigned long
diag_code_count(const struct diag *d, enum diag_code code)
{
	return d->code[code];
}

enum lang
diag_lang(const struct diag *d)
{
	return d->opts.lang;
}

const char *
diag_code_name(enum diag_code code)
{
	return codes[code].name;
}

enum diag_level
diag_code_level(enum diag_code code)
{
	return codes[code].level;
}
