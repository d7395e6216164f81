#include "cli/intake.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/date.h"
#include "cli/dataset_out.h"
#include "cli/intake_back.h"
#include "cli/intake_book.h"
#include "cli/intake_ids.h"
#include "cli/intake_loose.h"
#include "cli/intake_tell.h"
#include "cli/rejects.h"
#include "cli/side.h"
#include "cli/signal.h"
#include "cli/split.h"
#include "import/dialect.h"
#include "import/draft.h"
#include "record/sheet.h"
#include "schema/row.h"

/* All that is open during one run. */
struct work {
	struct run *run;
	struct intake *in;
	struct heading_book *book;
	struct conf *map;
	struct intake_ids *ids;
	struct map references;
	enum encoding encoding;
	struct output *rejects, *audit;
	struct intake_back *back; /* --annotate, or NULL */
	struct split *split; /* -o DIR/, or NULL */
	struct output *out;  /* of in->output, or NULL: the run's */
	struct import_opts opts;
	struct mapping given; /* of the command line, before any map */
	struct buf line;
	struct reject_limit limit;
	unsigned long skipped; /* sheets that may hold rows */
	const char *map_path;  /* of the map in force, or NULL */
	int month;             /* set for the file at hand; -1: none */
};

static struct rec_reader *
open_table(struct work *w, const char *name)
{
	const char *path = run_data_path(w->run, "headings", name);
	struct input *in = input_open(w->run->diag, path);
	struct text *t = in == NULL ? NULL
	    : text_open(w->run->diag, in, NULL);

	return t == NULL ? NULL : rec_open(w->run->diag, t, NULL);
}

static bool
load_book(struct work *w)
{
	struct rec_reader *headings = open_table(w, "headings.csv");
	struct rec_reader *words = headings == NULL ? NULL
	    : open_table(w, "values.csv");
	bool ok = words != NULL;

	heading_free(w->book);
	w->book = heading_new();
	ok = ok && heading_load(w->run->diag, w->book, headings) &&
	    heading_load_words(w->run->diag, w->book, words);
	rec_close(headings);
	rec_close(words);
	return ok;
}

/* The headings of a map on top of the built-in ones; NULL: these alone. */
static bool
load_map(struct work *w, const char *path)
{
	struct mapping *m = &w->in->mapping;
	const struct dataset *ds = w->in->ds;
	struct input *in;

	if (!load_book(w))
		return false;
	w->map_path = path;
	conf_free(w->map);
	w->map = NULL;
	*m = w->given;
	m->set = arena_alloc(w->run->keep, ds->ncolumn + 1, sizeof(*m->set));
	m->unit = arena_alloc(w->run->keep, ds->ncolumn, sizeof(*m->unit));
	memcpy(m->set, w->given.set, (ds->ncolumn + 1) * sizeof(*m->set));
	memcpy(m->unit, w->given.unit, ds->ncolumn * sizeof(*m->unit));
	m->fill_down = arena_alloc(w->run->keep, ds->ncolumn,
	    sizeof(*m->fill_down));
	memcpy(m->fill_down, w->given.fill_down,
	    ds->ncolumn * sizeof(*m->fill_down));
	if (path == NULL)
		return true;
	in = input_open(w->run->diag, path);
	if (in == NULL)
		return false;
	w->map = conf_load(w->run->diag, in, NULL);
	input_close(in);
	return w->map != NULL && mapping_read(w->run->diag, w->map, ds,
	    w->book, m);
}

static bool
load_register(struct work *w)
{
	if (w->in->lookup == NULL && w->in->assign) {
		diag_plain(w->run->diag, NULL, DIAG_ASSIGN_LOOKUP);
		return false;
	}
	if (w->in->lookup != NULL)
		w->ids = intake_ids_open(w->run, w->in->lookup,
		    w->in->assign);
	return w->in->lookup == NULL || w->ids != NULL;
}

static bool
load_references(struct work *w)
{
	struct row_reader *r;
	struct row row;
	enum status st;

	if (w->in->check == NULL)
		return true;
	r = row_open(w->run->diag, w->in->check,
	    dataset_at(DATASET_BUILDINGS), run_codes(w->run));
	if (r == NULL)
		return false;
	while ((st = row_next(r, &row)) == STATUS_OK)
		map_put(&w->references,
		    row.value[COL(BUILDINGS, building_id)].text, NULL);
	row_close(r);
	return st == STATUS_END;
}

