#include "cli/intake_options.h"

#include "base/thread.h"
#include "import/fast.h"
#include "text/utf8.h"

bool
intake_options_fit(struct run *run, const struct intake_options *o,
    enum intake_kind kind, const char *what)
{
	enum { DATASET = INTAKE_DATASET, ANY = INTAKE_ANY,
		WORKSPACE = INTAKE_WORKSPACE };
	const struct {
		bool given;
		unsigned with;
		const char *name;
	} option[] = {
		{ o->map != NULL, DATASET, "--map" },
		{ o->set.n > 0, DATASET, "--set" },
		{ o->unit.n > 0, DATASET, "--unit" },
		{ o->check != NULL, DATASET, "--check" },
		{ o->lookup != NULL, DATASET, "--lookup" },
		{ o->assign, DATASET, "--assign" },
		{ o->duplicates >= 0, DATASET | WORKSPACE, "--duplicates" },
		{ o->cumulative >= 0, DATASET | WORKSPACE, "--cumulative" },
		{ o->keep_unknown, DATASET | WORKSPACE, "--keep-unknown" },
		{ o->source, DATASET | WORKSPACE, "--source" },
		{ o->audit != NULL, DATASET | WORKSPACE, "--audit" },
		{ o->annotate != NULL, DATASET, "--annotate" },
		{ o->fill_down.n > 0, DATASET, "--fill-down" },
		{ o->schema, DATASET, "--schema" },
		{ o->wide, DATASET, "--wide" },
		{ o->draft_map, DATASET, "--draft-map" },
		{ o->sheet != NULL, DATASET, "--sheet" },
		{ o->delimiter != NULL, DATASET | ANY, "--delimiter" },
		{ o->quote != NULL, DATASET | ANY, "--quote" },
		{ o->escape != NULL, ANY, "--escape" },
		{ o->skip_rows != NULL, ANY, "--skip-rows" },
		{ o->header_rows != NULL, ANY, "--header-rows" },
		{ o->no_header, ANY, "--no-header" },
	};

	for (size_t i = 0; i < sizeof(option) / sizeof(option[0]); i++)
		if (option[i].given && (option[i].with & kind) == 0) {
			diag_at(run->diag, NULL, DIAG_OPTION_DATASET,
			    DIAG_Z(option[i].name), DIAG_Z(what));
			return false;
		}
	return true;
}

void
intake_options_common(const struct intake_options *o, struct intake *out)
{
	out->encoding = o->encoding;
	out->rejects = o->rejects;
	out->max_rejects = o->max_rejects;
	out->audit = o->audit;
	out->keep_unknown = o->keep_unknown;
	out->threads = thread_count(o->threads, FAST_THREADS);
	out->stats = o->stats;
	out->duplicates = o->duplicates < 0 ? DUPLICATES_DEFAULT
	    : (enum import_duplicates)o->duplicates;
	out->cumulative = o->cumulative < 0 ? IMPORT_SINCE_LEAVE
	    : (enum import_cumulative)o->cumulative;
}

/* One ASCII character, or `tab`. */
static bool
read_char(struct run *run, const char *text, char *out)
{
	if (text == NULL)
		return true;
	if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0) {
		*out = '\t';
		return true;
	}
	*out = text[0];
	if (text[0] > ' ' && text[0] < 0x7f && text[1] == '\0')
		return true;
	diag_at(run->diag, NULL, DIAG_OPTION_CHAR, DIAG_Z(text));
	return false;
}

/* One character of any width, or `tab`. */
static bool
read_delimiter(struct run *run, const char *text, struct str *out)
{
	char c = '\0';

	*out = str_from(text);
	if (text == NULL ||
	    (out->n > 1 && (text[0] & 0x80) != 0 && utf8_length(*out) == 1))
		return true;
	if (!read_char(run, text, &c))
		return false;
	if (c == '\t')
		*out = STR("\t");
	return true;
}

static bool
read_fill_down(struct run *run, const struct cli_list *names,
    struct intake *out)
{
	const struct dataset *ds = out->ds;

	out->mapping.fill_down = arena_alloc(run->keep, ds->ncolumn,
	    sizeof(*out->mapping.fill_down));
	for (size_t i = 0; i < names->n; i++) {
		struct str name = str_from(names->item[i]);
		size_t col = dataset_column(ds, name);

		if (col >= ds->ncolumn) {
			diag_at(run->diag, NULL, DIAG_NOT_A_COLUMN,
			    DIAG_STR(name));
			return false;
		}
		out->mapping.fill_down[col] = true;
	}
	return true;
}

/* --set and --unit */
static bool
read_columns(struct run *run, const struct intake_options *o,
    struct intake *out)
{
	const struct dataset *ds = out->ds;
	struct mapping *m = &out->mapping;

	m->set = arena_alloc(run->keep, ds->ncolumn + 1, sizeof(*m->set));
	m->unit = arena_alloc(run->keep, ds->ncolumn, sizeof(*m->unit));
	for (size_t i = 0; i < o->set.n; i++)
		if (!mapping_set(run->diag, ds, o->set.item[i], m))
			return false;
	for (size_t i = 0; i < o->unit.n; i++)
		if (!mapping_unit(run->diag, ds, o->unit.item[i], m))
			return false;
	return true;
}

bool
intake_options_read(struct run *run, const struct intake_options *o,
    const struct dataset *ds, struct intake *out)
{
	intake_options_common(o, out);
	out->ds = ds;
	out->map = o->map;
	out->check = o->check;
	out->lookup = o->lookup;
	out->assign = o->assign;
	out->source = o->source;
	out->draft_map = o->draft_map;
	out->mapping.wide = o->wide;
	out->annotate = o->annotate;
	out->sheet = o->sheet;
	return read_delimiter(run, o->delimiter, &out->delimiter) &&
	    read_char(run, o->quote, &out->quote) &&
	    read_fill_down(run, &o->fill_down, out) &&
	    read_columns(run, o, out);
}
