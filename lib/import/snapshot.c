#include "import/snapshot.h"

#include <stdlib.h>

#include "base/date.h"

#define IN(row, column) (&(row)->value[COL(TENANCIES, column)])

/* More of a district's tenancies than this share are not gone in a month:
 * the file is incomplete. */
#define VANISHED_PCT 20

void
snapshot_init(struct snapshot *s, struct diag *d,
    const struct snapshot_options *opts)
{
	*s = (struct snapshot){ .d = d, .opts = *opts };
}

void
snapshot_fini(struct snapshot *s)
{
	map_fini(&s->extra);
	map_fini(&s->building);
	map_fini(&s->scope);
	free(s->was.row);
	free(s->now.row);
	free(s->district);
	arena_fini(&s->keep);
}

bool
snapshot_read_buildings(struct snapshot *s, struct row_reader *in)
{
	struct row row;
	enum status st;

	while ((st = row_next(in, &row)) == STATUS_OK) {
		size_t i = map_put(&s->building,
		    row.value[COL(BUILDINGS, building_id)].text, NULL);

		s->district = mem_grow(s->district, &s->district_cap, i + 1,
		    sizeof(*s->district));
		s->district[i] = code_district(s->opts.codes,
		    row.value[COL(BUILDINGS, district)].text);
	}
	return st == STATUS_END;
}

/* A building's district; NULL where -b does not tell. */
static const struct district *
district_of(const struct snapshot *s, struct str building)
{
	size_t i = map_find(&s->building, building);

	return i == MAP_NONE ? NULL : s->district[i];
}

static void
keep_row(struct snapshot *s, struct snapshot_rows *rows,
    const struct row_reader *in, const struct row *row)
{
	struct snapshot_row *r;
	size_t n = row_extra_count(in);

	rows->row = mem_grow(rows->row, &rows->cap, rows->n + 1,
	    sizeof(*rows->row));
	r = &rows->row[rows->n++];
	*r = (struct snapshot_row){ .pos = row_pos(in, row, 0) };
	for (size_t c = 0; c < SNAPSHOT_NCOL; c++) {
		r->value[c] = row->value[c];
		r->value[c].text = arena_str(&s->keep, row->value[c].text);
	}
	for (size_t i = 0; i < n; i++)
		(void)map_put(&s->extra, row_extra_name(in, i), NULL);
	r->nextra = s->extra.n;
	r->extra = arena_alloc(&s->keep, s->extra.n, sizeof(*r->extra));
	for (size_t i = 0; i < n; i++)
		r->extra[map_find(&s->extra, row_extra_name(in, i))] =
		    arena_str(&s->keep, row_extra(in, row, i));
}

bool
snapshot_read_tenancies(struct snapshot *s, struct row_reader *in)
{
	struct row row;
	enum status st;

	for (size_t i = 0; i < row_extra_count(in); i++)
		(void)map_put(&s->extra, row_extra_name(in, i), NULL);
	while ((st = row_next(in, &row)) == STATUS_OK)
		keep_row(s, &s->was, in, &row);
	s->before = s->was.n;
	return st == STATUS_END;
}

/* Columns that only the snapshot has stand last, so the tenancies come
 * first: a row's extra cells are then as many as were known to it. */
bool
snapshot_read_now(struct snapshot *s, struct row_reader *in)
{
	struct row row;
	enum status st;

	for (size_t i = 0; i < row_extra_count(in); i++)
		(void)map_put(&s->extra, row_extra_name(in, i), NULL);
	while ((st = row_next(in, &row)) == STATUS_OK) {
		struct str id = row.value[COL(TENANCIES, building_id)].text;
		bool is_new;

		keep_row(s, &s->now, in, &row);
		(void)map_put(&s->scope, id, &is_new);
		if (!is_new || s->building.n == 0 ||
		    map_find(&s->building, id) != MAP_NONE)
			continue;
		s->unknown++;
		diag_at(s->d, &s->now.row[s->now.n - 1].pos,
		    DIAG_UNKNOWN_BUILDING, DIAG_STR(id));
	}
	return st == STATUS_END;
}

