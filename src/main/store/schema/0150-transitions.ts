/** Step 150: plans over several years that an advisor kept, each a frozen document with its SHA-256 and the scenario that was chosen; never changed (triggers). */
import type { SchemaStep } from '../migrate.ts'
import { appendOnly, day, document, identifier, instant, maybeUnsigned, refers, signed, table, unsigned, words } from './columns.ts'

export const transitions: SchemaStep = {
  version: 150,
  name: 'transitions',
  sql: [
    table('transitions', [
      identifier('id'),
      identifier('chosen'),
      words('title'),
      refers('household', 'households(id)'),
      day('as_of'),
      instant('kept_at'),
      words('note'),
      words('accounts'),
      unsigned('years'),
      signed('tax'),
      unsigned('tracking_error'),
      maybeUnsigned('gap'),
      'snapshot TEXT NOT NULL CHECK (length(snapshot) = 64)',
      document('document'),
      'sha256 TEXT NOT NULL CHECK (length(sha256) = 64)',
      'PRIMARY KEY (id, chosen)',
    ]),
    'CREATE INDEX transitions_by_household ON transitions (household);\n',
    appendOnly('transitions'),
  ].join(''),
}
