/* A document: its blocks in order, its tables and charts numbered. */
#include "print/document.h"

#include <stdlib.h>

#include "print/words.h"

struct document *
document_new(enum lang lang, unsigned audience)
{
	struct document *doc = mem_zalloc(1, sizeof(*doc));

	doc->lang = lang;
	doc->audience = audience;
	return doc;
}

void
document_free(struct document *doc)
{
	if (doc == NULL)
		return;
	document_cut(doc, 0);
	free(doc->block);
	arena_fini(&doc->keep);
	free(doc);
}

void
document_set_head(struct document *doc, const struct document_head *head)
{
	struct arena *a = &doc->keep;

	doc->head = (struct document_head){
		.marking = table_visible(a, head->marking),
		.title = table_visible(a, head->title),
		.issue = table_visible(a, head->issue),
		.subtitle = table_visible(a, head->subtitle),
		.issuer = table_visible(a, head->issuer),
		.date = table_visible(a, head->date),
	};
}

static struct block *
add(struct document *doc, enum block_kind kind)
{
	struct block *b;

	doc->block = mem_grow(doc->block, &doc->cap, doc->nblock + 1,
	    sizeof(*doc->block));
	b = &doc->block[doc->nblock++];
	*b = (struct block){ .kind = kind };
	return b;
}

void
document_heading(struct document *doc, unsigned level, struct str text)
{
	struct block *b = add(doc, BLOCK_HEADING);

	b->level = level;
	b->text = table_visible(&doc->keep, text);
}

void
document_text(struct document *doc, struct str text)
{
	add(doc, BLOCK_TEXT)->text = table_visible(&doc->keep, text);
}

static void
reverse(struct block *b, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct block x = b[i];

		b[i] = b[n - 1 - i];
		b[n - 1 - i] = x;
	}
}

void
document_advance(struct document *doc, size_t first, size_t late)
{
	struct block *b = doc->block + first;

	reverse(b, late - first);
	reverse(b + (late - first), doc->nblock - late);
	reverse(b, doc->nblock - first);
}

bool
document_is_bare(const struct document *doc, size_t first)
{
	for (size_t i = first; i < doc->nblock; i++) {
		const struct block *b = &doc->block[i];

		if (b->kind == BLOCK_CHART || (b->kind == BLOCK_TABLE &&
		    (doc->audience & TABLE_PEOPLE) == 0))
			return false;
		if (b->kind == BLOCK_TABLE && b->table->nrow > 0 &&
		    document_shows(doc, b->table))
			return false;
	}
	return true;
}

void
document_cut(struct document *doc, size_t first)
{
	while (doc->nblock > first) {
		struct block *b = &doc->block[--doc->nblock];

		if (b->no > 0)
			*(b->kind == BLOCK_CHART ? &doc->nchart :
			    &doc->ntable) = b->no - 1;
		table_free(b->table);
		chart_free(b->chart);
	}
}

bool
document_shows(const struct document *doc, const struct table *t)
{
	return (t->audience & doc->audience) != 0;
}

bool
document_has_chart(const struct document *doc)
{
	for (size_t i = 0; i < doc->nblock; i++)
		if (doc->block[i].kind == BLOCK_CHART)
			return true;
	return false;
}

static struct str
table_number_of(struct document *doc, unsigned no)
{
	return words_fill(&doc->keep, words(doc->lang, "表$1", "Table $1"),
	    words_int(&doc->keep, no));
}

struct str
document_next_table(struct document *doc)
{
	return doc->numbered ? table_number_of(doc, doc->ntable + 1) :
	    (struct str){ "", 0 };
}

void
document_table(struct document *doc, struct table *t)
{
	struct block *b = add(doc, BLOCK_TABLE);

	b->table = t;
	if (!doc->numbered || (t->audience & TABLE_PEOPLE) == 0)
		return;
	b->no = ++doc->ntable;
	b->number = table_number_of(doc, b->no);
}

void
document_chart(struct document *doc, struct chart *c)
{
	struct block *b = add(doc, BLOCK_CHART);

	b->chart = c;
	if (!doc->numbered)
		return;
	b->no = ++doc->nchart;
	b->number = words_fill(&doc->keep,
	    words(doc->lang, "图$1", "Figure $1"),
	    words_int(&doc->keep, b->no));
}
