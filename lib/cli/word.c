#include "cli/word.h"

#include "io/through.h"
#include "print/format.h"

static const char *
option(struct run *run, const char *name, const char *value)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, name);
	buf_puts(&b, value);
	return buf_keep(&b, run->keep).p;
}

bool
word_make(struct run *run, struct str md, struct buf *out)
{
	/* the day does not show: this is 2000-01-01 */
	static const char *const environment[] = {
		"SOURCE_DATE_EPOCH=946684800", NULL };
	bool wide = str_starts(md, str_from(FORMAT_WIDE));
	const char *argv[] = { "pandoc",
		"--from=commonmark+pipe_tables+yaml_metadata_block",
		"--to=docx", "--output=-",
		option(run, "--lua-filter=",
		    run_data_path(run, "word", "bldg.lua")),
		option(run, "--reference-doc=", run_data_path(run, "word",
		    wide ? "bldg-wide.docx" : "bldg.docx")), NULL };

	return through(run->diag, argv, environment, md, out);
}
