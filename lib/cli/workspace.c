#include "cli/workspace.h"

#include <dirent.h>
#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "cli/dataset_out.h"
#include "io/input.h"

bool
workspace_check(struct run *run)
{
	const char *mark;

	if (run->workspace == NULL)
		return true;
	errno = 0;
	if (!input_is_folder(run->workspace)) {
		diag_at(run->diag, NULL, DIAG_NO_WORKSPACE,
		    DIAG_Z(run->workspace),
		    DIAG_Z(strerror(errno == 0 ? ENOTDIR : errno)));
		return false;
	}
	mark = workspace_path(run, ".", "workspace.ini");
	if (access(mark, F_OK) != 0)
		diag_at(run->diag, NULL, DIAG_UNMARKED_WORKSPACE,
		    DIAG_Z(run->workspace));
	return true;
}

const char *
workspace_path(struct run *run, const char *sub, const char *name)
{
	return run->workspace == NULL ? NULL :
	    run_join(run, run_join(run, run->workspace,
	    str_from(sub)), str_from(name));
}

const char *
workspace_below(struct run *run, const char *name)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (strcmp(run->workspace, ".") != 0) {
		buf_puts(&b, run->workspace);
		buf_putc(&b, '/');
	}
	buf_puts(&b, name);
	return buf_keep(&b, run->keep).p;
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
workspace_register(struct run *run, const char *given, const char *name,
    const char *missing)
{
	const char *path;

	if (given != NULL)
		return given;
	if (run->workspace == NULL) {
		diag_at(run->diag, NULL, DIAG_USAGE, DIAG_Z(missing));
		return NULL;
	}
	path = workspace_file(run, "canon", name);
	return path != NULL ? path : workspace_path(run, "canon", name);
}

/* out/2023-06, or canon; also what stands below it. */
static const char *
folder_of(struct run *run, int period)
{
	struct buf b;

	if (period < 0)
		return "canon";
	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "out/");
	date_put_month(&b, period);
	return buf_keep(&b, run->keep).p;
}

const char *
workspace_result(struct run *run, int period, const char *name)
{
	return workspace_file(run, folder_of(run, period), name);
}

const char *
workspace_input(struct run *run, int period, const char *name)
{
	const char *folder = folder_of(run, period);
	const char *path = workspace_file(run, folder, name);

	if (path == NULL)
		diag_at(run->diag, NULL, DIAG_NOT_IN_WORKSPACE,
		    DIAG_Z(workspace_path(run, folder, name)));
	return path;
}

int
workspace_newest(struct run *run)
{
	const char *path = workspace_path(run, "out", "");
	DIR *dir = path == NULL ? NULL : opendir(path);
	struct dirent *e;
	int newest = -1, month;

	while (dir != NULL && (e = readdir(dir)) != NULL)
		if (date_parse_month(str_from(e->d_name), &month) &&
		    month > newest)
			newest = month;
	if (dir != NULL)
		closedir(dir);
	return newest;
}

/* out/2023-06.v1 */
static bool
has_version(struct run *run, const char *folder, int64_t no)
{
	struct buf b;
	bool there;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, folder);
	buf_puts(&b, ".v");
	buf_int(&b, no);
	there = access(workspace_below(run,
	    arena_str(run->keep, buf_str(&b)).p), F_OK) == 0;
	buf_fini(&b);
	return there;
}

void
workspace_version(struct run *run, int period, int64_t *version,
    int64_t *before)
{
	const char *folder = folder_of(run, period);
	char to[64];
	ssize_t n = readlink(workspace_below(run, folder), to, sizeof(to));
	struct str rest = { to, n < 0 ? 0 : (size_t)n };
	size_t at = str_find(rest, STR(".v"));

	*version = *before = 0;
	if (n < 0 || at == rest.n || num_parse_decimal(str_sub(rest, at + 2,
	        rest.n), 0, version) != NUM_OK || *version < 1)
		return;
	for (*before = *version - 1; *before > 0; --*before)
		if (has_version(run, folder, *before))
			return;
}

/* over: the folder of those that lie over the installed ones, or NULL. */
static struct setting_book *
load_rules(struct run *run, const char *name, const char *over,
    const char *option)
{
	static const char *const all[] = { "classify.ini", "disclose.ini",
		"plan.ini", "report.ini", "rollup.ini", "team.ini",
		"watch.ini" };
	const char *known[sizeof(all) / sizeof(all[0]) + 1] = { NULL };
	const char *installed[] = { run_data_path(run, "rules", name), NULL };
	struct setting_files files = { .installed = installed,
		.workspace = over, .option = option, .known = known };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		const char *path = run_data_path(run, "rules", all[i]);

		if (access(path, F_OK) == 0)
			known[n++] = path;
	}
	return setting_load(run->diag, &files);
}

struct setting_book *
rules_load(struct run *run, const char *name, const char *option)
{
	workspace_file(run, "rules", name);
	return load_rules(run, name, workspace_path(run, "rules", ""),
	    option);
}

struct setting_book *
rules_load_of(struct run *run, int period, const char *name,
    const char *option)
{
	const char *sub;

	if (run->workspace == NULL || period < 0)
		return rules_load(run, name, option);
	sub = run_join(run, folder_of(run, period), STR("rules"));
	if (workspace_file(run, sub, name) == NULL)
		return rules_load(run, name, option);
	return load_rules(run, name, workspace_path(run, sub, ""), option);
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
