#include "plan/seen.h"

#include <stdlib.h>

unsigned long
seen_before(struct seen *s, struct str name, unsigned long line)
{
	bool is_new;
	size_t at = map_put(&s->name, name, &is_new);

	if (!is_new)
		return s->line[at];
	s->line = mem_grow(s->line, &s->cap, at + 1, sizeof(*s->line));
	s->line[at] = line;
	return 0;
}

void
seen_fini(struct seen *s)
{
	map_fini(&s->name);
	free(s->line);
}
