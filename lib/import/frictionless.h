/*
 * A dataset's columns as a Frictionless Table Schema, in JSON, so that
 * other tools can check what the canonical files hold.
 */
#ifndef IMPORT_FRICTIONLESS_H
#define IMPORT_FRICTIONLESS_H

#include "base/buf.h"
#include "schema/dataset.h"

void frictionless_put(struct buf *b, const struct dataset *ds);

#endif
