-- The figures of bldg-rollup once more, written from bldg-indicators(5)
-- alone.  Tables: buildings, tenancies, taxes (amounts in fen, areas in dm2,
-- months as year * 12 + month - 1, unknown = NULL, districts by their main
-- codes), prefix (the rules' sets of industry codes), param (first, last:
-- the months of the period; basis: the area of tax per m2), taxpayer (the
-- valid credit codes), district (the codes there are).  pct, ratio, hhi and
-- to_come are exact arithmetic, given by check-rollup: integers here would
-- overflow.
CREATE TEMP TABLE cell AS
SELECT uscc, month, sum(fen) AS fen, sum(local) AS local, count(*) AS n
FROM taxes, param
WHERE month BETWEEN first - 12 AND last GROUP BY 1, 2;
CREATE INDEX temp.cell_key ON cell(uscc, month);
CREATE TEMP TABLE input AS SELECT DISTINCT month FROM taxes;
CREATE TEMP TABLE known AS -- of the months compared
SELECT (SELECT count(*) FROM input WHERE month BETWEEN first AND last)
    AS months,
  (SELECT count(*) FROM input WHERE month = last) AS now,
  (SELECT count(*) FROM input WHERE month BETWEEN first - 12 AND last - 12)
    = last - first + 1 AS same,
  (SELECT count(*) FROM input WHERE month BETWEEN first - 12 AND first - 1)
    = 12 AS year,
  EXISTS (SELECT 1 FROM taxes WHERE month BETWEEN first AND last
    AND local IS NOT NULL) AS local
FROM param;

CREATE INDEX tenancy_key ON tenancies(uscc, building_id);
CREATE INDEX building_key ON buildings(building_id);
CREATE TEMP TABLE force AS -- who sits where, month by month of tax
SELECT c.uscc, c.month, t.building_id,
       sum(t.area) AS area, sum(t.area IS NULL) AS unknown
FROM cell c JOIN tenancies t ON t.uscc = c.uscc
 AND c.month BETWEEN coalesce(t.entered, 0) AND coalesce(t.left, 99999)
JOIN buildings b ON b.building_id = t.building_id
GROUP BY 1, 2, 3;
CREATE TEMP TABLE weight AS
SELECT uscc, month, building_id,
       CASE WHEN sum(unknown) OVER k > 0 OR sum(area) OVER k <= 0
            THEN 1 ELSE area END AS w
FROM force WINDOW k AS (PARTITION BY uscc, month);

CREATE TEMP TABLE cut AS -- the tax, and once more its local part
SELECT kind, w.uscc, w.month, building_id, fen,
       abs(fen) * w / sum(w) OVER k AS part,
       abs(fen) * w % sum(w) OVER k AS rest
FROM weight w JOIN (
  SELECT 'all' AS kind, uscc, month, fen FROM cell UNION ALL
  SELECT 'local', uscc, month, local FROM cell WHERE local IS NOT NULL) c
  ON c.uscc = w.uscc AND c.month = w.month
WINDOW k AS (PARTITION BY kind, w.uscc, w.month);
CREATE TEMP TABLE cut_share AS
SELECT kind, uscc, month, building_id,
       (CASE WHEN fen < 0 THEN -1 ELSE 1 END) * (part + (row_number() OVER
          (PARTITION BY kind, uscc, month ORDER BY rest DESC, building_id)
          <= abs(fen) - sum(part) OVER (PARTITION BY kind, uscc, month)))
          AS fen
FROM cut;
CREATE TEMP TABLE share AS
SELECT * FROM cut_share WHERE kind = 'all';
CREATE INDEX temp.share_key ON share(uscc, month);

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
SELECT t.* FROM tenancies t JOIN buildings USING (building_id), param
WHERE last BETWEEN coalesce(entered, 0) AND coalesce(left, 99999);
CREATE TEMP TABLE sat AS -- in December of the year before
SELECT DISTINCT building_id, uscc FROM tenancies, param
WHERE first - 1 BETWEEN coalesce(entered, 0) AND coalesce(left, 99999);
CREATE TEMP TABLE since AS -- in some month of the period
SELECT DISTINCT building_id, uscc FROM tenancies, param
WHERE coalesce(entered, 0) <= last AND coalesce(left, 99999) >= first;
CREATE INDEX temp.sits_key ON sits(building_id, uscc);
CREATE INDEX temp.sat_key ON sat(building_id, uscc);
CREATE INDEX temp.since_key ON since(building_id, uscc);

