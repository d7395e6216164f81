#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/data_folder.h"
#include "cli/option.h"
#include "cli/side.h"
#include "cli/signal.h"
#include "cli/workspace.h"
#include "cli/writer.h"
#include "io/descriptor.h"

/* zh or en of the first of LC_ALL, LC_MESSAGES, LANG that says something;
 * C and POSIX count as not set.  LANG_COUNT: none does. */
static enum lang
environment_lang(void)
{
	static const char *const name[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		struct str v = str_from(getenv(name[i]));
		struct str base = str_sub(v, 0, str_chr(v, '.'));

		if (base.n == 0 || str_is(base, "C") || str_is(base, "POSIX"))
			continue;
		if (str_starts(base, STR("zh")))
			return LANG_ZH;
		return str_starts(base, STR("en")) ? LANG_EN : LANG_COUNT;
	}
	return LANG_COUNT;
}

static void
decide_languages(struct run *run, int wanted)
{
	enum lang env = wanted >= 0 ? (enum lang)wanted : environment_lang();

	run->lang = env == LANG_COUNT ? LANG_EN : env;
	run->report_lang = env == LANG_COUNT ? LANG_ZH : env;
}

static const char *
not_empty(const char *a, const char *b)
{
	return a != NULL && a[0] != '\0' ? a : b;
}

/* What a suffix of -o would promise; a file of that name must keep it. */
static bool
names_format(struct str suffix)
{
	static const char *const other[] = { "html", "xlsx", "svg", "docx",
		"json", "md", "pdf", "xls", "doc", "ods", "htm" };

	for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
		if (str_is(suffix, other[i]))
			return true;
	return false;
}

/* In small letters: a file may be called LIST.XLSX. */
static struct str
suffix_of(struct arena *keep, const char *path)
{
	struct str all = str_from(path), suffix;
	size_t dot = all.n;
	char *p;

	while (dot > 0 && all.p[dot - 1] != '.' && all.p[dot - 1] != '/')
		dot--;
	if (dot == 0 || all.p[dot - 1] != '.')
		return (struct str){ "", 0 };
	suffix = str_sub(all, dot, all.n);
	p = arena_alloc(keep, suffix.n + 1, 1);
	for (size_t i = 0; i < suffix.n; i++)
		p[i] = suffix.p[i] >= 'A' && suffix.p[i] <= 'Z' ?
		    (char)(suffix.p[i] + 'a' - 'A') : suffix.p[i];
	suffix = (struct str){ p, suffix.n };
	return str_is(suffix, "txt") ? STR("text") : suffix;
}

/* -f, else the suffix of -o where it names a format, else csv. */
static bool
decide_format(struct run *run, const struct cli_cmd *cmd, const char *wanted)
{
	struct str rest = str_from(cmd->formats), piece;
	struct str suffix = suffix_of(run->keep, run->output);

	run->format = "csv";
	run->format_given = wanted != NULL;
	while (cmd->formats != NULL && str_cut(&rest, '|', &piece)) {
		if (wanted != NULL ? str_is(piece, wanted)
				   : str_eq(piece, suffix)) {
			run->format = arena_str(run->keep, piece).p;
			return true;
		}
	}
	if (wanted == NULL && (cmd->formats == NULL || !names_format(suffix)))
		return true;
	if (wanted == NULL)
		wanted = arena_str(run->keep, suffix).p;
	diag_at(run->diag, NULL, DIAG_OPTION_CHOICE, DIAG_Z("--format"),
	    DIAG_Z(wanted), DIAG_Z(cmd->formats));
	return false;
}

static void
set_operands(struct run *run, char **operand, size_t n)
{
	run->default_input = n == 0;
	run->nfile = n == 0 ? 1 : n;
	run->file = arena_alloc(run->keep, run->nfile, sizeof(*run->file));
	run->file[0] = "-";
	for (size_t i = 0; i < n; i++)
		run->file[i] = operand[i];
}

/* Help and version go to standard output and are checked like any data. */
static enum run_status
say(struct run *run, const struct cli_cmd *cmd, bool version)
{
	struct buf b;

	if (run_output(run) == NULL)
		return RUN_FAILED;
	buf_init(&b, BUF_UNBOUNDED);
	if (version) {
		buf_puts(&b, cmd->name);
		buf_puts(&b, " (bldg) " BLDG_VERSION "\n");
	} else {
		option_help(&b, cmd, run->lang);
	}
	output_put(run->out, buf_str(&b));
	buf_fini(&b);
	return RUN_DONE;
}

