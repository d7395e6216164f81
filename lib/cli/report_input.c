#include "cli/report_input.h"

#include <stdlib.h>
#include <string.h>

#include "cli/report_explain.h"
#include "cli/workspace.h"
#include "print/words.h"
#include "schema/near.h"

const char *
report_files_given(const struct report_files *f, const char *name)
{
	for (size_t i = 0; i < f->with->n; i++) {
		struct str rest = str_from(f->with->item[i]), key;

		if (str_cut(&rest, '=', &key) && str_is(key, name))
			return rest.p;
	}
	return NULL;
}

/* What the command line gives for a need, or NULL. */
static const char *
given_file(const struct report_files *f, const struct report_need *need)
{
	const char *path = report_files_given(f, need->name);

	if (path != NULL)
		return path;
	if (f->kind->takes_file && need == f->kind->need)
		return f->operand;
	if (str_is(str_from(need->name), "buildings"))
		return f->buildings;
	return str_is(str_from(need->name), "previous") ? f->previous : NULL;
}

static const char *
workspace_name(struct run *run, const struct report_need *need)
{
	struct buf b;
	const char *name;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, need->file != NULL ? need->file :
	    need->dataset()->name);
	buf_puts(&b, ".csv");
	name = buf_keep(&b, run->keep).p;
	return name;
}

/* Results keep the registers as they were, and the results of other periods
 * that they were held against. */
static const char *
kept_file(const struct report_files *f, const struct report_need *need)
{
	static const char *const folder[] = {
		[REPORT_PERIOD] = NULL,
		[REPORT_MONTH_BEFORE] = "previous/$1",
		[REPORT_YEAR_BEFORE] = "last-year/$1",
		[REPORT_CANON] = "canon/$1",
		[REPORT_BACK] = NULL,
	};
	enum report_place place = need->place;

	if (place == REPORT_BACK && need->back == 12)
		place = REPORT_YEAR_BEFORE;
	if (f->period < 0 || folder[place] == NULL)
		return NULL;
	return workspace_result(f->run, f->period, words_fill(f->run->keep,
	    folder[place], str_from(workspace_name(f->run,
	    need))).p);
}

static const char *
search(const struct report_files *f, const struct report_need *need,
    int period)
{
	const char *path = kept_file(f, need);

	return path != NULL ? path : workspace_result(f->run, period,
	    workspace_name(f->run, need));
}

/* Several reports of a document read one file, which is named once. */
static const char *
workspace_source(struct report_files *f, const struct report_need *need,
    int period)
{
	const char *name = workspace_name(f->run, need);
	struct buf key;
	size_t at;
	bool is_new;

	buf_init(&key, BUF_UNBOUNDED);
	buf_int(&key, period);
	buf_putc(&key, ' ');
	buf_int(&key, (int64_t)need->place);
	buf_putc(&key, ' ');
	buf_puts(&key, name);
	at = map_put(&f->sought, buf_str(&key), &is_new);
	buf_fini(&key);
	if (is_new) {
		f->found = mem_grow(f->found, &f->found_cap, f->sought.n,
		    sizeof(*f->found));
		f->found[at] = search(f, need, period);
	}
	return f->found[at] == NULL && need->must ?
	    workspace_input(f->run, period, name) : f->found[at];
}

/* NULL where there is none; *must is then whether that is a fault that was
 * reported. */
static const char *
find_file(struct report_files *f, const struct report_need *need,
    int period, bool *reported)
{
	struct run *run = f->run;
	bool operand = f->kind->takes_file && need == f->kind->need;
	bool canon = need->place == REPORT_CANON;
	const char *path = given_file(f, need);

	*reported = false;
	if (path != NULL)
		return path;
	if (run->workspace != NULL && (canon || period >= 0)) {
		path = workspace_source(f, need, period);
		*reported = path == NULL && need->must;
		return path;
	}
	if (operand)
		return "-";
	if (need->must)
		diag_at(run->diag, NULL, DIAG_REPORT_NEEDS,
		    DIAG_Z(f->kind->name), DIAG_Z(need->name));
	*reported = need->must;
	return NULL;
}

const char *
report_files_register(const struct report_files *f, const char *name,
    int period)
{
	const char *path = report_files_given(f, name);
	struct str file = words_fill(f->run->keep, "$1.csv", str_from(name));

	if (path == NULL && period >= 0)
		path = workspace_result(f->run, period, words_fill(
		    f->run->keep, "canon/$1", file).p);
	return path != NULL ? path : workspace_file(f->run, "canon", file.p);
}

enum status
report_files_provide(void *arg, const struct report_need *need, int period,
    struct row_reader **rows)
{
	struct report_files *f = arg;
	bool reported;
	const char *path = find_file(f, need, period, &reported);

	if (path == NULL)
		return reported ? STATUS_FATAL : STATUS_END;
	*rows = row_open(f->run->diag, path, need->dataset(),
	    run_codes(f->run));
	return *rows == NULL ? STATUS_FATAL : STATUS_OK;
}

