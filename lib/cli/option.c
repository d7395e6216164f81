#include "cli/option.h"

#include <getopt.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/num.h"
#include "text/utf8.h"

#define LONG_ONLY 1000 /* val of options without a letter: this + index */

#define COMMON(letter, name, kind, arg, field, choices, en, zh)            \
	{ letter, name, kind, arg, offsetof(struct option_common, field),  \
	    { en, zh }, choices }

static const struct cli_opt common_opts[] = {
	COMMON('o', "output", CLI_TEXT, "FILE", output, NULL,
	    "write FILE, whole or not at all", "写入 FILE：要么完整，要么不写"),
	COMMON('f', "format", CLI_TEXT, "FORMAT", format, NULL,
	    "output format", "输出格式"),
	COMMON(0, "bom", CLI_FLAG, NULL, bom, NULL,
	    "begin csv with a byte order mark, for Excel",
	    "csv 以 BOM 开头，供 Excel 打开"),
	COMMON('C', "workspace", CLI_TEXT, "DIR", workspace, NULL,
	    "take what is not given from this workspace",
	    "未给出的输入和规则取自此工作区"),
	COMMON('q', "quiet", CLI_FLAG, NULL, quiet, NULL,
	    "errors only, no notes and no summary", "只报错误，不报提示和汇总"),
	COMMON(0, "lang", CLI_CHOICE, "zh|en", lang, "en|zh",
	    "language of messages and labels", "信息和标签的语言"),
	COMMON(0, "diagnostics", CLI_CHOICE, "text|json", diagnostics,
	    "text|json", "form of messages on standard error", "诊断信息的形式"),
	COMMON('h', "help", CLI_FLAG, NULL, help, NULL,
	    "print this help", "显示本帮助"),
	COMMON(0, "version", CLI_FLAG, NULL, version, NULL,
	    "print the version", "显示版本"),
	{ .name = NULL },
};

static bool
is_flag(const struct cli_opt *o)
{
	return o->kind == CLI_FLAG || o->kind == CLI_ALONE;
}

static bool
is_for_formats(const struct cli_opt *o)
{
	return o->letter == 'f' || strcmp(o->name, "bom") == 0;
}

struct parser {
	struct diag *diag;
	const struct cli_cmd *cmd;
	const struct cli_opt **opt; /* all of them, the program's first */
	bool *seen;
	size_t nopt, nown;
	struct option *longs;
	struct buf shorts;
};

static void
add_options(struct parser *p, const struct cli_opt *table)
{
	for (const struct cli_opt *o = table; o->name != NULL; o++) {
		size_t cap = p->nopt;

		if (table == common_opts && is_for_formats(o) &&
		    p->cmd->formats == NULL)
			continue;
		p->opt = mem_grow(p->opt, &cap, p->nopt + 1, sizeof(*p->opt));
		p->opt[p->nopt++] = o;
	}
}

/* getopt's two tables from ours. */
static void
prepare(struct parser *p)
{
	if (p->cmd->opt != NULL)
		add_options(p, p->cmd->opt);
	p->nown = p->nopt;
	add_options(p, common_opts);
	p->seen = mem_zalloc(p->nopt, sizeof(*p->seen));
	p->longs = mem_zalloc(p->nopt + 1, sizeof(*p->longs));
	buf_init(&p->shorts, BUF_UNBOUNDED);
	buf_putc(&p->shorts, ':');
	for (size_t i = 0; i < p->nopt; i++) {
		const struct cli_opt *o = p->opt[i];

		p->longs[i].name = o->name;
		p->longs[i].has_arg = is_flag(o) ? no_argument : required_argument;
		p->longs[i].val = LONG_ONLY + (int)i;
		if (o->letter == 0)
			continue;
		buf_putc(&p->shorts, (char)o->letter);
		if (!is_flag(o))
			buf_putc(&p->shorts, ':');
	}
	buf_putc(&p->shorts, '\0');
}

