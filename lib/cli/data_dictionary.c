#include "cli/data_dictionary.h"

#include "cli/dataset_out.h"
#include "import/frictionless.h"

enum run_status
data_dictionary_list(struct run *run)
{
	const struct str header[] = { STR("dataset"), STR("column"),
		STR("type"), STR("key"), STR("required"), STR("values"),
		STR("label") };
	const size_t n = sizeof(header) / sizeof(header[0]);

	if (!run_header(run, header, n))
		return RUN_FAILED;
	for (int id = 0; id < DATASET_COUNT; id++) {
		const struct dataset *ds = dataset_at((enum dataset_id)id);

		for (size_t i = 0; i < ds->ncolumn; i++) {
			const struct column *c = &ds->column[i];
			struct str cell[] = { str_from(ds->name),
				str_from(c->name),
				str_from(value_type_name(c->type)),
				str_from(c->flags & COLUMN_KEY ? "1" : "0"),
				str_from(c->flags & COLUMN_REQUIRED ? "1"
								    : "0"),
				str_from(c->choices), str_from(c->zh) };

			if (!run_row(run, cell, n))
				return RUN_FAILED;
		}
	}
	return RUN_DONE;
}

const struct dataset *
data_dictionary_find(struct run *run, const char *name)
{
	const struct dataset *ds = dataset_find(str_from(name), NULL);
	struct buf names;

	if (ds != NULL)
		return ds;
	buf_init(&names, BUF_UNBOUNDED);
	for (int id = 0; id < DATASET_COUNT; id++) {
		if (id > 0)
			buf_putc(&names, ' ');
		buf_puts(&names, dataset_at((enum dataset_id)id)->name);
	}
	diag_at(run->diag, NULL, DIAG_UNKNOWN_DATASET, DIAG_Z(name),
	    DIAG_STR(buf_str(&names)));
	buf_fini(&names);
	return NULL;
}

enum run_status
data_dictionary_schema(struct run *run, const struct dataset *ds)
{
	struct buf b;
	bool ok;

	if (run_output(run) == NULL)
		return RUN_FAILED;
	buf_init(&b, BUF_UNBOUNDED);
	frictionless_put(&b, ds);
	ok = output_put(run->out, buf_str(&b));
	buf_fini(&b);
	return ok ? RUN_DONE : RUN_FAILED;
}
