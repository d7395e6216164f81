#include "record/xml.h"

#include <expat.h>

#include <stdlib.h>

#include "base/mem.h"

#define XML_BLOCK (1 << 16)

struct xml {
	struct diag *d;
	struct zip *z;
	const char *part;
	struct xml_handler h;
	XML_Parser p;
	uint64_t fed, event_at; /* bytes; where the last event was */
	unsigned depth;
	bool refused, paused, suspended, last;
};

static const char *
local(const char *name)
{
	const char *colon;

	if (name[0] == '\0' || name[1] == '\0') /* most of a sheet's */
		return name;
	colon = strchr(name, ':');
	return colon == NULL ? name : colon + 1;
}

static void
stop(struct xml *x)
{
	x->refused = true;
	XML_StopParser(x->p, XML_FALSE);
}

static void
refuse_for(struct xml *x, const char *what)
{
	struct pos pos = { .file = zip_name(x->z) };

	if (!x->refused)
		diag_at(x->d, &pos, DIAG_XML_REFUSED, DIAG_Z(x->part),
		    DIAG_Z(what));
	stop(x);
}

static void XMLCALL
on_start(void *arg, const char *name, const char **attr)
{
	struct xml *x = arg;

	if (x->refused)
		return;
	x->event_at = x->fed;
	if (++x->depth > XML_DEPTH_MAX)
		refuse_for(x, "elements nested too deep");
	else
		x->h.start(x->h.arg, local(name), attr);
}

static void XMLCALL
on_end(void *arg, const char *name)
{
	struct xml *x = arg;

	if (x->refused)
		return;
	x->event_at = x->fed;
	x->depth--;
	if (x->h.end != NULL)
		x->h.end(x->h.arg, local(name));
}

static void XMLCALL
on_text(void *arg, const char *s, int n)
{
	struct xml *x = arg;

	if (x->refused)
		return;
	x->event_at = x->fed;
	if (x->h.text != NULL)
		x->h.text(x->h.arg, s, n);
}

static void XMLCALL
on_doctype(void *arg, const char *name, const char *sys, const char *pub,
    int internal)
{
	(void)name;
	(void)sys;
	(void)pub;
	(void)internal;
	refuse_for(arg, "a document type (entities)");
}

static void *
take(size_t n)
{
	return mem_alloc(1, n);
}

static void *
resize(void *p, size_t n)
{
	return mem_resize(p, 1, n);
}

struct xml *
xml_open(struct diag *d, struct zip *z, const char *part,
    const struct xml_handler *h, enum status *st)
{
	static const XML_Memory_Handling_Suite memory = { take, resize, free };
	struct xml *x;

	*st = zip_part(z, part);
	if (*st != STATUS_OK)
		return NULL;
	x = mem_zalloc(1, sizeof(*x));
	x->d = d;
	x->z = z;
	x->part = part;
	x->h = *h;
	x->p = XML_ParserCreate_MM(NULL, &memory, NULL);
	XML_SetUserData(x->p, x);
	XML_SetElementHandler(x->p, on_start, on_end);
	XML_SetCharacterDataHandler(x->p, on_text);
	XML_SetStartDoctypeDeclHandler(x->p, on_doctype);
	return x;
}

void
xml_close(struct xml *x)
{
	if (x == NULL)
		return;
	XML_ParserFree(x->p);
	zip_part_close(x->z);
	free(x);
}

void
xml_pause(struct xml *x)
{
	if (x->refused)
		return;
	x->paused = true;
	XML_StopParser(x->p, XML_TRUE);
}

void
xml_refuse(struct xml *x)
{
	stop(x);
}

/* Feeds one block more. */
static enum XML_Status
feed(struct xml *x)
{
	void *room = XML_GetBuffer(x->p, XML_BLOCK);
	ssize_t got = room == NULL ? 0 : zip_read(x->z, room, XML_BLOCK);

	if (got < 0) {
		x->refused = true;
		return XML_STATUS_ERROR;
	}
	if (room == NULL)
		return XML_STATUS_ERROR;
	x->fed += (uint64_t)got;
	if (x->fed - x->event_at > XML_TOKEN_MAX) {
		refuse_for(x, "an endless piece");
		return XML_STATUS_ERROR;
	}
	x->last = got == 0;
	return XML_ParseBuffer(x->p, (int)got, x->last);
}

static enum status
fail(struct xml *x)
{
	struct pos pos = { .file = zip_name(x->z) };

	if (!x->refused)
		diag_at(x->d, &pos, DIAG_XML_SYNTAX, DIAG_Z(x->part),
		    DIAG_NUM(XML_GetCurrentLineNumber(x->p)),
		    DIAG_Z(XML_ErrorString(XML_GetErrorCode(x->p))));
	x->refused = true;
	return STATUS_FATAL;
}

enum status
xml_next(struct xml *x)
{
	enum XML_Status rc;

	for (;;) {
		if (x->refused)
			return STATUS_FATAL;
		if (x->last && !x->suspended)
			return STATUS_END;
		x->paused = false;
		rc = x->suspended ? XML_ResumeParser(x->p) : feed(x);
		x->suspended = rc == XML_STATUS_SUSPENDED;
		if (rc == XML_STATUS_ERROR || x->refused)
			return fail(x);
		if (x->paused)
			return STATUS_OK;
	}
}

bool
xml_whole(struct diag *d, struct zip *z, const char *part,
    const struct xml_handler *h, struct xml **self, bool *missing)
{
	enum status st;

	*self = xml_open(d, z, part, h, &st);
	*missing = st == STATUS_END;
	if (*self == NULL)
		return false;
	while ((st = xml_next(*self)) == STATUS_OK)
		;
	xml_close(*self);
	*self = NULL;
	return st == STATUS_END;
}

const char *
xml_attr(const char **attr, const char *name)
{
	for (; *attr != NULL; attr += 2)
		if (strcmp(local(attr[0]), name) == 0)
			return attr[1];
	return NULL;
}
