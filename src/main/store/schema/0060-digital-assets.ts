/**
 * Step 60: a security may be a digital asset. A CHECK cannot be widened in place, and the table cannot be written anew while rows point to it; so the column is:
 * a wider one beside it takes its values, its place and its name. Its default is never used, because a security is saved with its kind.
 */
import type { SchemaStep } from '../migrate.ts'
import { oneOf } from './columns.ts'

const kinds = ['stock', 'etf', 'mutual-fund', 'bond', 'money-market', 'option', 'digital-asset', 'other']

export const digitalAssets: SchemaStep = {
  version: 60,
  name: 'digital assets',
  sql: [
    `ALTER TABLE securities ADD COLUMN ${oneOf('wider_kind', ...kinds)} DEFAULT 'other';`,
    'UPDATE securities SET wider_kind = kind;',
    'ALTER TABLE securities DROP COLUMN kind;',
    'ALTER TABLE securities RENAME COLUMN wider_kind TO kind;',
  ].join('\n'),
}
