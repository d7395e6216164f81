#include "cli/intake_workspace.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "io/input.h"
#include "record/conf.h"

/* Registers before what is looked up in them. */
static const enum dataset_id order[] = { DATASET_IDS, DATASET_TEAMS,
	DATASET_BUILDINGS };

struct raw_files {
	const char **file, **map;
	size_t n, file_cap, map_cap;
};

struct site {
	struct run *run;
	struct conf *conf; /* workspace.ini, or NULL */
	const char *canon; /* ends in / */
	unsigned long absent; /* names without a file */
};

static const char *
join(struct run *run, const char *a, const char *b, struct str c)
{
	struct buf path;
	const char *kept;

	buf_init(&path, BUF_UNBOUNDED);
	buf_puts(&path, a);
	buf_puts(&path, b);
	buf_put(&path, c);
	kept = arena_str(run->keep, buf_str(&path)).p;
	buf_fini(&path);
	return kept;
}

static bool
complain(struct site *s, const struct conf_entry *e, struct str what,
    const char *want)
{
	diag_at(s->run->diag, &e->pos, DIAG_MAP_KEY, DIAG_STR(what),
	    DIAG_Z(want));
	return false;
}

/* "raw 园区": its folder; empty where it is no such section. */
static struct str
folder_of(const struct conf_entry *e)
{
	struct str rest = e->section, word;

	str_cut(&rest, ' ', &word);
	return str_is(word, "raw") ? str_trim(rest) : (struct str){ "", 0 };
}

static bool
is_replaced(struct str folder)
{
	return str_ends(folder, STR(" replaced"));
}

static bool
check_entry(struct site *s, const struct conf_entry *e)
{
	struct str folder = folder_of(e);
	const struct district *d;

	if (str_is(e->section, "workspace") && str_is(e->key, "city")) {
		d = code_district(s->run->codes, e->value);
		return (d != NULL && d->is_city) ||
		    complain(s, e, e->value, "the code of the city");
	}
	if (folder.n == 0 || e->key.n == 0 || is_replaced(folder) ||
	    str_is(e->key, "map") || dataset_find(e->key, NULL) != NULL)
		return true;
	return complain(s, e, e->key, "map, or a dataset");
}

static bool
site_open(struct site *s, struct run *run)
{
	const char *path = join(run, run->workspace, "/workspace.ini",
	    (struct str){ "", 0 });
	struct input *in;
	bool ok = true;

	*s = (struct site){ .run = run };
	s->canon = join(run, run->workspace, "/canon/",
	    (struct str){ "", 0 });
	if (run_codes(run) == NULL)
		return false;
	if (!input_is_file(path) && !run->default_input)
		return true; /* nothing is said of maps */
	in = input_open(run->diag, path);
	if (in == NULL)
		return false;
	s->conf = conf_load(run->diag, in, NULL);
	input_close(in);
	if (s->conf == NULL)
		return false;
	for (size_t i = 0; i < s->conf->n; i++)
		ok = check_entry(s, &s->conf->entry[i]) && ok;
	return ok;
}

/* The map of a raw folder, or NULL. */
static const char *
folder_map(struct site *s, struct str folder)
{
	for (size_t i = 0; s->conf != NULL && i < s->conf->n; i++) {
		const struct conf_entry *e = &s->conf->entry[i];

		if (str_eq(folder_of(e), folder) && str_is(e->key, "map"))
			return join(s->run, s->run->workspace, "/", e->value);
	}
	return NULL;
}

/* WORKSPACE/raw/FOLDER/…: the folder; empty where it is elsewhere. */
static struct str
file_folder(const struct site *s, const char *path)
{
	struct str rest = str_from(path), root = str_from(s->run->workspace);
	struct str folder;

	if (!str_starts(rest, root))
		return (struct str){ "", 0 };
	rest = str_sub(rest, root.n, rest.n);
	if (!str_starts(rest, STR("/raw/")))
		return (struct str){ "", 0 };
	rest = str_sub(rest, strlen("/raw/"), rest.n);
	str_cut(&rest, '/', &folder);
	return folder;
}

static const char *
taken_if_there(struct site *s, const char *name)
{
	const char *path = join(s->run, s->canon, name,
	    (struct str){ "", 0 });

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
	bool ok = site_open(&s, run);

	if (ok) {
		in->source = true;
		if (in->assign && in->lookup == NULL)
			in->lookup = join(run, s.canon, "ids.csv",
			    (struct str){ "", 0 });
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
	conf_free(s.conf);
	return ok;
}

static void
put_escaped(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '*' || s.p[i] == '?' || s.p[i] == '[' ||
		    s.p[i] == '\\')
			buf_putc(b, '\\');
		buf_putc(b, s.p[i]);
	}
}

