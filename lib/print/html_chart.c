/* A chart in HTML: its caption, two drawings of which one is shown, a note. */
#include "print/html_part.h"
#include "print/markup.h"
#include "print/svg.h"
#include "print/words.h"

void
html_chart(struct buf *out, const struct block *b, struct str id)
{
	static const char *const class[] = { "broad", "narrow" };
	const struct chart *c = b->chart;
	struct arena keep = { NULL };

	buf_puts(out, "<figure class=\"chart\" id=\"");
	markup_text(out, id);
	buf_puts(out, "\">\n<figcaption class=\"title\">");
	markup_text(out, b->number);
	if (b->number.n > 0)
		buf_puts(out, "&#8195;");
	markup_text(out, c->title);
	buf_puts(out, "</figcaption>\n");
	for (unsigned i = 0; i < 2; i++) {
		struct svg_look look = { .class = class[i], .narrow = i == 1,
			.number = b->number };

		look.id = words_fill(&keep, i == 1 ? "$1-n" : "$1-b", id);
		svg_chart(out, c, &look, -1);
	}
	if (c->note.n > 0) {
		buf_puts(out, "<div class=\"notes\"><p><span>");
		markup_text(out, c->note);
		buf_puts(out, "</span></p></div>\n");
	}
	buf_puts(out, "</figure>\n");
	arena_fini(&keep);
}
