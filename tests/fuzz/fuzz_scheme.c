/*
 * scheme: any bytes are a scheme or are refused with a message.  A sound one
 * is shown and scored by the figures it holds itself: a score lies within
 * its bounds, a total is the sum of its rows, ranks run from 1.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "plan/scheme_show.h"
#include "plan/score_show.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static bool
drop(void *arg, const struct str *cell, size_t n)
{
	size_t *total = arg;

	for (size_t i = 0; i < n; i++)
		*total += cell[i].n;
	return true;
}

static void
check_item(const struct score_sheet *s, size_t item, size_t place)
{
	const struct scheme_item *x = &s->scheme->item[item];
	const struct score_cell *c = score_at(s, item, place);

	if (!c->known)
		return;
	must(x->method == SCHEME_PENALTY ? c->score <= 0 : c->score >= 0);
	must(c->score <= SCHEME_MAX && c->score >= -SCHEME_MAX);
	if (x->method == SCHEME_ATTAINMENT)
		must(c->score <= x->cap);
	if (x->method == SCHEME_MIN_MAX)
		must(c->score >= x->low && c->score <= x->high);
	must(!scheme_weighs(x) || (c->rank >= 1 && c->rank <= s->nplace));
}

static void
check_total(const struct score_sheet *s, size_t place)
{
	const struct score_total *t = &s->total[place];
	int64_t sum = 0;

	for (size_t i = 0; i < s->scheme->nitem; i++) {
		check_item(s, i, place);
		sum += score_at(s, i, place)->known ?
		    score_at(s, i, place)->contribution : 0;
	}
	must((t->status == SCORE_UNRANKED) == (t->rank == 0));
	must(t->contribution == sum);
	must(t->weight <= 10000);
}

static void
score(struct diag *d, const struct scheme *s, const struct code_book *book)
{
	struct raw_set *raw = raw_new(d, s, book, 2023 * 12 + 11);
	struct score_sheet *sheet = score_new(d, raw);
	size_t total = 0;
	struct line_sink sink = { drop, drop, &total };
	struct score_show show = { .sheet = sheet, .sink = &sink,
		.scheme_file = "f" };

	if (sheet != NULL) {
		for (size_t p = 1; p < sheet->nplace; p++)
			check_total(sheet, p);
		must(score_show_rows(&show));
		must(score_show_supervision(&show));
		must(score_show_explain(&show, 1));
		score_show_gaps(sheet, d);
	}
	score_free(sheet);
	raw_free(raw);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct code_book *book;
	FILE *sink = fopen("/dev/null", "w");
	struct diag *d = diag_new(&(struct diag_opts){ .program = "fuzz",
	    .sink = sink });
	struct input *in = input_memory(d, "f",
	    (struct str){ (const char *)data, size });
	struct tree *tree = tree_load(d, in);
	size_t total = 0;
	struct scheme *s;

	if (book == NULL) {
		const char *dir = getenv("BLDG_DATA");

		book = code_load(d, dir != NULL ? dir : "data");
		must(book != NULL);
	}
	if (tree != NULL) {
		struct line_sink to = { drop, drop, &total };
		struct scheme_show show = { .root = tree_root(tree),
			.origin = "option", .file = "f", .sink = &to };

		s = scheme_read(d, tree_root(tree), book);
		must(s->sound == (diag_count(d, DIAG_ERROR) == 0));
		show.scheme = s;
		if (s->sound) {
			must(scheme_show(&show));
			score(d, s, book);
		}
		scheme_free(s);
	}
	tree_free(tree);
	input_close(in);
	diag_free(d);
	fclose(sink);
	return 0;
}
