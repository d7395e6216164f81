#include "cli/rejects.h"

#include "cli/side.h"
#include "record/rec.h"

#define REJECT_CELLS 8u

bool
reject_limit_read(struct diag *d, const struct pos *pos, const char *text,
    struct reject_limit *out)
{
	struct str s = str_from(text);
	int64_t n;

	*out = (struct reject_limit){ text, REJECTS_ANY_NUMBER, false };
	if (text == NULL)
		return true;
	out->is_share = str_ends(s, STR("%"));
	if (out->is_share)
		s = str_sub(s, 0, s.n - 1);
	if (num_parse_decimal(s, out->is_share ? 2 : 0, &n) != NUM_OK ||
	    n < 0 || (out->is_share && n > 10000)) {
		diag_at(d, pos, DIAG_OPTION_LIMIT, DIAG_Z(text));
		return false;
	}
	out->n = (unsigned long)n;
	return true;
}

unsigned long
reject_limit_number(const struct reject_limit *l)
{
	return l->is_share ? REJECTS_ANY_NUMBER : l->n;
}

bool
reject_limit_holds(struct diag *d, const struct reject_limit *l,
    const struct account *a)
{
	if (!l->is_share || (num_wide)a->rejected * 10000 <=
	    (num_wide)l->n * (num_wide)a->read)
		return true;
	diag_at(d, NULL, DIAG_TOO_MANY_REJECTS, DIAG_Z(l->text));
	return false;
}

static bool
put_cells(struct output *out, const struct str *cell)
{
	struct buf line;
	bool ok;

	buf_init(&line, BUF_UNBOUNDED);
	rec_put_row(&line, cell, REJECT_CELLS);
	ok = output_put(out, buf_str(&line));
	buf_fini(&line);
	return ok;
}

bool
rejects_open(struct run *run, const char *path, struct output **out)
{
	const struct str header[REJECT_CELLS] = { STR("file"), STR("line"),
		STR("column"), STR("field"), STR("value"), STR("rule"),
		STR("message"), STR("raw") };

	if (path == NULL)
		return true;
	*out = side_output(run, path, SIDE_ALWAYS);
	return *out != NULL && put_cells(*out, header);
}

bool
rejects_put(struct output *out, const struct import_reject *r)
{
	struct buf line, col;
	bool ok;

	buf_init(&line, BUF_UNBOUNDED);
	buf_init(&col, BUF_UNBOUNDED);
	buf_int(&line, (int64_t)r->pos.line);
	buf_int(&col, (int64_t)r->pos.col);
	ok = put_cells(out, (const struct str[]){ str_from(r->pos.file),
	    buf_str(&line), buf_str(&col), str_from(r->field), r->value,
	    str_from(diag_code_name(r->code)), r->message, r->raw });
	buf_fini(&line);
	buf_fini(&col);
	return ok;
}
