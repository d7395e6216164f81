/*
 * One cell of an office's table -> the canonical text of its column, or a
 * complaint that names field, value and a form that would be accepted.
 * Clean cells pass without a copy; nothing is allocated a cell.
 */
#ifndef IMPORT_TIDY_H
#define IMPORT_TIDY_H

#include "base/buf.h"
#include "base/diag.h"
#include "import/amount.h"
#include "import/heading.h"
#include "import/moment.h"
#include "schema/code.h"

#define COMPLAINT_ARGS 6u

/* Arguments borrow the cell and static texts. */
struct complaint {
	enum diag_code code;
	struct diag_arg arg[COMPLAINT_ARGS];
};

/* A column as this file writes it. */
struct tidy {
	const struct dataset *ds;
	const struct column *column;
	size_t index;
	struct heading heading;
	struct amount_form form;
	struct moment_evidence evidence;
	const struct heading_book *book;
	const struct code_book *codes;
	struct buf out;     /* what the last cell became, where it changed */
	struct buf scratch;
	int64_t number;     /* of money: the amount just read, in fen */
	bool has_number;
};

void tidy_init(struct tidy *t, const struct dataset *ds, size_t index,
    const struct heading_book *book, const struct code_book *codes);
void tidy_fini(struct tidy *t);
/* What the heading says; the unit may be set afterwards (form.unit). */
void tidy_set_heading(struct tidy *t, const struct heading *h);

/* *out lives until the next cell of this column or the end of cell.
 * False: *why says what is wrong. */
bool tidy_cell(struct tidy *t, struct str cell, struct str *out,
    struct complaint *why);

/* C0 and C1 controls, DEL, and the signs that turn the direction of text: on
 * a screen they hide what a cell says.  A line break inside a text is one
 * that people type; it is none. */
bool tidy_has_control(struct str cell, bool text);

/* —, /, 无, N/A and the like: unknown, never zero. */
bool tidy_is_missing(struct str cell, struct buf *scratch);

#endif
