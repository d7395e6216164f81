/*
 * What was decided of the districts' ledgers, to be sent (send_ledgers.c)
 * and to be told as truth (send_months.c).  Days are those of base/date.h,
 * -1 = none; months 0..23 as in city.h.
 */
#ifndef DEMO_LEDGERS_H
#define DEMO_LEDGERS_H

#include "city.h"

struct ledger_matter {
	int topic, raised, due, closed;
	const char *lead;
};

struct ledger_service {
	int cases, self;
	bool party;
};

int ledger_matters(int district); /* how many it raises */
void ledger_matter(int district, int k, struct ledger_matter *m);
/* False where the building sends nothing. */
bool ledger_service(const struct city *c, int building, int month,
    struct ledger_service *s);
/* Teams of a district recognised by the city up to a month. */
int ledger_teams(int district, int month);

/* The team's number; nothing where none runs the building. */
void ledger_put_operator(struct buf *b, const struct city *c, int building);

bool ledger_send(const struct city *c, int district, const char *dir);
bool ledger_send_city(const char *dir);

/* The truth of every month of 2023, behind that of June and December. */
void months_put_truth(struct buf *b, const struct city *c);

#endif
