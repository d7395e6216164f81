-- Two sums a building, split by area to the fen, in DuckDB and SQLite alike.
-- Tables: taxes(month, uscc, fen), tenancies(building_id, uscc, dm2,
-- entered, left), months as text, open ends as '' and '9999-99'.
WITH cell AS (
  SELECT month, uscc, sum(fen) AS fen FROM taxes
  WHERE uscc IN (SELECT uscc FROM tenancies) GROUP BY month, uscc),
seat AS (
  SELECT c.month, c.uscc, t.building_id, c.fen, sum(t.dm2) AS dm2
  FROM cell c JOIN tenancies t ON t.uscc = c.uscc
   AND c.month BETWEEN t.entered AND t."left"
  GROUP BY c.month, c.uscc, t.building_id, c.fen),
cut AS (
  SELECT *, sum(dm2) OVER (PARTITION BY month, uscc) AS total FROM seat),
part AS (
  SELECT month, uscc, building_id, fen,
    abs(fen) * dm2 % total AS rest,
    (abs(fen) * dm2 - abs(fen) * dm2 % total) / total AS part FROM cut),
share AS (
  SELECT month, building_id, CASE WHEN fen < 0 THEN -1 ELSE 1 END * (part +
    CASE WHEN row_number() OVER (PARTITION BY month, uscc
      ORDER BY rest DESC, building_id) <= abs(fen) - sum(part)
      OVER (PARTITION BY month, uscc) THEN 1 ELSE 0 END) AS fen FROM part)
SELECT building_id, CAST(sum(CASE WHEN month >= '2023-01' THEN fen ELSE 0 END)
    AS BIGINT) AS tax,
  CAST(sum(CASE WHEN month < '2023-01' THEN fen ELSE 0 END) AS BIGINT)
    AS before
FROM share GROUP BY building_id ORDER BY building_id
