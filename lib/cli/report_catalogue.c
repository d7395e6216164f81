#include "cli/report_catalogue.h"

#include "cli/workspace.h"
#include "io/input.h"
#include "schema/near.h"
#include "text/utf8.h"

enum run_status
report_catalogue_list(struct run *run)
{
	struct output *out = run_output(run);
	struct buf b;

	if (out == NULL)
		return RUN_FAILED;
	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < report_count(); i++) {
		const struct report_kind *kind = report_at(i);

		buf_puts(&b, kind->name);
		buf_pad(&b, ' ', 14 - strlen(kind->name));
		buf_puts(&b, kind->about[run->lang]);
		buf_putc(&b, '\n');
	}
	output_put(out, buf_str(&b));
	buf_fini(&b);
	return output_failed(out) ? RUN_FAILED : RUN_DONE;
}

const struct report_kind *
report_catalogue_find(struct run *run, struct str name)
{
	const struct report_kind *kind = report_find(name);
	struct near near = { .name = name };
	struct buf all;

	if (kind != NULL)
		return kind;
	buf_init(&all, BUF_UNBOUNDED);
	for (size_t i = 0; i < report_count(); i++) {
		near_offer(&near, str_from(report_at(i)->name));
		if (i > 0)
			buf_puts(&all, ", ");
		buf_puts(&all, report_at(i)->name);
	}
	if (near.best.n > 0)
		diag_at(run->diag, NULL, DIAG_UNKNOWN_REPORT_NEAR,
		    DIAG_STR(name), DIAG_STR(near.best));
	else
		diag_at(run->diag, NULL, DIAG_UNKNOWN_REPORT, DIAG_STR(name),
		    DIAG_STR(buf_str(&all)));
	buf_fini(&all);
	return NULL;
}

enum run_status
report_catalogue_rules(struct run *run, const char *option)
{
	static const char *const name[] = { "disclose.ini", "report.ini",
		"team.ini" };
	const size_t most = sizeof(name) / sizeof(name[0]);
	struct setting_book *book[sizeof(name) / sizeof(name[0])];
	size_t n = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < most; i++) {
		if (!input_is_file(run_data_path(run, "rules", name[i])))
			continue;
		book[n] = rules_load(run, name[i], option);
		ok = book[n++] != NULL;
	}
	ok = ok && rules_show(run, book, n);
	while (n > 0)
		setting_free(book[--n]);
	return ok ? RUN_DONE : RUN_FAILED;
}
