/*
 * A Word document: Markdown through pandoc, with the styles and the filter
 * of data/word.
 */
#ifndef CLI_WORD_H
#define CLI_WORD_H

#include "cli/run.h"

/* md: as format_docx makes it.  False after a report; pandoc may not be
 * installed. */
bool word_make(struct run *run, struct str md, struct buf *out);

#endif
