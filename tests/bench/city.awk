# A seeded city: buildings.csv, tenancies.csv and taxes.csv in folder DIR.
# -v DIR=… ROWS=10000000 [ENTERPRISES=200000 TENANCIES=70000 BUILDINGS=2000]
function code(  b, k, s, w, r) {
	b = sprintf("91%s", district[int(rand() * 6)])
	for (k = 0; k < 9; k++)
		b = b substr(alphabet, int(rand() * 31) + 1, 1)
	for (k = w = 1; k <= 17; k++) {
		s = (s + (index(alphabet, substr(b, k, 1)) - 1) * w) % 31
		w = w * 3 % 31
	}
	return b substr(alphabet, (31 - s) % 31 + 1, 1)
}
BEGIN {
	srand(20230630)
	alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	split("320508 320505 320506 320507 320571 320509", d, " ")
	for (i = 1; i <= 6; i++)
		district[i - 1] = d[i]
	if (!ROWS) ROWS = 10000000
	if (!ENTERPRISES) ENTERPRISES = 200000
	if (!TENANCIES) TENANCIES = 70000
	if (!BUILDINGS) BUILDINGS = 2000
	out = DIR "/buildings.csv"
	print "building_id,name,district,gfa_m2,monitored_from" >out
	for (i = 0; i < BUILDINGS; i++)
		printf "%06d-%04d,楼%d,%s,%d.00,2021-01\n", district[i % 6], i, i,
		    district[i % 6], 5000 + int(rand() * 100000) >out
	close(out)
	for (i = 0; i < ENTERPRISES; i++)
		uscc[i] = code()
	# some sit in two buildings, some have moved: then the area decides
	out = DIR "/tenancies.csv"
	print "building_id,uscc,room,enterprise,industry,industry_std," \
	    "area_m2,employees,entered,left" >out
	for (i = 0; i < TENANCIES; i++) {
		b = int(rand() * BUILDINGS)
		e = int(rand() * ENTERPRISES)
		if (i % 3 == 1)
			e = last
		last = e
		printf "%06d-%04d,%s,%d,企业%d,%d,2017,%d.%02d,%d,%s,%s\n",
		    district[b % 6], b, uscc[e], i, e, 6000 + int(rand() * 3000),
		    50 + int(rand() * 2000), int(rand() * 100),
		    int(rand() * 300),
		    rand() < 0.3 ? sprintf("2022-%02d", 1 + int(rand() * 12)) : "",
		    rand() < 0.1 ? sprintf("2023-%02d", 1 + int(rand() * 12)) : "" >out
	}
	close(out)
	out = DIR "/taxes.csv"
	print "month,uscc,tax_yuan" >out
	for (i = 0; i < ROWS; i++) {
		m = int(rand() * 24)
		printf "%d-%02d,%s,%s%d.%02d\n", 2022 + int(m / 12),
		    m % 12 + 1, uscc[int(rand() * ENTERPRISES)],
		    rand() < 0.03 ? "-" : "", rand() * rand() * 1000000,
		    rand() * 100 >out
	}
}
