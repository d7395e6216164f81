-- The figures of bldg-rollup once more, written from bldg-indicators(5)
-- alone.  Tables: buildings (with their district),
-- tenancies, taxes (amounts in fen, areas in
-- dm2, months as year * 12 + month - 1, unknown = NULL), param (first,
-- last: the months of the period; valid credit codes in taxpayer).
CREATE TEMP TABLE cell AS
SELECT uscc, month, sum(fen) AS fen, count(*) AS n
FROM taxes, param
WHERE month BETWEEN first - 12 AND last GROUP BY 1, 2;

CREATE TEMP TABLE force AS -- who sits where, month by month of tax
SELECT c.uscc, c.month, c.fen, t.building_id,
       sum(t.area) AS area, sum(t.area IS NULL) AS unknown
FROM cell c JOIN tenancies t ON t.uscc = c.uscc
 AND c.month BETWEEN coalesce(t.entered, 0) AND coalesce(t.left, 99999)
JOIN buildings b ON b.building_id = t.building_id
GROUP BY 1, 2, 3, 4;

CREATE TEMP TABLE weight AS
SELECT *, count(*) OVER k AS n,
       CASE WHEN sum(unknown) OVER k > 0 OR sum(area) OVER k <= 0
            THEN 1 ELSE area END AS w
FROM force WINDOW k AS (PARTITION BY uscc, month);

CREATE TEMP TABLE cut AS
SELECT *, sum(w) OVER k AS total, abs(fen) * w / sum(w) OVER k AS part,
       abs(fen) * w % sum(w) OVER k AS rest
FROM weight WINDOW k AS (PARTITION BY uscc, month);

CREATE TEMP TABLE share AS
SELECT uscc, month, building_id, n,
       (CASE WHEN fen < 0 THEN -1 ELSE 1 END) * (part + (row_number() OVER
          (PARTITION BY uscc, month ORDER BY rest DESC, building_id)
          <= abs(fen) - sum(part) OVER (PARTITION BY uscc, month))) AS fen
FROM cut;

CREATE TEMP TABLE lost AS
SELECT c.*, CASE
  WHEN c.uscc NOT IN (SELECT uscc FROM taxpayer WHERE valid) THEN 'not-uscc'
  WHEN NOT EXISTS (SELECT 1 FROM tenancies t WHERE t.uscc = c.uscc)
    THEN 'never'
  WHEN EXISTS (SELECT 1 FROM tenancies t WHERE t.uscc = c.uscc AND c.month
    BETWEEN coalesce(t.entered, 0) AND coalesce(t.left, 99999))
    THEN 'unknown-building'
  WHEN EXISTS (SELECT 1 FROM tenancies t WHERE t.uscc = c.uscc
    AND t.left < c.month) THEN 'left'
  ELSE 'before' END AS cause
FROM cell c
WHERE NOT EXISTS (SELECT 1 FROM share s WHERE s.uscc = c.uscc
  AND s.month = c.month);

CREATE TEMP TABLE sits AS -- tenancies in force in the last month
SELECT t.* FROM tenancies t, param
WHERE last BETWEEN coalesce(entered, 0) AND coalesce(left, 99999);
CREATE TEMP TABLE sat AS -- in December of the year before
SELECT DISTINCT building_id, uscc FROM tenancies, param
WHERE first - 1 BETWEEN coalesce(entered, 0) AND coalesce(left, 99999);
CREATE TEMP TABLE since AS -- in some month of the period
SELECT DISTINCT building_id, uscc FROM tenancies, param
WHERE coalesce(entered, 0) <= last AND coalesce(left, 99999) >= first;

CREATE TEMP TABLE payer AS
SELECT building_id, uscc, sum(fen) AS fen FROM share, param
WHERE month >= first GROUP BY 1, 2 HAVING sum(fen) > 0;

