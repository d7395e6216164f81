#include "cli/roster_io.h"

#include <stdlib.h>

#include "cli/dataset_out.h"
#include "cli/workspace.h"
#include "print/format.h"
#include "print/words.h"
#include "report/why.h"

static bool
read_with(struct run *run, struct roster *r, const char *path,
    enum dataset_id id, bool (*read)(struct roster *, struct row_reader *))
{
	struct row_reader *in;
	bool ok;

	if (path == NULL)
		return true;
	in = row_open(run->diag, path, dataset_at(id), run_codes(run));
	ok = in != NULL && read(r, in);
	row_close(in);
	return ok;
}

/* The period's own file of the workspace, where nothing was named; NULL
 * after a report. */
static const char *
input_of(struct run *run, int period)
{
	if (run->nfile > 1) {
		diag_at(run->diag, NULL, DIAG_USAGE, DIAG_Z(words(run->lang,
		    "最多一个输入", "one input at most")));
		return NULL;
	}
	if (run->default_input && run->workspace != NULL && period >= 0)
		return workspace_input(run, period, "indicators.csv");
	return run->file[0];
}

static struct roster *
read_indicators(struct run *run, int period)
{
	const char *path = run_codes(run) == NULL ? NULL :
	    input_of(run, period);
	struct row_reader *in = path == NULL ? NULL : row_open(run->diag, path,
	    indicator_dataset(), run_codes(run));
	struct roster *r = in == NULL ? NULL :
	    roster_read(run->diag, in, period);

	row_close(in);
	if (r != NULL)
		r->fields.codes = run_codes(run);
	return r;
}

struct roster *
roster_io_read(struct run *run, int period, const char *base,
    const char *recognitions)
{
	struct roster *r = read_indicators(run, period);

	if (base == NULL)
		base = workspace_file(run, "canon", "base.csv");
	if (recognitions == NULL)
		recognitions = workspace_file(run, "canon",
		    "recognitions.csv");
	if (r != NULL &&
	    read_with(run, r, base, DATASET_BASE, roster_read_base) &&
	    read_with(run, r, recognitions, DATASET_RECOGNITIONS,
	        roster_read_recognitions))
		return r;
	roster_free(r);
	return NULL;
}

bool
roster_io_write(struct run *run, const struct roster *r)
{
	size_t n = roster_width(r);
	struct str *cell = mem_zalloc(n, sizeof(*cell));
	struct buf buf;
	bool ok;

	buf_init(&buf, BUF_UNBOUNDED);
	roster_put_header(r, cell);
	ok = run_header(run, cell, n);
	for (size_t i = 0; ok && i < r->n; i++) {
		roster_put_row(r, &r->row[i], &buf, cell);
		ok = run_row(run, cell, n);
	}
	buf_reset(&buf);
	roster_put_summary(r, run->lang, &buf);
	if (ok)
		diag_summary(run->diag, buf_str(&buf));
	buf_fini(&buf);
	free(cell);
	return ok;
}

bool
roster_io_explain(struct run *run, struct roster *r,
    const struct class_rules *rules, const char *building)
{
	const struct roster_row *row = roster_classify_one(r, rules,
	    str_from(building));
	const struct format *format = format_find(
	    str_from(run_format_for_people(run)));
	struct table *t;
	struct buf b;
	bool ok;

	if (row == NULL)
		return false;
	buf_init(&b, BUF_UNBOUNDED);
	t = why_building(run->report_lang, rules, row);
	ok = format_put_table(format, &b, t, run->diag) &&
	    run_formatted(run, format, buf_str(&b));
	table_free(t);
	buf_fini(&b);
	return ok;
}
