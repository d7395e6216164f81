/* The fold as rows, and what is said of it. */
#include "import/snapshot.h"

#include "base/date.h"

#define IN(row, column) (&(row)->value[COL(TENANCIES, column)])

size_t
snapshot_width(const struct snapshot *s)
{
	return SNAPSHOT_NCOL + s->extra.n;
}

void
snapshot_put_header(const struct snapshot *s, struct str *cell)
{
	const struct dataset *ds = dataset_at(DATASET_TENANCIES);

	for (size_t c = 0; c < SNAPSHOT_NCOL; c++)
		cell[c] = str_from(ds->column[c].name);
	for (size_t i = 0; i < s->extra.n; i++)
		cell[SNAPSHOT_NCOL + i] = s->extra.key[i];
}

bool
snapshot_put_row(const struct snapshot *s, size_t i, struct buf *buf,
    struct str *cell)
{
	const struct dataset *ds = dataset_at(DATASET_TENANCIES);
	const struct snapshot_row *r = &s->was.row[i];
	size_t end[SNAPSHOT_NCOL], from = 0;

	if (r->fate == SNAPSHOT_WITHDRAWN)
		return false;
	buf_reset(buf);
	for (size_t c = 0; c < SNAPSHOT_NCOL; c++) {
		value_put(buf, ds->column[c].type, ds->column[c].choices,
		    &r->value[c]);
		end[c] = buf->n;
	}
	for (size_t c = 0; c < SNAPSHOT_NCOL; c++) {
		cell[c] = str_sub(buf_str(buf), from, end[c]);
		from = end[c];
	}
	for (size_t k = 0; k < s->extra.n; k++)
		cell[SNAPSHOT_NCOL + k] = k < r->nextra ? r->extra[k]
		                                        : str_from(NULL);
	return true;
}

static void
put_word(struct buf *b, struct str text)
{
	if (text.n == 0)
		return;
	buf_putc(b, ' ');
	diag_escape(b, text);
}

static void
tell_row(const struct snapshot *s, const struct snapshot_row *r,
    const char *what)
{
	bool went = r->fate == SNAPSHOT_LEFT || r->fate == SNAPSHOT_MOVED;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, what);
	put_word(&b, went ? IN(r, left)->text : IN(r, entered)->text);
	put_word(&b, IN(r, building_id)->text);
	put_word(&b, IN(r, uscc)->text);
	put_word(&b, IN(r, room)->text);
	put_word(&b, IN(r, enterprise)->text);
	buf_puts(&b, " (");
	diag_escape(&b, str_from(r->pos.file));
	buf_putc(&b, ':');
	buf_int(&b, (int64_t)r->pos.line);
	buf_putc(&b, ')');
	diag_summary(s->d, buf_str(&b));
	buf_fini(&b);
}

/* "… $ …" with the number in place of $; texts of both languages. */
static void
put_count(struct buf *b, enum lang lang, const char *en, const char *zh,
    size_t n)
{
	struct str text = str_from(lang == LANG_ZH ? zh : en);
	size_t at = str_chr(text, '$');

	buf_put(b, str_sub(text, 0, at));
	buf_int(b, (int64_t)n);
	buf_put(b, str_sub(text, at + 1, text.n));
}

static void
put_changed(const struct snapshot *s, enum lang lang, struct buf *b)
{
	const struct dataset *ds = dataset_at(DATASET_TENANCIES);
	bool any = false;

	for (size_t c = 0; c < SNAPSHOT_NCOL; c++) {
		if (s->changed[c] == 0)
			continue;
		if (any)
			buf_puts(b, ", ");
		else
			buf_puts(b, lang == LANG_ZH ? "；变更：" :
			    "; changed: ");
		any = true;
		buf_puts(b, ds->column[c].name);
		buf_putc(b, ' ');
		buf_int(b, (int64_t)s->changed[c]);
	}
}

static void
put_account(const struct snapshot *s, enum lang lang, struct buf *b)
{
	const struct {
		enum snapshot_fate fate;
		const char *en, *zh;
	} part[] = {
		{ SNAPSHOT_UNCHANGED, "$ unchanged", "不变$" },
		{ SNAPSHOT_UPDATED, " + $ updated", "＋更新$" },
		{ SNAPSHOT_LEFT, " + $ left", "＋迁出$" },
		{ SNAPSHOT_RESIZED, " + $ resized", "＋面积变更$" },
		{ SNAPSHOT_MOVED, " + $ moved", "＋换房$" },
		{ SNAPSHOT_WITHDRAWN, " + $ withdrawn", "＋撤销$" },
		{ SNAPSHOT_PAST, " + $ not in force", "＋不在驻$" },
		{ SNAPSHOT_ELSEWHERE, " + $ elsewhere", "＋范围外$" },
	};

	put_count(b, lang, "$ before", "原有$", s->before);
	put_count(b, lang, " + $ entered", "＋新入驻$",
	    s->count[SNAPSHOT_NEW]);
	put_count(b, lang, " + $ with another area", "＋面积变更$",
	    s->count[SNAPSHOT_NEW_AREA]);
	put_count(b, lang, " + $ with another room", "＋换房增房$",
	    s->count[SNAPSHOT_NEW_ROOM]);
	put_count(b, lang, " - $ withdrawn", "－撤销$",
	    s->count[SNAPSHOT_WITHDRAWN]);
	put_count(b, lang, " = $ written", "＝输出$", s->after);
	put_count(b, lang, "; $ before = ", "；原有$＝", s->before);
	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++)
		put_count(b, lang, part[i].en, part[i].zh,
		    s->count[part[i].fate]);
	put_count(b, lang, "; snapshot $", "；现况$", s->now.n);
	put_count(b, lang, " = $ there", "＝在驻$", s->now.n - s->absent);
	put_count(b, lang, " + $ not", "＋不在驻$", s->absent);
}

void
snapshot_tell(const struct snapshot *s, enum lang lang)
{
	const struct {
		enum snapshot_fate fate;
		const char *text[LANG_COUNT];
	} list[] = {
		{ SNAPSHOT_NEW, { "entered", "新入驻" } },
		{ SNAPSHOT_LEFT, { "left", "迁出" } },
		{ SNAPSHOT_NEW_ROOM, { "another room from", "增房" } },
		{ SNAPSHOT_MOVED, { "room given up in", "退房" } },
		{ SNAPSHOT_WITHDRAWN, { "withdrawn", "撤销" } },
	};
	struct buf b;

	for (size_t k = 0; k < sizeof(list) / sizeof(list[0]); k++)
		for (size_t i = 0; i < s->was.n; i++)
			if (s->was.row[i].fate == list[k].fate)
				tell_row(s, &s->was.row[i],
				    list[k].text[lang]);
	buf_init(&b, BUF_UNBOUNDED);
	put_account(s, lang, &b);
	put_changed(s, lang, &b);
	diag_summary(s->d, buf_str(&b));
	buf_fini(&b);
}
