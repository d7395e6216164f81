/* What is said of findings: their keys, reasons, and how many there are. */
#include "rule/watch.h"

#include <stdlib.h>

#include "schema/near.h"

const struct watch_finding *
watch_finding_of(const struct watch *w, struct str key)
{
	struct near near = { .name = key };

	for (size_t i = 0; i < w->nfinding; i++) {
		if (str_eq(w->finding[i].key, key))
			return &w->finding[i];
		near_offer(&near, w->finding[i].key);
		if (near.best.n == 0 && str_starts(w->finding[i].key, key))
			near.best = w->finding[i].key;
	}
	if (near.best.n > 0)
		diag_at(w->in.diag, NULL, DIAG_NO_FINDING_NEAR, DIAG_STR(key),
		    DIAG_STR(near.best));
	else
		diag_at(w->in.diag, NULL, DIAG_NO_FINDING, DIAG_STR(key));
	return NULL;
}

static int
by_id(const void *a, const void *b)
{
	return str_cmp(((const struct watch_pair *)a)->id,
	    ((const struct watch_pair *)b)->id);
}

const struct watch_pair *
watch_pair_of(const struct watch *w, struct str id)
{
	struct watch_pair key = { .id = id };

	if (w->npair == 0)
		return NULL;
	return bsearch(&key, w->pair, w->npair, sizeof(*w->pair), by_id);
}

static void
put_piece(struct buf *b, struct str name, const char *suffix,
    struct str value)
{
	if (b->n > 0)
		buf_puts(b, "; ");
	buf_put(b, name);
	buf_puts(b, suffix);
	buf_putc(b, ' ');
	buf_put(b, value);
}

/* The buildings that are a party: their ids, names and districts. */
static void
put_other(struct buf *b, const struct watch *w,
    const struct watch_finding *f)
{
	const struct watch_told *told = &f->rule->other;
	struct str rest, id;
	struct buf list;

	if (told->name.n == 0)
		return;
	buf_init(&list, BUF_UNBOUNDED);
	watch_put_field(&list, &told->field, f->pair);
	rest = buf_str(&list);
	while (rest.n > 0 && str_cut(&rest, ';', &id)) {
		const struct watch_pair *p = watch_pair_of(w, id);
		const struct roster_row *row;

		put_piece(b, told->name, "", id);
		if (p == NULL)
			continue;
		row = p->now != NULL ? p->now : p->prev;
		put_piece(b, told->name, ".name", row->name);
		put_piece(b, told->name, ".district",
		    building_value(&row->building, district).text);
	}
	buf_fini(&list);
}

void
watch_put_reasons(struct buf *b, const struct watch *w,
    const struct watch_finding *f)
{
	const struct rule *rule = &f->rule->alternative[f->alternative];
	struct rule_row row = { watch_get, f->pair };
	struct buf value;

	for (size_t i = 0; i < rule->ncond; i++) {
		if (b->n > 0)
			buf_puts(b, "; ");
		buf_put(b, f->rule->code);
		buf_putc(b, '.');
		buf_int(b, (int64_t)f->alternative + 1);
		buf_puts(b, ": ");
		rule_put_reason(b, &rule->cond[i], &row);
	}
	buf_init(&value, BUF_UNBOUNDED);
	for (size_t i = 0; i < f->rule->nfact; i++) {
		buf_reset(&value);
		watch_put_field(&value, &f->rule->fact[i].field, f->pair);
		if (value.n > 0)
			put_piece(b, f->rule->fact[i].name, "",
			    buf_str(&value));
	}
	buf_fini(&value);
	put_other(b, w, f);
}

/* One term of the account: "= 799 in both", "＝两期都有 799". */
static void
put_term(struct buf *b, enum lang lang, const char *sign, int64_t n,
    const char *en, const char *zh)
{
	buf_puts(b, sign);
	if (lang == LANG_ZH)
		buf_puts(b, zh);
	buf_putc(b, ' ');
	buf_int(b, n);
	if (lang == LANG_ZH)
		return;
	buf_putc(b, ' ');
	buf_puts(b, en);
}

void
watch_put_summary(struct buf *b, const struct watch *w, enum lang lang)
{
	const char *equal = lang == LANG_ZH ? "＝" : " =";
	const char *plus = lang == LANG_ZH ? "＋" : " +";

	buf_int(b, (int64_t)w->in.prev->n);
	buf_puts(b, lang == LANG_ZH ? " 幢（上期）" : " previous");
	put_term(b, lang, equal, w->both, "in both", "两期都有");
	put_term(b, lang, plus, w->vanished, "vanished", "消失");
	buf_puts(b, lang == LANG_ZH ? "；" : "; ");
	buf_int(b, (int64_t)w->in.now->n);
	buf_puts(b, lang == LANG_ZH ? " 幢（本期）" : " current");
	put_term(b, lang, equal, w->both, "in both", "两期都有");
	put_term(b, lang, plus, w->appeared, "appeared", "出现");
	buf_puts(b, lang == LANG_ZH ? "；" : "; ");
	buf_puts(b, lang == LANG_ZH ? "提示 " : "findings ");
	buf_int(b, (int64_t)w->nfinding);
	buf_puts(b, lang == LANG_ZH ? " 项" : "");
	put_term(b, lang, equal, w->count[SEVERITY_HIGH], "high", "高");
	put_term(b, lang, plus, w->count[SEVERITY_MEDIUM], "medium", "中");
	put_term(b, lang, plus, w->count[SEVERITY_LOW], "low", "低");
}