static bool
covers(const struct snapshot_row *r, int month)
{
	const struct value *from = IN(r, entered), *to = IN(r, left);

	return (!from->known || from->n <= month) &&
	    (!to->known || to->n >= month);
}

/* building, enterprise; with room and entered it is the whole key */
static int
cmp_seat(const struct snapshot_row *a, const struct snapshot_row *b)
{
	int c = str_cmp(IN(a, building_id)->text, IN(b, building_id)->text);

	return c != 0 ? c : str_cmp(IN(a, uscc)->text, IN(b, uscc)->text);
}

static int
cmp_key(const void *pa, const void *pb)
{
	const struct snapshot_row *a = pa, *b = pb;
	int c = cmp_seat(a, b);

	if (c == 0)
		c = str_cmp(IN(a, room)->text, IN(b, room)->text);
	return c != 0 ? c : str_cmp(IN(a, entered)->text,
	    IN(b, entered)->text);
}

static void
sort(struct snapshot_rows *rows)
{
	if (rows->n > 0)
		qsort(rows->row, rows->n, sizeof(*rows->row), cmp_key);
}

static void
set_month(struct snapshot *s, struct value *v, int month)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	date_put_month(&b, month);
	*v = (struct value){ true, month, arena_str(&s->keep, buf_str(&b)) };
	buf_fini(&b);
}

static bool
same_value(size_t c, const struct value *a, const struct value *b)
{
	if (a->known != b->known)
		return false;
	switch (dataset_at(DATASET_TENANCIES)->column[c].type) {
	case VALUE_AREA:
	case VALUE_COUNT:
	case VALUE_FLAG:
	case VALUE_CHOICE:
	case VALUE_MONTH:
		return !a->known || a->n == b->n;
	default:
		return str_eq(a->text, b->text);
	}
}

/* What is not known now takes nothing away.  An industry comes with its
 * edition: the old edition of a new code would be a guess. */
static bool
becomes(const struct snapshot_row *was, const struct snapshot_row *now,
    size_t c)
{
	bool other_industry = IN(now, industry)->known &&
	    !str_eq(IN(now, industry)->text, IN(was, industry)->text);

	if (c == COL(TENANCIES, entered) ||
	    same_value(c, &was->value[c], &now->value[c]))
		return false;
	if (c == COL(TENANCIES, industry_std) && other_industry)
		return true;
	return now->value[c].known;
}

static void
note_change(struct snapshot *s, const struct snapshot_row *was,
    const struct snapshot_row *now, size_t c)
{
	const char *name = dataset_at(DATASET_TENANCIES)->column[c].name;

	s->changed[c]++;
	diag_at(s->d, &now->pos, DIAG_TENANCY_CHANGED, DIAG_Z(name),
	    DIAG_STR(was->value[c].text), DIAG_STR(now->value[c].text),
	    DIAG_STR(IN(was, uscc)->text));
}

static struct snapshot_row *
open_row(struct snapshot *s, struct snapshot_row row, enum snapshot_fate fate)
{
	row.fate = fate;
	row.taken = true;
	s->was.row = mem_grow(s->was.row, &s->was.cap, s->was.n + 1,
	    sizeof(*s->was.row));
	s->was.row[s->was.n] = row;
	return &s->was.row[s->was.n++];
}

/* A tenancy that goes on.  Another area splits it: the months before keep
 * the area their tax was attributed by.  One that began in the month
 * itself has no months before. */
static void
go_on(struct snapshot *s, size_t i, const struct snapshot_row *now)
{
	struct snapshot_row *was = &s->was.row[i], next = *was;
	size_t area = COL(TENANCIES, area_m2);
	bool changed = false, split = becomes(was, now, area) &&
	    !(IN(was, entered)->known && IN(was, entered)->n == s->opts.month);

	was->taken = true;
	for (size_t c = 0; c < SNAPSHOT_NCOL; c++) {
		if (!becomes(was, now, c))
			continue;
		note_change(s, was, now, c);
		next.value[c] = now->value[c];
		changed = true;
	}
	if (!split) {
		next.fate = changed ? SNAPSHOT_UPDATED : SNAPSHOT_UNCHANGED;
		next.taken = true;
		*was = next;
		return;
	}
	was->fate = SNAPSHOT_RESIZED;
	set_month(s, IN(was, left), s->opts.month - 1);
	set_month(s, IN(&next, entered), s->opts.month);
	open_row(s, next, SNAPSHOT_NEW_AREA);
}

