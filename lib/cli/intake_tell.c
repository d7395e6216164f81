#include "cli/intake_tell.h"

#include "import/cumulative.h"

/* One line, with the dataset's name where there are more; text is emptied. */
static void
tell_line(struct run *run, const char *dataset, struct buf *text)
{
	struct buf line;

	buf_init(&line, BUF_UNBOUNDED);
	if (dataset != NULL) {
		buf_puts(&line, dataset);
		buf_puts(&line, ": ");
	}
	buf_put(&line, buf_str(text));
	diag_summary(run->diag, buf_str(&line));
	buf_fini(&line);
	buf_reset(text);
}

static void
put_ways(struct buf *text, enum lang lang, const struct importer *im)
{
	unsigned long all = importer_account(im)->read;
	unsigned long fast = importer_fast(im);
	bool zh = lang == LANG_ZH;

	buf_puts(text, zh ? "快速通道 " : "");
	buf_int(text, (int64_t)fast);
	buf_puts(text, zh ? " 行，逐格处理 " : " rows by the fast lane, ");
	buf_int(text, (int64_t)(all - fast));
	buf_puts(text, zh ? " 行" : " cell by cell");
}

void
intake_tell(struct run *run, const struct importer *im, const char *dataset,
    bool stats)
{
	const struct account *a = importer_account(im);
	struct buf text;

	buf_init(&text, BUF_UNBOUNDED);
	account_put_rows(&text, run->lang, a);
	tell_line(run, dataset, &text);
	if (importer_balanced(im) != NULL) {
		account_put_amounts(&text, run->lang, a,
		    importer_balanced(im));
		tell_line(run, dataset, &text);
	}
	if (importer_cumulative(im) != NULL) {
		cumulative_put(&text, run->lang, importer_cumulative(im));
		tell_line(run, dataset, &text);
	}
	if (stats) {
		put_ways(&text, run->lang, im);
		tell_line(run, dataset, &text);
	}
	buf_fini(&text);
}

/* Months side by side are told by the map alone; figures since January tell
 * them themselves. */
bool
intake_wide_is_told(struct diag *d, const struct intake *in,
    const struct heading_book *book)
{
	if (!in->mapping.wide || heading_has_wide(book, in->ds) ||
	    in->cumulative == IMPORT_SINCE_USE ||
	    in->cumulative == IMPORT_SINCE_CHECK)
		return true;
	diag_at(d, NULL, DIAG_WIDE_NO_MONTH, DIAG_Z(in->ds->name));
	return false;
}
