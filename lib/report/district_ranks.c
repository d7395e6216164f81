/* Places of the districts, in two years. */
#include "report/district_ranks.h"

#include <stdlib.h>

#include "print/chart.h"
#include "print/words.h"
#include "report/aggregate.h"
#include "report/ranking.h"

struct ranks {
	struct report *r;
	const struct value **row; /* by scope, the city first; NULL: none */
	size_t n;
};

static void
read_rows(struct ranks *s, const struct source *src)
{
	for (size_t i = 0; i < src->nrow; i++) {
		const struct value *v = source_at(src, i, 0);
		const struct district *x = code_district(s->r->codes,
		    v[A_DISTRICT].text);

		if (x != NULL)
			s->row[code_district_index(s->r->codes, x)] = v;
	}
}

/* The places of districts by an amount, by scope; of the same districts
 * each time.  0: it has none. */
static size_t *
ranks_by(const struct ranks *s, size_t col, size_t *known)
{
	struct place *p = mem_zalloc(s->n, sizeof(*p));
	size_t *rank = mem_zalloc(s->n, sizeof(*rank)), n = 0;

	for (size_t i = 1; i < s->n; i++) {
		const struct value *v = s->row[i];

		if (v != NULL && v[A_TAX].known && v[A_SAME].known)
			p[n++] = (struct place){ .row = i, .known = true,
				.id = code_district_at(s->r->codes, i)->code,
				.num = v[col].n, .den = 1 };
	}
	ranking_sort(p, n);
	for (size_t i = 0; i < n; i++)
		rank[p[i].row] = p[i].rank;
	*known = n;
	free(p);
	return rank;
}

/* Who has no place, and what last year's places are of. */
static struct str
ranks_note(const struct ranks *s, size_t without)
{
	struct report *r = s->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	const struct value *v = s->row[0];
	struct str part[3] = { str_from(words(l,
	    "位次按税收从大到小，税收相同的位次相同。",
	    "Places are by tax, the greatest first; ties share a place.")) };

	if (without > 0)
		part[1] = words_fill(a, r->in->is_public ? words(l,
		    "本期或上年同期税收未公开或不明的$1个地区未排位。",
		    " $1 districts whose tax of either year is not published "
		    "or not known have no place.") : words(l,
		    "本期或上年同期税收不明的$1个地区未排位。",
		    " $1 districts whose tax of either year is unknown have "
		    "no place."), words_int(a, (int64_t)without));
	if (v != NULL && v[A_BUILDINGS].known && v[A_YOY_BUILDINGS].known &&
	    v[A_YOY_BUILDINGS].n < v[A_BUILDINGS].n)
		part[2] = words_fill(a, words(l,
		    "上年同期税收不含当时不明的楼宇：全市$1幢中已知$2幢。",
		    " Last year's tax is of the buildings whose same months "
		    "are known: $2 of the city's $1."),
		    v[A_BUILDINGS].text, v[A_YOY_BUILDINGS].text);
	return words_fill(a, "$1$2$3", part[0], part[1], part[2]);
}

/* Whom a district passed since last year, and who passed it. */
void
district_ranks_chart(struct report *r, const struct source *districts)
{
	struct ranks set = { .r = r, .n = code_district_count(r->codes) };
	struct ranks *s = &set;
	enum lang l = r->lang;
	size_t known, *same, *now, shown = 0;
	struct chart *c = chart_new(l, CHART_RANKS);
	unsigned place = chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "税收位次", "place by tax")) });

	s->row = mem_zalloc(s->n, sizeof(*s->row));
	read_rows(s, districts);
	same = ranks_by(s, A_SAME, &known);
	now = ranks_by(s, A_TAX, &known);
	for (size_t i = 1; i < s->n; i++)
		if (now[i] > 0)
			chart_new_series(c, code_district_at(r->codes,
			    i)->short_name, CHART_MAIN, place);
	for (size_t i = 1; i < s->n; i++)
		shown += s->row[i] != NULL;
	for (int year = 0; year < 2; year++) {
		const size_t *rank = year == 0 ? same : now;
		unsigned series = 0;

		chart_add_point(c, words_period(&r->keep, l,
		    r->period - 12 * (1 - year)));
		for (size_t i = 1; i < s->n; i++)
			if (rank[i] > 0)
				chart_put(c, series++, (int64_t)rank[i]);
	}
	chart_set_title(c, words_fill(&r->keep, words(l,
	    "各地楼宇税收位次变化（$1）",
	    "Places by tax, on last year ($1)"),
	    words_period(&r->keep, l, r->period)));
	chart_set_about(c, str_from(words(l,
	    "各地税收位次，左为上年同期、右为本期，第1位在上",
	    "Places of the districts by tax: those of the same months of "
	    "last year on the left, today's on the right, the first on "
	    "top")));
	chart_set_note(c, ranks_note(s, shown - known));
	if (known > 1)
		document_chart(r->doc, c);
	else
		chart_free(c);
	free(set.row);
	free(same);
	free(now);
}
