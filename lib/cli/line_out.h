/* The rows of a plan/line on their way to the dataset. */
#ifndef CLI_LINE_OUT_H
#define CLI_LINE_OUT_H

#include "cli/run.h"
#include "plan/line.h"

struct line_sink line_out(struct run *run);

#endif
