/* Who is there now, folded onto the dated tenancies. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/dataset_out.h"
#include "cli/workspace.h"
#include "import/snapshot.h"

struct args {
	const char *tenancies, *buildings;
	struct cli_list district;
	int month;
	bool force;
};

static const struct cli_opt options[] = {
	{ 0, "as-of", CLI_MONTH, "MONTH", offsetof(struct args, month),
	    { "the month in which the snapshot's enterprises are there",
	      "现况所属月份" }, NULL },
	{ 't', "tenancies", CLI_INPUT, "FILE",
	    offsetof(struct args, tenancies),
	    { "the dated tenancies", "企业台账（tenancies）" }, NULL },
	{ 'b', "buildings", CLI_INPUT, "FILE",
	    offsetof(struct args, buildings),
	    { "buildings: which district is whose", "楼宇台账：所属地区" },
	    NULL },
	{ 'd', "district", CLI_LIST, "DISTRICT",
	    offsetof(struct args, district),
	    { "the snapshot tells of all buildings of this district",
	      "现况包括该地区全部楼宇" }, NULL },
	{ 0, "force", CLI_FLAG, NULL, offsetof(struct args, force),
	    { "fold it though over 20 % of a district's tenancies are gone",
	      "一地区在驻记录消失超过20%时仍予并入" }, NULL },
	{ 0 },
};

static const char *const examples[] = {
	"bldg-tenancies --as-of 2023-06 -t tenancies.csv -b buildings.csv "
	"now.csv",
	"bldg-import tenancies --lookup ids.csv raw/320571/tenants.csv | "
	"bldg-tenancies --as-of 2023-06 -t tenancies.csv -o new.csv",
	NULL,
};

/* What was given, else the workspace's file where it is there. */
static const char *
input_of(struct run *run, const char *given, const char *name)
{
	return given != NULL ? given : workspace_file(run, "canon", name);
}

static bool
read_with(struct snapshot *s, struct run *run, const char *path,
    enum dataset_id id, bool (*read)(struct snapshot *, struct row_reader *))
{
	struct row_reader *in = row_open(run->diag, path, dataset_at(id),
	    run_codes(run));
	bool ok = in != NULL && read(s, in);

	row_close(in);
	return ok;
}

static bool
check_districts(struct run *run, const struct args *a)
{
	bool ok = true;

	for (size_t i = 0; i < a->district.n; i++)
		if (code_district(run_codes(run),
		        str_from(a->district.item[i])) == NULL) {
			diag_at(run->diag, NULL, DIAG_UNKNOWN_DISTRICT,
			    DIAG_Z(a->district.item[i]), DIAG_Z("-d"));
			ok = false;
		}
	return ok;
}

/* What is wrong with the command line, or NULL. */
static const char *
wrong_usage(const struct run *run, const struct args *a, const char *was,
    const char *buildings)
{
	if (a->month < 0)
		return "--as-of MONTH is needed";
	if (was == NULL)
		return "-t TENANCIES is needed";
	if (run->nfile > 1)
		return "one snapshot at a time";
	if (a->district.n > 0 && buildings == NULL)
		return "-d needs -b BUILDINGS, which tell whose is which";
	return NULL;
}

static bool
write_all(struct run *run, const struct snapshot *s)
{
	size_t n = snapshot_width(s);
	struct str *cell = mem_zalloc(n, sizeof(*cell));
	struct buf buf;
	bool ok;

	buf_init(&buf, BUF_UNBOUNDED);
	snapshot_put_header(s, cell);
	ok = run_header(run, cell, n);
	for (size_t i = 0; ok && i < s->was.n; i++)
		if (snapshot_put_row(s, i, &buf, cell))
			ok = run_row(run, cell, n);
	buf_fini(&buf);
	free(cell);
	return ok;
}

static bool
fold(struct snapshot *s, struct run *run, const char *was,
    const char *buildings)
{
	if (buildings != NULL && !read_with(s, run, buildings,
	        DATASET_BUILDINGS, snapshot_read_buildings))
		return false;
	if (!read_with(s, run, was, DATASET_TENANCIES,
	        snapshot_read_tenancies) ||
	    !read_with(s, run, run->file[0], DATASET_TENANCIES,
	        snapshot_read_now) ||
	    !snapshot_fold(s) || !write_all(run, s))
		return false;
	snapshot_tell(s, run->lang);
	return true;
}

static enum run_status
run_tenancies(struct run *run, void *args)
{
	const struct args *a = args;
	const char *was = input_of(run, a->tenancies, "tenancies.csv");
	const char *buildings = input_of(run, a->buildings, "buildings.csv");
	const char *wrong = wrong_usage(run, a, was, buildings);
	struct snapshot s;
	struct snapshot_options opts = { .month = a->month,
		.district = a->district.item, .ndistrict = a->district.n,
		.force = a->force };
	enum run_status status = RUN_FAILED;

	if (wrong != NULL) {
		diag_at(run->diag, NULL, DIAG_USAGE, DIAG_Z(wrong));
		return RUN_FAILED;
	}
	opts.codes = run_codes(run);
	if (opts.codes == NULL || !check_districts(run, a))
		return RUN_FAILED;
	snapshot_init(&s, run->diag, &opts);
	if (fold(&s, run, was, buildings))
		status = s.unknown > 0 ? RUN_FINDINGS : RUN_DONE;
	snapshot_fini(&s);
	return status;
}

static const struct cli_cmd cmd = {
	.name = "bldg-tenancies",
	.operands = "[SNAPSHOT]",
	.about = { "Folds who is there now onto the dated tenancies.",
	    "将企业现况并入有起止年月的企业台账。" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = run_tenancies,
	.example = examples,
	.formats = "csv|text|md|html|json|xlsx",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}