-- The set an industry code is in: the longest prefix, then the order; none
-- for a code coarser than another set's prefix.
CREATE TEMP TABLE sector AS
WITH code AS (SELECT DISTINCT std, industry FROM tenancies
              WHERE std IS NOT NULL AND industry IS NOT NULL),
fit AS (SELECT c.std, c.industry, p.family, p.name, row_number() OVER
          (PARTITION BY c.std, c.industry, p.family
           ORDER BY length(p.code) DESC, p.rank) AS best
        FROM code c JOIN prefix p ON p.std = c.std
        AND substr(c.industry, 1, length(p.code)) = p.code)
SELECT std, industry, family, name FROM fit f
WHERE best = 1 AND NOT EXISTS (
  SELECT 1 FROM prefix q WHERE q.family = f.family AND q.std = f.std
  AND q.name <> f.name AND length(q.code) > length(f.industry)
  AND substr(q.code, 1, length(f.industry)) = f.industry);

-- An enterprise's industry, registration and flags in a building: of the
-- tenancies begun by the last month the one that began last speaks.
CREATE TEMP TABLE speaker AS
SELECT t.building_id, t.uscc, t.registered, t.above, t.hq,
       coalesce(substr(t.industry, 1, 2), '?') AS division,
       (SELECT name FROM sector s WHERE s.std = t.std
         AND s.industry = t.industry AND family = 'specialty') AS specialty,
       (SELECT name FROM sector s WHERE s.std = t.std
         AND s.industry = t.industry AND family = 'direction') AS direction
FROM (SELECT *, row_number() OVER (PARTITION BY building_id, uscc
        ORDER BY coalesce(entered, 0) DESC, room) AS turn
      FROM tenancies, param WHERE coalesce(entered, 0) <= last) t
WHERE turn = 1;
CREATE INDEX temp.speaker_key ON speaker(building_id, uscc);

CREATE TEMP TABLE seat AS -- an enterprise's tax in a building
SELECT building_id, uscc,
  coalesce(sum(fen) FILTER (WHERE month >= first), 0) AS tax,
  coalesce(sum(fen) FILTER (WHERE month = last), 0) AS month,
  coalesce(sum(fen) FILTER (WHERE month <= last - 12), 0) AS same,
  coalesce(sum(fen) FILTER (WHERE month < first), 0) AS year
FROM share, param GROUP BY 1, 2;
CREATE INDEX temp.seat_key ON seat(building_id, uscc);
CREATE TEMP TABLE payer AS
SELECT p.building_id, p.uscc, p.tax AS fen, division, specialty, direction
FROM seat p LEFT JOIN speaker USING (building_id, uscc) WHERE p.tax > 0;
CREATE INDEX temp.payer_key ON payer(building_id, fen);

CREATE TEMP TABLE here AS -- an enterprise in force in a building
SELECT s.building_id, s.uscc, k.registered, k.above, k.hq, specialty, division,
  sum(area) AS area, sum(employees) AS employees,
  coalesce(max(p.tax), 0) AS tax, coalesce(max(p.same), 0) AS same,
  coalesce(max(p.year), 0) AS year,
  EXISTS (SELECT 1 FROM cell c, param WHERE c.uscc = s.uscc
    AND c.month >= first) AS matched,
  EXISTS (SELECT 1 FROM cell c, param WHERE c.uscc = s.uscc
    AND c.month >= first AND c.month < last AND c.fen > 0) AS paid,
  EXISTS (SELECT 1 FROM cell c, param WHERE c.uscc = s.uscc
    AND c.month = last) AS rows_now
