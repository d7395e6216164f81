# A tax file, seeded.  N rows; HEAD its header; WAN=1: 万元 and 2023年6月.
BEGIN {
	srand(7)
	letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	for (i = 0; i < 20000; i++) {
		s = "913205"
		for (k = 0; k < 11; k++)
			s = s substr(letters, int(rand() * 31) + 1, 1)
		id[i] = s substr(letters, int(rand() * 30) + 2, 1)
	}
	print HEAD
	for (i = 0; i < N; i++) {
		m = int(rand() * 36)
		y = 2021 + int(m / 12)
		m = m % 12 + 1
		fen = int(exp(rand() * 18))
		if (rand() < 0.02)
			fen = -fen - 1
		printf WAN ? "%d年%d月,%s,%.6f\n" : "%d-%02d,%s,%.2f\n", y, m,
		    id[int(rand() * 20000)], WAN ? fen / 1e6 : fen / 100
	}
}
