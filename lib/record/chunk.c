#include "record/chunk.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/thread.h"

#define LOOK 4096u /* bytes a time for the next newline */
#define MARK STR("\xEF\xBB\xBF")

struct file {
	const char *path;
	uint64_t size;
	uint64_t body; /* where the first row begins */
	unsigned long header_lines;
	struct rec header; /* how many fields there are, no more */
	size_t first, n;   /* its chunks */
	bool packed;
};

struct piece {
	size_t file;
	uint64_t start, stop; /* of its records */
	unsigned long lines, base;
};

struct chunk_set {
	struct chunk_job job;
	struct file *file;
	size_t nfile;
	struct piece *piece;
	size_t npiece, cap;
	atomic_size_t next;
	atomic_bool failed;
};

/* Says nothing, counts only. */
static struct diag *
silent(void)
{
	return diag_new(&(struct diag_opts){ .program = "" });
}

/* The file as rec reads it, from an offset; header NULL: reads it. */
static struct rec_reader *
reader_at(struct diag *d, struct input *in, const struct rec *header)
{
	struct text *t = in == NULL ? NULL : text_open(d, in, NULL);

	return t == NULL ? NULL :
	    rec_open(d, t, &(struct rec_opts){ .header = header });
}

static bool
has_mark(struct diag *d, struct input *in)
{
	struct input *look = input_range(d, in, 0);
	char first[3];
	ssize_t n = input_read(look, first, sizeof(first));

	input_close(look);
	return n == 3 && str_eq((struct str){ first, 3 }, MARK);
}

static void
cut(struct chunk_set *s, size_t file)
{
	struct file *f = &s->file[file];
	uint64_t bytes = s->job.bytes != 0 ? s->job.bytes : CHUNK_BYTES;

	f->first = s->npiece;
	f->n = f->packed ? 1 : (size_t)(f->size / bytes) + 1;
	s->piece = mem_grow(s->piece, &s->cap, s->npiece + f->n,
	    sizeof(*s->piece));
	for (size_t i = 0; i < f->n; i++)
		s->piece[s->npiece++] = (struct piece){ .file = file };
}

/* Reads the header: false where it is at fault. */
static bool
look_at(struct chunk_set *s, struct diag *d, size_t file)
{
	struct file *f = &s->file[file];
	struct input *in = input_is_file(f->path) ?
	    input_open(d, f->path) : NULL;
	struct rec_reader *r;
	bool ok;

	if (in == NULL)
		return false;
	f->packed = input_descriptor(in, &f->size) < 0;
	if (!f->packed && has_mark(d, in))
		f->body = MARK.n;
	r = reader_at(d, in, NULL);
	if (r == NULL)
		return false;
	f->header = (struct rec){ .nfield = rec_header(r)->nfield };
	f->body += rec_passed(r);
	f->header_lines = rec_line(r) - 1;
	ok = s->job.file(s->job.arg, file, rec_header(r));
	rec_close(r);
	if (ok)
		cut(s, file);
	return ok;
}

struct chunk_set *
chunk_open(const char *const *path, size_t npath, const struct chunk_job *job)
{
	struct chunk_set *s = mem_zalloc(1, sizeof(*s));
	struct diag *d = silent();
	bool ok = true;

	s->job = *job;
	s->file = mem_zalloc(npath + 1, sizeof(*s->file));
	s->nfile = npath;
	atomic_init(&s->next, 0);
	atomic_init(&s->failed, false);
	for (size_t i = 0; ok && i < npath; i++) {
		s->file[i].path = path[i];
		ok = look_at(s, d, i);
	}
	diag_free(d);
	if (ok)
		return s;
	chunk_close(s);
	return NULL;
}

void
chunk_close(struct chunk_set *s)
{
	if (s == NULL)
		return;
	free(s->file);
	free(s->piece);
	free(s);
}

/* Behind the first newline at or after an offset, else the end. */
static bool
behind_newline(struct diag *d, struct input *in, uint64_t from,
    uint64_t *start)
{
	struct input *look = input_range(d, in, from);
	char buf[LOOK];
	const char *p = NULL;
	ssize_t n;

	do {
		n = input_read(look, buf, sizeof(buf));
		p = n <= 0 ? NULL : memchr(buf, '\n', (size_t)n);
		from += p != NULL ? (uint64_t)(p - buf) + 1 :
		    n > 0 ? (uint64_t)n : 0;
	} while (p == NULL && n > 0);
	input_close(look);
	*start = from;
	return n >= 0;
}

static bool
open_piece(const struct chunk_set *s, struct diag *d, struct input *in,
    struct chunk *c)
{
	const struct file *f = &s->file[c->file];
	uint64_t bytes = s->job.bytes != 0 ? s->job.bytes : CHUNK_BYTES;
	size_t i = c->no - f->first;

	c->limit = UINT64_MAX;
	if (f->packed) {
		c->rec = reader_at(d, in, NULL);
		return c->rec != NULL;
	}
	c->from = f->body;
	if (i + 1 < f->n)
		c->limit = (i + 1) * bytes;
	if (i * bytes > f->body &&
	    !behind_newline(d, in, i * bytes - 1, &c->from))
		return false;
	c->rec = reader_at(d, input_range(d, in, c->from), &f->header);
	return c->rec != NULL;
}

static bool
read_piece(struct chunk_set *s, struct diag *d, unsigned worker, size_t no)
{
	struct piece *p = &s->piece[no];
	const struct file *f = &s->file[p->file];
	struct chunk c = { .no = no, .file = p->file, .worker = worker };
	struct input *in = input_open(d, f->path);
	bool ok = in != NULL && open_piece(s, d, in, &c) &&
	    s->job.rows(s->job.arg, &c) && c.status == STATUS_END;

	if (ok) {
		p->start = c.from;
		p->stop = c.from + rec_passed(c.rec);
		p->lines = rec_line(c.rec) - 1;
	}
	rec_close(c.rec);
	if (in != NULL && !f->packed)
		input_close(in);
	return ok;
}

static void
work(void *arg, unsigned worker)
{
	struct chunk_set *s = arg;
	struct diag *d = silent();
	size_t no;

	while (!atomic_load(&s->failed) &&
	    (no = atomic_fetch_add(&s->next, 1)) < s->npiece)
		if (!read_piece(s, d, worker, no))
			atomic_store(&s->failed, true);
	diag_free(d);
}

/* Every chunk begins where the one before it ended, up to the end. */
static bool
proven(struct chunk_set *s, const struct file *f)
{
	unsigned long line = f->packed ? 0 : f->header_lines;
	uint64_t at = f->body;

	for (size_t i = f->first; i < f->first + f->n; i++) {
		struct piece *p = &s->piece[i];

		if (!f->packed && p->start != at)
			return false;
		at = p->stop;
		p->base = line;
		line += p->lines;
	}
	return f->packed || at == f->size;
}

bool
chunk_run(struct chunk_set *s, unsigned threads)
{
	unsigned n = s->npiece < threads ? (unsigned)s->npiece : threads;

	thread_run(n > 0 ? n : 1, work, s);
	if (atomic_load(&s->failed))
		return false;
	for (size_t i = 0; i < s->nfile; i++)
		if (!proven(s, &s->file[i]))
			return false;
	return true;
}

unsigned long
chunk_line(const struct chunk_set *s, size_t no)
{
	return s->piece[no].base;
}
