/* What composite documents have around their reports. */
#include "report/composite.h"

#include "base/date.h"
#include "print/words.h"

/* "第2版，替代第1版" */
static struct str
version_words(struct summary *s)
{
	const struct report_issue *issue = &s->r->in->issue;

	if (issue->version <= 0)
		return (struct str){ "", 0 };
	if (issue->replaced <= 0)
		return words_fill(s->a, words(s->lang, "第$1版",
		    "version $1"), words_int(s->a, issue->version));
	return words_fill(s->a, words(s->lang, "第$1版，替代第$2版",
	    "version $1, replaces version $2"),
	    words_int(s->a, issue->version),
	    words_int(s->a, issue->replaced));
}

void
composite_front(struct summary *s, struct str title, struct str issue)
{
	const struct report_issue *from = &s->r->in->issue;
	struct str part[2];

	part[0] = words_period(s->a, s->lang, s->r->period);
	part[1] = version_words(s);
	document_set_head(s->r->doc, &(struct document_head){
		.marking = s->r->in->is_public ? (struct str){ "", 0 } :
		    from->marking.n > 0 ? from->marking :
		    str_from(words(s->lang, "内部资料  注意保存",
		    "internal: figures of single taxpayers")),
		.title = title,
		.issue = issue,
		.subtitle = words_fill(s->a, words(s->lang, "（$1）", "($1)"),
		    words_join(s->a, s->lang, part, 2)),
		.issuer = from->office,
		.date = words_fill(s->a, words(s->lang, "数据截至$1",
		    "data to $1"), words_last_day(s->a, s->lang,
		    s->r->period)),
	});
}

/* 1 to 99, as chapters are numbered. */
static struct str
numeral(struct summary *s, size_t n)
{
	static const char *const digit[] = { "", "一", "二", "三", "四", "五",
		"六", "七", "八", "九" };

	if (s->lang != LANG_ZH)
		return words_int(s->a, (int64_t)n);
	if (n < 10)
		return str_from(digit[n]);
	return words_fill(s->a, "$1十$2",
	    str_from(n < 20 ? "" : digit[n / 10 % 10]),
	    str_from(digit[n % 10]));
}

void
composite_chapter(struct summary *s, size_t *no, const char *zh,
    const char *en)
{
	document_heading(s->r->doc, 1, words_fill(s->a, words(s->lang,
	    "$1、$2", "$1. $2"), numeral(s, ++*no), str_from(words(s->lang,
	    zh, en))));
}

void
composite_section(struct summary *s, struct str text)
{
	document_heading(s->r->doc, 2, text);
}

void
composite_after_overview(struct summary *s, size_t *no)
{
	composite_chapter(s, no, "年度目标完成情况", "Targets of the year");
	summary_targets(s);
	composite_chapter(s, no, "需要关注", "To be watched");
	summary_concerns(s);
	composite_chapter(s, no, "数据说明", "About the data");
	summary_data(s);
	document_heading(s->r->doc, 1, str_from(words(s->lang, "附表",
	    "Tables")));
}

bool
composite_part(struct summary *s, const struct report_kind *kind)
{
	const struct report_need *absent = NULL;
	enum status status;

	if (s->r->in->is_public && kind->publish < PUBLISH_OPEN) {
		summary_paragraph(s, words_fill(s->a, kind->publish ==
		    PUBLISH_INTERNAL ? words(s->lang,
		    "（“$1”仅供内部使用，公开版不列。）",
		    "($1: for internal use, not published.)") :
		    words(s->lang, "（“$1”公开版不列。）",
		    "($1: not published.)"),
		    str_from(kind->about[s->lang])));
		return true;
	}
	status = report_include(s->r, kind, &absent);
	if (status == STATUS_END)
		summary_paragraph(s, words_fill(s->a, words(s->lang,
		    "（“$1”未列：所需数据 $2 缺。）",
		    "($1: left out, for its data $2 are not there.)"),
		    str_from(kind->about[s->lang]), str_from(absent->name)));
	return status != STATUS_FATAL;
}

bool
composite_list(struct summary *s, const struct report_kind *kind)
{
	struct document *doc = s->r->doc;
	size_t first = doc->nblock;
	bool ok = composite_part(s, kind);

	if (!ok || doc->nblock == first || doc->block[first].kind !=
	    BLOCK_TABLE || !document_is_bare(doc, first))
		return ok;
	document_cut(doc, first);
	summary_paragraph(s, words_fill(s->a, words(s->lang, "（$1：无。）",
	    "($1: none.)"), str_from(kind->about[s->lang])));
	return true;
}
