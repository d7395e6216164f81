#include "cli/intake_any.h"

#include "cli/dataset_out.h"
#include "cli/rejects.h"
#include "import/any.h"
#include "record/book.h"

struct work {
	struct run *run;
	const struct intake_options *options;
	struct loose_dialect dialect;
	enum encoding encoding;
	unsigned long skip, header_rows;
	struct reject_limit limit;
	struct output *rejects;
};

static bool
put_header(void *arg, const struct str *name, size_t n)
{
	return run_header(((struct work *)arg)->run, name, n);
}

static bool
put_row(void *arg, const struct str *cell, size_t n)
{
	return run_row(((struct work *)arg)->run, cell, n);
}

static bool
put_reject(void *arg, const struct import_reject *r)
{
	return rejects_put(((struct work *)arg)->rejects, r);
}

/* Any characters but line ends; `tab` and \t are the tab. */
static bool
read_token(struct work *w, const char *text, struct str *out)
{
	struct str s = str_from(text);

	if (text == NULL)
		return true;
	if (str_is(s, "tab") || str_is(s, "\\t"))
		s = STR("\t");
	*out = s;
	if (s.n > 0 && s.n <= LOOSE_TOKEN_MAX && str_chr(s, '\n') == s.n &&
	    str_chr(s, '\r') == s.n)
		return true;
	diag_at(w->run->diag, NULL, DIAG_OPTION_TOKEN, DIAG_Z(text));
	return false;
}

static bool
read_count(struct work *w, const char *option, const char *text,
    unsigned long *out)
{
	int64_t n;

	if (text == NULL)
		return true;
	if (num_parse_decimal(str_from(text), 0, &n) != NUM_OK || n < 0) {
		diag_at(w->run->diag, NULL, DIAG_OPTION_COUNT, DIAG_Z(option),
		    DIAG_Z(text));
		return false;
	}
	*out = (unsigned long)n;
	return true;
}

static bool
read_options(struct work *w)
{
	const struct intake_options *o = w->options;
	struct diag *d = w->run->diag;

	w->header_rows = o->no_header ? 0 : 1;
	if (!read_token(w, o->delimiter, &w->dialect.delimiter) ||
	    !read_token(w, o->quote, &w->dialect.quote) ||
	    !read_token(w, o->escape, &w->dialect.escape) ||
	    !read_count(w, "--skip-rows", o->skip_rows, &w->skip) ||
	    !read_count(w, "--header-rows", o->header_rows,
		&w->header_rows) ||
	    !reject_limit_read(d, NULL, o->max_rejects, &w->limit))
		return false;
	w->encoding = ENCODING_AUTO;
	if (o->encoding == NULL ||
	    encoding_find(str_from(o->encoding), &w->encoding))
		return true;
	diag_at(d, NULL, DIAG_OPTION_ENCODING, DIAG_Z(o->encoding));
	return false;
}

static bool
import_file(struct work *w, struct any *a, const char *path)
{
	struct diag *d = w->run->diag;
	struct text_opts how = { .encoding = w->encoding };
	struct pos pos = { 0 };
	struct input *in = input_open(d, path);
	struct str first;
	struct loose_reader *r;
	struct text *t;
	bool ok;

	if (in == NULL)
		return false;
	pos.file = input_name(in);
	ok = input_peek(in, &first);
	if (ok && book_is(first)) {
		diag_plain(d, &pos, DIAG_BOOK_OF_ANY);
		ok = false;
	}
	if (!ok) {
		input_close(in);
		return false;
	}
	t = text_open(d, in, &how);
	if (t == NULL)
		return false;
	pos.file = text_name(t);
	if (w->encoding == ENCODING_AUTO && text_encoding(t) != ENCODING_UTF8)
		diag_at(d, &pos, DIAG_READ_AS,
		    DIAG_Z(encoding_name(text_encoding(t))));
	r = loose_open(d, t, &w->dialect, w->skip);
	if (r == NULL)
		return false;
	if (w->dialect.delimiter.n == 0 && !str_is(loose_delimiter(r), ","))
		diag_at(d, &pos, DIAG_DELIMITED_BY,
		    DIAG_STR(loose_delimiter(r)));
	ok = any_file(a, r, pos.file);
	loose_close(r);
	return ok;
}

static bool
import_files(struct work *w, struct any *a)
{
	struct run *run = w->run;
	struct diag *d = run->diag;
	struct buf line;

	if (run->nfile == 1 && !import_file(w, a, "-"))
		return false;
	for (size_t i = 1; i < run->nfile; i++)
		if (!import_file(w, a, run->file[i]))
			return false;
	buf_init(&line, BUF_UNBOUNDED);
	account_put_rows(&line, run->lang, any_account(a));
	diag_summary(d, buf_str(&line));
	buf_fini(&line);
	return reject_limit_holds(d, &w->limit, any_account(a));
}

enum run_status
intake_any(struct run *run, const struct intake_options *o)
{
	struct work w = { .run = run, .options = o };
	struct any_opts opts = { 0 };
	struct import_sink sink = { .header = put_header, .row = put_row,
		.arg = &w };
	enum run_status status = RUN_FAILED;
	struct any *a;

	if (!read_options(&w) ||
	    !rejects_open(run, o->rejects, &w.rejects))
		return RUN_FAILED;
	opts.header_rows = w.header_rows;
	opts.max_rejects = reject_limit_number(&w.limit);
	if (w.rejects != NULL)
		sink.reject = put_reject;
	a = any_new(run->diag, &opts, &sink);
	if (import_files(&w, a))
		status = any_account(a)->rejected > 0 ? RUN_FINDINGS
		    : RUN_DONE;
	any_free(a);
	return status;
}
