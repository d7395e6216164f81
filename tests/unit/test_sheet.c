/* Workbooks: what cells give, and what is refused with which code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record/cell.h"
#include "record/sheet.h"

/* Rows as "line:field|field;", merged ranges, hidden rows; or the code of
 * the refusal. */
static void
dump(struct buf *out, const char *file)
{
	FILE *sink = fopen("/dev/null", "w");
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = sink });
	char path[4096];
	struct input *in;
	struct book *b;
	enum status st = STATUS_END;

	snprintf(path, sizeof(path), "%s/../tests/data/xlsx/%s",
	    getenv("BLDG_DATA"), file);
	in = input_open(d, path);
	assert_non_null(in);
	b = book_open(d, in);
	for (size_t i = 0; b != NULL && i < book_nsheet(b); i++) {
		struct sheet *s = sheet_open(b, i, "f");
		const struct sheet_range *merged;
		struct rec rec;
		size_t n;

		buf_putc(out, '[');
		buf_put(out, book_sheet(b, i)->name);
		buf_puts(out, book_sheet(b, i)->hidden ? "-]" : "]");
		/* found ahead of the rows, confirmed at their end */
		if (s != NULL && !sheet_merged(s, &merged, &n)) {
			sheet_close(s);
			break;
		}
		while (s != NULL &&
		    (st = sheet_next(s, &rec)) == STATUS_OK) {
			buf_int(out, (int64_t)rec.line);
			for (size_t k = 0; k < rec.nfield; k++) {
				buf_putc(out, k == 0 ? ':' : '|');
				buf_put(out, rec.field[k]);
			}
			buf_putc(out, ';');
		}
		if (s == NULL || st != STATUS_END) {
			sheet_close(s);
			break;
		}
		assert_true(sheet_merged(s, &merged, &n));
		for (size_t k = 0; k < n; k++) {
			buf_putc(out, 'm');
			buf_int(out, (int64_t)merged[k].row);
			buf_putc(out, ',');
			buf_int(out, (int64_t)merged[k].col);
			buf_putc(out, '-');
			buf_int(out, (int64_t)merged[k].row_last);
			buf_putc(out, ',');
			buf_int(out, (int64_t)merged[k].col_last);
		}
		buf_putc(out, 'h');
		buf_int(out, (int64_t)sheet_hidden_rows(s));
		sheet_close(s);
	}
	if (diag_count(d, DIAG_ERROR) > 0) {
		buf_reset(out);
		for (int c = 0; c < DIAG_CODE_COUNT; c++)
			if (diag_code_count(d, (enum diag_code)c) > 0)
				buf_puts(out,
				    diag_code_name((enum diag_code)c));
	}
	book_close(b);
	input_close(in);
	diag_free(d);
	fclose(sink);
}

