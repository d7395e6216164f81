/*
 * Amounts as offices write them.  The first byte chooses the form.  What is
 * taken must be what the canonical text of the result says, in any form
 * without a unit; and a plain decimal is taken exactly or refused.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/num.h"
#include "import/amount.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool held)
{
	if (!held)
		abort();
}

/* Written out canonically and read again it is the same number. */
static void
comes_back(const struct amount_form *form, int64_t n)
{
	struct amount_form plain = { .kind = form->kind,
		.decimals = form->decimals };
	struct buf text, scratch;
	int64_t again = 0;

	plain.unit = form->kind == UNIT_OF_MONEY ? UNIT_YUAN
	    : form->kind == UNIT_OF_AREA	 ? UNIT_M2
						 : UNIT_NONE;
	buf_init(&text, BUF_UNBOUNDED);
	buf_init(&scratch, BUF_UNBOUNDED);
	if (form->decimals == 2)
		buf_hundredths(&text, n);
	else
		buf_int(&text, n);
	must(amount_parse(buf_str(&text), &plain, &scratch, &again, NULL) ==
	    AMOUNT_OK);
	must(again == n);
	buf_fini(&text);
	buf_fini(&scratch);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct amount_form form = { .kind = UNIT_OF_NOTHING };
	struct str text;
	struct buf scratch;
	int64_t n = 0, exact = 0;
	enum amount_fault fault;
	enum unit found = UNIT_NONE;

	if (size == 0)
		return 0;
	text = (struct str){ (const char *)data + 1, size - 1 };
	if (!utf8_valid(text, NULL))
		return 0; /* text/ lets nothing else through */
	form.kind = data[0] & 1 ? UNIT_OF_MONEY
	    : data[0] & 2	? UNIT_OF_AREA
				: UNIT_OF_NOTHING;
	if (form.kind != UNIT_OF_NOTHING)
		form.decimals = 2;
	if (form.kind == UNIT_OF_MONEY)
		form.unit = data[0] & 4 ? UNIT_WAN_YUAN : UNIT_YUAN;
	else if (form.kind == UNIT_OF_AREA)
		form.unit = data[0] & 4 ? UNIT_WAN_M2 : UNIT_M2;
	form.brackets = (data[0] & 8) != 0;
	form.triangle = (data[0] & 16) != 0;
	buf_init(&scratch, BUF_UNBOUNDED);
	fault = amount_parse(text, &form, &scratch, &n, &found);
	if (fault == AMOUNT_OK)
		comes_back(&form, n);
	if (num_parse_decimal(text, form.decimals + ((data[0] & 4) != 0 &&
	    form.kind != UNIT_OF_NOTHING ? 4 : 0), &exact) == NUM_OK &&
	    fault == AMOUNT_OK)
		must(n == exact);
	buf_fini(&scratch);
	return 0;
}