FROM sits s JOIN speaker k USING (building_id, uscc)
LEFT JOIN seat p USING (building_id, uscc) GROUP BY 1, 2;
CREATE INDEX temp.here_key ON here(building_id, uscc);

CREATE TEMP TABLE lead AS
SELECT *, row_number() OVER (PARTITION BY building_id ORDER BY tax DESC,
  coalesce(m2, 0) DESC, n DESC, rank) AS place
FROM (SELECT h.building_id, h.specialty, count(*) AS n, sum(h.area) AS m2,
    coalesce((SELECT sum(fen) FROM payer p WHERE p.building_id =
      h.building_id AND p.specialty = h.specialty), 0) AS tax,
    (SELECT min(rank) FROM prefix x WHERE x.name = h.specialty
      AND x.family = 'specialty') AS rank
  FROM here h WHERE h.specialty IS NOT NULL GROUP BY 1, 2);
CREATE TEMP TABLE spread AS -- over divisions
SELECT building_id, hhi(fen) AS hhi FROM (
  SELECT building_id, coalesce(division, '?') AS division, sum(fen) AS fen
  FROM payer GROUP BY 1, 2) GROUP BY 1;

CREATE TEMP TABLE money AS
SELECT building_id, sum(tax) AS tax, sum(month) AS month, sum(same) AS same,
  sum(year) AS year FROM seat GROUP BY 1;
CREATE TEMP TABLE money_local AS
SELECT building_id, sum(fen) AS fen FROM cut_share, param
WHERE kind = 'local' AND month >= first GROUP BY 1;
CREATE TEMP TABLE stock AS
SELECT building_id, count(*) AS enterprises, sum(matched) AS matched,
  sum(employees) AS employees, sum(above) AS above, sum(hq) AS hq,
  sum(area) AS area, count(registered) AS reg_known,
  coalesce(sum(registered = district), 0) AS reg_here,
  coalesce(sum(tax) FILTER (WHERE registered IS NOT NULL), 0) AS reg_tax,
  coalesce(sum(tax) FILTER (WHERE registered = district), 0) AS here_tax,
  max(paid) AS paid, max(rows_now) AS rows_now, sum(tax) AS tax,
  sum(same) AS same, sum(year) AS year
FROM here JOIN buildings USING (building_id) GROUP BY 1;
CREATE TEMP TABLE paid AS
SELECT building_id, count(*) AS n, sum(fen) AS fen, max(fen) AS top,
  coalesce(sum(fen) FILTER (WHERE direction = 'digital'), 0) AS digital,
  coalesce(sum(fen) FILTER (WHERE direction = 'knowledge'), 0) AS knowledge,
  coalesce(sum(fen) FILTER (WHERE direction = 'consumer'), 0) AS consumer
FROM payer GROUP BY 1;
CREATE TEMP TABLE city AS
SELECT coalesce(sum(same), 0) AS same, coalesce(sum(year), 0) AS year
FROM seat;

-- A building, in integers.
CREATE TEMP TABLE raw AS
SELECT b.*, k.months, k.now, k.local,
  k.same AND past AS same_known, k.year AND past AS year_known,
  coalesce(m.tax, 0) AS tax, coalesce(m.month, 0) AS month,
  coalesce(l.fen, 0) AS local_fen,
  coalesce(m.same, 0) AS same, coalesce(m.year, 0) AS year,
  coalesce(s.enterprises, 0) AS enterprises,
  coalesce(s.matched, 0) AS matched,
  -- a sum of the known: empty when none is, 0 without tenancies
  CASE WHEN s.building_id IS NULL THEN 0 ELSE s.employees END AS employees,
  CASE WHEN s.building_id IS NULL THEN 0 ELSE s.above END AS above,
  CASE WHEN s.building_id IS NULL THEN 0 ELSE s.hq END AS hq,
  CASE WHEN s.building_id IS NULL THEN 0 ELSE s.area END AS occupied,
  coalesce(reg_known, 0) AS reg_known, coalesce(reg_here, 0) AS reg_here,
  coalesce(reg_tax, 0) AS reg_tax, coalesce(here_tax, 0) AS here_tax,
  coalesce(s.paid, 0) AND NOT coalesce(s.rows_now, 0) AS silent,
  coalesce(p.n, 0) AS payers, coalesce(p.fen, 0) AS positive,
  coalesce(p.digital, 0) AS digital, coalesce(p.knowledge, 0) AS knowledge,
  coalesce(p.consumer, 0) AS consumer,
  CASE WHEN leasable > 0 THEN leasable WHEN gfa > 0 THEN gfa END AS room,
  CASE WHEN leasable > 0 THEN 'leasable' WHEN gfa > 0 THEN 'gfa' END
    AS room_basis,
  CASE basis WHEN 'gfa' THEN gfa WHEN 'leasable' THEN leasable
    WHEN 'business' THEN business ELSE
    CASE WHEN s.building_id IS NULL THEN 0 ELSE s.area END END AS land,
  basis, last - first + 1 AS m,
  coalesce(s.tax, 0) AS stay, coalesce(s.same, 0) AS stay_same,
  coalesce(s.year, 0) AS stay_year
