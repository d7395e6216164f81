/*
 * What a heading says beside its name: units, stars, dashes.  All texts are
 * folded (text/normal.h); what is given back is borrowed from them.
 */
#ifndef IMPORT_HEADING_FORM_H
#define IMPORT_HEADING_FORM_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/* 1—6月 as 1-6月 */
void heading_put_dashed(struct buf *out, struct str s);
/* Says nothing about what the column holds: 必填, 年月, 户. */
bool heading_is_harmless(struct str s);
/* Splits "全口径税收(万元)", "[万元]", "建筑面积:万M2" and the like; false
 * where nothing of that kind is at the end. */
bool heading_split_unit(struct str folded, struct str *name,
    struct str *inner);
/* *楼宇名称: a star marks what must be filled in. */
struct str heading_without_star(struct str s);

#endif
