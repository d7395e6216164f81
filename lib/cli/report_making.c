#include "cli/report_making.h"

#include <string.h>

#include "cli/dataset_out.h"
#include "cli/report_explain.h"
#include "cli/report_input.h"

/* What it is limited to by -d or --scope; false after a report. */
static bool
find_district(struct run *run, const struct report_making *what,
    const struct report_kind *kind, struct report_input *in)
{
	bool needs = (kind->takes & REPORT_NEEDS_SCOPE) != 0;
	const char *name = what->scope != NULL ? what->scope : what->district;
	const struct district *x = name == NULL ? NULL :
	    code_district(run_codes(run), str_from(name));

	in->own = what->scope != NULL;
	if (name != NULL && x == NULL) {
		diag_at(run->diag, NULL, DIAG_UNKNOWN_DISTRICT, DIAG_Z(name),
		    DIAG_Z(in->own ? "--scope" : "--district"));
		return false;
	}
	if (needs && (x == NULL || x->is_city)) {
		diag_at(run->diag, NULL, DIAG_REPORT_SCOPE,
		    DIAG_Z(kind->name));
		return false;
	}
	if (x != NULL && (!x->is_city || kind->has_city_rows))
		in->district = x;
	return true;
}

/* A document is for people, and so is what stands behind a cell: text where
 * nothing else is asked for. */
static const struct format *
format_of(const struct run *run, const struct report_kind *kind,
    bool explain)
{
	bool for_people = explain || (kind->takes & REPORT_IS_DOCUMENT) != 0;

	return format_find(str_from(for_people ? run_format_for_people(run) :
	    run->format));
}

enum run_status
report_making(struct run *run, const struct report_kind *kind,
    const char *file, const struct report_making *what,
    struct explain *explain)
{
	struct report_files files = { .run = run, .kind = kind,
		.operand = file,
		.with = &what->with, .buildings = what->buildings,
		.previous = what->previous, .rules = what->rules,
		.district = what->district != NULL,
		.scope = what->scope != NULL,
		.period = what->period, .explain = explain != NULL,
		.options = { what->goal, what->top, what->years },
		.is_public = what->is_public };
	struct report_input in = { .diag = run->diag,
		.lang = run->report_lang, .codes = run_codes(run),
		.provide = report_files_provide,
		.settings = report_files_settings, .arg = &files,
		.options = files.options, .is_public = what->is_public,
		.explain = explain };
	const struct format *format = format_of(run, kind, explain != NULL);
	struct buf b;
	bool ok = in.codes != NULL && report_files_check(&files) &&
	    find_district(run, what, kind, &in) &&
	    report_files_settle(&files, &in.issue);

	in.period = files.period;
	buf_init(&b, BUF_UNBOUNDED);
	if (run->bom && format == &format_csv)
		buf_puts(&b, "\xef\xbb\xbf");
	ok = ok && (explain == NULL ? report_make(&b, kind, &in, format) :
	    report_explain_make(&b, &files, &in, format)) &&
	    run_formatted(run, format, buf_str(&b));
	buf_fini(&b);
	report_files_fini(&files);
	return ok ? RUN_DONE : RUN_FAILED;
}