/* Nothing asked, and a person at the keyboard: say how, do not wait. */
static enum run_status
say_usage(struct run *run, const struct cli_cmd *cmd)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	option_usage(&b, cmd, run->lang);
	fwrite(b.p, 1, b.n, stderr);
	buf_fini(&b);
	return RUN_FAILED;
}

static enum run_status
dispatch(struct run *run, const struct cli_cmd *cmd, int argc, char **argv,
    const struct option_parsed *o)
{
	if (o->common.help || o->common.version) {
		run->output = NULL;
		return say(run, cmd, o->common.version);
	}
	if (argc == 1 && isatty(STDIN_FILENO))
		return say_usage(run, cmd);
	if (cmd->from == CLI_FROM_OPTIONS && o->operand < argc) {
		diag_at(run->diag, NULL, DIAG_NO_OPERANDS, DIAG_Z(cmd->name),
		    DIAG_Z(argv[o->operand]));
		return RUN_FAILED;
	}
	if (!decide_format(run, cmd, o->common.format) ||
	    !option_one_stdin(run->diag, cmd, o->args, argv + o->operand,
	        (size_t)(argc - o->operand), run->workspace != NULL) ||
	    !workspace_check(run))
		return RUN_FAILED;
	set_operands(run, argv + o->operand, (size_t)(argc - o->operand));
	return cmd->run(run, o->args);
}

/* Commits what is whole, takes back what is not. */
static enum run_status
finish(struct run *run, enum run_status status, bool pipe_was_ignored)
{
	bool pipe_closed;

	if (status != RUN_FAILED && (!writer_end(run) || !side_prepare(run)))
		status = RUN_FAILED;
	pipe_closed = run->out != NULL && output_pipe_closed(run->out);
	if (pipe_closed)
		status = RUN_FAILED;
	if (run->out != NULL && status == RUN_FAILED) {
		output_abort(run->out);
	} else if (run->out != NULL) {
		unsigned long errors = diag_count(run->diag, DIAG_ERROR);

		/* the last byte itself may meet a closed pipe: no report */
		if (!output_commit(run->out)) {
			status = RUN_FAILED;
			pipe_closed =
			    diag_count(run->diag, DIAG_ERROR) == errors;
		}
	}
	if (!side_end(run, status != RUN_FAILED))
		status = RUN_FAILED;
	writer_free(run);
	if (pipe_closed && pipe_was_ignored)
		diag_plain(run->diag, NULL, DIAG_PIPE_CLOSED);
	diag_free(run->diag);
	code_free(run->codes);
	arena_fini(run->keep);
	if (pipe_closed && !pipe_was_ignored)
		signal_die_of_pipe();
	return status;
}

int
cli_main(const struct cli_cmd *cmd, int argc, char **argv)
{
	struct arena keep = { 0 };
	struct run run = { .program = cmd->name, .keep = &keep };
	struct diag_opts opts = { .program = cmd->name, .sink = stderr };
	struct option_parsed parsed;
	struct diag *early;
	enum run_status status;
	bool pipe_was_ignored = signal_install(), ok;

	descriptor_guard();
	decide_languages(&run, -1);
	opts.lang = run.lang;
	early = diag_new(&opts);
	ok = option_parse(early, cmd, argc, argv, &parsed);
	diag_free(early);
	if (!ok) {
		option_free(cmd, parsed.args);
		return RUN_FAILED;
	}
	decide_languages(&run, parsed.common.lang);
	opts.lang = run.lang;
	opts.quiet = parsed.common.quiet;
	opts.json = parsed.common.diagnostics == 1;
	run.diag = diag_new(&opts);
	run.output = parsed.common.output;
	run.bom = parsed.common.bom;
	run.workspace = not_empty(parsed.common.workspace,
	    not_empty(getenv("BLDG_WORKSPACE"), NULL));
	run.data_dir = data_folder(&keep);
	status = dispatch(&run, cmd, argc, argv, &parsed);
	if (status == RUN_FAILED)
		data_folder_missing(&run);
	status = finish(&run, status, pipe_was_ignored);
	option_free(cmd, parsed.args);
	return (int)status;
}
