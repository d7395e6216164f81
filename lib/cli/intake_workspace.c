#include "cli/intake_workspace.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/date.h"
#include "cli/dataset_out.h"
#include "cli/workspace.h"
#include "cli/workspace_ini.h"
#include "import/delivery.h"
#include "io/folder.h"
#include "io/input.h"

/* Registers before what is looked up in them. */
static const enum dataset_id order[] = { DATASET_IDS, DATASET_TEAMS,
	DATASET_BUILDINGS };

/* The files of one dataset; places: "owner, part" by number. */
struct raw_files {
	const char **file, **map;
	int *month;
	size_t *place;
	size_t n;
	struct map places;
};

struct site {
	struct run *run;
	const struct workspace_intake *what;
	struct workspace_ini ini;
	struct delivery *delivery;
	struct folder raw;
	const char *canon; /* ends in / */
};

static const char *
join(struct run *run, const char *a, struct str b)
{
	struct buf path;

	buf_init(&path, BUF_UNBOUNDED);
	buf_puts(&path, a);
	buf_put(&path, b);
	return buf_keep(&path, run->keep).p;
}

static void
site_close(struct site *s)
{
	delivery_free(s->delivery);
	folder_fini(&s->raw);
	workspace_ini_fini(&s->ini);
}

/* workspace.ini; all that is imported without a dataset needs it. */
static bool
site_open(struct site *s, struct run *run,
    const struct workspace_intake *what)
{
	bool ok;

	*s = (struct site){ .run = run, .what = what };
	s->canon = workspace_below(run, "canon/");
	ok = workspace_ini_read(run, &s->ini);
	if (ok && s->ini.conf == NULL && what != NULL) {
		diag_at(run->diag, NULL, DIAG_OPEN,
		    DIAG_Z(workspace_below(run, "workspace.ini")),
		    DIAG_Z(strerror(ENOENT)));
		return false;
	}
	s->delivery = delivery_new(run->diag, run->codes);
	if (s->ini.conf != NULL)
		ok = delivery_read(s->delivery, s->ini.conf) && ok;
	return ok;
}

/* DATASET, DATASET/2023, DATASET/2023-06 */
static bool
is_meant(void *arg, const struct dataset *ds, int month)
{
	const struct cli_list *only = &((struct site *)arg)->what->only;
	struct buf name;
	bool meant = only->n == 0;

	buf_init(&name, BUF_UNBOUNDED);
	buf_puts(&name, ds->name);
	buf_putc(&name, '/');
	if (month >= 0)
		date_put_month(&name, month);
	for (size_t i = 0; i < only->n && !meant; i++) {
		struct str want = str_from(only->item[i]);

		meant = str_is(want, ds->name) ||
		    (month >= 0 && (str_eq(want, buf_str(&name)) ||
		        str_eq(want, str_sub(buf_str(&name), 0,
		            name.n - strlen("-06")))));
	}
	buf_fini(&name);
	return meant;
}

/* What lies in raw/, and what of it stands for what. */
static bool
site_settle(struct site *s)
{
	const struct delivery_settings how = { s->what->period, s->ini.carry,
		s->what->only.n == 0 ? NULL : is_meant, s };

	if (!folder_list(s->run->diag, workspace_below(s->run, "raw"),
	    &s->raw))
		return false;
	for (size_t i = 0; i < s->raw.n; i++)
		delivery_put(s->delivery, s->raw.name[i]);
	return delivery_settle(s->delivery, &how);
}

/* The map of a raw folder, or NULL. */
static const char *
folder_map(struct site *s, struct str folder)
{
	const struct conf *c = s->ini.conf;

	for (size_t i = 0; c != NULL && i < c->n; i++) {
		struct str section = c->entry[i].section;

		if (str_take(&section, "raw ") &&
		    str_eq(str_trim(section), folder) &&
		    str_is(c->entry[i].key, "map"))
			return workspace_below(s->run, arena_str(s->run->keep,
			    c->entry[i].value).p);
	}
	return NULL;
}

/* WORKSPACE/raw/FOLDER/…: the folder; empty where it is elsewhere. */
static struct str
file_folder(const struct site *s, const char *path)
{
	struct str rest = str_from(path), folder;

	if (!str_take(&rest, workspace_below(s->run, "raw/")))
		return (struct str){ "", 0 };
	str_cut(&rest, '/', &folder);
	return folder;
}

static const char *
taken_if_there(struct site *s, const char *name)
{
	const char *path = join(s->run, s->canon, str_from(name));

	if (!input_is_file(path))
		return NULL;
	run_took(s->run, path);
	return path;
}

