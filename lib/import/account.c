#include "import/account.h"

static void
put_count(struct buf *b, unsigned long n, const char *word, enum lang lang)
{
	if (lang == LANG_ZH)
		buf_puts(b, word);
	buf_putc(b, ' ');
	buf_int(b, (int64_t)n);
	if (lang == LANG_EN) {
		buf_putc(b, ' ');
		buf_puts(b, word);
	}
}

void
account_put_rows(struct buf *b, enum lang lang, const struct account *a)
{
	const struct {
		unsigned long n;
		const char *word[LANG_COUNT];
		bool always;
	} parts[] = {
		{ a->written, { "written", "写出" }, true },
		{ a->rejected, { "rejected", "退回" }, true },
		{ a->totals, { "totals", "合计行" }, false },
		{ a->notes, { "notes", "注释行" }, false },
		{ a->blank, { "blank", "空行" }, false },
		{ a->repeated, { "headings", "表头行" }, false },
		{ a->merged, { "duplicates", "重复行" }, false },
	};
	bool first = true;

	if (lang == LANG_EN) {
		buf_int(b, (int64_t)a->read);
		buf_puts(b, " read");
	} else {
		put_count(b, a->read, "读入", lang);
	}
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (!parts[i].always && parts[i].n == 0)
			continue;
		buf_puts(b, first ? " =" : " +");
		if (lang == LANG_ZH)
			buf_putc(b, ' ');
		put_count(b, parts[i].n, parts[i].word[lang], lang);
		first = false;
	}
}

/* Sums pass int64_t: many rows of the largest amount. */
static void
put_fen(struct buf *b, num_wide fen)
{
	char digits[48];
	size_t n = 0;

	if (fen < 0) {
		buf_putc(b, '-');
		fen = -fen;
	}
	do {
		if (n == 2)
			digits[n++] = '.';
		digits[n++] = (char)('0' + (int)(fen % 10));
		fen /= 10;
	} while (fen > 0 || n < 4);
	while (n > 0)
		buf_putc(b, digits[--n]);
}

static void
put_sum(struct buf *b, const char *sign, num_wide fen, const char *en,
    const char *zh, enum lang lang)
{
	buf_puts(b, sign);
	if (lang == LANG_ZH) {
		buf_puts(b, zh);
		buf_putc(b, ' ');
	}
	put_fen(b, fen);
	if (lang == LANG_EN) {
		buf_putc(b, ' ');
		buf_puts(b, en);
	}
}

void
account_put_amounts(struct buf *b, enum lang lang, const struct account *a,
    const char *column)
{
	buf_puts(b, column);
	put_sum(b, ": ", a->read_fen, "read", "读入", lang);
	put_sum(b, " = ", a->written_fen, "written", "写出", lang);
	put_sum(b, " + ", a->rejected_fen, "rejected", "退回", lang);
	if (a->merged > 0)
		put_sum(b, " + ", a->merged_fen, "duplicates", "重复", lang);
	if (a->unreadable == 0)
		return;
	buf_puts(b, lang == LANG_ZH ? "；金额不可读" : "; amounts unreadable in");
	buf_putc(b, ' ');
	buf_int(b, (int64_t)a->unreadable);
	buf_puts(b, lang == LANG_ZH ? " 行" : " rows");
}

bool
account_balances(const struct account *a)
{
	return a->read == a->written + a->rejected + a->totals + a->notes +
		a->blank + a->repeated + a->merged &&
	    a->read_fen == a->written_fen + a->rejected_fen + a->merged_fen;
}
