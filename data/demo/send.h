/* What the two halves of sending share. */
#ifndef DEMO_SEND_H
#define DEMO_SEND_H

#include "city.h"

bool send_folder(const char *dir, const char *name);
/* registers of a district, as of c->as_of */
bool send_buildings(const struct city *c, int district, const char *dir);
bool send_tenants(const struct city *c, int district, const char *dir);
/* projects and retrofits of a district */
bool send_works(const struct city *c, int district, const char *dir);
/* 1..12: the k-th promotion event of a district in 2023 */
int city_promotion_month(int district, int k);
const char *city_industry(int i, bool edition_2011);

#endif