FROM (SELECT *, monitored_from IS NULL OR monitored_from <= first - 12 OR
        (completed IS NOT NULL AND completed >= monitored_from) AS past
      FROM buildings, param) b, known k
LEFT JOIN money m USING (building_id)
LEFT JOIN money_local l USING (building_id)
LEFT JOIN stock s USING (building_id)
LEFT JOIN paid p USING (building_id);
CREATE TEMP TABLE paced AS
SELECT r.building_id, CASE
    WHEN m = 12 THEN 'actual'
    WHEN r.same_known AND r.year_known AND stay > 0 AND stay_same > 0
      AND stay_year > 0 AND stay_same * 5 >= stay_year
      AND stay <= 3 * stay_same THEN 'own'
    WHEN k.same AND k.year AND c.same > 0
      AND fits(stay, c.year - c.same, c.same) THEN 'city'
    ELSE 'linear' END AS basis
FROM raw r, known k, city c;
CREATE TEMP TABLE pace AS
SELECT r.building_id, p.basis, r.tax + CASE p.basis
    WHEN 'own' THEN to_come(stay, stay_year - stay_same, stay_same)
    WHEN 'city' THEN to_come(stay, c.year - c.same, c.same)
    WHEN 'linear' THEN to_come(stay, 12 - m, m) ELSE 0 END AS fen
FROM raw r JOIN paced p USING (building_id), city c;

