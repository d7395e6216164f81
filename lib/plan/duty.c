#include "plan/duty.h"

#include <stdlib.h>

#include "text/normal.h"

enum { KIND, LABEL, WORDS, DEPARTMENT, NAMES, SOURCE, COLUMNS };

static const struct column columns[COLUMNS] = {
	[KIND] = { "kind", VALUE_ID,
	    COLUMN_KEY | COLUMN_REQUIRED | COLUMN_MANDATORY, NULL, "类别" },
	[LABEL] = { "label", VALUE_TEXT, COLUMN_REQUIRED, NULL, "名称" },
	[WORDS] = { "words", VALUE_TEXT, COLUMN_REQUIRED | COLUMN_MANDATORY,
	    NULL, "用词" },
	[DEPARTMENT] = { "department", VALUE_TEXT,
	    COLUMN_REQUIRED | COLUMN_MANDATORY, NULL, "牵头部门" },
	[NAMES] = { "names", VALUE_TEXT, 0, NULL, "部门别称" },
	[SOURCE] = { "source", VALUE_TEXT, 0, NULL, "出处" },
};

static const struct dataset table = { "responsibility", "部门分工", columns,
	COLUMNS, false };

const struct dataset *
duty_dataset(void)
{
	return &table;
}

/* Enters a department, or adds to its names. */
static size_t
enter(struct duties *d, struct str name, struct str names)
{
	size_t i = 0;
	struct buf b;

	while (i < d->ndepartment && !str_eq(d->department[i], name))
		i++;
	if (i == d->ndepartment) {
		d->department = mem_grow(d->department, &d->department_cap,
		    i + 1, sizeof *d->department);
		d->names = mem_grow(d->names, &d->names_cap, i + 1,
		    sizeof *d->names);
		d->department[i] = arena_str(&d->keep, name);
		d->names[i] = normal_keep(&d->keep, name);
		d->ndepartment++;
	}
	if (names.n == 0)
		return i;
	buf_init(&b, BUF_UNBOUNDED);
	buf_put(&b, d->names[i]);
	buf_putc(&b, '|');
	normal_key(&b, names);
	d->names[i] = buf_keep(&b, &d->keep);
	return i;
}

bool
duty_read(struct duties *d, struct row_reader *r)
{
	struct row row;
	enum status s;

	while ((s = row_next(r, &row)) == STATUS_OK) {
		const struct value *v = row.value;

		d->duty = mem_grow(d->duty, &d->cap, d->n + 1,
		    sizeof *d->duty);
		d->duty[d->n++] = (struct duty){
			.kind = arena_str(&d->keep, v[KIND].text),
			.label = arena_str(&d->keep, v[LABEL].text),
			.words = normal_keep(&d->keep, v[WORDS].text),
			.department = enter(d, v[DEPARTMENT].text,
			    v[NAMES].text),
		};
	}
	return s == STATUS_END;
}

void
duty_fini(struct duties *d)
{
	free(d->duty);
	free(d->department);
	free(d->names);
	arena_fini(&d->keep);
	*d = (struct duties){ 0 };
}

static bool
has_word(const struct duty *x, struct str folded)
{
	struct str rest = x->words, word;

	while (str_cut(&rest, '|', &word))
		if (word.n > 0 && str_find(folded, word) < folded.n)
			return true;
	return false;
}

const struct duty *
duty_of(const struct duties *d, struct str subject)
{
	const struct duty *found = NULL;
	struct arena scratch = { 0 };
	struct str folded = normal_keep(&scratch, subject);

	for (size_t i = 0; i < d->n; i++) {
		if (!has_word(&d->duty[i], folded))
			continue;
		if (found != NULL &&
		    found->department != d->duty[i].department) {
			found = NULL;
			break;
		}
		if (found == NULL)
			found = &d->duty[i];
	}
	arena_fini(&scratch);
	return found;
}

/* Is one of the names the whole text, or with `ends` its end? */
static bool
is_named(struct str names, struct str folded, bool ends)
{
	struct str name;

	while (str_cut(&names, '|', &name))
		if (name.n > 0 && (ends ? str_ends(folded, name)
		    : str_eq(folded, name)))
			return true;
	return false;
}

size_t
duty_department(const struct duties *d, struct str name)
{
	struct arena scratch = { 0 };
	struct str folded = normal_keep(&scratch, name);
	size_t i = 0;

	while (i < d->ndepartment && !is_named(d->names[i], folded, false))
		i++;
	arena_fini(&scratch);
	return i < d->ndepartment ? i : DUTY_NONE;
}

bool
duty_leads(const struct duties *d, size_t department, struct str name)
{
	struct arena scratch = { 0 };
	struct str folded = normal_keep(&scratch, name);
	bool yes;

	folded = str_sub(folded, 0, str_find(folded, STR("、")));
	folded = str_sub(folded, 0, str_chr(folded, ';'));
	folded = str_sub(folded, 0, str_chr(folded, ','));
	yes = is_named(d->names[department], folded, true);
	arena_fini(&scratch);
	return yes;
}