/* Names are looked up, and buildings checked, where a dataset has any. */
static void
take_registers(struct site *s, struct intake *in)
{
	bool named = false;

	for (size_t i = 0; i < in->ds->ncolumn; i++)
		named = named ||
		    strcmp(in->ds->column[i].name, "building_id") == 0 ||
		    strcmp(in->ds->column[i].name, "subject_id") == 0;
	if (!named || in->ds == dataset_at(DATASET_IDS))
		return;
	if (in->lookup == NULL)
		in->lookup = taken_if_there(s, "ids.csv");
	if (in->check == NULL && in->ds != dataset_at(DATASET_BUILDINGS))
		in->check = taken_if_there(s, "buildings.csv");
}

bool
intake_defaults(struct run *run, struct intake *in)
{
	struct site s;
	const char **map;
	bool ok = site_open(&s, run, NULL);

	if (ok) {
		in->source = true;
		if (in->assign && in->lookup == NULL)
			in->lookup = join(run, s.canon, STR("ids.csv"));
		take_registers(&s, in);
	}
	if (ok && in->map == NULL && run->nfile > 1) {
		map = arena_alloc(run->keep, run->nfile, sizeof(*map));
		for (size_t i = 0; i + 1 < run->nfile; i++) {
			map[i] = folder_map(&s, file_folder(&s,
			    run->file[i + 1]));
			if (map[i] != NULL)
				run_took(run, map[i]);
		}
		in->file_map = map;
	}
	site_close(&s);
	return ok;
}

static bool
make_folder(struct run *run, const char *path)
{
	if (mkdir(path, 0750) == 0 || errno == EEXIST)
		return true;
	diag_at(run->diag, NULL, DIAG_WRITE, DIAG_Z(path),
	    DIAG_Z(strerror(errno)));
	return false;
}

/* 2023-06, 2023 */
static bool
is_month_or_year(struct str s)
{
	char text[] = "YYYY-01";
	int month;

	if (s.n == 4) {
		memcpy(text, s.p, 4);
		s = str_from(text);
	}
	return date_parse_month(s, &month);
}

/* False after a report: what --only names is nothing. */
static bool
check_only(const struct site *s)
{
	const struct cli_list *only = &s->what->only;
	bool ok = true;

	for (size_t i = 0; i < only->n; i++) {
		struct str rest = str_from(only->item[i]), name;
		const struct dataset *ds;

		str_cut(&rest, '/', &name);
		ds = dataset_find(name, NULL);
		if (ds != NULL && (rest.p == NULL ||
		    (dataset_column(ds, STR("month")) != MAP_NONE &&
		        is_month_or_year(rest))))
			continue;
		diag_at(s->run->diag, NULL, DIAG_OPTION_ONLY,
		    DIAG_Z(only->item[i]));
		ok = false;
	}
	return ok;
}

static size_t
place_of(struct raw_files *f, const struct delivery_item *x)
{
	struct buf name;
	size_t n;

	buf_init(&name, BUF_UNBOUNDED);
	buf_put(&name, x->owner);
	buf_putc(&name, '\0');
	buf_int(&name, x->series);
	buf_putc(&name, '\0');
	buf_put(&name, x->part);
	n = map_put(&f->places, buf_str(&name), NULL);
	buf_fini(&name);
	return n;
}

/* The files of a dataset that are to be read. */
static void
find_files(struct site *s, const struct dataset *ds, struct raw_files *f)
{
	size_t most = delivery_count(s->delivery);

	f->file = arena_alloc(s->run->keep, most + 1, sizeof(*f->file));
	f->map = arena_alloc(s->run->keep, most + 1, sizeof(*f->map));
	f->month = arena_alloc(s->run->keep, most + 1, sizeof(*f->month));
	f->place = arena_alloc(s->run->keep, most + 1, sizeof(*f->place));
	for (size_t i = 0; i < most; i++) {
		const struct delivery_item *x = delivery_at(s->delivery, i);

		if (x->ds == ds && x->status == DELIVERY_REPLACED &&
		    is_meant(s, ds, x->month))
			diag_at(s->run->diag, NULL, DIAG_REPLACED,
			    DIAG_STR(x->name), DIAG_STR(x->by));
		if (x->ds != ds || x->status > DELIVERY_CARRIED ||
		    !is_meant(s, ds, x->month))
			continue;
		f->file[f->n] = join(s->run, workspace_below(s->run, "raw/"),
		    x->name);
		f->map[f->n] = x->map.n == 0 ? NULL : workspace_below(s->run,
		    arena_str(s->run->keep, x->map).p);
		f->month[f->n] = dataset_column(ds, STR("month")) == MAP_NONE
		    ? -1 : x->month;
		f->place[f->n++] = place_of(f, x);
	}
}

static void
no_columns(struct run *run, const struct dataset *ds, struct intake *in)
{
	in->ds = ds;
	in->mapping.set = arena_alloc(run->keep, ds->ncolumn + 1,
	    sizeof(*in->mapping.set));
	in->mapping.unit = arena_alloc(run->keep, ds->ncolumn,
	    sizeof(*in->mapping.unit));
	in->mapping.fill_down = arena_alloc(run->keep, ds->ncolumn,
	    sizeof(*in->mapping.fill_down));
}

