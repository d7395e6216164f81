#include "cli/dataset_out.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/word.h"
#include "cli/writer.h"
#include "record/rec.h"
#include "report/dataset.h"

#define FLUSH_AT 65536u

struct dataset_out {
	struct buf text;
	struct table *table; /* for people: collected; NULL: csv, rows leave */
};

static bool
flush(struct run *run)
{
	struct dataset_out *o = run->dataset;
	bool ok = output_put(run->out, buf_str(&o->text));

	buf_reset(&o->text);
	return ok;
}

bool
run_header(struct run *run, const struct str *name, size_t n)
{
	struct dataset_out *o;

	if (run_output(run) == NULL)
		return false;
	o = mem_zalloc(1, sizeof(*o));
	run->dataset = o;
	buf_init(&o->text, BUF_UNBOUNDED);
	if (strcmp(run->format, "csv") != 0) {
		o->table = report_dataset(run->report_lang, name, n);
		return true;
	}
	if (run->bom)
		buf_puts(&o->text, "\xef\xbb\xbf");
	return run_row(run, name, n);
}

bool
run_row(struct run *run, const struct str *cell, size_t n)
{
	struct dataset_out *o = run->dataset;

	if (o->table != NULL) {
		report_dataset_row(o->table, cell);
		return true;
	}
	rec_put_row(&o->text, cell, n);
	if (o->text.n < FLUSH_AT)
		return !output_failed(run->out);
	return flush(run);
}

bool
run_takes_text(const struct run *run)
{
	return strcmp(run->format, "csv") == 0;
}

bool
run_text(struct run *run, struct str rows)
{
	struct dataset_out *o = run->dataset;

	if (o->text.n > 0 && !flush(run))
		return false;
	return output_put(run->out, rows);
}

bool
writer_end(struct run *run)
{
	const struct format *f;

	if (run->dataset == NULL)
		return run->out == NULL || !output_failed(run->out);
	if (run->dataset->table == NULL)
		return flush(run);
	f = format_find(str_from(run->format));
	return format_put_table(f, &run->dataset->text, run->dataset->table,
	    run->diag) &&
	    run_formatted(run, f, buf_str(&run->dataset->text));
}

bool
run_formatted(struct run *run, const struct format *f, struct str bytes)
{
	struct buf word;
	bool good;

	if (run_output(run) == NULL)
		return false;
	if (f->binary && run->output == NULL && isatty(STDOUT_FILENO)) {
		diag_at(run->diag, NULL, DIAG_BINARY_TERMINAL,
		    DIAG_Z(f->name));
		return false;
	}
	if (f->binary)
		output_binary(run->out);
	if (!f->word)
		return output_put(run->out, bytes);
	buf_init(&word, BUF_UNBOUNDED);
	good = word_make(run, bytes, &word) &&
	    output_put(run->out, buf_str(&word));
	buf_fini(&word);
	return good;
}

void
writer_free(struct run *run)
{
	struct dataset_out *o = run->dataset;

	if (o == NULL)
		return;
	buf_fini(&o->text);
	table_free(o->table);
	free(o);
	run->dataset = NULL;
}
