#include "cli/run.h"

#include "base/buf.h"
#include "cli/signal.h"

struct code_book *
run_codes(struct run *run)
{
	if (run->codes == NULL)
		run->codes = code_load(run->diag, run->data_dir);
	return run->codes;
}

struct output *
run_output(struct run *run)
{
	if (run->out == NULL)
		run->out = output_open(run->diag, run->output, &signal_watch);
	return run->out;
}

const char *
run_join(struct run *run, const char *folder, struct str name)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, folder);
	if (b.n > 0 && b.p[b.n - 1] != '/')
		buf_putc(&b, '/');
	buf_put(&b, name);
	return buf_keep(&b, run->keep).p;
}

const char *
run_data_path(struct run *run, const char *sub, const char *name)
{
	return run_join(run, run_join(run, run->data_dir, str_from(sub)),
	    str_from(name));
}

const char *
run_format_for_people(const struct run *run)
{
	bool asked = run->format_given || (run->output != NULL &&
	    str_ends(str_from(run->output), STR(".csv")));

	return !asked && strcmp(run->format, "csv") == 0 ? "text" : run->format;
}

void
run_took(struct run *run, const char *path)
{
	diag_at(run->diag, NULL, DIAG_TAKEN, DIAG_Z(path));
}