/* One dataset, of all folders. */
static enum run_status
one_dataset(struct site *s, const struct intake *all, enum dataset_id id,
    struct output **sides)
{
	const struct dataset *ds = dataset_at(id);
	struct intake in = *all;
	struct raw_files f = { .n = 0 };
	enum run_status status = RUN_DONE;

	find_files(s, ds, &f);
	no_columns(s->run, ds, &in);
	in.output = join(s->run, join(s->run, s->canon, str_from(ds->name)),
	    id == DATASET_TAXES ? STR("/") : STR(".csv"));
	in.file = f.file;
	in.file_map = f.map;
	in.file_month = f.month;
	in.file_place = f.place;
	in.nfile = f.n;
	in.rejects_out = sides[0];
	in.audit_out = sides[1];
	if (f.n > 0) {
		take_registers(s, &in);
		status = id != DATASET_TAXES || make_folder(s->run, in.output)
		    ? intake_run(s->run, &in) : RUN_FAILED;
		sides[0] = in.rejects_out;
		sides[1] = in.audit_out;
	}
	map_fini(&f.places);
	return status;
}

static bool
is_first(enum dataset_id id)
{
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (order[i] == id)
			return true;
	return false;
}

/* What workspace.ini says that the command line does not. */
static void
take_settings(struct site *s, struct intake *in)
{
	in->source = true;
	if (in->max_rejects == NULL)
		in->max_rejects = s->ini.max_rejects;
	if (in->duplicates == DUPLICATES_DEFAULT && s->ini.duplicates >= 0)
		in->duplicates = (enum import_duplicates)s->ini.duplicates;
	if (in->cumulative == IMPORT_SINCE_LEAVE && s->ini.cumulative >= 0)
		in->cumulative = (enum import_cumulative)s->ini.cumulative;
}

static enum run_status
import_datasets(struct site *s, struct intake *in)
{
	const size_t nfirst = sizeof(order) / sizeof(order[0]);
	struct output *sides[2] = { NULL, NULL };
	enum run_status worst = RUN_DONE, one;

	if (s->run->output != NULL)
		s->canon = str_ends(str_from(s->run->output), STR("/"))
		    ? s->run->output : join(s->run, s->run->output, STR("/"));
	if (!make_folder(s->run, s->canon))
		return RUN_FAILED;
	for (size_t i = 0; i < nfirst + DATASET_COUNT; i++) {
		enum dataset_id id = i < nfirst ? order[i]
		    : (enum dataset_id)(i - nfirst);

		if (i >= nfirst && is_first(id))
			continue;
		one = one_dataset(s, in, id, sides);
		if (one == RUN_FAILED)
			return RUN_FAILED;
		worst = one > worst ? one : worst;
	}
	return worst;
}

/* --files: what would be read, and what would not. */
static bool
list_files(struct site *s)
{
	const struct str header[] = { STR("dataset"), STR("folder"),
		STR("period"), STR("part"), STR("file"), STR("status"),
		STR("by"), STR("map") };
	struct buf month;
	bool ok = run_header(s->run, header, 8);

	buf_init(&month, BUF_UNBOUNDED);
	for (size_t i = 0; ok && i < delivery_count(s->delivery); i++) {
		const struct delivery_item *x = delivery_at(s->delivery, i);

		buf_reset(&month);
		if (x->month >= 0)
			date_put_month(&month, x->month);
		ok = run_row(s->run, (const struct str[]){
		    str_from(x->ds == NULL ? "" : x->ds->name), x->folder,
		    buf_str(&month), x->part, x->name,
		    str_from(delivery_status_name(x->status)), x->by,
		    x->map }, 8);
	}
	buf_fini(&month);
	return ok;
}

/* The period that was not given is told. */
static void
tell_period(struct site *s)
{
	struct buf b;

	if (s->what->period >= 0 || delivery_period(s->delivery) < 0)
		return;
	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, s->run->lang == LANG_ZH ? "统计期 " : "period ");
	date_put_month(&b, delivery_period(s->delivery));
	diag_summary(s->run->diag, buf_str(&b));
	buf_fini(&b);
}

enum run_status
intake_workspace(struct run *run, struct intake *in,
    const struct workspace_intake *what)
{
	enum run_status status = RUN_FAILED;
	struct site s;

	if (site_open(&s, run, what) && check_only(&s) && site_settle(&s)) {
		tell_period(&s);
		take_settings(&s, in);
		if (what->files)
			status = list_files(&s) ? RUN_DONE : RUN_FAILED;
		else
			status = import_datasets(&s, in);
		if (status == RUN_DONE && delivery_findings(s.delivery) > 0)
			status = RUN_FINDINGS;
	}
	site_close(&s);
	return status;
}
