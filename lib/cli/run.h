/*
 * What every program has while it runs: diagnostics, languages, the data
 * folder, its operands, its output.
 */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/mem.h"
#include "io/output.h"
#include "schema/code.h"

/* Exit statuses, the same in all programs. */
enum run_status {
	RUN_DONE = 0,
	RUN_FINDINGS = 1, /* done, and rows left out or a check found something */
	RUN_FAILED = 2,   /* not done */
};

struct dataset_out; /* cli/dataset_out.c */
struct side;        /* cli/side.c */

struct run {
	struct diag *diag;
	enum lang lang;        /* of messages */
	enum lang report_lang; /* of labels and reports */
	const char *program;
	const char *data_dir;  /* codes/, rules/ … */
	const char *workspace; /* -C or BLDG_WORKSPACE, or NULL */
	const char *output;    /* -o, or NULL */
	const char *format;    /* -f, or from the suffix of -o, or "csv" */
	bool format_given;     /* by -f */
	const char **file;     /* operands, "-" where none was given */
	size_t nfile;
	bool default_input;    /* no operand was given */
	struct output *out;    /* opened by run_output */
	struct code_book *codes; /* loaded by run_codes */
	struct arena *keep;    /* lives as long as the run */
	struct dataset_out *dataset; /* what run_header began */
	struct side *side;     /* outputs beside it */
	bool bom;              /* --bom: for spreadsheets */
};

/* Loaded at first use; NULL after a report. */
struct code_book *run_codes(struct run *run);
/* Opened at first use; NULL after a report.  cli_main commits or aborts. */
struct output *run_output(struct run *run);
/* folder/name, kept by the run; no second slash where folder ends in one. */
const char *run_join(struct run *run, const char *folder, struct str name);
/* data_dir/sub/name. */
const char *run_data_path(struct run *run, const char *sub, const char *name);
/* The format of what is for people: text where none was asked for. */
const char *run_format_for_people(const struct run *run);
/* Names a file that was taken without having been given (-C). */
void run_took(struct run *run, const char *path);

#endif
