/* Rules that are allowed but odd: each is told once, and in force. */
#include "rule/class_rules.h"
#include "rule/rule_check.h"

#include <stdlib.h>

/* One alternative of a list among all of it. */
struct line {
	const struct class_rule *of;
	const struct rule *rule;
	struct rule_facts facts;
	bool never;
};

/* Without its folder: what is told does not say where a program was
 * installed. */
static struct str
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_from(slash == NULL ? path : slash + 1);
}

static void
tell_shadow(struct diag *d, const struct line *under, const struct line *over)
{
	diag_at(d, &under->rule->pos, DIAG_RULE_SHADOWED,
	    DIAG_STR(over->of->name),
	    DIAG_STR(file_name(over->rule->pos.file)),
	    DIAG_NUM(over->rule->pos.line));
}

/* Of two that say the same the later one is told. */
static void
check_line(struct diag *d, struct rule_checker *c, const struct line *line,
    size_t n, size_t i)
{
	for (size_t k = 0; k < n; k++) {
		if (k == i || line[k].never || !rule_facts_imply(c,
		    &line[i].facts, &line[k].facts))
			continue;
		if (k > i && rule_facts_imply(c, &line[k].facts,
		    &line[i].facts))
			continue;
		tell_shadow(d, &line[i], &line[k]);
		return;
	}
}

static void
check_list(struct diag *d, const struct class_rules *rules,
    enum class_list list)
{
	struct rule_checker c = { 0 };
	struct line *line = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < rules->nrule; i++) {
		const struct class_rule *r = &rules->rule[i];

		for (size_t k = 0; r->list == list && k < r->nalternative;
		    k++) {
			struct rule_facts f = rule_facts_of(&c,
			    &r->alternative[k]);

			line = mem_grow(line, &cap, n + 1, sizeof(*line));
			line[n++] = (struct line){ r, &r->alternative[k], f,
				rule_facts_never(&f) };
		}
	}
	for (size_t i = 0; i < n; i++) {
		rule_check_choices(d, line[i].rule);
		if (line[i].never)
			diag_at(d, &line[i].rule->pos, DIAG_RULE_NEVER,
			    DIAG_STR(line[i].rule->text));
		else
			check_line(d, &c, line, n, i);
	}
	free(line);
	rule_checker_fini(&c);
}

static void
check_tiers(struct diag *d, const struct class_rules *c)
{
	for (size_t i = 1; i < c->ntier; i++) {
		const struct tier *above = &c->tier[i - 1];
		const struct tier *t = &c->tier[i];

		if (tier_cmp(t, above) == 0)
			diag_at(d, &t->pos, DIAG_TIER_SHADOWED,
			    DIAG_STR(t->name), DIAG_STR(above->name),
			    DIAG_STR(file_name(above->pos.file)),
			    DIAG_NUM(above->pos.line));
	}
}

/* The settings of one section: what decides, and what says of it. */
struct section {
	const struct setting *body, *label, *source;
};

static void
add_setting(struct section *x, const struct setting *s)
{
	if (str_is(s->key, "label"))
		x->label = s;
	else if (str_is(s->key, "source"))
		x->source = s;
	else if (x->body == NULL || s->origin > x->body->origin)
		x->body = s;
}

static bool
is_missing(const struct setting *words)
{
	return words == NULL || words->value.n == 0;
}

/* A changed rule with the words of the one below says what is not so. */
static bool
is_stale(const struct section *x, const struct setting *words)
{
	return !is_missing(words) && x->body->origin > words->origin;
}

static const char *
which(bool label, bool source)
{
	return !source ? "label" : label ? "label, source" : "source";
}

static void
check_section(struct diag *d, const struct section *x)
{
	bool stale_label, stale_source;

	if (x->body == NULL)
		return;
	if (is_missing(x->label) || is_missing(x->source))
		diag_at(d, &x->body->pos, DIAG_RULE_UNSOURCED,
		    DIAG_STR(x->body->section),
		    DIAG_Z(which(is_missing(x->label),
		        is_missing(x->source))));
	stale_label = is_stale(x, x->label);
	stale_source = is_stale(x, x->source);
	if (stale_label || stale_source)
		diag_at(d, &x->body->pos, DIAG_RULE_STALE_SOURCE,
		    DIAG_STR(x->body->section),
		    DIAG_Z(which(stale_label, stale_source)),
		    DIAG_STR(file_name((stale_source ? x->source :
		        x->label)->pos.file)));
}

static void
check_sources(struct diag *d, const struct setting_book *settings)
{
	struct section now = { 0 };
	size_t n = setting_count(settings);

	for (size_t i = 0; i < n; i++) {
		const struct setting *s = setting_at(settings, i);

		if (i > 0 && !str_eq(s->section,
		    setting_at(settings, i - 1)->section)) {
			check_section(d, &now);
			now = (struct section){ 0 };
		}
		add_setting(&now, s);
	}
	check_section(d, &now);
}

void
class_rules_check(struct diag *d, const struct class_rules *c,
    const struct setting_book *settings)
{
	check_tiers(d, c);
	for (int i = 0; i < CLASS_LISTS; i++)
		check_list(d, c, (enum class_list)i);
	check_sources(d, settings);
}
