/*
 * What a program takes from a workspace (-C), and the rules in force: the
 * installed ones, the workspace's, those of -c.  What is taken is named.
 */
#ifndef CLI_WORKSPACE_H
#define CLI_WORKSPACE_H

#include "cli/run.h"
#include "schema/setting.h"

/* Is it a folder (else false, after a report), and marked as a workspace
 * (else a warning)?  True without a workspace. */
bool workspace_check(struct run *run);
/* WORKSPACE/sub/name, kept by the run; NULL without a workspace. */
const char *workspace_path(struct run *run, const char *sub,
    const char *name);
/* WORKSPACE/name; in the workspace `.` the name alone, so that what is
 * written of places does not tell how the workspace was called. */
const char *workspace_below(struct run *run, const char *name);
/* WORKSPACE/sub/name where that file is there, and named; else NULL. */
const char *workspace_file(struct run *run, const char *sub,
    const char *name);
/* A register that a program needs: what was given, else canon/name, which
 * need not be there: who opens it tells.  NULL after the report `missing`:
 * neither it nor a workspace was given. */
const char *workspace_register(struct run *run, const char *given,
    const char *name, const char *missing);
/* out/PERIOD/name, where it is there, and named; of period -1: canon/name. */
const char *workspace_result(struct run *run, int period, const char *name);
/* The input of a program that was given none: reported where it is not
 * there.  period -1: it stands in canon/. */
const char *workspace_input(struct run *run, int period, const char *name);

/* The newest period that has results in out/; -1: none. */
int workspace_newest(struct run *run);
/* The number of the version that out/PERIOD is a link to, and that of the
 * version before it; 0 where there is none. */
void workspace_version(struct run *run, int period, int64_t *version,
    int64_t *before);

/* Settings of data/rules/NAME with what lies over them; -c may hold those of
 * the other programs too.  NULL after a report. */
struct setting_book *rules_load(struct run *run, const char *name,
    const char *option);
/* Those that the results of a period were made by, where they are kept with
 * them; else those in force. */
struct setting_book *rules_load_of(struct run *run, int period,
    const char *name, const char *option);
/* --show-rules as a dataset, book after book.  False after a report. */
bool rules_show(struct run *run, struct setting_book *const *book, size_t n);

#endif