static bool
parse_encoding(struct work *w)
{
	w->encoding = ENCODING_AUTO;
	if (w->in->encoding == NULL ||
	    encoding_find(str_from(w->in->encoding), &w->encoding))
		return true;
	diag_at(w->run->diag, NULL, DIAG_OPTION_ENCODING,
	    DIAG_Z(w->in->encoding));
	return false;
}

static bool
put_cells(struct work *w, struct output *out, const struct str *cell, size_t n)
{
	buf_reset(&w->line);
	rec_put_row(&w->line, cell, n);
	return output_put(out, buf_str(&w->line));
}

static bool
put_header(void *arg, const struct str *name, size_t n)
{
	struct work *w = arg;

	if (w->out != NULL)
		return put_cells(w, w->out, name, n);
	if (w->split == NULL)
		return run_header(w->run, name, n);
	split_header(w->split, name, n,
	    dataset_column(w->in->ds, STR("month")));
	return true;
}

static bool
put_row(void *arg, const struct str *cell, size_t n)
{
	struct work *w = arg;

	if (w->out != NULL)
		return put_cells(w, w->out, cell, n);
	return w->split == NULL ? run_row(w->run, cell, n)
				: split_row(w->split, cell, n);
}

static bool
put_text(void *arg, struct str rows)
{
	struct work *w = arg;

	return w->out != NULL ? output_put(w->out, rows)
			      : run_text(w->run, rows);
}

static bool
takes_text(const struct work *w)
{
	return w->split == NULL && (w->out != NULL || run_takes_text(w->run));
}

static bool
put_reject(void *arg, const struct import_reject *r)
{
	struct work *w = arg;

	if (w->back != NULL)
		sent_reject(intake_back_sent(w->back), r);
	return w->rejects == NULL || rejects_put(w->rejects, r);
}

static bool
put_change(void *arg, const struct import_change *c)
{
	struct work *w = arg;
	struct buf line;
	bool ok;

	buf_init(&line, BUF_UNBOUNDED);
	buf_int(&line, (int64_t)c->pos.line);
	ok = put_cells(w, w->audit, (const struct str[]){
	    str_from(c->pos.file), buf_str(&line), str_from(c->field),
	    c->from, c->to, str_from(c->rule) }, 6);
	buf_fini(&line);
	return ok;
}

/* A second output beside the dataset; *out stays NULL without a path. */
static bool
open_side(struct work *w, const char *path, enum side_keep keep,
    const struct str *header, size_t n, struct output **out)
{
	if (path == NULL)
		return true;
	*out = side_output(w->run, path, keep);
	return *out != NULL && put_cells(w, *out, header, n);
}

/* -o DIR/, or where a workspace has the dataset */
static bool
open_split(struct work *w)
{
	const char *to = w->in->output != NULL ? w->in->output
					       : w->run->output;
	struct str path = str_from(to);

	if (!str_ends(path, STR("/"))) {
		if (w->in->output == NULL)
			return true;
		w->out = output_open(w->run->diag, to, &signal_watch);
		return w->out != NULL;
	}
	if (dataset_column(w->in->ds, STR("month")) == MAP_NONE) {
		diag_at(w->run->diag, NULL, DIAG_NO_MONTHS, DIAG_STR(path),
		    DIAG_Z(w->in->ds->name));
		return false;
	}
	w->split = split_new(w->run, to);
	return true;
}

/* The rejects are kept also when there were too many: they say why. */
static bool
open_sides(struct work *w)
{
	const struct str audit[] = { STR("file"), STR("line"), STR("field"),
		STR("from"), STR("to"), STR("rule") };

	if (w->in->annotate != NULL) {
		w->back = intake_back_open(w->run, w->in->annotate,
		    w->in->file, w->in->nfile);
		if (w->back == NULL)
			return false;
	}
	w->rejects = w->in->rejects_out;
	w->audit = w->in->audit_out;
	if (w->rejects != NULL || w->audit != NULL)
		return true;
	return rejects_open(w->run, w->in->rejects, &w->rejects) &&
	    open_side(w, w->in->audit, SIDE_WHEN_DONE, audit, 6, &w->audit);
}