static size_t
find(const struct parser *p, int value)
{
	if (value >= LONG_ONLY)
		return (size_t)(value - LONG_ONLY);
	for (size_t i = 0; i < p->nopt; i++)
		if (p->opt[i]->letter == value)
			return i;
	return p->nopt;
}

static void
complain(struct parser *p, enum diag_code code, const struct cli_opt *o,
    const char *value)
{
	char name[80] = "--";

	strncat(name, o->name, sizeof(name) - 3);
	diag_at(p->diag, NULL, code, DIAG_Z(name), DIAG_Z(value),
	    DIAG_Z(o->choices));
}

static int
choice_of(const char *choices, struct str text)
{
	struct str rest = str_from(choices), piece;

	for (int i = 0; str_cut(&rest, '|', &piece); i++)
		if (str_eq(piece, text))
			return i;
	return -1;
}

static bool
store_number(struct parser *p, const struct cli_opt *o, char *at, char *value)
{
	int64_t n;

	if (o->kind == CLI_MONTH || o->kind == CLI_YEAR) {
		bool is_month = o->kind == CLI_MONTH;

		if ((is_month ? date_parse_period : date_parse_year)(
		    str_from(value), (int *)(void *)at))
			return true;
		complain(p, is_month ? DIAG_OPTION_PERIOD : DIAG_OPTION_YEAR,
		    o, value);
		return false;
	}
	if (num_parse_decimal(str_from(value), 0, &n) != NUM_OK || n < 0) {
		complain(p, DIAG_OPTION_COUNT, o, value);
		return false;
	}
	*(long *)(void *)at = (long)n;
	return true;
}

static bool
store(struct parser *p, size_t i, void *base, char *value)
{
	const struct cli_opt *o = p->opt[i];
	char *at = (char *)base + o->offset;
	struct cli_list *list = (struct cli_list *)(void *)at;

	if (p->seen[i] && o->kind != CLI_LIST && !is_flag(o)) {
		complain(p, DIAG_OPTION_TWICE, o, value);
		return false;
	}
	p->seen[i] = true;
	switch (o->kind) {
	case CLI_FLAG:
	case CLI_ALONE:
		*(bool *)at = true;
		return true;
	case CLI_TEXT:
	case CLI_INPUT:
		*(const char **)(void *)at = value;
		return true;
	case CLI_LIST:
		list->item = mem_resize(list->item, list->n + 1,
		    sizeof(*list->item));
		list->item[list->n++] = value;
		return true;
	case CLI_CHOICE:
		*(int *)(void *)at = choice_of(o->choices, str_from(value));
		if (*(int *)(void *)at >= 0)
			return true;
		complain(p, DIAG_OPTION_CHOICE, o, value);
		return false;
	case CLI_MONTH:
	case CLI_YEAR:
	case CLI_COUNT:
		break;
	}
	return store_number(p, o, at, value);
}

static void
set_defaults(const struct cli_opt *table, void *base)
{
	for (const struct cli_opt *o = table; o != NULL && o->name != NULL; o++) {
		char *at = (char *)base + o->offset;

		if (o->kind == CLI_MONTH || o->kind == CLI_YEAR ||
		    o->kind == CLI_CHOICE)
			*(int *)(void *)at = -1;
		else if (o->kind == CLI_COUNT)
			*(long *)(void *)at = -1;
	}
}

static bool
parse_one(struct parser *p, int value, char **argv, struct option_parsed *out)
{
	size_t i;

	if (value == '?') {
		diag_at(p->diag, NULL, DIAG_UNKNOWN_OPTION,
		    DIAG_Z(argv[optind - 1]), DIAG_Z(p->cmd->name));
		return false;
	}
	if (value == ':') {
		i = find(p, optopt);
		complain(p, DIAG_OPTION_VALUE, p->opt[i], p->opt[i]->arg);
		return false;
	}
	i = find(p, value);
	return store(p, i, i < p->nown ? out->args : (void *)&out->common,
	    optarg);
}

