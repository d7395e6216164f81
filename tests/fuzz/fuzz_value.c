/*
 * Cells: the first byte chooses the type, the rest is the cell.  What is
 * taken must be written back as a canonical text that means the same and is
 * written so again.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "schema/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool held)
{
	if (!held)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char choices[] = "super-a|a|b|other";
	enum value_type type;
	struct value v, again;
	struct buf b;
	struct str text;
	enum value_fault fault;

	if (size == 0)
		return 0;
	type = (enum value_type)(data[0] % (VALUE_DEGREE + 1));
	text = (struct str){ (const char *)data + 1, size - 1 };
	fault = value_parse(type, choices, text, &v);
	must(v.known == (fault == VALUE_OK && text.n > 0));
	must(diag_code_name(value_fault_code(type, fault)) != NULL);
	(void)value_uscc_damaged(text);
	if (!v.known)
		return 0;
	if (type == VALUE_MONEY)
		must(v.n >= -VALUE_MONEY_MAX && v.n <= VALUE_MONEY_MAX);
	buf_init(&b, BUF_UNBOUNDED);
	value_put(&b, type, choices, &v);
	must(value_parse(type, choices, buf_str(&b), &again) == VALUE_OK);
	must(again.known && again.n == v.n);
	buf_fini(&b);
	return 0;
}
