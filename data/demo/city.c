/* Writes the demo city's files, as districts would send them, below DIR.
 * The city is made up; the same seed gives the same bytes anywhere. */
#include <stdio.h>
#include <stdlib.h>

#include "arrive.h"
#include "plant.h"

int
main(int argc, char **argv)
{
	static struct city c = { .seed = 20230420, .as_of = CITY_MONTHS };

	if (argc != 2) {
		fputs("Usage: city DIR\n", stderr);
		return 2;
	}
	for (int m = 0; m < CITY_MONTHS; m++)
		buf_init(&c.taxes[m], BUF_UNBOUNDED);
	decide(&c);
	plant_decide(&c);
	tenant_invent(&c);
	outsider_invent(&c);
	return send_all(&c, argv[1]) && plant_send(&c, argv[1]) &&
	    arrive_send(&c, argv[1]) ? 0 : 2;
}