static void
workbooks(void **state)
{
	static const char cells[] = "[cells]1:noise|18374.15;"
	    "2:integer|103250000;3:tenth|0.1;4:small|0.0015;"
	    "5:exponent|12000;6:negative|-12.5;"
	    "7:damaged|9.14403001922038E+17;8:old-number|440301103097413;"
	    "9:zeros|00000001;10:rich|楼 宇;11:escaped|a\r\nb_x0041_;"
	    "12:day|2023-04-01;13:month|2023-04;14:month-57|2023-04;"
	    "15:leap-1900|1900-02-29;16:first|1900-01-01;"
	    "17:march-1900|1900-03-01;18:moment|2023-04-01 12:00:00;"
	    "19:midnight|2023-04-01;20:percent|85%;21:percent-noise|29%;"
	    "22:true|TRUE;23:error|#REF!;24:formula|24;"
	    "25:formula-noise|0.3;26:typed-17|0.3;"
	    "27:formula-text|yx;28:not-reckoned|=SUM(B1:B2);"
	    "29:iso|2023-04-01;h0";
	static const struct {
		const char *file, *want;
	} row[] = {
		{ "cells.xlsx", cells },
		{ "cells.xlsx.gz", cells },
		{ "1904.xlsx", "[s]1:2023-04-01|1904-01-01;h0" },
		{ "gaps.xlsx", "[s]2:|b2||d2;5:a5|||;6:a6|||;m2,2-4,3h1" },
		{ "taxes.xlsx", "[一月]1:税收表;3:月份|统一社会信用代码|"
		    "税收（万元）;4:2023-01|914403001922038216|18374.15;"
		    "5:2023-01|91440300708461136T|1.1;m1,1-1,3h1"
		    "[二月]1:税收表;3:月份|统一社会信用代码|"
		    "税收（万元）;4:2023-02|914403001922038216|18374.15;"
		    "5:2023-02|91440300708461136T|1.1;m1,1-1,3h1[Sheet3]h0"
		    "[旧-]1:税收表;3:月份|统一社会信用代码|"
		    "税收（万元）;4:2023-01|914403001922038216|18374.15;"
		    "5:2023-01|91440300708461136T|1.1;m1,1-1,3h1" },
		{ "merged-cells.xlsx", "[s]1:楼宇编号|统一社会信用代码|"
		    "租赁面积（㎡）|入驻日期;"
		    "2:NT0001|914403001922038216|100|2023-01-01;"
		    "3:|91440300708461136T|200|;4:合计||300|;"
		    "5:NT0002|914403001922038216|10|;"
		    "6:|91440300708461136T|20|2023-02-01;"
		    "7:|91440300MA50000076|30|;m2,1-3,1m5,1-6,1m2,4-3,4h0" },
		{ "merged-hidden.xlsx", "xlsx-refused" },
		{ "bad-string.xlsx", "xlsx-string" },
		{ "bad-cell.xlsx", "xlsx-cell" },
		{ "wide.xlsx", "xlsx-cell" },
		{ "long.xlsx", "xlsx-cell" },
		{ "twice.xlsx", "xlsx-cell" },
		{ "doctype.xlsx", "xlsx-refused" },
		{ "deep.xlsx", "xlsx-refused" },
		{ "endless.xlsx", "xlsx-refused" },
		{ "cut-xml.xlsx", "xlsx-xml" },
		{ "cut.xlsx", "xlsx-damaged" },
		{ "magic.xlsx", "xlsx-damaged" },
		{ "flipped.xlsx", "xlsx-damaged" },
		{ "no-workbook.xlsx", "xlsx-no-workbook" },
		{ "no-sheet.xlsx", "xlsx-no-workbook" },
		{ "no-relations.xlsx", "xlsx-no-workbook" },
		{ "bomb.xlsx.gz", "xlsx-bomb" },
		{ "old.xls", "xls-old" },
		{ "locked.xlsx", "xlsx-locked" },
		{ "part-locked.xlsx", "xlsx-locked" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct buf got;

		buf_init(&got, BUF_UNBOUNDED);
		dump(&got, row[i].file);
		if (!str_is(buf_str(&got), row[i].want))
			fail_msg("%s: %.*s", row[i].file,
			    STR_ARG(buf_str(&got)));
		buf_fini(&got);
	}
}

static void
formats(void **state)
{
	static const struct {
		const char *code;
		enum cell_form want;
	} row[] = {
		{ "General", CELL_PLAIN }, { "0.00", CELL_PLAIN },
		{ "#,##0.00\"元\"", CELL_PLAIN }, { "\"d\"0", CELL_PLAIN },
		{ "[Red]0", CELL_PLAIN }, { "0\\d", CELL_PLAIN },
		{ "0.00E+00", CELL_PLAIN }, { "@", CELL_PLAIN },
		{ "0_m", CELL_PLAIN }, { "0;yyyy", CELL_PLAIN },
		{ "0%", CELL_PERCENT }, { "0\"%\"", CELL_PLAIN },
		{ "yyyy-mm-dd", CELL_DATE },
		{ "yyyy\"年\"m\"月\"d\"日\"", CELL_DATE },
		{ "yyyy\"年\"m\"月\"", CELL_MONTH },
		{ "yyyy年m月;@", CELL_MONTH },
		{ "[$-804]yyyy-mm;@", CELL_MONTH }, { "mmm-yy", CELL_MONTH },
		{ "YYYY", CELL_YEAR }, { "m\"月\"d\"日\"", CELL_DATE },
		{ "h:mm", CELL_TIME }, { "mm:ss.0", CELL_TIME },
		{ "[h]:mm:ss", CELL_TIME }, { "h:mm AM/PM", CELL_TIME },
		{ "yyyy/m/d h:mm", CELL_DATETIME }, { "[", CELL_PLAIN },
		{ "\"", CELL_PLAIN }, { "", CELL_PLAIN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (cell_form_code(str_from(row[i].code)) != row[i].want)
			fail_msg("%s", row[i].code);
}

static void
numbers(void **state)
{
	static const struct {
		const char *text;
		enum cell_form form;
		const char *want;
	} row[] = {
		{ "0", CELL_PLAIN, "0" }, { "-0", CELL_PLAIN, "0" },
		{ "007", CELL_PLAIN, "7" }, { "1.50", CELL_PLAIN, "1.5" },
		{ "1E2", CELL_PLAIN, "100" }, { "1e-2", CELL_PLAIN, "0.01" },
		{ "1.2.3", CELL_PLAIN, "1.2.3" }, { "x", CELL_PLAIN, "x" },
		{ "", CELL_PLAIN, "" }, { "1E", CELL_PLAIN, "1E" },
		{ "123456789012345", CELL_PLAIN, "123456789012345" },
		{ "914403001922038216", CELL_PLAIN, "9.1440300192203822E+17" },
		{ "1E+17", CELL_PLAIN, "1E+17" },
		{ "1E-30", CELL_PLAIN, "1E-30" },
		{ "123456.78900000001", CELL_PLAIN, "123456.789" },
		{ "4.3499999999999996", CELL_PLAIN, "4.35" },
		{ "92.98959099999999", CELL_PLAIN, "92.989591" },
		{ "-0.30000000000000004", CELL_PLAIN, "-0.3" },
		{ "999999999999.98999", CELL_PLAIN, "999999999999.99" },
		{ "1E+9999", CELL_PLAIN, "1E+9999" },
		{ "0", CELL_PERCENT, "0%" }, { "1", CELL_PERCENT, "100%" },
		{ "0.005", CELL_PERCENT, "0.5%" },
		{ "-0.123", CELL_PERCENT, "-12.3%" },
		{ "0", CELL_DATE, "0" }, { "-1", CELL_DATE, "-1" },
		{ "2958465", CELL_DATE, "9999-12-31" },
		{ "2958466", CELL_DATE, "2958466" },
		{ "59", CELL_DATE, "1900-02-28" },
		{ "45017.999999999", CELL_DATE, "2023-04-02" },
		{ "45017.75", CELL_DATE, "2023-04-01" },
		{ "45017", CELL_YEAR, "2023" },
		{ "0.5", CELL_TIME, "12:00:00" },
		{ "0.000011574", CELL_DATETIME, "0.000011574" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		cell_put_number(&b, str_from(row[i].text), row[i].form,
		    false, false);
		if (!str_is(buf_str(&b), row[i].want))
			fail_msg("%s: %.*s", row[i].text, STR_ARG(buf_str(&b)));
		buf_fini(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(workbooks),
		cmocka_unit_test(formats),
		cmocka_unit_test(numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
