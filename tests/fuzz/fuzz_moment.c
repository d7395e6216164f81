/*
 * Months and days as offices write them.  What is taken exists in the
 * calendar, and its canonical text is read as the same.  A month that the
 * evidence alone decides is refused without it.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/date.h"
#include "import/moment.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool held)
{
	if (!held)
		abort();
}

static void
month_comes_back(int month)
{
	static const struct moment_evidence none = { false, false };
	struct buf text, scratch;
	int again;

	buf_init(&text, 64);
	buf_init(&scratch, BUF_UNBOUNDED);
	date_put_month(&text, month);
	must(date_parse_month(buf_str(&text), &again) && again == month);
	must(moment_month(buf_str(&text), &none, &scratch, &again) ==
	    MOMENT_OK);
	must(again == month);
	buf_fini(&text);
	buf_fini(&scratch);
}

static void
day_comes_back(int day)
{
	struct buf text, scratch;
	int again;

	buf_init(&text, 64);
	buf_init(&scratch, BUF_UNBOUNDED);
	date_put_day(&text, day);
	must(date_parse_day(buf_str(&text), &again) && again == day);
	must(moment_day(buf_str(&text), &scratch, &again) == MOMENT_OK);
	must(again == day);
	buf_fini(&text);
	buf_fini(&scratch);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct moment_evidence none = { false, false };
	struct moment_evidence some;
	struct buf scratch;
	struct str text;
	int n, sure;

	if (size == 0)
		return 0;
	text = (struct str){ (const char *)data + 1, size - 1 };
	if (!utf8_valid(text, NULL))
		return 0; /* text/ lets nothing else through */
	some = (struct moment_evidence){ (data[0] & 1) != 0,
		(data[0] & 2) != 0 };
	buf_init(&scratch, BUF_UNBOUNDED);
	moment_learn(&some, text);
	if (moment_month(text, &some, &scratch, &n) == MOMENT_OK)
		month_comes_back(n);
	/* evidence decides between two readings, it never changes a third */
	if (moment_month(text, &none, &scratch, &sure) == MOMENT_OK &&
	    moment_month(text, &some, &scratch, &n) == MOMENT_OK)
		must(n == sure);
	if (moment_day(text, &scratch, &n) == MOMENT_OK)
		day_comes_back(n);
	buf_fini(&scratch);
	return 0;
}
