// node duckdb.mjs DIR THREADS SQL [TYPE]: the answer as CSV; TYPE: of amounts.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [dir, threads, sql, type = 'DECIMAL(15,2)'] = process.argv.slice(2);
const require = createRequire(process.cwd() + '/');
const { DuckDBInstance } = require('@duckdb/node-api');
const db = await DuckDBInstance.create(':memory:', { threads });
const c = await db.connect();
const csv = (name, columns) => `read_csv('${dir}/${name}.csv', header = true,
  columns = {${columns}})`;
await c.run(`CREATE VIEW taxes AS SELECT month, uscc, tax_yuan,
  CAST(tax_yuan * 100 AS BIGINT) AS fen FROM ${csv('taxes',
  `'month': 'VARCHAR', 'uscc': 'VARCHAR', 'tax_yuan': '${type}'`)}`);
await c.run(`CREATE VIEW tenancies AS SELECT building_id, uscc,
  CAST(area_m2 * 100 AS BIGINT) AS dm2, coalesce(entered, '') AS entered,
  coalesce("left", '9999-99') AS "left" FROM ${csv('tenancies',
  "'building_id': 'VARCHAR', 'uscc': 'VARCHAR', 'room': 'VARCHAR', " +
  "'enterprise': 'VARCHAR', 'industry': 'VARCHAR', 'industry_std': 'VARCHAR', " +
  "'area_m2': 'DECIMAL(15,2)', 'employees': 'BIGINT', 'entered': 'VARCHAR', " +
  "'left': 'VARCHAR'")}`);
const reader = await c.runAndReadAll(readFileSync(sql, 'utf8'));
process.stdout.write(reader.getRows().map((r) => r.join(',') + '\n').join(''));
