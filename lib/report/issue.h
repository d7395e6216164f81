/*
 * Who issues a document of a workspace, and which version of a period's
 * results it is of.  Texts are borrowed.
 */
#ifndef REPORT_ISSUE_H
#define REPORT_ISSUE_H

#include <stdint.h>

#include "base/str.h"

struct report_issue {
	struct str office, marking, sources; /* of workspace.ini; or empty */
	int64_t version, replaced;           /* 0: not known */
};

#endif
