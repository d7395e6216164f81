# Two sums a building, split by area to the fen.  First tenancies.csv, then
# month,uscc,yuan (or fen, with -v FEN=1) of one row or many a key.
BEGIN { FS = "," }
FNR == 1 { next }
FILENAME ~ /tenancies/ {
	n = ++seats[$2]
	building[$2, n] = $1
	split($7, area, ".")
	dm2[$2, n] = area[1] * 100 + area[2]
	from[$2, n] = $9
	to[$2, n] = $10 == "" ? "9999-99" : $10
	next
}
$2 in seats { sum[$1, $2] += FEN ? $3 : sprintf("%.0f", $3 * 100) }
END {
	for (key in sum) {
		split(key, k, SUBSEP)
		share(k[1], k[2], sum[key])
	}
	for (b in known)
		printf "%s,%.0f,%.0f\n", b, tax[b], before[b] | "LC_ALL=C sort"
}
function share(month, uscc, fen,   i, n, b, total, left, best, part, size) {
	delete weight
	delete rest
	delete cut
	for (i = 1; i <= seats[uscc]; i++)
		if (from[uscc, i] <= month && month <= to[uscc, i]) {
			weight[building[uscc, i]] += dm2[uscc, i]
			total += dm2[uscc, i]
		}
	if (!total)
		return
	left = size = fen < 0 ? -fen : fen
	for (b in weight) {
		rest[b] = size * weight[b] % total
		cut[b] = (size * weight[b] - rest[b]) / total
		left -= cut[b]
	}
	for (; left > 0; left--) {
		best = ""
		for (b in weight)
			if (best == "" || rest[b] > rest[best] ||
			    (rest[b] == rest[best] && b < best))
				best = b
		cut[best]++
		rest[best] = -1
	}
	for (b in weight) {
		known[b]
		if (month >= "2023-01")
			tax[b] += fen < 0 ? -cut[b] : cut[b]
		else
			before[b] += fen < 0 ? -cut[b] : cut[b]
	}
}
