#include "cli/reconcile_io.h"

#include "cli/dataset_out.h"
#include "cli/workspace.h"
#include "rule/reconcile.h"
#include "schema/made.h"

/* Ours; NULL after a report. */
static struct roster *
read_ours(struct run *run, int period)
{
	struct row_reader *in;
	struct roster *r;
	const char *path = run->file[0];

	if (run->nfile > 1) {
		diag_at(run->diag, NULL, DIAG_USAGE,
		    DIAG_Z(run->lang == LANG_ZH ? "最多一个 classified 文件"
		        : "one file of the dataset classified at most"));
		return NULL;
	}
	if (run->default_input && run->workspace != NULL && period >= 0)
		path = workspace_input(run, period, "classified.csv");
	in = path == NULL ? NULL : row_open(run->diag, path,
	    indicator_classified(), run_codes(run));
	r = in == NULL ? NULL : roster_read_classified(run->diag, in, period);
	if (r != NULL && r->n == 0) {
		struct pos pos = row_header_pos(in);

		diag_plain(run->diag, &pos, DIAG_WATCH_EMPTY);
		roster_free(r);
		r = NULL;
	}
	row_close(in);
	return r;
}

/* The tier is one of the rules; false after a report. */
static bool
check_tier(struct run *run, const struct class_rules *classes,
    const char *tier)
{
	struct str rest = str_from(classes->tiers), name;

	if (tier == NULL)
		return true;
	while (str_cut(&rest, '|', &name))
		if (str_is(name, tier))
			return true;
	diag_at(run->diag, NULL, DIAG_UNKNOWN_TIER, DIAG_Z(tier),
	    DIAG_Z(classes->tiers));
	return false;
}

static bool
write_rows(struct run *run, const struct reconcile *r)
{
	const struct dataset *ds = made_at(MADE_RECONCILE);
	struct str name[16];
	struct buf line;
	bool ok;

	for (size_t i = 0; i < ds->ncolumn; i++)
		name[i] = str_from(ds->column[i].name);
	ok = run_header(run, name, ds->ncolumn);
	buf_init(&line, BUF_UNBOUNDED);
	for (size_t i = 0; ok && i < r->n; i++) {
		const struct reconcile_row *x = &r->row[i];

		buf_reset(&line);
		if (x->line > 0)
			buf_int(&line, (int64_t)x->line);
		ok = run_row(run, (const struct str[]){ x->id, x->name,
			x->district, x->column, x->unit, x->theirs, x->ours,
			x->difference, value_choice_text(ds->column[COL(
			    RECONCILE, cause)].choices, (int)x->cause),
			x->detail, buf_str(&line) }, ds->ncolumn);
	}
	buf_reset(&line);
	reconcile_put_summary(&line, r, run->lang);
	if (ok)
		diag_summary(run->diag, buf_str(&line));
	buf_fini(&line);
	return ok;
}

static struct reconcile *
hold(struct run *run, const struct reconcile_io *io,
    const struct roster *ours, const struct class_rules *classes)
{
	struct reconcile_input in = { .diag = run->diag, .path = io->list,
		.ours = ours, .classes = classes, .codes = run_codes(run),
		.tier = str_from(io->tier) };
	struct input *file = input_open(run->diag, io->list);
	struct text *text = file == NULL ? NULL :
	    text_open(run->diag, file, NULL);
	struct rec_reader *list = text == NULL ? NULL :
	    rec_open(run->diag, text, NULL);
	struct reconcile *r = list == NULL ? NULL :
	    reconcile_new(&in, list);

	rec_close(list);
	return r;
}

enum run_status
reconcile_io(struct run *run, const struct reconcile_io *io)
{
	struct setting_book *book = rules_load(run, "classify.ini",
	    io->rules);
	struct class_rules *classes = book == NULL ? NULL :
	    class_rules_new(run->diag, book, NULL);
	struct roster *ours = classes == NULL || run_codes(run) == NULL ||
	    !check_tier(run, classes, io->tier) ? NULL :
	    read_ours(run, io->period);
	struct reconcile *r = ours == NULL ? NULL :
	    hold(run, io, ours, classes);
	enum run_status status = RUN_FAILED;

	if (r != NULL && write_rows(run, r))
		status = r->n > 0 ? RUN_FINDINGS : RUN_DONE;
	reconcile_free(r);
	roster_free(ours);
	class_rules_free(classes);
	setting_free(book);
	return status;
}
