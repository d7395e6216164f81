/*
 * Which buildings that are gone may be those that came: renamed with a new
 * id, split, merged.  Told by their tenants where tenancies are given, else
 * by names and figures; probable, never certain, and never across
 * districts.
 */
#ifndef RULE_WATCH_MATCH_H
#define RULE_WATCH_MATCH_H

#include "measure/tenure.h"
#include "rule/watch_pair.h"

struct watch_match {
	struct watch_pair *pair; /* by id; as tenure->building where given */
	size_t n;
	const struct tenure *tenure; /* or NULL */
	int64_t same_pct; /* share of tenants, hundredths of a percent */
	int prev_period, now_period;
	struct arena *keep; /* of the lists */
};

/* Sets the facts appeared, vanished, renumbered, split, merged, same_as. */
void watch_match(const struct watch_match *m);

#endif
