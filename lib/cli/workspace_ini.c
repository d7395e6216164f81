#include "cli/workspace_ini.h"

#include "cli/rejects.h"
#include "cli/workspace.h"
#include "import/delivery.h"
#include "io/input.h"

#define LATE "stop|carry"
#define DUPLICATES "reject|first|last|sum"
#define CUMULATIVE "check|use|ignore"

static bool
complain(struct run *run, const struct pos *pos, struct str what,
    const char *want)
{
	diag_at(run->diag, pos, DIAG_MAP_KEY, DIAG_STR(what), DIAG_Z(want));
	return false;
}

/* Index in "a|b|c"; -1 after a report. */
static int
choose(struct run *run, const struct conf_entry *e, const char *choices)
{
	struct str rest = str_from(choices), one;

	for (int i = 0; str_cut(&rest, '|', &one); i++)
		if (str_eq(one, e->value))
			return i;
	complain(run, &e->value_pos, e->value, choices);
	return -1;
}

static bool
read_city(struct run *run, const struct conf_entry *e,
    struct workspace_ini *w)
{
	w->city = code_district(run->codes, e->value);
	return (w->city != NULL && w->city->is_city) ||
	    complain(run, &e->value_pos, e->value, "the code of the city");
}

static bool
read_workspace(struct run *run, const struct conf_entry *e,
    struct workspace_ini *w)
{
	struct reject_limit limit;
	int n;

	if (str_is(e->key, "city"))
		return read_city(run, e, w);
	if (str_is(e->key, "late")) {
		n = choose(run, e, LATE);
		w->carry = n == 1;
		return n >= 0;
	}
	if (str_is(e->key, "cumulative"))
		return (w->cumulative = choose(run, e, CUMULATIVE)) >= 0;
	if (str_is(e->key, "duplicates"))
		return (w->duplicates = choose(run, e, DUPLICATES)) >= 0;
	if (!str_is(e->key, "max_rejects"))
		return complain(run, &e->pos, e->key,
		    "city, late, max_rejects, cumulative, duplicates");
	w->max_rejects = arena_str(run->keep, e->value).p;
	return reject_limit_read(run->diag, &e->value_pos, w->max_rejects,
	    &limit);
}

static bool
read_report(struct run *run, const struct conf_entry *e,
    struct workspace_ini *w)
{
	if (str_is(e->key, "office"))
		w->office = e->value;
	else if (str_is(e->key, "marking"))
		w->marking = e->value;
	else if (str_is(e->key, "sources"))
		w->sources = e->value;
	else
		return complain(run, &e->pos, e->key,
		    "office, marking, sources");
	return true;
}

static bool
read_entry(struct run *run, const struct conf_entry *e,
    struct workspace_ini *w)
{
	if (str_starts(e->section, STR("raw ")))
		return true;
	if (str_is(e->section, "workspace"))
		return e->key.n == 0 || read_workspace(run, e, w);
	if (str_is(e->section, "report"))
		return e->key.n == 0 || read_report(run, e, w);
	return complain(run, &e->section_pos, e->section,
	    "[workspace], [report], [raw FOLDER]");
}

bool
workspace_ini_read(struct run *run, struct workspace_ini *out)
{
	return workspace_ini_read_at(run, workspace_below(run,
	    "workspace.ini"), out);
}

bool
workspace_ini_read_at(struct run *run, const char *path,
    struct workspace_ini *out)
{
	struct input *in;
	bool ok = true;

	*out = (struct workspace_ini){ .cumulative = -1, .duplicates = -1 };
	if (run_codes(run) == NULL)
		return false;
	if (!input_is_file(path))
		return true;
	in = input_open(run->diag, path);
	if (in == NULL)
		return false;
	out->conf = conf_load(run->diag, in, delivery_repeatable);
	input_close(in);
	for (size_t i = 0; out->conf != NULL && i < out->conf->n; i++)
		ok = read_entry(run, &out->conf->entry[i], out) && ok;
	return ok && out->conf != NULL;
}

void
workspace_ini_fini(struct workspace_ini *w)
{
	conf_free(w->conf);
}