static enum status
next_record(void *arg, struct rec *out)
{
	return rec_next(arg, out);
}

static struct pos
record_pos(void *arg, const struct rec *rec, size_t idx)
{
	return rec_pos(arg, rec, idx);
}

static struct pos
record_pos_at(void *arg, const struct rec *rec, size_t offset)
{
	return rec_pos_at(arg, rec, offset);
}

static struct str
text_ahead(void *arg, size_t want, uint64_t *at, char *delimiter)
{
	struct str text = rec_ahead(arg, want);

	*at = rec_passed(arg);
	*delimiter = rec_delimiter(arg);
	return text;
}

static void
text_pass(void *arg, size_t bytes, size_t lines)
{
	rec_pass(arg, bytes, lines);
}

static uint64_t
text_is_plain(void *arg, bool *ascii)
{
	return rec_plain(arg, ascii);
}

static ssize_t
text_at(void *arg, uint64_t at, char *buf, size_t n)
{
	return rec_read_at(arg, at, buf, n);
}

static unsigned
score(void *arg, struct str sample)
{
	const struct work *w = arg;

	return heading_score(w->book, w->in->ds, sample);
}

/* raw/DISTRICT/…/file: the district whose folder a file lies in. */
static struct str
folder_district(struct work *w, const char *path)
{
	struct str rest = str_from(path), part;
	const struct district *d;

	while (str_cut(&rest, '/', &part)) {
		if (!str_is(part, "raw"))
			continue;
		if (!str_cut(&rest, '/', &part) || rest.n == 0)
			break;
		d = code_district(w->run->codes, part);
		if (d != NULL)
			return d->code;
	}
	return (struct str){ "", 0 };
}

/* The map of a file as it was understood. */
static bool
draft(struct work *w, const struct import_source *source)
{
	struct table *t = table_open(w->run->diag, source, w->book, w->in->ds,
	    true);
	struct buf b;
	bool ok;

	if (t == NULL || run_output(w->run) == NULL) {
		table_close(t);
		return false;
	}
	buf_init(&b, BUF_UNBOUNDED);
	draft_put(&b, w->in->ds, source->name, t);
	ok = output_put(w->run->out, buf_str(&b));
	buf_fini(&b);
	table_close(t);
	return ok;
}

/* A file on its way to the importer. */
struct errand {
	struct work *work;
	struct importer *im;
	const char *path;
};

static bool
import_source(void *arg, const struct import_source *source)
{
	const struct errand *e = arg;

	struct work *w = e->work;
	struct sent *sent = w->back == NULL ? NULL : intake_back_sent(w->back);

	if (w->in->draft_map)
		return draft(w, source);
	if (sent != NULL)
		source = sent_begin(sent, source, e->im);
	if (!importer_file(e->im, source, folder_district(w, e->path)))
		return false;
	if (sent != NULL)
		sent_end(sent, e->im);
	return true;
}

/* What was asked for, or the one that names the most columns; two that name
 * as many are refused. */
static bool
choose_delimiter(struct work *w, struct rec_reader *r, const struct pos *pos,
    struct str *out)
{
	struct str other;

	*out = w->in->delimiter;
	if (out->n > 0)
		return true;
	*out = dialect_delimiter(w->book, w->in->ds, rec_peek(r), &other);
	if (other.n == 0)
		return true;
	diag_at(w->run->diag, pos, DIAG_DELIMITER_OPEN, DIAG_STR(*out),
	    DIAG_STR(other));
	return false;
}

static bool
probe_source(void *arg, const struct import_source *source, bool *found,
    bool *blank)
{
	const struct work *w = ((const struct errand *)arg)->work;

	return table_probe(source, w->book, w->in->ds, found, blank);
}

static bool
import_workbook(struct errand *e, struct input *in)
{
	struct work *w = e->work;
	struct str mapped = w->in->mapping.sheet;
	struct book_intake how = { w->in->sheet, probe_source, import_source,
		e, 0 };
	bool ok;

	if (how.which == NULL && mapped.n > 0)
		how.which = arena_str(w->run->keep, mapped).p;
	ok = intake_book(w->run, in, &how);
	w->skipped += how.skipped;
	return ok;
}