CREATE TEMP TABLE figures AS
SELECT r.building_id, r.district,
  iif(months, r.tax, NULL) AS tax_yuan,
  iif(local, local_fen, NULL) AS local_tax_yuan,
  iif(now, month, NULL) AS tax_month_yuan,
  iif(same_known, same, NULL) AS tax_same_yuan,
  iif(year_known, year, NULL) AS tax_last_year_yuan,
  iif(months AND same_known, pct(r.tax - same, same), NULL) AS tax_yoy_pct,
  months AS tax_months,
  iif(now, silent, NULL) AS silent,
  land AS area_base_m2, r.basis AS area_basis,
  iif(months, ratio(r.tax, land), NULL) AS tax_per_m2_yuan,
  enterprises, matched, employees, above AS above_scale,
  hq AS headquarters,
  iif(months, ratio(r.tax, employees * 100), NULL) AS tax_per_head_yuan,
  reg_known AS registered_known, reg_here AS registered_here,
  pct(reg_here, reg_known) AS registered_pct,
  iif(months, reg_tax, NULL) AS registered_known_tax_yuan,
  iif(months, here_tax, NULL) AS registered_here_tax_yuan,
  iif(months, pct(here_tax, reg_tax), NULL) AS registered_tax_pct,
  occupied AS occupied_m2, room AS occupancy_base_m2,
  room_basis AS occupancy_basis, pct(occupied, room) AS occupancy_pct,
  (SELECT count(*) FROM since s WHERE s.building_id = r.building_id
    AND NOT EXISTS (SELECT 1 FROM sat z WHERE z.building_id = s.building_id
      AND z.uscc = s.uscc)) AS entered,
  (SELECT count(*) FROM (
      SELECT uscc FROM since s WHERE s.building_id = r.building_id UNION
      SELECT uscc FROM sat s WHERE s.building_id = r.building_id) s
    WHERE NOT EXISTS (SELECT 1 FROM sits z WHERE z.building_id =
      r.building_id AND z.uscc = s.uscc)) AS left,
  iif(months, payers, NULL) AS payers,
  iif(months, positive, NULL) AS positive_tax_yuan,
  l.specialty AS lead_specialty,
  iif(months, l.tax, NULL) AS lead_tax_yuan,
  iif(months, pct(l.tax, positive), NULL) AS lead_tax_pct,
  l.m2 AS lead_m2, pct(l.m2, occupied) AS lead_area_pct,
  l.n AS lead_enterprises, pct(l.n, enterprises) AS lead_count_pct,
  iif(months, digital, NULL) AS digital_tax_yuan,
  iif(months, pct(digital, positive), NULL) AS digital_pct,
  iif(months, knowledge, NULL) AS knowledge_tax_yuan,
  iif(months, pct(knowledge, positive), NULL) AS knowledge_pct,
  iif(months, consumer, NULL) AS consumer_tax_yuan,
  iif(months, pct(consumer, positive), NULL) AS consumer_pct,
  iif(months, (SELECT hhi FROM spread x WHERE x.building_id =
    r.building_id), NULL) AS hhi,
  (SELECT uscc FROM payer p WHERE p.building_id = r.building_id
    ORDER BY fen DESC, uscc LIMIT 1) AS top1_uscc,
  iif(months, (SELECT coalesce(max(fen), 0) FROM payer p
    WHERE p.building_id = r.building_id), NULL) AS top1_tax_yuan,
  iif(months, pct((SELECT max(fen) FROM payer p
    WHERE p.building_id = r.building_id), positive), NULL) AS top1_pct,
  iif(months, coalesce((SELECT fen FROM payer p WHERE p.building_id =
    r.building_id ORDER BY fen DESC, uscc LIMIT 1 OFFSET 1), 0), NULL)
    AS top2_tax_yuan,
  iif(months, p.fen, NULL) AS pace_yuan,
  iif(months, p.basis, NULL) AS pace_basis
FROM raw r JOIN pace p USING (building_id)
LEFT JOIN lead l ON l.building_id = r.building_id AND place = 1;

-- An enterprise counts once a scope; the city is a scope of every building.
CREATE TEMP TABLE inside AS
SELECT district AS scope, building_id FROM buildings
WHERE district IN (SELECT code FROM district)
UNION ALL SELECT '320500', building_id FROM buildings;
CREATE INDEX temp.inside_key ON inside(scope);
CREATE TEMP TABLE scope_now AS
SELECT scope, uscc, max(above) AS above, max(hq) AS hq,
  max(matched) AS matched FROM here JOIN inside USING (building_id)
GROUP BY 1, 2;
CREATE TEMP TABLE scope_stock AS -- over tenancies: none known is unknown
SELECT scope, sum(area) AS area, sum(employees) AS employees
FROM here JOIN inside USING (building_id) GROUP BY 1;
CREATE TEMP TABLE scope_then AS
SELECT DISTINCT scope, uscc FROM sat JOIN inside USING (building_id);
CREATE TEMP TABLE scope_since AS
SELECT DISTINCT scope, uscc FROM since JOIN inside USING (building_id);
CREATE TEMP TABLE scope_payer AS
SELECT scope, uscc, sum(fen) AS fen FROM payer JOIN inside
USING (building_id) GROUP BY 1, 2;
CREATE TEMP TABLE rated AS -- rates are of buildings that are in use
SELECT scope, r.* FROM raw r JOIN inside USING (building_id)
WHERE stage IS NULL OR stage IN ('operating', 'renovating');
CREATE TEMP TABLE scope_reg AS
SELECT r.scope, h.uscc, max(h.registered IS NOT NULL) AS known,
  max(coalesce(h.registered = r.district, 0)) AS here
