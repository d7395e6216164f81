# A made-up table of indicators, canonical: -v N=rows -v SEED=1
function rnd(n) { return int(rand() * n) }
BEGIN {
	srand(SEED)
	print "period,building_id,name,district,stage,operator_id,completed,grade," \
		"ownership,gfa_m2,leasable_m2,tax_yuan,tax_month_yuan,tax_same_yuan," \
		"tax_last_year_yuan,tax_yoy_pct,tax_months,silent,area_base_m2," \
		"area_basis,tax_per_m2_yuan,enterprises,matched,occupied_m2," \
		"occupancy_base_m2,occupancy_basis,occupancy_pct,entered,left,payers," \
		"positive_tax_yuan,lead_specialty,lead_tax_yuan,lead_tax_pct,lead_m2," \
		"lead_area_pct,lead_enterprises,lead_count_pct,hhi,top1_uscc," \
		"top1_tax_yuan,top1_pct,top2_tax_yuan,pace_yuan,pace_basis"
	split("320505 320506 320507 320508 320509 320571 320581 320582 320583 320585", district, " ")
	split("legal finance rnd ip", lead, " ")
	for (i = 1; i <= N; i++) {
		wan = 100 + rnd(30000)
		area = 10000 + rnd(90000)
		stays = int(area * (40 + rnd(60)) / 100)
		firms = 1 + rnd(80)
		share = 5 + rnd(90)
		printf "2023-06,b%07d,楼宇%d号大厦,%s,operating,t%d,%d-%02d,a,mixed,%d.00,%d.00,", \
			i, i, district[1 + rnd(10)], rnd(50), 1990 + rnd(32), 1 + rnd(12), area, area
		printf "%d.%02d,%d.00,%d.50,%d.00,3.21,6,0,%d.00,gfa,%d.00,%d,%d,", \
			wan * 10000, rnd(100), wan * 1600, wan * 9000, wan * 19000, area, wan * 10000 / area, firms, firms
		printf "%d.00,%d.00,leasable,%d.00,2,1,%d,%d.00,%s,%d.00,%d.00,%d.00,%d.00,%d,%d.00,", \
			stays, area, stays * 100 / area, firms, wan * 10000, lead[1 + rnd(4)], \
			wan * 100 * share, share, stays / 3, 33, int(firms / 2), 50
		printf "%d,91320594MA1000100X,%d.00,%d.00,%d.00,%d.00,own\n", \
			1000 + rnd(4000), wan * 3000, 30, wan * 1000, wan * 19500
	}
}