bool
option_parse(struct diag *d, const struct cli_cmd *cmd, int argc, char **argv,
    struct option_parsed *out)
{
	struct parser p = { .diag = d, .cmd = cmd };
	bool ok = true;
	int value;

	*out = (struct option_parsed){ 0 };
	out->args = mem_zalloc(1, cmd->args_size);
	set_defaults(cmd->opt, out->args);
	set_defaults(common_opts, &out->common);
	prepare(&p);
	opterr = 0;
	optind = 1;
	while (ok &&
	    (value = getopt_long(argc, argv, p.shorts.p, p.longs, NULL)) != -1)
		ok = parse_one(&p, value, argv, out);
	out->operand = optind;
	free(p.opt);
	free(p.seen);
	free(p.longs);
	buf_fini(&p.shorts);
	return ok;
}

static bool
is_stdin(const char *path)
{
	return path != NULL && (strcmp(path, "-") == 0 ||
	    strcmp(path, "/dev/stdin") == 0 || strcmp(path, "/dev/fd/0") == 0);
}

/* Does no operand mean standard input here? */
static bool
defaults_to_stdin(const struct cli_cmd *cmd, const void *args, bool workspace)
{
	bool from_workspace = cmd->from == CLI_FROM_OPTIONS ||
	    (workspace && cmd->from == CLI_FROM_WORKSPACE);

	for (const struct cli_opt *o = cmd->opt;
	     o != NULL && o->name != NULL; o++) {
		const char *at = (const char *)args + o->offset;

		if (o->kind == CLI_ALONE && *(const bool *)(const void *)at)
			return false;
		if (o->kind == CLI_MONTH && o->letter == 'p' && workspace &&
		    cmd->from == CLI_FROM_WORKSPACE_WITH_PERIOD)
			from_workspace = *(const int *)(const void *)at >= 0;
	}
	return !from_workspace;
}

/* How a reader of standard input is called: --base, or the operands. */
static const char *
reader_name(const struct cli_cmd *cmd, const struct cli_opt *o, char name[80])
{
	if (o == NULL)
		return cmd->operands;
	strcpy(name, "--");
	return strncat(name, o->name, 77);
}

static bool
refuse_stdin(struct diag *d, const struct cli_cmd *cmd,
    const struct cli_opt *a, const struct cli_opt *b)
{
	char first[80], second[80];

	diag_at(d, NULL, DIAG_STDIN_TWICE,
	    DIAG_Z(reader_name(cmd, a, first)),
	    DIAG_Z(reader_name(cmd, b, second)));
	return false;
}

bool
option_one_stdin(struct diag *d, const struct cli_cmd *cmd, const void *args,
    char **operand, size_t n, bool workspace)
{
	const struct cli_opt *by = NULL; /* the option that reads it */
	size_t readers = 0;

	for (const struct cli_opt *o = cmd->opt;
	     o != NULL && o->name != NULL; o++) {
		const char *at = (const char *)args + o->offset;

		if (o->kind != CLI_INPUT ||
		    !is_stdin(*(const char *const *)(const void *)at))
			continue;
		if (readers++ > 0)
			return refuse_stdin(d, cmd, by, o);
		by = o;
	}
	for (size_t i = cmd->words; i < n; i++)
		if (is_stdin(operand[i]) && readers++ > 0)
			return refuse_stdin(d, cmd, by, NULL);
	if (n <= cmd->words && readers > 0 &&
	    defaults_to_stdin(cmd, args, workspace))
		return refuse_stdin(d, cmd, by, NULL);
	return true;
}

void
option_free(const struct cli_cmd *cmd, void *args)
{
	for (const struct cli_opt *o = cmd->opt;
	     o != NULL && o->name != NULL; o++)
		if (o->kind == CLI_LIST)
			free(((struct cli_list *)(void *)((char *)args +
			    o->offset))->item);
	free(args);
}

