/**
 * Step 90: what a model and an account are asked for besides targets: least and most weight of a security, cash that stays in an account, deposits beside cash needs. A CHECK
 * cannot be widened in place, so a wider column takes the values, the place and the name of the old one, as in step 60.
 */
import type { SchemaStep } from '../migrate.ts'
import { maybeUnsigned, oneOf } from './columns.ts'

export const flowsAndLimits: SchemaStep = {
  version: 90,
  name: 'flows and limits',
  sql: [
    `ALTER TABLE restrictions ADD COLUMN ${oneOf('wider_kind', 'never-sell', 'never-buy', 'do-not-trade', 'least-weight', 'most-weight')} DEFAULT 'do-not-trade';`,
    'UPDATE restrictions SET wider_kind = kind;',
    'ALTER TABLE restrictions DROP COLUMN kind;',
    'ALTER TABLE restrictions RENAME COLUMN wider_kind TO kind;',
    `ALTER TABLE restrictions ADD COLUMN ${maybeUnsigned('weight')};`,
    `ALTER TABLE accounts ADD COLUMN ${maybeUnsigned('cash_reserve')};`,
    `ALTER TABLE cash_needs ADD COLUMN ${oneOf('flow', 'need', 'deposit')} DEFAULT 'need';`,
  ].join('\n'),
}