/* stated: the month it left as the snapshot tells it, or NULL */
static void
end_row(struct snapshot *s, struct snapshot_row *r, enum snapshot_fate fate,
    const struct value *stated)
{
	int end = s->opts.month - 1;
	const struct value *from = IN(r, entered);

	r->stated = stated != NULL &&
	    (!from->known || stated->n >= from->n);
	if (r->stated)
		end = (int)stated->n;
	r->taken = true;
	r->fate = fate;
	if (from->known && from->n > end)
		r->fate = SNAPSHOT_WITHDRAWN;
	else
		set_month(s, IN(r, left), end);
}

/* One enterprise in one building: rows [i, ito) before, [j, jto) now. */
struct seat {
	size_t i, ito, j, jto;
	bool sat, sits; /* in force before; there now */
};

static void
match_rooms(struct snapshot *s, const struct seat *seat)
{
	for (size_t j = seat->j; j < seat->jto; j++) {
		struct snapshot_row *now = &s->now.row[j];

		/* backwards: the one that began last goes on, any other of
		 * the same room stays as it is */
		for (size_t i = seat->ito; i-- > seat->i;) {
			struct snapshot_row *was = &s->was.row[i];

			if (was->taken || !str_eq(IN(was, room)->text,
			        IN(now, room)->text) || now->fate ==
			        SNAPSHOT_PAST)
				continue;
			if (now->taken) {
				was->taken = true;
				was->fate = SNAPSHOT_UNCHANGED;
			} else {
				now->taken = true;
				go_on(s, i, now);
			}
		}
	}
}

/* One room left on each side, and one of the two not known: the same. */
static void
match_unnamed_room(struct snapshot *s, const struct seat *seat)
{
	size_t was = 0, now = 0, i = 0, j = 0;

	for (size_t k = seat->i; k < seat->ito; k++)
		if (!s->was.row[k].taken) {
			was++;
			i = k;
		}
	for (size_t k = seat->j; k < seat->jto; k++)
		if (!s->now.row[k].taken) {
			now++;
			j = k;
		}
	if (was != 1 || now != 1 || (IN(&s->was.row[i], room)->text.n > 0 &&
	        IN(&s->now.row[j], room)->text.n > 0))
		return;
	s->now.row[j].taken = true;
	go_on(s, i, &s->now.row[j]);
}

/* Since when: what the snapshot says, if no earlier tenancy contradicts
 * it; of a room more, the month itself. */
static void
begin_row(struct snapshot *s, const struct seat *seat,
    const struct snapshot_row *now)
{
	struct snapshot_row row = *now;
	bool stated = !seat->sat && IN(now, entered)->known;

	for (size_t i = seat->i; i < seat->ito; i++) {
		const struct value *to = IN(&s->was.row[i], left);

		if (!to->known || to->n >= IN(now, entered)->n)
			stated = false;
	}
	if (!stated)
		set_month(s, IN(&row, entered), s->opts.month);
	open_row(s, row, seat->sat ? SNAPSHOT_NEW_ROOM : SNAPSHOT_NEW);
}

/* The month in which the snapshot says that it left, else NULL. */
static const struct value *
stated_left(const struct snapshot *s, const struct seat *seat,
    const struct snapshot_row *was)
{
	for (size_t j = seat->jto; j-- > seat->j;) {
		const struct snapshot_row *now = &s->now.row[j];

		if (now->fate == SNAPSHOT_PAST && IN(now, left)->known &&
		    IN(now, left)->n < s->opts.month &&
		    str_eq(IN(now, room)->text, IN(was, room)->text))
			return IN(now, left);
	}
	return NULL;
}