CREATE TEMP TABLE figures AS
SELECT b.building_id,
  (SELECT coalesce(sum(fen), 0) FROM share s, param
    WHERE s.building_id = b.building_id AND month >= first) AS tax_yuan,
  (SELECT coalesce(sum(fen), 0) FROM share s, param
    WHERE s.building_id = b.building_id AND month = last) AS tax_month_yuan,
  (SELECT coalesce(sum(fen), 0) FROM share s, param
    WHERE s.building_id = b.building_id AND month <= last - 12)
    AS tax_same_yuan,
  (SELECT coalesce(sum(fen), 0) FROM share s, param
    WHERE s.building_id = b.building_id AND month < first)
    AS tax_last_year_yuan,
  (SELECT count(DISTINCT uscc) FROM sits s
    WHERE s.building_id = b.building_id) AS enterprises,
  (SELECT count(DISTINCT s.uscc) FROM sits s, param JOIN taxes x
    ON x.uscc = s.uscc AND x.month BETWEEN first AND last
    WHERE s.building_id = b.building_id) AS matched,
  (SELECT CASE count(*) WHEN 0 THEN 0 ELSE sum(employees) END FROM sits s
    WHERE s.building_id = b.building_id) AS employees,
  (SELECT CASE count(*) WHEN 0 THEN 0 ELSE sum(area) END FROM sits s
    WHERE s.building_id = b.building_id) AS occupied_m2,
  (SELECT count(*) FROM since s WHERE s.building_id = b.building_id
    AND NOT EXISTS (SELECT 1 FROM sat z WHERE z.building_id = s.building_id
      AND z.uscc = s.uscc)) AS entered,
  (SELECT count(*) FROM (SELECT * FROM since UNION SELECT * FROM sat) s
    WHERE s.building_id = b.building_id
    AND NOT EXISTS (SELECT 1 FROM sits z WHERE z.building_id = s.building_id
      AND z.uscc = s.uscc)) AS left,
  (SELECT count(*) FROM payer p WHERE p.building_id = b.building_id)
    AS payers,
  (SELECT coalesce(sum(fen), 0) FROM payer p
    WHERE p.building_id = b.building_id) AS positive_tax_yuan,
  (SELECT coalesce(max(fen), 0) FROM payer p
    WHERE p.building_id = b.building_id) AS top1_tax_yuan,
  (SELECT uscc FROM payer p WHERE p.building_id = b.building_id
    ORDER BY fen DESC, uscc LIMIT 1) AS top1_uscc,
  coalesce((SELECT fen FROM payer p WHERE p.building_id = b.building_id
    ORDER BY fen DESC, uscc LIMIT 1 OFFSET 1), 0) AS top2_tax_yuan
FROM buildings b;

-- An enterprise counts once a scope; the city is a scope of every building.
CREATE TEMP TABLE inside AS
SELECT district AS scope, building_id FROM buildings
UNION ALL SELECT '320500', building_id FROM buildings;
CREATE TEMP TABLE scopes AS SELECT DISTINCT scope FROM inside;
CREATE TEMP TABLE scope_now AS
SELECT DISTINCT scope, uscc FROM sits JOIN inside USING (building_id);
CREATE TEMP TABLE scope_then AS
SELECT DISTINCT scope, uscc FROM sat JOIN inside USING (building_id);
CREATE TEMP TABLE scope_since AS
SELECT DISTINCT scope, uscc FROM since JOIN inside USING (building_id);
CREATE TEMP TABLE scope_payer AS
SELECT scope, uscc, sum(fen) AS fen FROM payer JOIN inside
USING (building_id) GROUP BY 1, 2;

CREATE TEMP TABLE aggregates AS
SELECT o.scope AS district,
  (SELECT count(*) FROM inside i WHERE i.scope = o.scope) AS buildings,
  (SELECT sum(tax_yuan) FROM figures JOIN inside i USING (building_id)
    WHERE i.scope = o.scope) AS tax_yuan,
  (SELECT sum(tax_same_yuan) FROM figures JOIN inside i USING (building_id)
    WHERE i.scope = o.scope) AS tax_same_yuan,
  (SELECT sum(tax_last_year_yuan) FROM figures JOIN inside i
    USING (building_id) WHERE i.scope = o.scope) AS tax_last_year_yuan,
  (SELECT sum(positive_tax_yuan) FROM figures JOIN inside i
    USING (building_id) WHERE i.scope = o.scope) AS positive_tax_yuan,
  (SELECT count(*) FROM scope_now n WHERE n.scope = o.scope) AS enterprises,
  (SELECT count(*) FROM scope_now n, param WHERE n.scope = o.scope AND
    EXISTS (SELECT 1 FROM taxes x WHERE x.uscc = n.uscc
      AND x.month BETWEEN first AND last)) AS matched,
  (SELECT count(*) FROM (SELECT * FROM scope_since EXCEPT
    SELECT * FROM scope_then) s WHERE s.scope = o.scope) AS entered,
  (SELECT count(*) FROM (SELECT * FROM (SELECT * FROM scope_since UNION
    SELECT * FROM scope_then) EXCEPT SELECT * FROM scope_now) s
    WHERE s.scope = o.scope) AS left,
  (SELECT count(*) FROM scope_payer p WHERE p.scope = o.scope) AS payers,
  (SELECT uscc FROM scope_payer p WHERE p.scope = o.scope
    ORDER BY fen DESC, uscc LIMIT 1) AS top1_uscc,
  coalesce((SELECT fen FROM scope_payer p WHERE p.scope = o.scope
    ORDER BY fen DESC, uscc LIMIT 1), 0) AS top1_tax_yuan
FROM scopes o;
