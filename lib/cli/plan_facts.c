#include "cli/plan_facts.h"

#include "cli/workspace.h"

bool
plan_facts_rules(struct run *run, int period, const char *option, bool show,
    struct plan_rules *out)
{
	static const char *const name[] = { "plan.ini", "classify.ini" };
	struct setting_book *book[2] = { NULL, NULL };
	bool ok = true;

	for (int i = 0; ok && i < 2; i++) {
		book[i] = rules_load_of(run, period, name[i], option);
		ok = book[i] != NULL;
	}
	if (ok && show)
		ok = rules_show(run, book, 2);
	else if (ok)
		ok = plan_rules_read(run->diag, book[0], book[1], out);
	setting_free(book[1]);
	setting_free(book[0]);
	return ok;
}

/* A file of the workspace where none was given and it is there. */
static const char *
source_path(struct run *run, enum facts_source source, int period)
{
	static const char *const canon[FACTS_SOURCE_COUNT] = {
		[FACTS_BUILDINGS] = "buildings.csv",
		[FACTS_TEAMS] = "teams.csv",
		[FACTS_BASE] = "base.csv",
		[FACTS_EVENTS] = "events.csv",
		[FACTS_RECOGNITIONS] = "recognitions.csv",
		[FACTS_RETROFITS] = "retrofits.csv",
		[FACTS_PROJECTS] = "projects.csv",
		[FACTS_SERVICES] = "services.csv",
		[FACTS_MATTERS] = "matters.csv",
	};

	if (canon[source] != NULL)
		return workspace_file(run, "canon", canon[source]);
	return workspace_result(run,
	    period - (source == FACTS_LAST_YEAR ? 12 : 0),
	    source == FACTS_DISTRICTS ? "districts.csv" : "classified.csv");
}

static bool
read_source(struct run *run, struct facts *f, enum facts_source source,
    const char *path)
{
	struct row_reader *r = row_open(run->diag, path,
	    facts_dataset(source), run_codes(run));
	bool ok = r != NULL && facts_read(f, source, r);

	row_close(r);
	return ok;
}

struct facts *
plan_facts_read(struct run *run, const char *const *path,
    const struct plan_rules *rules, int period)
{
	const struct facts_rules how = { .period = period,
		.level = rules->level };
	struct facts *f = facts_new(run->diag, run_codes(run), &how);

	for (unsigned i = 0; i < FACTS_SOURCE_COUNT; i++) {
		enum facts_source source = (enum facts_source)i;
		const char *file = path[i] != NULL ? path[i] :
		    source_path(run, source, period);

		if (file != NULL && !read_source(run, f, source, file)) {
			facts_free(f);
			return NULL;
		}
	}
	return f;
}

bool
plan_facts_duties(struct run *run, struct duties *out)
{
	const char *path = workspace_file(run, "rules", "responsibility.csv");
	struct row_reader *r;
	bool ok;

	if (path == NULL)
		path = run_data_path(run, "rules", "responsibility.csv");
	r = row_open(run->diag, path, duty_dataset(), NULL);
	ok = r != NULL && duty_read(out, r);
	row_close(r);
	return ok;
}