static void
fold_seat(struct snapshot *s, struct seat *seat)
{
	for (size_t i = seat->i; i < seat->ito; i++)
		seat->sat |= !s->was.row[i].taken;
	for (size_t j = seat->j; j < seat->jto; j++)
		seat->sits |= !s->now.row[j].taken;
	match_rooms(s, seat);
	match_unnamed_room(s, seat);
	for (size_t j = seat->j; j < seat->jto; j++)
		if (!s->now.row[j].taken)
			begin_row(s, seat, &s->now.row[j]);
	for (size_t i = seat->i; i < seat->ito; i++) {
		struct snapshot_row *was = &s->was.row[i];

		if (!was->taken)
			end_row(s, was, seat->sits ? SNAPSHOT_MOVED :
			    SNAPSHOT_LEFT, stated_left(s, seat, was));
	}
}

/* Both sides are sorted: seats are met in pairs. */
static void
fold_seats(struct snapshot *s)
{
	size_t i = 0, j = 0;

	while (i < s->before || j < s->now.n) {
		struct seat seat = { .i = i, .j = j };
		int c = i == s->before ? 1 : j == s->now.n ? -1 :
		    cmp_seat(&s->was.row[i], &s->now.row[j]);
		size_t a = i, b = j;

		while (c <= 0 && i < s->before &&
		    cmp_seat(&s->was.row[a], &s->was.row[i]) == 0)
			i++;
		while (c >= 0 && j < s->now.n &&
		    cmp_seat(&s->now.row[b], &s->now.row[j]) == 0)
			j++;
		seat.ito = i;
		seat.jto = j;
		fold_seat(s, &seat);
	}
}

static void
begin(struct snapshot *s)
{
	for (size_t i = 0; i < s->building.n; i++)
		for (size_t k = 0; k < s->opts.ndistrict; k++)
			if (s->district[i] != NULL && s->district[i] ==
			    code_district(s->opts.codes,
			        str_from(s->opts.district[k])))
				(void)map_put(&s->scope, s->building.key[i],
				    NULL);
	for (size_t i = 0; i < s->was.n; i++) {
		struct snapshot_row *r = &s->was.row[i];

		if (map_find(&s->scope, IN(r, building_id)->text) == MAP_NONE)
			r->fate = SNAPSHOT_ELSEWHERE;
		else if (!covers(r, s->opts.month))
			r->fate = SNAPSHOT_PAST;
		else
			continue;
		r->taken = true;
	}
	for (size_t j = 0; j < s->now.n; j++) {
		struct snapshot_row *r = &s->now.row[j];

		if (covers(r, s->opts.month))
			continue;
		r->fate = SNAPSHOT_PAST;
		r->taken = true;
		s->absent++;
	}
}

static bool
told_once(struct snapshot *s)
{
	bool ok = true;
	const struct snapshot_row *last = NULL;

	for (size_t j = 0; j < s->now.n; j++) {
		const struct snapshot_row *r = &s->now.row[j];

		if (r->taken)
			continue;
		if (last != NULL && cmp_seat(last, r) == 0 &&
		    str_eq(IN(last, room)->text, IN(r, room)->text)) {
			diag_at(s->d, &r->pos, DIAG_SNAPSHOT_TWICE,
			    DIAG_STR(IN(r, uscc)->text),
			    DIAG_STR(IN(r, building_id)->text),
			    DIAG_NUM(last->pos.line));
			ok = false;
		}
		last = r;
	}
	return ok;
}

struct share {
	int64_t in_force, gone;
};

static bool
too_many(struct snapshot *s, const struct share *share, struct str where)
{
	if (share->gone * 100 <= share->in_force * VANISHED_PCT)
		return false;
	diag_at(s->d, NULL, DIAG_VANISHED, DIAG_NUM(share->gone),
	    DIAG_NUM(share->in_force), DIAG_STR(where),
	    DIAG_NUM(VANISHED_PCT));
	return true;
}

/* By district; what has none, or all without -b, is one more.  Who left in
 * a month that the snapshot itself states did not vanish. */
