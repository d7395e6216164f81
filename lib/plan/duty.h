/*
 * Who leads which kind of matter: data/rules/responsibility.csv, from the
 * policy's first task.  A kind is known by words in a matter's subject; a
 * department by its names.  The duties own their texts.
 */
#ifndef PLAN_DUTY_H
#define PLAN_DUTY_H

#include "base/mem.h"
#include "schema/row.h"

#define DUTY_NONE ((size_t)-1)

struct duty {
	struct str kind, label, words; /* words between | */
	size_t department;
};

struct duties {
	struct duty *duty;
	size_t n, cap;
	struct str *department; /* by the first of its names */
	struct str *names;      /* all of them, folded, between | */
	size_t ndepartment, department_cap, names_cap;
	struct arena keep;
};

const struct dataset *duty_dataset(void);
/* Reads all rows; the reader stays the caller's.  False after a report. */
bool duty_read(struct duties *d, struct row_reader *r);
void duty_fini(struct duties *d);

/* The duty a subject falls under; NULL where no word is in it, or words of
 * several departments are: nobody is blamed on a guess. */
const struct duty *duty_of(const struct duties *d, struct str subject);
/* The department that is called so; DUTY_NONE if none is. */
size_t duty_department(const struct duties *d, struct str name);
/* Is the name that of a department or of its like in a district: does it
 * end with one of its names?  Of several departments the first counts. */
bool duty_leads(const struct duties *d, size_t department, struct str name);

#endif