FROM here h JOIN rated r USING (building_id) GROUP BY 1, 2;
CREATE TEMP TABLE scope_lead AS
SELECT *, row_number() OVER (PARTITION BY scope ORDER BY tax DESC,
  coalesce(m2, 0) DESC, n DESC, rank) AS place
FROM (SELECT scope, specialty, count(DISTINCT uscc) AS n, sum(area) AS m2,
    coalesce((SELECT sum(fen) FROM payer p JOIN inside j USING (building_id)
      WHERE j.scope = i.scope AND p.specialty = h.specialty), 0) AS tax,
    (SELECT min(rank) FROM prefix x WHERE x.name = h.specialty
      AND x.family = 'specialty') AS rank
  FROM here h JOIN inside i USING (building_id)
  WHERE h.specialty IS NOT NULL GROUP BY 1, 2);
CREATE TEMP TABLE scope_spread AS
SELECT scope, hhi(fen) AS hhi FROM (
  SELECT scope, coalesce(division, '?') AS division, sum(fen) AS fen
  FROM payer JOIN inside USING (building_id) GROUP BY 1, 2) GROUP BY 1;
CREATE TEMP TABLE scope_pair AS
SELECT scope,
  coalesce(sum(tax) FILTER (WHERE months AND same_known), 0) AS yoy_tax,
  coalesce(sum(same) FILTER (WHERE months AND same_known), 0) AS yoy_same,
  count(*) FILTER (WHERE months AND same_known) AS yoy_n,
  coalesce(sum(tax) FILTER (WHERE months AND land > 0), 0) AS area_tax,
  coalesce(sum(land) FILTER (WHERE months AND land > 0), 0) AS area_base,
  count(*) FILTER (WHERE months AND land > 0) AS area_n,
  coalesce(sum(tax) FILTER (WHERE months AND employees > 0), 0) AS head_tax,
  coalesce(sum(employees) FILTER (WHERE months AND employees > 0), 0)
    AS head,
  count(*) FILTER (WHERE months AND employees > 0) AS head_n,
  coalesce(sum(occupied) FILTER (WHERE room > 0), 0) AS room_m2,
  coalesce(sum(room) FILTER (WHERE room > 0 AND occupied IS NOT NULL), 0)
    AS room,
  count(*) FILTER (WHERE room > 0 AND occupied IS NOT NULL) AS room_n,
  CASE count(DISTINCT room_basis) FILTER (WHERE occupied IS NOT NULL)
    WHEN 0 THEN NULL WHEN 1 THEN min(room_basis)
    FILTER (WHERE occupied IS NOT NULL) ELSE 'mixed' END AS room_basis,
  sum(reg_known > 0) AS reg_n, sum(reg_tax) AS reg_tax,
  sum(here_tax) AS here_tax
FROM rated GROUP BY 1;
CREATE TEMP TABLE scope_sum AS
SELECT scope, count(*) AS buildings, sum(gfa) AS gfa,
  sum(leasable) AS leasable, sum(tax) AS tax, sum(month) AS month,
  sum(local_fen) AS local_fen, sum(silent) AS silent,
  sum(same) FILTER (WHERE same_known) AS same,
  sum(year) FILTER (WHERE year_known) AS year,
  sum(positive) AS positive, sum(digital) AS digital,
  sum(knowledge) AS knowledge, sum(consumer) AS consumer,
  sum(p.fen) AS pace, CASE count(DISTINCT p.basis) WHEN 1 THEN min(p.basis)
    ELSE 'mixed' END AS pace_basis
FROM raw r JOIN inside USING (building_id) JOIN pace p USING (building_id)
GROUP BY 1;

