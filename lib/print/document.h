/*
 * A document: what a report lays out and a format writes, in the order it
 * is read: headings, paragraphs, tables, charts.  A report of one table is
 * a document of one block.
 *
 * The document owns its tables, its charts and copies of all text; control
 * characters are made visible on the way in.
 */
#ifndef PRINT_DOCUMENT_H
#define PRINT_DOCUMENT_H

#include "print/chart.h"
#include "print/table.h"

enum block_kind { BLOCK_HEADING, BLOCK_TEXT, BLOCK_TABLE, BLOCK_CHART };

struct block {
	enum block_kind kind;
	unsigned level;    /* of a heading: 1 a chapter, 2 a section */
	unsigned no;       /* of a table or chart: its number; 0: none */
	struct str number; /* "表1", "Table 1"; empty where it has none */
	struct str text;   /* of headings and paragraphs */
	struct table *table;
	struct chart *chart;
};

/* What stands on the front page; empty strings leave their line out. */
struct document_head {
	struct str marking;  /* 内部资料  注意保存 */
	struct str title, issue, subtitle;
	struct str issuer, date;
};

struct document {
	enum lang lang;
	unsigned audience;  /* tables for others are left out */
	bool contents;      /* begins with a table of contents */
	bool numbered;      /* tables and charts are numbered by turns */
	struct document_head head;
	struct block *block;
	size_t nblock, cap;
	unsigned ntable, nchart; /* numbered so far */
	struct arena keep;
};

struct document *document_new(enum lang lang, unsigned audience);
void document_free(struct document *doc); /* NULL is allowed */

void document_set_head(struct document *doc,
    const struct document_head *head);
void document_heading(struct document *doc, unsigned level, struct str text);
void document_text(struct document *doc, struct str text);
/* The blocks from `late` on come before those from `first` on: a paragraph
 * that speaks of tables is written when they have their numbers. */
void document_advance(struct document *doc, size_t first, size_t late);
/* Whether nothing since `first` has a row for people to read. */
bool document_is_bare(const struct document *doc, size_t first);
/* Takes back the blocks since `first`, and their numbers. */
void document_cut(struct document *doc, size_t first);
/* Take over what they are given. */
void document_table(struct document *doc, struct table *t);
void document_chart(struct document *doc, struct chart *c);

/* A document for people numbers each table that people read. */
bool document_shows(const struct document *doc, const struct table *t);
bool document_has_chart(const struct document *doc);
/* The number the next table will have, for text that speaks of it; empty
 * where tables have none. */
struct str document_next_table(struct document *doc);

#endif
