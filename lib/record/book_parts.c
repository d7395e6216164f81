/* The parts of a workbook that its sheets refer to. */
#include <stdlib.h>

#include "record/book.h"

struct texts {
	struct book *b;
	struct xml *x;
	bool in_t, in_phonetic;
};

static void
text_start(void *arg, const char *name, const char **attr)
{
	struct texts *t = arg;

	(void)attr;
	if (strcmp(name, "rPh") == 0)
		t->in_phonetic = true;
	else if (strcmp(name, "t") == 0)
		t->in_t = true;
}

static void
text_ends(struct texts *t)
{
	struct book *b = t->b;
	struct pos pos = { .file = zip_name(b->zip) };

	if (b->text.over) {
		diag_at(b->d, &pos, DIAG_ZIP_BOMB, DIAG_Z("sharedStrings"));
		xml_refuse(t->x);
		return;
	}
	cell_unescape(&b->text, b->ntext == 0 ? 0
	    : b->text_end[b->ntext - 1]);
	b->text_end = mem_grow(b->text_end, &b->text_cap, b->ntext + 1,
	    sizeof(*b->text_end));
	b->text_end[b->ntext++] = b->text.n;
}

static void
text_end(void *arg, const char *name)
{
	struct texts *t = arg;

	if (strcmp(name, "t") == 0)
		t->in_t = false;
	else if (strcmp(name, "rPh") == 0)
		t->in_phonetic = false;
	else if (strcmp(name, "si") == 0)
		text_ends(t);
}

static void
text_piece(void *arg, const char *s, int n)
{
	struct texts *t = arg;

	if (t->in_t && !t->in_phonetic)
		buf_put(&t->b->text, (struct str){ s, (size_t)n });
}

static bool
missing_part(struct book *b, const char *part)
{
	struct pos pos = { .file = zip_name(b->zip) };

	diag_at(b->d, &pos, DIAG_BOOK_NONE, DIAG_Z(part));
	return false;
}

bool
book_load_texts(struct book *b, const char *part)
{
	struct texts t = { .b = b };
	struct xml_handler h = { text_start, text_end, text_piece, &t };
	bool missing;

	return xml_whole(b->d, b->zip, part, &h, &t.x, &missing) ||
	    (missing && missing_part(b, part));
}

struct styles {
	struct book *b;
	struct xml *x;
	unsigned *id; /* of formats that the workbook defines */
	unsigned char *form;
	size_t n, id_cap, form_cap;
	bool in_cells;
};

static unsigned
number_of(const char *z)
{
	return z == NULL ? 0 : (unsigned)strtoul(z, NULL, 10);
}

static enum cell_form
form_of(const struct styles *s, unsigned id)
{
	for (size_t i = s->n; i-- > 0;)
		if (s->id[i] == id)
			return (enum cell_form)s->form[i];
	return cell_form_builtin(id);
}

static void
style_start(void *arg, const char *name, const char **attr)
{
	struct styles *s = arg;
	struct book *b = s->b;

	if (strcmp(name, "numFmt") == 0 && s->n < 65536) {
		const char *code = xml_attr(attr, "formatCode");

		s->id = mem_grow(s->id, &s->id_cap, s->n + 1, sizeof(*s->id));
		s->form = mem_grow(s->form, &s->form_cap, s->n + 1, 1);
		s->id[s->n] = number_of(xml_attr(attr, "numFmtId"));
		s->form[s->n++] =
		    (unsigned char)cell_form_code(str_from(code));
	} else if (strcmp(name, "cellXfs") == 0) {
		s->in_cells = true;
	} else if (s->in_cells && strcmp(name, "xf") == 0 &&
	    b->nform < 65536) {
		unsigned id = number_of(xml_attr(attr, "numFmtId"));

		b->form = mem_grow(b->form, &b->form_cap, b->nform + 1, 1);
		b->form[b->nform++] = (unsigned char)form_of(s, id);
	}
}

static void
style_end(void *arg, const char *name)
{
	struct styles *s = arg;

	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = false;
}

bool
book_load_styles(struct book *b, const char *part)
{
	struct styles s = { .b = b };
	struct xml_handler h = { style_start, style_end, NULL, &s };
	bool missing, ok;

	ok = xml_whole(b->d, b->zip, part, &h, &s.x, &missing) ||
	    (missing && missing_part(b, part));
	free(s.id);
	free(s.form);
	return ok;
}