static bool
all_there(struct snapshot *s)
{
	size_t n = code_district_count(s->opts.codes);
	struct share *share = mem_zalloc(n + 1, sizeof(*share));
	bool ok = true;

	for (size_t i = 0; i < s->before; i++) {
		const struct snapshot_row *r = &s->was.row[i];
		const struct district *x =
		    district_of(s, IN(r, building_id)->text);
		struct share *at = &share[x == NULL ? n :
		    code_district_index(s->opts.codes, x)];

		if (r->fate == SNAPSHOT_ELSEWHERE || r->fate == SNAPSHOT_PAST)
			continue;
		at->in_force++;
		at->gone += r->fate == SNAPSHOT_WITHDRAWN ||
		    (r->fate == SNAPSHOT_LEFT && !r->stated);
	}
	for (size_t k = 0; k < n; k++)
		if (too_many(s, &share[k],
		        code_district_at(s->opts.codes, k)->code))
			ok = false;
	if (too_many(s, &share[n], diag_lang(s->d) == LANG_ZH ?
	        STR("现况所列楼宇") : STR("the snapshot's buildings")))
		ok = false;
	free(share);
	return ok;
}

/* Did anything in scope begin after the month?  Then a later snapshot was
 * folded already, and this one may only confirm. */
static bool
is_newest(struct snapshot *s)
{
	const struct snapshot_row *newest = NULL, *ended = NULL;
	size_t kept = s->count[SNAPSHOT_ELSEWHERE] + s->count[SNAPSHOT_PAST] +
	    s->count[SNAPSHOT_UNCHANGED];

	if (kept == s->was.n)
		return true;
	for (size_t i = 0; i < s->before; i++) {
		const struct snapshot_row *r = &s->was.row[i];

		if (r->fate == SNAPSHOT_ELSEWHERE)
			continue;
		if (IN(r, entered)->known &&
		    IN(r, entered)->n > s->opts.month && (newest == NULL ||
		    IN(r, entered)->n > IN(newest, entered)->n))
			newest = r;
		if (IN(r, left)->known && IN(r, left)->n >= s->opts.month &&
		    (ended == NULL || IN(r, left)->n > IN(ended, left)->n))
			ended = r;
	}
	if (newest != NULL)
		diag_at(s->d, &newest->pos, DIAG_SNAPSHOT_OLD,
		    DIAG_STR(IN(newest, entered)->text));
	else if (ended != NULL)
		diag_at(s->d, &ended->pos, DIAG_SNAPSHOT_LATE,
		    DIAG_STR(IN(ended, left)->text));
	return newest == NULL;
}

/* No two rows of one key may be written. */
static bool
finish(struct snapshot *s)
{
	size_t n = 0;
	bool ok = true;

	sort(&s->was);
	for (size_t i = 1; i < s->was.n; i++) {
		const struct snapshot_row *a = &s->was.row[i - 1];
		const struct snapshot_row *b = &s->was.row[i];

		if (a->fate == SNAPSHOT_WITHDRAWN ||
		    b->fate == SNAPSHOT_WITHDRAWN || cmp_key(a, b) != 0)
			continue;
		diag_at(s->d, &b->pos, DIAG_TENANCY_TWICE,
		    DIAG_STR(IN(b, uscc)->text),
		    DIAG_STR(IN(b, building_id)->text),
		    DIAG_STR(IN(b, room)->text),
		    DIAG_STR(IN(b, entered)->text));
		ok = false;
	}
	for (size_t i = 0; i < s->was.n; i++)
		if (s->was.row[i].fate != SNAPSHOT_WITHDRAWN)
			n++;
	s->after = n;
	return ok;
}

bool
snapshot_fold(struct snapshot *s)
{
	sort(&s->was);
	sort(&s->now);
	begin(s);
	if (!told_once(s))
		return false;
	fold_seats(s);
	for (size_t i = 0; i < s->was.n; i++)
		s->count[s->was.row[i].fate]++;
	if (!is_newest(s) || (!s->opts.force && !all_there(s)))
		return false;
	return finish(s);
}
