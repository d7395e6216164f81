#include "cli/workspace.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "cli/dataset_out.h"

const char *
workspace_path(struct run *run, const char *sub, const char *name)
{
	struct buf b;
	const char *path;

	if (run->workspace == NULL)
		return NULL;
	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, run->workspace);
	buf_putc(&b, '/');
	buf_puts(&b, sub);
	buf_putc(&b, '/');
	buf_puts(&b, name);
	path = arena_str(run->keep, buf_str(&b)).p;
	buf_fini(&b);
	return path;
}

const char *
workspace_file(struct run *run, const char *sub, const char *name)
{
	const char *path = workspace_path(run, sub, name);

	if (path == NULL || access(path, F_OK) != 0)
		return NULL;
	run_took(run, path);
	return path;
}

const char *
workspace_result(struct run *run, int period, const char *name)
{
	struct buf b;
	const char *path;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "out/");
	date_put_month(&b, period);
	path = workspace_file(run, arena_str(run->keep, buf_str(&b)).p, name);
	buf_fini(&b);
	return path;
}

struct setting_book *
rules_load(struct run *run, const char *name, const char *option)
{
	static const char *const all[] = { "classify.ini", "disclose.ini",
		"plan.ini", "rollup.ini", "team.ini", "watch.ini" };
	const char *known[sizeof(all) / sizeof(all[0]) + 1] = { NULL };
	const char *installed[] = { run_data_path(run, "rules", name), NULL };
	struct setting_files files = { .installed = installed,
		.workspace = workspace_path(run, "rules", ""),
		.option = option, .known = known };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		const char *path = run_data_path(run, "rules", all[i]);

		if (access(path, F_OK) == 0)
			known[n++] = path;
	}
	workspace_file(run, "rules", name);
	return setting_load(run->diag, &files);
}

/* An installed file is placed by its name alone: what is printed does not
 * tell where the program was installed. */
static struct str
shown_file(const struct setting *s)
{
	const char *slash = strrchr(s->pos.file, '/');

	return str_from(s->origin == SETTING_INSTALLED && slash != NULL ?
	    slash + 1 : s->pos.file);
}

static bool
show_book(struct run *run, const struct setting_book *book, struct buf *line)
{
	static const char *const origin[] = { "installed", "workspace",
		"option" };
	bool ok = true;

	for (size_t i = 0; ok && i < setting_count(book); i++) {
		const struct setting *s = setting_at(book, i);

		buf_reset(line);
		buf_int(line, (int64_t)s->pos.line);
		ok = run_row(run, (const struct str[]){ s->section, s->key,
			s->value, str_from(origin[s->origin]), shown_file(s),
			buf_str(line) }, 6);
	}
	return ok;
}

bool
rules_show(struct run *run, struct setting_book *const *book, size_t n)
{
	const struct str head[] = { STR("section"), STR("key"), STR("value"),
		STR("origin"), STR("file"), STR("line") };
	struct buf line;
	bool ok = run_header(run, head, 6);

	buf_init(&line, BUF_UNBOUNDED);
	for (size_t i = 0; ok && i < n; i++)
		ok = show_book(run, book[i], &line);
	buf_fini(&line);
	return ok;
}