const struct setting_book *
report_files_settings(void *arg, const char *name)
{
	struct report_files *f = arg;
	size_t i = 0;

	while (i < f->nbook && strcmp(f->book[i].name, name) != 0)
		i++;
	if (i == f->nbook) {
		f->book[i].name = name;
		f->book[i].settings = rules_load_of(f->run, f->period, name,
		    f->rules);
		f->nbook++;
	}
	return f->book[i].settings;
}

bool
report_files_settle(struct report_files *f, struct report_issue *out)
{
	struct run *run = f->run;
	const char *kept;

	*out = (struct report_issue){ 0 };
	if (run->workspace == NULL || (f->kind->takes & REPORT_IS_DOCUMENT) ==
	    0)
		return true;
	if (f->period < 0)
		f->period = workspace_newest(run);
	kept = f->period < 0 ? NULL :
	    workspace_result(run, f->period, "workspace.ini");
	if (kept != NULL ? !workspace_ini_read_at(run, kept, &f->ini) :
	    !workspace_ini_read(run, &f->ini))
		return false;
	out->office = f->ini.office;
	out->marking = f->ini.marking;
	out->sources = f->ini.sources;
	if (f->period >= 0)
		workspace_version(run, f->period, &out->version,
		    &out->replaced);
	return true;
}

void
report_files_fini(struct report_files *f)
{
	workspace_ini_fini(&f->ini);
	map_fini(&f->sought);
	free(f->found);
	for (size_t i = 0; i < f->nbook; i++)
		setting_free(f->book[i].settings);
}

static bool
reads(const struct report_kind *kind, struct str name)
{
	for (size_t i = 0; i < kind->nneed; i++)
		if (str_is(name, kind->need[i].name))
			return true;
	return false;
}

/* A document also reads what its reports do: "previous" is of each its
 * own. */
static bool
reads_within(const struct report_kind *kind, struct str name)
{
	if (reads(kind, name))
		return true;
	for (size_t i = 0; (kind->takes & REPORT_IS_DOCUMENT) != 0 &&
	     i < report_count(); i++)
		if (reads(report_at(i), name))
			return !str_is(name, "previous");
	return false;
}

static bool
check_options(const struct report_files *f)
{
	const struct report_kind *kind = f->kind;
	bool needs_scope = (kind->takes & REPORT_NEEDS_SCOPE) != 0;
	const struct {
		const char *name;
		bool given, taken;
	} option[] = {
		{ "FILE", f->operand != NULL, kind->takes_file },
		{ "--buildings", f->buildings != NULL,
		    f->explain || reads(kind, STR("buildings")) },
		{ "--previous", f->previous != NULL,
		    reads(kind, STR("previous")) && !f->is_public },
		{ "--district", f->district,
		    (kind->takes & REPORT_TAKES_NO_DISTRICT) == 0 },
		{ "--scope", f->scope, needs_scope ||
		    (kind->takes & REPORT_TAKES_NO_DISTRICT) == 0 },
		{ "--district --scope", f->district && f->scope, false },
		{ "--goal", f->options.goal >= 0,
		    (kind->takes & REPORT_TAKES_GOAL) != 0 },
		{ "--top", f->options.top >= 0,
		    (kind->takes & REPORT_TAKES_TOP) != 0 },
		{ "--years", f->options.years >= 0,
		    (kind->takes & REPORT_TAKES_YEARS) != 0 },
	};

	if (needs_scope && !f->scope) {
		diag_at(f->run->diag, NULL, DIAG_REPORT_SCOPE,
		    DIAG_Z(kind->name));
		return false;
	}
	for (size_t i = 0; i < sizeof(option) / sizeof(option[0]); i++)
		if (option[i].given && !option[i].taken) {
			diag_at(f->run->diag, NULL, DIAG_REPORT_OPTION,
			    DIAG_Z(kind->name), DIAG_Z(option[i].name));
			return false;
		}
	return true;
}

static bool
check_years(const struct report_files *f)
{
	int64_t years = f->options.years;

	if (years != 0 && years <= REPORT_YEARS_MOST)
		return true;
	diag_at(f->run->diag, NULL, DIAG_REPORT_YEARS, DIAG_NUM(years),
	    DIAG_NUM(REPORT_YEARS_MOST));
	return false;
}

bool
report_files_check(const struct report_files *f)
{
	for (size_t i = 0; i < f->with->n; i++) {
		struct str item = str_from(f->with->item[i]), rest = item, key;

		if (str_chr(item, '=') < item.n &&
		    str_cut(&rest, '=', &key) && (reads_within(f->kind, key) ||
		        (f->explain && report_explain_reads(key)) ||
		        (f->is_public && str_is(key, "classified-before"))))
			continue;
		diag_at(f->run->diag, NULL, DIAG_REPORT_WITH, DIAG_STR(item),
		    DIAG_Z(f->kind->name));
		return false;
	}
	return check_options(f) && check_years(f);
}
