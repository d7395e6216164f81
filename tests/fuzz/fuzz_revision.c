/*
 * Two texts, parted by the first NUL, as versions of one canonical file and
 * of one published table: what is equal to itself has not changed, what came
 * one way went the other, and every row and figure is accounted for.
 */
#include <stdint.h>
#include <stdlib.h>

#include "rule/revision.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct pair {
	struct diag *d;
	struct str side[2];
};

static struct rec_reader *
open_text(struct diag *d, struct str in)
{
	struct text *t = text_open(d, input_memory(d, "f", in), NULL);

	return t == NULL ? NULL : rec_open(d, t, NULL);
}

static struct rec_reader *
reader(void *arg, int side)
{
	const struct pair *p = arg;

	return open_text(p->d, p->side[side]);
}

/* Data rows; -1 where it is no table. */
static int64_t
rows_of(struct diag *d, struct str in)
{
	struct rec_reader *r = open_text(d, in);
	enum status status = STATUS_FATAL;
	int64_t n = 0;
	struct rec rec;

	while (r != NULL && (status = rec_next(r, &rec)) == STATUS_OK)
		n++;
	rec_close(r);
	return status == STATUS_END ? n : -1;
}

static void
start(struct revision *r, struct diag *d)
{
	*r = (struct revision){ .diag = d, .period = -1,
		.city = { "320500", 6 } };
}

static void
must(bool ok)
{
	if (!ok)
		abort();
}

/* Canonical rows of a against b. */
static void
hold_rows(struct diag *d, const struct dataset *ds, struct str a, struct str b,
    struct revision *out)
{
	struct pair p = { d, { a, b } };
	const struct revision_source from = { reader, &p };

	start(out, d);
	must(revision_rows(out, STR("canon/x.csv"), ds, &from));
	revision_through(out, NULL);
	revision_order(out);
}

static void
check_rows(struct diag *d, const struct dataset *ds, struct str a, struct str b)
{
	struct revision one, other, same;
	int64_t n = rows_of(d, a), m = rows_of(d, b);

	hold_rows(d, ds, a, b, &one);
	hold_rows(d, ds, b, a, &other);
	hold_rows(d, ds, a, a, &same);
	must(one.count.came == other.count.went);
	must(one.count.went == other.count.came);
	must(one.count.cells == other.count.cells);
	must(one.count.went <= n && one.count.came <= m);
	must(n - one.count.went == m - one.count.came);
	must(same.n == 0 && !same.differ);
	revision_free(&one);
	revision_free(&other);
	revision_free(&same);
}

static void
check_figures(struct diag *d, struct str a, struct str b)
{
	struct revision_table old = { .path = "f" }, new = { .path = "f" };
	struct rec_reader *x = open_text(d, a), *y = open_text(d, b);
	struct revision r;

	start(&r, d);
	must(revision_table_read(&old, x, NULL) &&
	    revision_table_read(&new, y, NULL));
	if (revision_figures(&r, STR("x.csv"), &old, &new, NULL, 0)) {
		must(r.count.compared == r.count.equal + r.count.changed);
		revision_through(&r, NULL);
		revision_order(&r);
	}
	rec_close(x);
	rec_close(y);
	revision_table_fini(&old);
	revision_table_fini(&new);
	revision_free(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { (const char *)data, size };
	size_t at = str_chr(in, '\0');
	struct str a = str_sub(in, 0, at), b = str_sub(in, at + 1, in.n);
	struct diag *d = diag_new(&(struct diag_opts){ .program = "fuzz" });

	if (rows_of(d, a) >= 0 && rows_of(d, b) >= 0) {
		check_rows(d, dataset_at(DATASET_TAXES), a, b);
		check_rows(d, dataset_at(DATASET_TENANCIES), a, b);
		check_rows(d, NULL, a, b);
		check_figures(d, a, b);
	}
	diag_free(d);
	return 0;
}
