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
run_data_path(struct run *run, const char *sub, const char *name)
{
	struct buf b;
	struct str path;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, run->data_dir);
	buf_putc(&b, '/');
	buf_puts(&b, sub);
	buf_putc(&b, '/');
	buf_puts(&b, name);
	path = arena_str(run->keep, buf_str(&b));
	buf_fini(&b);
	return path.p;
}

void
run_took(struct run *run, const char *path)
{
	diag_at(run->diag, NULL, DIAG_TAKEN, DIAG_Z(path));
}
