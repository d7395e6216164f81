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
    struct str line, char delimiter)
{
	struct heading h;
	struct str cell;
	unsigned n = 0;

	while (str_cut(&line, delimiter, &cell)) {
		cell = without_quotes(cell);
		n += cell.n > 0 && cell.n <= HEADING_MAX &&
		    heading_find(b, ds, cell, &h);
	}
	return n;
}

char
dialect_delimiter(const struct heading_book *b, const struct dataset *ds,
    struct str sample)
{
	static const char candidates[] = { ',', '\t', ';', '|' };
	unsigned best = 0, lines = 0;
	char found = ',';
	struct str line;

	while (lines++ < LINES && str_cut(&sample, '\n', &line))
		for (size_t i = 0; i < sizeof(candidates); i++) {
			unsigned n = count_in_line(b, ds, line,
			    candidates[i]);

			if (n <= best)
				continue;
			best = n;
			found = candidates[i];
		}
	return found;
}
