#include "import/audit.h"

#include "text/normal.h"

const char *
audit_rule(const struct tidy *t, struct str from, struct str to)
{
	if (str_eq(from, to))
		return NULL;
	if (str_eq(normal_trim(from), to))
		return "trim";
	if (to.n == 0)
		return "missing";
	switch (t->column->type) {
	case VALUE_MONEY:
	case VALUE_AREA:
		return unit_power(t->form.unit) > 0 ? "unit" : "amount";
	case VALUE_COUNT:
	case VALUE_INTEGER:
	case VALUE_PERCENT:
	case VALUE_DEGREE:
		return "number";
	case VALUE_DATE:
	case VALUE_MONTH:
	case VALUE_YEAR:
		return "date";
	case VALUE_DISTRICT:
	case VALUE_DISTRICTS:
		return "district";
	case VALUE_FLAG:
	case VALUE_CHOICE:
		return "word";
	case VALUE_LIST:
		return "list";
	case VALUE_TEXT:
	case VALUE_ID:
	case VALUE_INDUSTRY:
	case VALUE_USCC:
	case VALUE_TAXPAYER:
		break;
	}
	return "code";
}
