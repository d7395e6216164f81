#include "record/book.h"

#include <stdlib.h>

/* Relationships: of a part, by id, to other parts. */
struct relation {
	struct str id, type;
	const char *part;
};

struct relations {
	struct book *b;
	struct xml *x;
	struct str folder; /* of the part they belong to, with a slash */
	struct relation *item;
	size_t n, cap;
};

bool
book_is(struct str first)
{
	return str_starts(first, STR("PK\3\4")) ||
	    str_starts(first, STR("PK\5\6")) ||
	    str_starts(first, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
}

/* A target, against the folder; ".." and "." taken out. */
static const char *
resolve(struct relations *r, struct str target)
{
	struct buf path;
	struct str piece;

	buf_init(&path, 4096);
	if (str_starts(target, STR("/")))
		target = str_sub(target, 1, target.n);
	else
		buf_put(&path, r->folder);
	while (str_cut(&target, '/', &piece)) {
		if (str_is(piece, "..")) {
			if (path.n > 0)
				path.n--;
			while (path.n > 0 && path.p[path.n - 1] != '/')
				path.n--;
		} else if (piece.n > 0 && !str_is(piece, ".")) {
			buf_put(&path, piece);
			if (target.n > 0)
				buf_putc(&path, '/');
		}
	}
	return buf_keep(&path, &r->b->keep).p;
}

static void
relation_start(void *arg, const char *name, const char **attr)
{
	struct relations *r = arg;
	struct relation *n;
	const char *target = xml_attr(attr, "Target");

	if (strcmp(name, "Relationship") != 0 || target == NULL ||
	    r->n >= 65536)
		return;
	r->item = mem_grow(r->item, &r->cap, r->n + 1, sizeof(*r->item));
	n = &r->item[r->n++];
	n->id = arena_str(&r->b->keep, str_from(xml_attr(attr, "Id")));
	n->type = arena_str(&r->b->keep, str_from(xml_attr(attr, "Type")));
	n->part = resolve(r, str_from(target));
}

/* Those of a part, "" for the archive.  A missing list is empty. */
static bool
load_relations(struct relations *r, const char *part)
{
	struct xml_handler h = { relation_start, NULL, NULL, r };
	struct buf path;
	struct str whole = str_from(part);
	size_t cut = whole.n;
	bool ok, missing;

	while (cut > 0 && whole.p[cut - 1] != '/')
		cut--;
	r->folder = str_sub(whole, 0, cut);
	buf_init(&path, 8192);
	buf_put(&path, r->folder);
	buf_puts(&path, "_rels/");
	buf_put(&path, str_sub(whole, cut, whole.n));
	buf_puts(&path, ".rels");
	buf_putc(&path, '\0');
	ok = xml_whole(r->b->d, r->b->zip, buf_str(&path).p, &h, &r->x,
	    &missing) || missing;
	buf_fini(&path);
	return ok;
}

static const char *
by_type(const struct relations *r, const char *type)
{
	for (size_t i = 0; i < r->n; i++)
		if (str_ends(r->item[i].type, str_from(type)))
			return r->item[i].part;
	return NULL;
}

static void
add_sheet(struct relations *r, const char **attr)
{
	struct book *b = r->b;
	const char *state = xml_attr(attr, "state");
	struct str id = { "", 0 };

	for (const char **a = attr; *a != NULL; a += 2)
		if (str_ends(str_from(*a), STR(":id")))
			id = str_from(a[1]);
	for (size_t i = 0; i < r->n; i++) {
		if (id.n == 0 || !str_eq(r->item[i].id, id) ||
		    !str_ends(r->item[i].type, STR("/worksheet")))
			continue;
		b->sheet = mem_grow(b->sheet, &b->sheet_cap, b->nsheet + 1,
		    sizeof(*b->sheet));
		b->sheet[b->nsheet++] = (struct book_sheet){
			arena_str(&b->keep, str_from(xml_attr(attr, "name"))),
			state != NULL && strcmp(state, "visible") != 0,
			r->item[i].part };
		return;
	}
}

static void
workbook_start(void *arg, const char *name, const char **attr)
{
	struct relations *r = arg;
	const char *on;

	if (strcmp(name, "sheet") == 0)
		add_sheet(r, attr);
	else if (strcmp(name, "workbookPr") == 0) {
		on = xml_attr(attr, "date1904");
		r->b->from_1904 = on != NULL && (strcmp(on, "1") == 0 ||
		    strcmp(on, "true") == 0);
	}
}

static bool
none(struct book *b, const char *part)
{
	struct pos pos = { .file = zip_name(b->zip) };

	diag_at(b->d, &pos, DIAG_BOOK_NONE, DIAG_Z(part));
	return false;
}

static bool
load_workbook(struct book *b, const char *part)
{
	struct relations r = { .b = b };
	struct xml_handler h = { workbook_start, NULL, NULL, &r };
	const char *texts, *styles;
	bool missing = false, ok;

	ok = load_relations(&r, part) &&
	    xml_whole(b->d, b->zip, part, &h, &r.x, &missing);
	texts = by_type(&r, "/sharedStrings");
	styles = by_type(&r, "/styles");
	free(r.item);
	if (!ok)
		return missing && none(b, part);
	if (b->nsheet == 0)
		return none(b, "worksheet");
	return (texts == NULL || book_load_texts(b, texts)) &&
	    (styles == NULL || book_load_styles(b, styles));
}

struct book *
book_open(struct diag *d, struct input *in)
{
	struct book *b = mem_zalloc(1, sizeof(*b));
	struct relations root = { .b = b };
	const char *part = NULL;
	bool ok;

	b->d = d;
	buf_init(&b->text, BOOK_TEXT_MAX);
	b->zip = zip_open(d, in);
	ok = b->zip != NULL && load_relations(&root, "");
	if (ok)
		part = by_type(&root, "/officeDocument");
	free(root.item);
	ok = ok && load_workbook(b, part != NULL ? part : "xl/workbook.xml");
	if (ok)
		return b;
	book_close(b);
	return NULL;
}

void
book_close(struct book *b)
{
	if (b == NULL)
		return;
	zip_close(b->zip);
	buf_fini(&b->text);
	free(b->text_end);
	free(b->form);
	free(b->sheet);
	arena_fini(&b->keep);
	free(b);
}

size_t
book_nsheet(const struct book *b)
{
	return b->nsheet;
}

const struct book_sheet *
book_sheet(const struct book *b, size_t i)
{
	return &b->sheet[i];
}

bool
book_find(const struct book *b, struct str which, size_t *i)
{
	struct pos pos = { .file = zip_name(b->zip) };
	struct buf names;
	size_t n = 0;

	for (*i = 0; *i < b->nsheet; ++*i)
		if (str_eq(b->sheet[*i].name, which))
			return true;
	for (size_t k = 0; k < which.n && which.p[k] >= '0' &&
	    which.p[k] <= '9' && n <= b->nsheet; k++)
		if (n = n * 10 + (size_t)(which.p[k] - '0'),
		    k + 1 == which.n && n > 0 && n <= b->nsheet) {
			*i = n - 1;
			return true;
		}
	buf_init(&names, 4096);
	for (size_t k = 0; k < b->nsheet; k++) {
		if (k > 0)
			buf_puts(&names, ", ");
		buf_put(&names, b->sheet[k].name);
	}
	diag_at(b->d, &pos, DIAG_SHEET_UNKNOWN, DIAG_STR(which),
	    DIAG_STR(buf_str(&names)));
	buf_fini(&names);
	return false;
}
