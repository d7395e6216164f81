#include "io/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"

struct walk {
	struct diag *d;
	struct folder *out;
	struct buf path;
	size_t root; /* bytes of the path that are the folder itself */
};

static bool
refuse(struct walk *w, int error)
{
	buf_putc(&w->path, '\0');
	diag_at(w->d, NULL, DIAG_OPEN, DIAG_Z(w->path.p),
	    DIAG_Z(strerror(error)));
	return false;
}

static bool walk(struct walk *w, unsigned depth);

static void
keep(struct walk *w)
{
	struct folder *f = w->out;

	f->name = mem_grow(f->name, &f->cap, f->n + 1, sizeof(*f->name));
	f->name[f->n++] = arena_str(&f->keep, str_sub(buf_str(&w->path),
	    w->root + 1, w->path.n));
}

static bool
visit(struct walk *w, const char *name, unsigned depth)
{
	size_t before = w->path.n;
	struct stat st;
	bool ok = true;

	buf_putc(&w->path, '/');
	buf_puts(&w->path, name);
	buf_putc(&w->path, '\0');
	w->path.n--;
	if (stat(w->path.p, &st) == 0 && S_ISDIR(st.st_mode))
		ok = walk(w, depth + 1);
	else
		keep(w);
	w->path.n = before;
	return ok;
}

static bool
walk(struct walk *w, unsigned depth)
{
	struct dirent *e;
	bool ok = true;
	DIR *dir;

	if (depth > FOLDER_DEPTH)
		return refuse(w, ELOOP);
	buf_putc(&w->path, '\0');
	w->path.n--;
	dir = opendir(w->path.p);
	if (dir == NULL)
		return (depth == 0 && errno == ENOENT) || refuse(w, errno);
	for (errno = 0; ok && (e = readdir(dir)) != NULL; errno = 0)
		if (e->d_name[0] != '.')
			ok = visit(w, e->d_name, depth);
	if (ok && errno != 0)
		ok = refuse(w, errno);
	closedir(dir);
	return ok;
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

bool
folder_list(struct diag *d, const char *path, struct folder *out)
{
	struct walk w = { .d = d, .out = out };
	bool ok;

	buf_init(&w.path, BUF_UNBOUNDED);
	buf_puts(&w.path, path);
	w.root = w.path.n;
	ok = walk(&w, 0);
	buf_fini(&w.path);
	if (out->n > 0)
		qsort(out->name, out->n, sizeof(*out->name), by_bytes);
	return ok;
}

void
folder_fini(struct folder *f)
{
	free(f->name);
	arena_fini(&f->keep);
}