void
option_usage(struct buf *b, const struct cli_cmd *cmd, enum lang lang)
{
	buf_puts(b, lang == LANG_ZH ? "用法：" : "Usage: ");
	buf_puts(b, cmd->name);
	buf_puts(b, lang == LANG_ZH ? " [选项…]" : " [option…]");
	if (cmd->operands != NULL) {
		buf_putc(b, ' ');
		buf_puts(b, cmd->operands);
	}
	buf_putc(b, '\n');
}

#define HELP_COLUMN 30u
#define HELP_WIDTH 79u

/* The help text in a column of its own, wrapped at blanks by width. */
static void
put_wrapped(struct buf *b, struct str text, size_t column)
{
	struct str rest = text, word;

	while (str_cut(&rest, ' ', &word)) {
		size_t width = utf8_width(word);

		if (column > HELP_COLUMN && column + width > HELP_WIDTH) {
			buf_putc(b, '\n');
			buf_pad(b, ' ', HELP_COLUMN);
			column = HELP_COLUMN;
		} else if (column > HELP_COLUMN) {
			buf_putc(b, ' ');
			column++;
		}
		buf_put(b, word);
		column += width;
	}
	buf_putc(b, '\n');
}

static void
put_option(struct buf *b, const struct cli_cmd *cmd, const struct cli_opt *o,
    enum lang lang)
{
	size_t begin = b->n, width;
	const char *arg = o->letter == 'f' && cmd->formats != NULL
	    ? cmd->formats : o->arg;

	buf_puts(b, o->letter == 0 ? "      " : "  -");
	if (o->letter != 0) {
		buf_putc(b, (char)o->letter);
		buf_puts(b, ", ");
	}
	buf_puts(b, "--");
	buf_puts(b, o->name);
	if (!is_flag(o) && arg != NULL) {
		buf_putc(b, ' ');
		buf_puts(b, arg);
	}
	width = utf8_width((struct str){ b->p + begin, b->n - begin });
	if (width + 2 > HELP_COLUMN) {
		buf_putc(b, '\n');
		width = 0;
	}
	buf_pad(b, ' ', HELP_COLUMN - width);
	put_wrapped(b, str_from(o->help[lang]), HELP_COLUMN);
}

static const char *const help_words[][LANG_COUNT] = {
	{ "Options:", "选项：" },
	{ "All programs take:", "各程序通用：" },
	{ "Examples:", "示例：" },
	{ "Exit status: 0 done; 1 done, with rows left out or findings; "
	  "2 not done.",
	    "退出码：0 完成；1 完成，但有行未采用或有发现；2 未完成。" },
	{ "Manual: man ", "手册：man " },
};

void
option_help(struct buf *b, const struct cli_cmd *cmd, enum lang lang)
{
	option_usage(b, cmd, lang);
	buf_puts(b, cmd->about[lang]);
	buf_puts(b, "\n\n");
	if (cmd->opt != NULL && cmd->opt->name != NULL) {
		buf_puts(b, help_words[0][lang]);
		buf_putc(b, '\n');
	}
	for (const struct cli_opt *o = cmd->opt; o != NULL && o->name != NULL;
	     o++)
		put_option(b, cmd, o, lang);
	buf_putc(b, '\n');
	buf_puts(b, help_words[1][lang]);
	buf_putc(b, '\n');
	for (const struct cli_opt *o = common_opts; o->name != NULL; o++)
		if (!is_for_formats(o) || cmd->formats != NULL)
			put_option(b, cmd, o, lang);
	if (cmd->example != NULL) {
		buf_putc(b, '\n');
		buf_puts(b, help_words[2][lang]);
		buf_putc(b, '\n');
	}
	for (size_t i = 0; cmd->example != NULL && cmd->example[i] != NULL; i++) {
		buf_puts(b, "  ");
		buf_puts(b, cmd->example[i]);
		buf_putc(b, '\n');
	}
	buf_putc(b, '\n');
	buf_puts(b, help_words[3][lang]);
	buf_putc(b, '\n');
	buf_puts(b, help_words[4][lang]);
	buf_puts(b, cmd->name);
	buf_putc(b, '\n');
}
