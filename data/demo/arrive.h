/*
 * How the demo city's files come in: a table of enterprises a month from
 * each district, one of them late, one sent again; and the workspace.ini
 * that names them.  What came later lies in later/, to be moved to raw/ when
 * its time has come (data/demo/run).
 */
#ifndef DEMO_ARRIVE_H
#define DEMO_ARRIVE_H

#include "city.h"

/* After send_all and plant_send; takes the tables of no month away. */
bool arrive_send(struct city *c, const char *dir);
/* What a version says that was made before a file came: PERIOD.v1. */
void arrive_put_truth(struct buf *b, const struct city *c);

#endif
