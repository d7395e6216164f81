/*
 * The calendar.  A month is a count of months since year 0 (year * 12 +
 * month - 1), a day is a count of days since 1970-01-01: plain integers to
 * compare and subtract.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

#define DATE_YEAR_MIN 1900
#define DATE_YEAR_MAX 2199

static inline int
date_month_of(int year, int month) /* month 1..12 */
{
	return year * 12 + month - 1;
}

static inline int
date_year(int month)
{
	return month / 12;
}

static inline int
date_month_no(int month) /* 1..12 */
{
	return month % 12 + 1;
}

/* Strict "YYYY", "YYYY-MM" and "YYYY-MM-DD" that exist; else false. */
bool date_parse_year(struct str s, int *year);
bool date_parse_month(struct str s, int *month);
bool date_parse_day(struct str s, int *day);

/* A period by its last month: "2023-06", or "2023" for 2023-12. */
bool date_parse_period(struct str s, int *month);

bool date_day_from(int year, int month, int mday, int *day); /* if it exists */
int date_month_of_day(int day);
int date_first_day(int month);
int date_last_day(int month);

void date_put_month(struct buf *b, int month);
void date_put_day(struct buf *b, int day);

#endif
