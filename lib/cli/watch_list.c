#include "cli/watch_list.h"

#include <string.h>

#include "cli/dataset_out.h"
#include "cli/workspace.h"
#include "rule/watch_explain.h"
#include "schema/made.h"

/* One run of it: what is held, to be freed. */
struct session {
	struct run *run;
	const struct watch_list *list;
	const char *path[2]; /* previous, current */
	struct roster *roster[2];
	struct building_fields whole; /* as if every column were there */
	struct class_rules *classes;
	struct watch_scope scope;
	struct watch_rules *rules;
	struct watch *watch;
};

static bool
find_inputs(struct session *s)
{
	struct run *run = s->run;
	int period = s->list->period;

	if (run->default_input && run->workspace != NULL && period >= 0) {
		s->path[0] = workspace_input(run, period - 1,
		    "classified.csv");
		s->path[1] = workspace_input(run, period, "classified.csv");
		return s->path[0] != NULL && s->path[1] != NULL;
	}
	if (run->default_input || run->nfile != 2) {
		diag_at(run->diag, NULL, DIAG_USAGE,
		    DIAG_Z(run->lang == LANG_ZH
		        ? "请给出两个 classified 文件：上期、本期"
		        : "give two files of the dataset classified: PREVIOUS "
		          "and CURRENT"));
		return false;
	}
	s->path[0] = run->file[0];
	s->path[1] = run->file[1];
	return true;
}

static struct roster *
read_one(struct session *s, int which)
{
	struct row_reader *in = row_open(s->run->diag, s->path[which],
	    indicator_classified(), run_codes(s->run));
	struct pos pos;
	struct roster *r;

	if (in == NULL)
		return NULL;
	pos = row_header_pos(in);
	r = roster_read_classified(s->run->diag, in,
	    which == 1 ? s->list->period : -1);
	row_close(in);
	if (r != NULL)
		r->fields.codes = run_codes(s->run);
	if (r == NULL || r->n > 0)
		return r;
	diag_plain(s->run->diag, &pos, DIAG_WATCH_EMPTY);
	roster_free(r);
	return NULL;
}

static bool
read_all(struct session *s)
{
	struct watch_input in = { .diag = s->run->diag,
		.codes = run_codes(s->run),
		.tenancies = s->list->tenancies != NULL ?
		    s->list->tenancies :
		    workspace_file(s->run, "canon", "tenancies.csv") };

	for (int i = 0; i < 2; i++) {
		s->roster[i] = in.codes == NULL ? NULL : read_one(s, i);
		if (s->roster[i] == NULL)
			return false;
	}
	/* of the classes' rules only tiers and specialty are asked: what else
	 * they would need is nobody's concern here */
	s->whole = s->roster[1]->fields;
	for (size_t i = 0; i < BUILDING_COLUMNS; i++)
		s->whole.has[i] = true;
	s->classes = class_rules_new(s->run->diag, s->list->classify,
	    &s->whole);
	if (s->classes == NULL)
		return false;
	watch_scope_init(&s->scope, &s->roster[0]->fields,
	    &s->roster[1]->fields, s->classes->tiers);
	s->rules = watch_rules_new(s->run->diag, s->list->watch, &s->scope,
	    &s->classes->sets);
	if (s->rules == NULL)
		return false;
	in.prev = s->roster[0];
	in.now = s->roster[1];
	in.classes = s->classes;
	s->watch = watch_new(&in);
	if (s->watch == NULL)
		return false;
	watch_ask(s->watch, s->rules);
	return true;
}

static bool
write_findings(struct session *s)
{
	const struct dataset *ds = made_at(MADE_WATCH);
	size_t n = s->list->reasons ? ds->ncolumn : ds->ncolumn - 1;
	struct str cell[16];
	struct buf reasons;
	bool ok;

	for (size_t i = 0; i < n; i++)
		cell[i] = str_from(ds->column[i].name);
	ok = run_header(s->run, cell, n);
	buf_init(&reasons, BUF_UNBOUNDED);
	for (size_t i = 0; ok && i < s->watch->nfinding; i++) {
		const struct watch_finding *f = &s->watch->finding[i];
		const struct watch_rule *r = f->rule;

		buf_reset(&reasons);
		watch_put_reasons(&reasons, s->watch, f);
		ok = run_row(s->run, (const struct str[]){
			value_choice_text(ds->column[COL(WATCH,
			    severity)].choices, (int)f->severity),
			f->id, f->name, f->district, r->code, r->column.name,
			watch_field_unit(r->column.field.id), f->previous,
			f->current, f->change, f->key, buf_str(&reasons) },
		    n);
	}
	buf_reset(&reasons);
	watch_put_summary(&reasons, s->watch, s->run->lang);
	if (ok)
		diag_summary(s->run->diag, buf_str(&reasons));
	buf_fini(&reasons);
	return ok;
}

struct explaining {
	struct run *run;
	bool ok;
};

/* An installed file is placed by its name alone: what is printed does not
 * tell where the program was installed. */
static struct str
shown_file(const struct run *run, const char *file)
{
	const char *slash = file == NULL ? NULL : strrchr(file, '/');

	return str_from(slash != NULL && strncmp(file, run->data_dir,
	    strlen(run->data_dir)) == 0 ? slash + 1 : file);
}

static void
put_line(void *arg, const struct watch_line *line)
{
	struct explaining *e = arg;
	struct buf no;

	buf_init(&no, BUF_UNBOUNDED);
	if (line->pos.line > 0)
		buf_int(&no, (int64_t)line->pos.line);
	e->ok = e->ok && run_row(e->run, (const struct str[]){
		str_from(line->part), line->subject, line->column,
		line->value, line->op, line->bound, line->met,
		shown_file(e->run, line->pos.file), buf_str(&no) }, 9);
	buf_fini(&no);
}

static bool
explain(struct session *s)
{
	const struct watch_finding *f = watch_finding_of(s->watch,
	    str_from(s->list->explain));
	const struct dataset *ds = made_at(MADE_WATCH_EXPLAINED);
	struct explaining e = { s->run, f != NULL };
	const struct watch_lines out = { put_line, &e };
	struct str name[16];

	for (size_t i = 0; i < ds->ncolumn; i++)
		name[i] = str_from(ds->column[i].name);
	if (e.ok)
		e.ok = run_header(s->run, name, ds->ncolumn);
	if (e.ok)
		watch_explain(s->watch, f, &out);
	return e.ok;
}

enum run_status
watch_list(struct run *run, const struct watch_list *list)
{
	struct session s = { .run = run, .list = list };
	enum run_status status = RUN_FAILED;

	if (find_inputs(&s) && read_all(&s) &&
	    (list->explain != NULL ? explain(&s) : write_findings(&s)))
		status = s.watch->tenure.unknown_buildings > 0 ?
		    RUN_FINDINGS : RUN_DONE;
	watch_free(s.watch);
	watch_rules_free(s.rules);
	class_rules_free(s.classes);
	roster_free(s.roster[0]);
	roster_free(s.roster[1]);
	return status;
}
