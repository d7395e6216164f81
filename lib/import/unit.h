/*
 * The units offices write: 元, 千元, 万元, 百万元, 亿元, ㎡, 万㎡.  A unit
 * is a power of ten over yuan or m2, so that scaling stays in integers.
 */
#ifndef IMPORT_UNIT_H
#define IMPORT_UNIT_H

#include "base/str.h"
#include "schema/value.h"

enum unit {
	UNIT_NONE, /* not stated */
	UNIT_YUAN,
	UNIT_QIAN_YUAN,
	UNIT_WAN_YUAN,
	UNIT_BAIWAN_YUAN,
	UNIT_YI_YUAN,
	UNIT_M2,
	UNIT_WAN_M2,
	UNIT_COUNT
};

enum unit_kind { UNIT_OF_NOTHING, UNIT_OF_MONEY, UNIT_OF_AREA };

/* folded: as normal_key leaves it.  UNIT_NONE if it is no unit. */
enum unit unit_find(struct str folded);
/* Also the bare 万 and 亿, which mean yuan or m2 by the column's kind. */
enum unit unit_find_suffix(struct str folded, enum unit_kind kind);

enum unit_kind unit_kind(enum unit u);
/* Of what a column of the type holds. */
enum unit_kind unit_kind_of(enum value_type type);
unsigned unit_power(enum unit u); /* of ten, over yuan or m2 */
const char *unit_name(enum unit u);

/* Words that count things (人, 户, 件 …): no scale, but no fault either. */
bool unit_is_counter(struct str folded);

/*
 * The units a line above the table states: "单位：万元、㎡".  Sets one unit
 * a kind; two of one kind in one line state nothing.  False if none.
 */
struct unit_line {
	enum unit money, area;
};
bool unit_parse_line(struct str folded, struct unit_line *out);

#endif
