#include "rule/watch_rules.h"

#include <stdlib.h>

#include "rule/rule_check.h"

struct reader {
	struct diag *diag;
	struct watch_rules *rules;
	const struct watch_scope *fields;
	struct rule_scope scope;
};

static struct watch_rule *
rule_at(struct watch_rules *w, struct str code, struct pos pos)
{
	for (size_t i = 0; i < w->nrule; i++)
		if (str_eq(w->rule[i].code, code))
			return &w->rule[i];
	w->rule[w->nrule] = (struct watch_rule){ .code = code, .pos = pos,
		.severity = SEVERITY_LOW };
	return &w->rule[w->nrule++];
}

/* Names of columns and facts, as rules name them. */
static bool
take_name(struct reader *r, const struct setting *s, struct str name,
    struct watch_told *out)
{
	struct str meant;

	out->name = name;
	if (r->scope.find(r->scope.arg, name, &out->field))
		return true;
	meant = r->scope.suggest(r->scope.arg, name);
	diag_at(r->diag, &s->value_pos, meant.n > 0 ? DIAG_RULE_COLUMN_NEAR :
	    DIAG_RULE_COLUMN, DIAG_STR(name), DIAG_STR(meant));
	return false;
}

static bool
take_facts(struct reader *r, const struct setting *s, struct watch_rule *w)
{
	struct str rest = s->value, name;
	bool ok = true;

	w->fact = arena_alloc(&r->rules->keep, str_count(rest, ',') + 1,
	    sizeof(*w->fact));
	w->nfact = 0;
	while (ok && rest.n > 0 && str_cut(&rest, ',', &name))
		ok = take_name(r, s, str_trim(name), &w->fact[w->nfact++]);
	return ok;
}

static bool
take_when(struct reader *r, const struct setting *s, struct watch_rule *w)
{
	struct rule one, *more;

	if (!rule_parse(r->diag, &r->rules->keep, &r->scope, s->value,
	    s->value_pos, &one))
		return false;
	more = arena_alloc(&r->rules->keep, w->nalternative + 1,
	    sizeof(*more));
	if (w->nalternative > 0)
		memcpy(more, w->alternative, w->nalternative * sizeof(*more));
	else
		w->pos = s->pos;
	more[w->nalternative++] = one;
	w->alternative = more;
	return true;
}

static bool
take_rule(struct reader *r, const struct setting *s, struct watch_rule *w)
{
	int severity;

	if (str_is(s->key, "when"))
		return take_when(r, s, w);
	if (str_is(s->key, "high_when"))
		return rule_parse(r->diag, &r->rules->keep, &r->scope,
		    s->value, s->value_pos, &w->high_when);
	if (str_is(s->key, "column"))
		return take_name(r, s, s->value, &w->column);
	if (str_is(s->key, "against"))
		return take_name(r, s, s->value, &w->against);
	if (str_is(s->key, "other"))
		return take_name(r, s, s->value, &w->other);
	if (str_is(s->key, "facts"))
		return take_facts(r, s, w);
	if (str_is(s->key, "label"))
		w->label = s->value;
	else if (str_is(s->key, "source"))
		w->source = s->value;
	if (!str_is(s->key, "severity"))
		return true;
	severity = setting_choice(r->diag, s, "high|medium|low|off");
	w->severity = (enum watch_severity)severity;
	return severity >= 0;
}

static bool
take_percent(struct reader *r, const struct setting *s, int64_t *out)
{
	if (!setting_number(r->diag, s, 2, out))
		return false;
	if (*out >= 0 && *out <= 10000)
		return true;
	diag_at(r->diag, &s->value_pos, DIAG_SHARE_RANGE, DIAG_STR(s->value),
	    DIAG_STR(s->key));
	return false;
}

static bool
take_setting(struct reader *r, const struct setting *s)
{
	struct str code;

	if (setting_member(s, "watch", &code))
		return take_rule(r, s, rule_at(r->rules, code, s->pos));
	if (str_is(s->section, "near") && str_is(s->key, "within_pct"))
		return take_percent(r, s, &r->rules->near_pct);
	if (str_is(s->section, "same") && str_is(s->key, "share_pct"))
		return take_percent(r, s, &r->rules->same_pct);
	return true;
}

/* What is allowed but odd: values a column never has, conditions that
 * exclude one another, rates whose pair the input lacks. */
static void
check_rule(struct reader *r, const struct rule *rule)
{
	struct rule_checker checker = { 0 };
	struct rule_facts facts = rule_facts_of(&checker, rule);

	rule_check_choices(r->diag, rule);
	if (rule_facts_never(&facts))
		diag_at(r->diag, &rule->pos, DIAG_RULE_NEVER,
		    DIAG_STR(rule->text));
	rule_checker_fini(&checker);
	for (size_t i = 0; i < rule->ncond; i++) {
		const struct rule_cond *x = &rule->cond[i];
		const struct indicator *rate;

		if (!watch_lacks_pair(r->fields, x->field.id))
			continue;
		rate = indicator_at((enum indicator_id)watch_field_base(
		    x->field.id));
		diag_at(r->diag, &x->pos, DIAG_RULE_PAIR, DIAG_STR(x->name),
		    DIAG_Z(rate->num), DIAG_Z(rate->den));
	}
}

/* What is told as previous: the same column, where nothing else is named. */
static void
hold_against_previous(struct reader *r, struct watch_rule *w)
{
	struct buf name;

	if (w->against.name.n > 0 ||
	    watch_field_side(w->column.field.id) != SIDE_NOW)
		return;
	buf_init(&name, BUF_UNBOUNDED);
	buf_puts(&name, "prev.");
	buf_put(&name, w->column.name);
	/* a column of one's own may not be in the other file */
	if (r->scope.find(r->scope.arg, buf_str(&name), &w->against.field))
		w->against.name = arena_str(&r->rules->keep, buf_str(&name));
	buf_fini(&name);
}

/* What is told of a rule that names no column: the first of its first
 * condition. */
static bool
finish_rule(struct reader *r, struct watch_rule *w)
{
	if (w->nalternative == 0) {
		diag_at(r->diag, &w->pos, DIAG_WATCH_WITHOUT,
		    DIAG_STR(w->code));
		return false;
	}
	for (size_t i = 0; w->severity != SEVERITY_OFF &&
	     i < w->nalternative; i++)
		check_rule(r, &w->alternative[i]);
	if (w->column.name.n == 0) {
		w->column.field = w->alternative[0].cond[0].field;
		w->column.name = w->alternative[0].cond[0].name;
	}
	hold_against_previous(r, w);
	return true;
}

struct watch_rules *
watch_rules_new(struct diag *d, const struct setting_book *settings,
    const struct watch_scope *scope, const struct rule_sets *sets)
{
	struct watch_rules *w = mem_zalloc(1, sizeof(*w));
	struct reader r = { .diag = d, .rules = w, .fields = scope,
		.scope = watch_rule_scope(scope, sets) };
	size_t n = setting_count(settings);
	bool ok = true;

	w->rule = mem_zalloc(n + 1, sizeof(*w->rule));
	for (size_t i = 0; i < n; i++)
		ok &= take_setting(&r, setting_at(settings, i));
	for (size_t i = 0; ok && i < w->nrule; i++)
		ok = finish_rule(&r, &w->rule[i]);
	if (ok)
		return w;
	watch_rules_free(w);
	return NULL;
}

void
watch_rules_free(struct watch_rules *w)
{
	if (w == NULL)
		return;
	arena_fini(&w->keep);
	free(w->rule);
	free(w);
}
