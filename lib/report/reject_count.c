#include "report/reject_count.h"

#include <stdlib.h>

static const struct column column[J_COLUMNS] = {
	{ "file", VALUE_TEXT, COLUMN_MANDATORY, NULL, "文件" },
	{ "line", VALUE_COUNT, 0, NULL, "行" },
	{ "field", VALUE_TEXT, 0, NULL, "栏目" },
	{ "rule", VALUE_TEXT, COLUMN_MANDATORY, NULL, "规则" },
};

const char *const reject_columns[J_COLUMNS] = { "file", "line", "field",
	"rule" };

const struct dataset *
reject_dataset(void)
{
	static const struct dataset table = { "rejects", "退回记录", column,
		J_COLUMNS, false };

	return &table;
}

static struct reject_count *
count_of(struct reject_counts *c, const struct value *v, struct buf *key)
{
	bool is_new;
	size_t at;

	buf_reset(key);
	for (size_t k = J_FILE; k < J_COLUMNS; k++) {
		if (k == J_LINE)
			continue;
		buf_put(key, v[k].text);
		buf_putc(key, '\0');
	}
	at = map_put(&c->key, buf_str(key), &is_new);
	if (is_new) {
		c->item = mem_grow(c->item, &c->cap, at + 1,
		    sizeof(*c->item));
		c->item[at] = (struct reject_count){ v[J_FILE].text,
			v[J_FIELD].text, v[J_RULE].text, 0 };
		c->n = at + 1;
	}
	return &c->item[at];
}

void
reject_counts_make(struct reject_counts *c, const struct source *rejects)
{
	struct buf key;

	buf_init(&key, BUF_UNBOUNDED);
	for (size_t i = 0; i < rejects->nrow; i++) {
		const struct value *v = source_at(rejects, i, 0);

		map_put(&c->file, v[J_FILE].text, NULL);
		count_of(c, v, &key)->rows++;
		c->rows++;
	}
	buf_fini(&key);
}

void
reject_counts_fini(struct reject_counts *c)
{
	map_fini(&c->file);
	map_fini(&c->key);
	free(c->item);
}
