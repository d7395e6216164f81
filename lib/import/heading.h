/*
 * What offices call the columns: the synonyms of data/headings, of the
 * columns' own names and labels, and of a user's map.  Headings compare
 * folded (text/normal.h), without a bracketed unit.  The book owns its
 * texts; what it gives lives as long.
 */
#ifndef IMPORT_HEADING_H
#define IMPORT_HEADING_H

#include "import/unit.h"
#include "record/rec.h"
#include "schema/dataset.h"

struct heading {
	size_t column;  /* of the dataset; heading_place(ds) for the place */
	enum unit unit; /* UNIT_NONE: not stated by the heading */
	bool by_name;   /* the cells hold names where we hold ids or codes */
	bool canonical; /* our own name: the cells are canonical text */
	bool wide;      /* of a map's {month}: a column a month */
	int month;      /* then, as in base/date.h */
	bool cumulative; /* since January; month: up to it, 0: not stated */
};

struct heading_book;

struct heading_book *heading_new(void);
void heading_free(struct heading_book *b); /* NULL is allowed */

/* `dataset,column,synonym,unit`, read to its end; `*,-` names columns to be
 * left out without a word.  False after a report. */
bool heading_load(struct diag *d, struct heading_book *b,
    struct rec_reader *csv);
/* `dataset,column,synonym,value`: words for choices and flags. */
bool heading_load_words(struct diag *d, struct heading_book *b,
    struct rec_reader *csv);

/* A user's: wins over all others for that column. */
void heading_add(struct heading_book *b, const struct dataset *ds,
    size_t column, struct str synonym, bool by_name);
/* The same with {month} in it, as in "{month}税收"; year: of months that
 * state none, 0: they must. */
void heading_add_wide(struct heading_book *b, const struct dataset *ds,
    size_t column, struct str pattern);
void heading_set_year(struct heading_book *b, int year);
/* Does any heading of the dataset hold {month}? */
bool heading_has_wide(const struct heading_book *b, const struct dataset *ds);
void heading_add_word(struct heading_book *b, const struct dataset *ds,
    size_t column, struct str word, struct str value);

/* False if the heading is unknown.  text is as it stands in the cell. */
bool heading_find(const struct heading_book *b, const struct dataset *ds,
    struct str text, struct heading *out);

/* A figure since January: 累计, 1-6月税收, or of a map.  heading_find knows
 * none of these.  `wide` where it states its month. */
bool heading_find_cumulative(const struct heading_book *b,
    const struct dataset *ds, struct str text, struct heading *out);
void heading_add_cumulative(struct heading_book *b, const struct dataset *ds,
    size_t column, struct str synonym);

/* The canonical value of a word in a column; false if it has none. */
bool heading_word(const struct heading_book *b, const struct dataset *ds,
    size_t column, struct str text, struct str *value);

/* A column that numbers rows (序号): known to be of no use. */
bool heading_is_row_number(const struct heading_book *b, struct str text);

/* Some headings that would be known as this column, "a, b, c". */
void heading_examples(const struct heading_book *b, const struct dataset *ds,
    size_t column, struct buf *out);

/*
 * The place (a district) a row speaks of: found in every dataset, since
 * names of buildings are looked up within it.  A dataset without such a
 * column has it behind its last one.
 */
size_t heading_place(const struct dataset *ds);

/* How many headings of ds are among the cells of a text's first lines:
 * how plausible a reading of the bytes is. */
unsigned heading_score(const struct heading_book *b, const struct dataset *ds,
    struct str sample);

#endif