CREATE TEMP TABLE aggregates AS
SELECT o.scope AS district, buildings, gfa AS gfa_m2,
  leasable AS leasable_m2,
  iif(months, o.tax, NULL) AS tax_yuan,
  iif(k.local, local_fen, NULL) AS local_tax_yuan,
  iif(now, month, NULL) AS tax_month_yuan,
  o.same AS tax_same_yuan, o.year AS tax_last_year_yuan,
  pct(yoy_tax - yoy_same, yoy_same) AS tax_yoy_pct, months AS tax_months,
  iif(now, silent, NULL) AS silent,
  ratio(area_tax, area_base) AS tax_per_m2_yuan,
  ratio(head_tax, head * 100) AS tax_per_head_yuan,
  n.employees, n.occupied AS occupied_m2,
  CASE n.n WHEN 0 THEN 0 ELSE n.above END AS above_scale,
  CASE n.n WHEN 0 THEN 0 ELSE n.hq END AS headquarters,
  n.n AS enterprises, n.matched,
  (SELECT coalesce(sum(known), 0) FROM scope_reg g WHERE g.scope = o.scope)
    AS registered_known,
  (SELECT coalesce(sum(here), 0) FROM scope_reg g WHERE g.scope = o.scope)
    AS registered_here,
  (SELECT pct(sum(here), sum(known)) FROM scope_reg g
    WHERE g.scope = o.scope) AS registered_pct,
  iif(months, coalesce(reg_tax, 0), NULL) AS registered_known_tax_yuan,
  iif(months, coalesce(here_tax, 0), NULL) AS registered_here_tax_yuan,
  iif(months, pct(here_tax, reg_tax), NULL) AS registered_tax_pct,
  room_basis AS occupancy_basis, pct(room_m2, room) AS occupancy_pct,
  (SELECT count(*) FROM (SELECT * FROM scope_since EXCEPT
    SELECT * FROM scope_then) s WHERE s.scope = o.scope) AS entered,
  (SELECT count(*) FROM (SELECT * FROM (SELECT * FROM scope_since UNION
    SELECT * FROM scope_then) EXCEPT SELECT scope, uscc FROM scope_now) s
    WHERE s.scope = o.scope) AS left,
  iif(months, (SELECT count(*) FROM scope_payer p WHERE p.scope = o.scope),
    NULL) AS payers,
  iif(months, positive, NULL) AS positive_tax_yuan,
  l.specialty AS lead_specialty,
  iif(months, l.tax, NULL) AS lead_tax_yuan,
  iif(months, pct(l.tax, positive), NULL) AS lead_tax_pct,
  l.m2 AS lead_m2, pct(l.m2, n.occupied) AS lead_area_pct,
  l.n AS lead_enterprises, pct(l.n, n.n) AS lead_count_pct,
  iif(months, digital, NULL) AS digital_tax_yuan,
  iif(months, pct(digital, positive), NULL) AS digital_pct,
  iif(months, knowledge, NULL) AS knowledge_tax_yuan,
  iif(months, pct(knowledge, positive), NULL) AS knowledge_pct,
  iif(months, consumer, NULL) AS consumer_tax_yuan,
  iif(months, pct(consumer, positive), NULL) AS consumer_pct,
  (SELECT hhi FROM scope_spread x WHERE x.scope = o.scope) AS hhi,
  (SELECT uscc FROM scope_payer p WHERE p.scope = o.scope
    ORDER BY fen DESC, uscc LIMIT 1) AS top1_uscc,
  iif(months, coalesce((SELECT max(fen) FROM scope_payer p
    WHERE p.scope = o.scope), 0), NULL) AS top1_tax_yuan,
  iif(months, coalesce((SELECT fen FROM scope_payer p
    WHERE p.scope = o.scope ORDER BY fen DESC, uscc LIMIT 1 OFFSET 1), 0),
    NULL) AS top2_tax_yuan,
  iif(months, pace, NULL) AS pace_yuan,
  iif(months, pace_basis, NULL) AS pace_basis,
  coalesce(yoy_tax, 0) AS yoy_tax_yuan,
  coalesce(yoy_same, 0) AS yoy_same_yuan,
  coalesce(yoy_n, 0) AS yoy_buildings,
  coalesce(area_tax, 0) AS area_tax_yuan,
  coalesce(area_base, 0) AS area_base_m2,
  coalesce(area_n, 0) AS area_buildings,
  coalesce(head_tax, 0) AS head_tax_yuan,
  coalesce(head, 0) AS head_employees, coalesce(head_n, 0) AS head_buildings,
  coalesce(room_m2, 0) AS occupancy_m2,
  coalesce(room, 0) AS occupancy_base_m2,
  coalesce(room_n, 0) AS occupancy_buildings,
  coalesce(reg_n, 0) AS registered_buildings
