/*
 * docx: the Markdown that pandoc makes a Word document of, by
 * data/word/bldg.lua: charts are pictures in it, and the last table tells
 * which way the last pages lie.
 */
#include "print/head.h"
#include "print/md.h"
#include "print/svg.h"
#include "print/words.h"

/* Half-width characters of 9 pt that an upright page holds. */
#define UPRIGHT 104u

static void
put_base64(struct buf *out, struct str s)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s.n; i += 3) {
		unsigned n = 0;

		for (size_t k = 0; k < 3; k++)
			n = n << 8 | (i + k < s.n ?
			    (unsigned char)s.p[i + k] : 0u);
		for (unsigned k = 0; k < 4; k++)
			buf_putc(out, i + k <= s.n ?
			    digit[n >> (18 - 6 * k) & 63] : '=');
	}
}

static void
put_figure(struct buf *out, const struct block *b)
{
	struct buf picture;

	buf_init(&picture, BUF_UNBOUNDED);
	svg_file(&picture, b->chart);
	buf_puts(out, "![");
	md_text(out, b->number);
	buf_puts(out, b->number.n > 0 ? "  " : "");
	md_text(out, b->chart->title);
	buf_puts(out, "](data:image/svg+xml;base64,");
	put_base64(out, buf_str(&picture));
	buf_puts(out, ")\n\n");
	buf_fini(&picture);
	if (b->chart->note.n == 0)
		return;
	buf_puts(out, b->chart->lang == LANG_ZH ? "注：" : "Note: ");
	md_text(out, b->chart->note);
	buf_puts(out, "\n\n");
}

/* As the filter reckons it; what is over thirty wraps. */
static bool
is_wide(const struct table *t)
{
	struct head h;
	size_t sum = 0;

	head_init(&h, t);
	for (size_t i = 0; i < h.n; i++) {
		size_t w = head_width(&h, t, i);

		sum += (w < 30 ? w : 30) + 2;
	}
	head_fini(&h);
	return sum > UPRIGHT;
}

static void
put_docx(struct buf *out, const struct document *doc)
{
	bool wide = false;

	for (size_t i = 0; i < doc->nblock; i++)
		if (doc->block[i].kind == BLOCK_TABLE &&
		    document_shows(doc, doc->block[i].table))
			wide = is_wide(doc->block[i].table);
	if (wide)
		buf_puts(out, FORMAT_WIDE);
	md_document(out, doc, put_figure);
}

const struct format format_docx = {
	.name = "docx",
	.audience = TABLE_PEOPLE,
	.put = put_docx,
	.binary = true,
	.word = true,
};
