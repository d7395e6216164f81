// node polars.mjs DIR: sums of month and taxpayer as CSV (the split is awk's).
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const { default: polars, ...rest } = require('nodejs-polars');
const pl = polars ?? rest;
const dir = process.argv[2];
const dtypes = { month: pl.Utf8, uscc: pl.Utf8, tax_yuan: pl.Float64 };
const who = pl.readCSV(`${dir}/tenancies.csv`, { inferSchemaLength: 0 })
  .select('uscc').unique();
const sums = pl.scanCSV(`${dir}/taxes.csv`, { schema: dtypes })
  .withColumn(pl.col('tax_yuan').mul(pl.lit(100)).round(0)
    .cast(pl.Int64).alias('fen'))
  .join(who.lazy(), { on: 'uscc', how: 'semi' })
  .groupBy(['month', 'uscc']).agg(pl.col('fen').sum()).collectSync();
process.stdout.write(sums.writeCSV());