/* [raw 园区 replaced] old = new: the old file is not read. */
static bool
replaced_by(struct site *s, struct str folder, const char *path,
    struct str *by)
{
	struct str name = str_from(path);
	size_t at = str_find(name, STR("/raw/"));

	name = str_sub(name, at + strlen("/raw/") + folder.n + 1, name.n);
	for (size_t i = 0; i < s->conf->n; i++) {
		const struct conf_entry *e = &s->conf->entry[i];
		struct str of = folder_of(e);

		if (!is_replaced(of) || !str_eq(e->key, name) ||
		    !str_eq(str_sub(of, 0, of.n - strlen(" replaced")),
		    folder))
			continue;
		*by = e->value;
		return true;
	}
	return false;
}

static void
add_file(struct site *s, struct raw_files *f, struct str folder,
    const char *path)
{
	struct str by;

	if (replaced_by(s, folder, path, &by)) {
		diag_at(s->run->diag, NULL, DIAG_REPLACED, DIAG_Z(path),
		    DIAG_STR(by));
		return;
	}
	f->file = mem_grow(f->file, &f->file_cap, f->n + 1,
	    sizeof(*f->file));
	f->map = mem_grow(f->map, &f->map_cap, f->n + 1, sizeof(*f->map));
	f->file[f->n] = arena_str(s->run->keep, str_from(path)).p;
	f->map[f->n++] = folder_map(s, folder);
}

/* One pattern of a folder, in the order of bytes. */
static void
find_files(struct site *s, struct raw_files *f, const struct conf_entry *e,
    struct str pattern)
{
	struct buf path;
	glob_t found;

	buf_init(&path, BUF_UNBOUNDED);
	put_escaped(&path, str_from(s->run->workspace));
	buf_puts(&path, "/raw/");
	put_escaped(&path, folder_of(e));
	buf_putc(&path, '/');
	buf_put(&path, pattern);
	buf_putc(&path, '\0');
	if (glob(path.p, 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			add_file(s, f, folder_of(e), found.gl_pathv[i]);
		globfree(&found);
	} else {
		diag_at(s->run->diag, &e->pos, DIAG_RAW_ABSENT,
		    DIAG_STR(pattern), DIAG_STR(folder_of(e)),
		    DIAG_STR(e->key));
		s->absent++;
	}
	buf_fini(&path);
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

/* One dataset, of all folders. */
static enum run_status
one_dataset(struct site *s, const struct intake *all, enum dataset_id id,
    struct output **sides)
{
	const struct dataset *ds = dataset_at(id);
	struct intake in = *all;
	struct raw_files f = { NULL, NULL, 0, 0, 0 };
	enum run_status status = RUN_DONE;
	struct str one;

	for (size_t i = 0; i < s->conf->n; i++) {
		const struct conf_entry *e = &s->conf->entry[i];
		struct str rest = e->value;

		if (folder_of(e).n == 0 || is_replaced(folder_of(e)) ||
		    !str_is(e->key, ds->name))
			continue;
		while (str_cut(&rest, '|', &one))
			find_files(s, &f, e, str_trim(one));
	}
	in.ds = ds;
	in.mapping.set = arena_alloc(s->run->keep, ds->ncolumn + 1,
	    sizeof(*in.mapping.set));
	in.mapping.unit = arena_alloc(s->run->keep, ds->ncolumn,
	    sizeof(*in.mapping.unit));
	in.fill_down = arena_alloc(s->run->keep, ds->ncolumn,
	    sizeof(*in.fill_down));
	in.output = join(s->run, s->canon, ds->name,
	    id == DATASET_TAXES ? STR("/") : STR(".csv"));
	in.file = f.file;
	in.file_map = f.map;
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
	free(f.file);
	free(f.map);
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

enum run_status
intake_workspace(struct run *run, struct intake *in)
{
	const size_t nfirst = sizeof(order) / sizeof(order[0]);
	struct output *sides[2] = { NULL, NULL };
	enum run_status worst = RUN_DONE, one;
	struct site s;
	bool ok = site_open(&s, run);

	in->source = true;
	if (ok && run->output != NULL)
		s.canon = str_ends(str_from(run->output), STR("/"))
		    ? run->output
		    : join(run, run->output, "/", (struct str){ "", 0 });
	ok = ok && make_folder(run, s.canon);
	for (size_t i = 0; ok && i < nfirst + DATASET_COUNT; i++) {
		enum dataset_id id = i < nfirst ? order[i]
		    : (enum dataset_id)(i - nfirst);

		if (i >= nfirst && is_first(id))
			continue;
		one = one_dataset(&s, in, id, sides);
		worst = one > worst ? one : worst;
		ok = one != RUN_FAILED;
	}
	if (ok && s.absent > 0)
		worst = RUN_FINDINGS;
	conf_free(s.conf);
	return ok ? worst : RUN_FAILED;
}
