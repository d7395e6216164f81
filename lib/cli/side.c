#include "cli/side.h"

#include "cli/signal.h"

struct side {
	struct output *out; /* NULL once it ended */
	enum side_keep keep;
	struct side *next;
};

struct output *
side_output(struct run *run, const char *path, enum side_keep keep)
{
	struct output *out = output_open(run->diag, path, &signal_watch);
	struct side **end = &run->side;

	if (out == NULL)
		return NULL;
	while (*end != NULL)
		end = &(*end)->next;
	*end = arena_alloc(run->keep, 1, sizeof(**end));
	**end = (struct side){ out, keep, NULL };
	return out;
}

bool
side_prepare(struct run *run)
{
	for (struct side *s = run->side; s != NULL; s = s->next)
		if (!output_prepare(s->out))
			return false;
	return true;
}

bool
side_end(struct run *run, bool done)
{
	bool ok = true;

	for (struct side *s = run->side; s != NULL; s = s->next) {
		if (s->keep == SIDE_ALWAYS || (done && ok))
			ok &= output_commit(s->out);
		else
			output_abort(s->out);
		s->out = NULL;
	}
	return ok;
}
