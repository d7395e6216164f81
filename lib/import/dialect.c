#include "import/dialect.h"

#define LINES 64u
#define HEADING_MAX 120u /* bytes */

static struct str
without_quotes(struct str s)
{
	s = str_trim(s);
	if (s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		return str_sub(s, 1, s.n - 1);
	return s;
}

static unsigned
count_in_line(const struct heading_book *b, const struct dataset *ds,
    struct str line, struct str delimiter)
{
	unsigned n = 0;
	bool more = true;

	while (more) {
		size_t at = str_find(line, delimiter);
		struct str cell = without_quotes(str_sub(line, 0, at));
		struct heading h;

		more = at < line.n;
		line = str_sub(line, at + delimiter.n, line.n);
		n += cell.n > 0 && cell.n <= HEADING_MAX &&
		    (heading_find(b, ds, cell, &h) ||
		    heading_find_cumulative(b, ds, cell, &h));
	}
	return n;
}

struct str
dialect_delimiter(const struct heading_book *b, const struct dataset *ds,
    struct str sample, struct str *other)
{
	const struct str candidates[] = { STR(","), STR("\t"),
		STR(";"), STR("|"), STR("，"), STR("；"), STR("｜") };
	unsigned best = 0, lines = 0, whole;
	struct str found = candidates[0], line;

	*other = (struct str){ "", 0 };
	while (lines++ < LINES && str_cut(&sample, '\n', &line)) {
		whole = count_in_line(b, ds, line, STR("\n"));
		for (size_t i = 0; i < sizeof(candidates) /
		    sizeof(candidates[0]); i++) {
			unsigned n = str_find(line, candidates[i]) == line.n
			    ? whole
			    : count_in_line(b, ds, line, candidates[i]);

			if (n == best && n > 1 &&
			    !str_eq(found, candidates[i]))
				*other = candidates[i];
			if (n <= best)
				continue;
			best = n;
			found = candidates[i];
			*other = (struct str){ "", 0 };
		}
	}
	return found;
}