static bool
import_text(struct errand *e, struct input *in)
{
	struct work *w = e->work;
	struct diag *d = w->run->diag;
	struct text_opts how = { w->encoding, score, w, true };
	struct rec_opts office = { .office = true };
	struct import_source source = { .next = next_record,
		.pos = record_pos, .pos_at = record_pos_at, .name = e->path,
		.ahead = text_ahead, .pass = text_pass,
		.plain = text_is_plain, .read_at = text_at };
	struct pos pos = { 0 };
	struct text *t = text_open(d, in, &how);
	struct rec_reader *r;
	struct str delimiter;
	bool ok;

	if (t == NULL)
		return false;
	source.name = pos.file = text_name(t);
	if (w->encoding == ENCODING_AUTO && text_encoding(t) != ENCODING_UTF8)
		diag_at(d, &pos, DIAG_READ_AS,
		    DIAG_Z(encoding_name(text_encoding(t))));
	r = rec_open(d, t, &office);
	if (r == NULL)
		return false;
	source.arg = r;
	if (!choose_delimiter(w, r, &pos, &delimiter)) {
		rec_close(r);
		return false;
	}
	if (delimiter.n > 1)
		return intake_loose(d, rec_release(r), delimiter,
		    w->in->quote, import_source, e);
	rec_set_dialect(r, delimiter.p[0], w->in->quote);
	ok = import_source(e, &source);
	if (ok && rec_cut_off(r))
		diag_plain(d, &pos, DIAG_CUT_OFF);
	rec_close(r);
	return ok;
}

/* Of other datasets the keys tell; rows of taxes may repeat, and two names
 * of one file would count its tax twice. */
static bool
given_once(struct work *w)
{
	const char *const *file = w->in->file;
	size_t n = w->in->nfile;
	struct stat *st = mem_zalloc(n + 1, sizeof(*st));
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		bool plain = stat(file[i], &st[i]) == 0 &&
		    S_ISREG(st[i].st_mode);

		for (size_t k = 0; ok && plain && k < i; k++) {
			ok = st[i].st_dev != st[k].st_dev ||
			    st[i].st_ino != st[k].st_ino;
			if (!ok)
				diag_at(w->run->diag, NULL, DIAG_FILE_TWICE,
				    DIAG_Z(file[k]), DIAG_Z(file[i]));
		}
	}
	free(st);
	return ok;
}

static bool
import_file(struct work *w, struct importer *im, const char *path)
{
	struct errand e = { w, im, path };
	struct input *in = input_open(w->run->diag, path);
	struct pos pos = { .file = path };
	struct str first;

	if (in == NULL)
		return false;
	if (!input_peek(in, &first)) {
		input_close(in);
		return false;
	}
	if (book_is(first))
		return import_workbook(&e, in);
	if (w->in->sheet == NULL)
		return import_text(&e, in);
	pos.file = input_name(in);
	diag_plain(w->run->diag, &pos, DIAG_NO_SHEETS);
	input_close(in);
	return false;
}

/* The month that a file's name bears is that of its rows. */
static void
set_month(struct work *w, int month)
{
	size_t col = dataset_column(w->in->ds, STR("month"));
	struct buf text;

	if (month < 0 || col == MAP_NONE)
		return;
	buf_init(&text, BUF_UNBOUNDED);
	date_put_month(&text, month);
	w->in->mapping.set[col] = buf_keep(&text, w->run->keep);
}

/* Map and month of a file, where they are others than the last one's. */
static bool
change_map(struct work *w, struct importer *im, size_t file)
{
	const char *const *map = w->in->file_map;
	const char *to = map == NULL ? w->in->map : map[file];
	int month = w->in->file_month == NULL ? -1 : w->in->file_month[file];

	if (to == w->map_path && month == w->month)
		return true;
	if (!load_map(w, to))
		return false;
	w->month = month;
	set_month(w, month);
	w->opts.book = w->book;
	w->opts.set = w->in->mapping.set;
	w->opts.unit = w->in->mapping.unit;
	w->opts.fill_down = w->in->mapping.fill_down;
	w->opts.brackets = w->in->mapping.brackets;
	w->opts.triangle = w->in->mapping.triangle;
	return importer_retune(im);
}

