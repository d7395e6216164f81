/*
 * A part of an archive as XML events, pulled so far as the handler wants.
 * Names come without a prefix.  Document types, entities, deep nesting and
 * endless tokens are refused.
 */
#ifndef RECORD_XML_H
#define RECORD_XML_H

#include "record/zip.h"

#define XML_DEPTH_MAX 64u
#define XML_TOKEN_MAX (2u << 20) /* bytes without an event */

struct xml;

struct xml_handler {
	/* attr: name, value, name, value … NULL */
	void (*start)(void *arg, const char *name, const char **attr);
	void (*end)(void *arg, const char *name);
	void (*text)(void *arg, const char *s, int n); /* in pieces */
	void *arg;
};

/* NULL with END (no such part) or FATAL in *st.  One at a time a zip. */
struct xml *xml_open(struct diag *d, struct zip *z, const char *part,
    const struct xml_handler *h, enum status *st);
void xml_close(struct xml *x); /* NULL is allowed */

/* Goes on: OK at a pause, END, or FATAL (reported by xml or, after
 * xml_refuse, by the handler). */
enum status xml_next(struct xml *x);
void xml_pause(struct xml *x);  /* from a handler: xml_next returns */
void xml_refuse(struct xml *x); /* from a handler: it has reported */

/* To its end.  False after a report; *missing: no such part, no report. */
bool xml_whole(struct diag *d, struct zip *z, const char *part,
    const struct xml_handler *h, struct xml **self, bool *missing);

/* Value of an attribute (any prefix), NULL if absent. */
const char *xml_attr(const char **attr, const char *name);

#endif
