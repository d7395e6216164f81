#include "cli/signal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WATCHED_MAX 8

static const char *volatile watched[WATCHED_MAX];

/* What was blocked before stays so when this ends. */
static void
block(sigset_t *was)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &set, was);
}

static void
watch_created(const char *path)
{
	sigset_t was;

	block(&was);
	for (int i = 0; i < WATCHED_MAX; i++) {
		if (watched[i] == NULL) {
			watched[i] = path;
			break;
		}
	}
	pthread_sigmask(SIG_SETMASK, &was, NULL);
}

static void
watch_gone(const char *path)
{
	sigset_t was;

	block(&was);
	for (int i = 0; i < WATCHED_MAX; i++) {
		if (watched[i] != NULL && strcmp(watched[i], path) == 0) {
			watched[i] = NULL;
			break;
		}
	}
	pthread_sigmask(SIG_SETMASK, &was, NULL);
}

const struct output_watch signal_watch = { watch_created, watch_gone };

static void
remove_watched(void)
{
	for (int i = 0; i < WATCHED_MAX; i++)
		if (watched[i] != NULL)
			unlink(watched[i]);
}

static void
handle(int number)
{
	remove_watched();
	raise(number); /* SA_RESETHAND: now with the default action */
}

bool
signal_install(void)
{
	static const int caught[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction now = { .sa_handler = SIG_IGN }, was;

	at_quick_exit(remove_watched); /* memory ran out: base/mem.c */
	sigemptyset(&now.sa_mask);
	for (size_t i = 0; i < sizeof(caught) / sizeof(caught[0]); i++) {
		sigaction(caught[i], NULL, &was);
		if (was.sa_handler == SIG_IGN)
			continue; /* nohup */
		now.sa_handler = handle;
		now.sa_flags = (int)SA_RESETHAND;
		sigaction(caught[i], &now, NULL);
	}
	now.sa_handler = SIG_IGN;
	now.sa_flags = 0;
	sigaction(SIGPIPE, &now, &was);
	return was.sa_handler == SIG_IGN;
}

void
signal_die_of_pipe(void)
{
	signal(SIGPIPE, SIG_DFL);
	raise(SIGPIPE);
}