static bool
import_files(struct work *w, struct importer *im)
{
	const struct intake *in = w->in;

	if (in->ds == dataset_at(DATASET_TAXES) && !given_once(w))
		return false;
	for (size_t i = 0; i < in->nfile; i++) {
		if (w->split != NULL && in->file_place != NULL)
			split_source(w->split, in->file[i],
			    in->file_place[i]);
		if (!change_map(w, im, i) ||
		    !import_file(w, im, in->file[i]))
			return false;
	}
	return importer_finish(im);
}

static bool
import_all(struct work *w, unsigned long *findings)
{
	const struct intake *in = w->in;
	struct import_sink sink = { put_header, put_row,
		w->rejects == NULL && w->back == NULL ? NULL : put_reject,
		w->audit == NULL ? NULL : put_change,
		takes_text(w) ? put_text : NULL, w };
	struct importer *im;
	bool ok;

	w->opts = (struct import_opts){ .ds = in->ds, .book = w->book,
		.codes = w->run->codes,
		.names = w->ids == NULL ? NULL : intake_ids_register(w->ids),
		.assign = in->assign,
		.references = in->check == NULL ? NULL : &w->references,
		.references_name = in->check, .duplicates = in->duplicates,
		.cumulative = in->cumulative,
		.keep_unknown = in->keep_unknown, .source = in->source,
		.fill_down = in->mapping.fill_down,
		.max_rejects = reject_limit_number(&w->limit),
		.set = in->mapping.set, .unit = in->mapping.unit,
		.brackets = in->mapping.brackets,
		.triangle = in->mapping.triangle,
		.threads = in->threads };
	im = importer_new(w->run->diag, &w->opts, &sink);
	ok = im != NULL && import_files(w, im);
	if (ok && !in->draft_map) {
		*findings = importer_account(im)->rejected +
		    importer_findings(im) + w->skipped;
		ok = reject_limit_holds(w->run->diag, &w->limit,
		    importer_account(im));
		intake_tell(w->run, im, in->output == NULL ? NULL
		    : in->ds->name, in->stats);
	}
	importer_free(im);
	return ok;
}

static void
work_fini(struct work *w)
{
	heading_free(w->book);
	conf_free(w->map);
	intake_ids_close(w->ids);
	map_fini(&w->references);
	buf_fini(&w->line);
	intake_back_close(w->back);
}

/* The dataset's own output is whole, or is not there. */
static bool
end_output(struct work *w, bool ok)
{
	if (w->split != NULL)
		return split_end(w->split, ok);
	if (w->out != NULL && ok)
		return output_commit(w->out);
	output_abort(w->out);
	return ok;
}

static void
take_operands(struct run *run, struct intake *in)
{
	static const char *const input[] = { "-" };

	if (in->file != NULL)
		return;
	in->file = run->nfile > 1 ? run->file + 1 : input;
	in->nfile = run->nfile > 1 ? run->nfile - 1 : 1;
}

enum run_status
intake_run(struct run *run, struct intake *in)
{
	struct work w = { .run = run, .in = in, .given = in->mapping,
		.month = -1 };
	unsigned long findings = 0;
	bool ok;

	take_operands(run, in);
	buf_init(&w.line, BUF_UNBOUNDED);
	ok = run_codes(run) != NULL &&
	    reject_limit_read(run->diag, NULL, in->max_rejects, &w.limit) &&
	    parse_encoding(&w) && load_map(&w, in->map) &&
	    intake_wide_is_told(run->diag, in, w.book) &&
	    load_register(&w) && load_references(&w) && open_split(&w) &&
	    open_sides(&w);
	ok = ok && import_all(&w, &findings);
	ok = ok && (w.back == NULL || intake_back_put(w.back));
	in->rejects_out = w.rejects;
	in->audit_out = w.audit;
	ok = end_output(&w, ok);
	if (ok && in->assign)
		ok = intake_ids_save(w.ids);
	work_fini(&w);
	if (!ok)
		return RUN_FAILED;
	return findings > 0 ? RUN_FINDINGS : RUN_DONE;
}
