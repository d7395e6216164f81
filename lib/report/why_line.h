/*
 * The table of bldg-classify --explain, line by line: a class and its
 * verdict on the class's first line, a condition, the building's value, what
 * it must be, whether it is, and what is missing.
 */
#ifndef REPORT_WHY_LINE_H
#define REPORT_WHY_LINE_H

#include "print/table.h"
#include "rule/classify.h"

struct why {
	enum lang lang;
	struct table *t;
	const struct building *b;
	struct arena keep;
	/* the class being shown; machines read it on every line */
	struct str class_code, class_label, verdict_code, verdict_label;
	bool begun; /* its first line is put */
	/* of the line being filled */
	struct str rule, condition, label;
	struct str shown; /* the value as people read it, where that differs */
	struct buf value, op, bound, note;
};

void why_init(struct why *w, enum lang lang, struct table *t,
    const struct building *b);
void why_fini(struct why *w);

/* A class: the lines that follow are its. */
void why_class(struct why *w, enum indicator_id id, struct str code,
    struct str label);
/* A class that is a flag. */
void why_flag(struct why *w, enum indicator_id id, const struct value *flag);

/* Ends the line that was filled. */
void why_line(struct why *w, enum rule_truth met);

/* Parts of a line. */
void why_condition(struct why *w, struct str column, const char *zh,
    const char *en);
void why_note(struct why *w, const char *zh, const char *en);
/* "差35,768.94元": more of that column */
void why_note_amount(struct why *w, const char *zh, const char *en,
    size_t column, int64_t n);
void why_put_grouped(struct buf *out, struct str s);

/* An amount against a tier's bound; `inside`: it has to be above. */
enum rule_truth why_amount(struct why *w, const struct value *amount,
    const struct tier *t, bool inside);

/* The conditions of one rule of a list. */
void why_rule(struct why *w, const struct class_rule *r);
/* The label of a column in the language of the table. */
struct str why_column_label(const struct why *w, size_t column,
    struct str name);

#endif