FROM scope_sum o LEFT JOIN scope_pair USING (scope), known k
JOIN (SELECT s.scope, count(uscc) AS n, sum(above) AS above,
        sum(hq) AS hq, coalesce(sum(matched), 0) AS matched,
        iif(t.scope IS NULL, 0, t.area) AS occupied,
        iif(t.scope IS NULL, 0, t.employees) AS employees
      FROM scope_sum s LEFT JOIN scope_now w USING (scope)
      LEFT JOIN scope_stock t ON t.scope = s.scope GROUP BY 1) n
  ON n.scope = o.scope
LEFT JOIN scope_lead l ON l.scope = o.scope AND place = 1;

-- Groups of enterprises by what their tenancy in a building says, and teams.
CREATE TEMP TABLE grouped AS
SELECT 'industry' AS by, nullif(division, '?') AS name, building_id, uscc
FROM speaker JOIN buildings USING (building_id)
UNION ALL SELECT 'specialty', specialty, building_id, uscc
FROM speaker JOIN buildings USING (building_id)
UNION ALL SELECT 'team', operator_id, building_id, uscc
FROM speaker JOIN buildings USING (building_id)
UNION ALL SELECT 'team', operator_id, building_id, NULL FROM buildings;
CREATE TEMP TABLE part AS -- of a building in a group
SELECT by, name, building_id, coalesce(sum(t.tax), 0) AS tax,
  coalesce(sum(t.month), 0) AS month, coalesce(sum(t.same), 0) AS same,
  coalesce(sum(t.year), 0) AS year,
  coalesce(sum(t.tax) FILTER (WHERE t.tax > 0), 0) AS positive,
  count(h.uscc) AS n, sum(h.employees) AS employees, sum(h.area) AS area
FROM grouped g LEFT JOIN seat t USING (building_id, uscc)
LEFT JOIN here h USING (building_id, uscc) GROUP BY 1, 2, 3;
CREATE TEMP TABLE groups AS
SELECT p.by, p.name, iif(months, sum(p.tax), NULL) AS tax_yuan,
  iif(now, sum(p.month), NULL) AS tax_month_yuan,
  sum(p.same) FILTER (WHERE same_known) AS tax_same_yuan,
  sum(p.year) FILTER (WHERE year_known) AS tax_last_year_yuan,
  iif(months, sum(p.positive), NULL) AS positive_tax_yuan,
  (SELECT count(DISTINCT h.uscc) FROM grouped g JOIN here h
    USING (building_id, uscc) WHERE g.by = p.by AND g.name IS p.name)
    AS enterprises,
  iif(months, (SELECT count(DISTINCT h.uscc) FROM grouped g JOIN payer h
    USING (building_id, uscc) WHERE g.by = p.by AND g.name IS p.name), NULL)
    AS payers,
  CASE sum(p.n) WHEN 0 THEN 0 ELSE sum(p.employees) END AS employees,
  CASE sum(p.n) WHEN 0 THEN 0 ELSE sum(p.area) END AS occupied_m2,
  coalesce(sum(p.tax) FILTER (WHERE months AND same_known AND used), 0)
    AS yoy_tax_yuan,
  coalesce(sum(p.same) FILTER (WHERE months AND same_known AND used), 0)
    AS yoy_same_yuan,
  coalesce(sum(p.tax) FILTER (WHERE months AND p.employees > 0 AND used), 0)
    AS head_tax_yuan,
  count(*) FILTER (WHERE months AND p.employees > 0 AND used)
    AS head_buildings
FROM part p JOIN (SELECT *, stage IS NULL OR stage IN
  ('operating', 'renovating') AS used FROM raw) r USING (building_id)
GROUP BY 1, 2;
