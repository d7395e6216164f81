/*
 * The data folder: codes/, headings/, rules/.  BLDG_DATA names it; else it
 * lies beside the program, in ../share/bldg of the folder the program is in,
 * so that what is installed can be moved; else where the build was told.
 */
#ifndef BLDG_CLI_DATA_FOLDER_H
#define BLDG_CLI_DATA_FOLDER_H

struct arena;
struct run;

/* Kept by the arena, or for ever. */
const char *data_folder(struct arena *keep);
/* After a failure: says what to set where there is no such folder. */
void data_folder_missing(struct run *run);

#endif
