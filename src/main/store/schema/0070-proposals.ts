/** Step 70: the optimizer's proposals that an advisor kept, each revision a frozen document with its SHA-256. What was not kept can be computed again. */
import type { SchemaStep } from '../migrate.ts'
import {
  appendOnly,
  day,
  document,
  identifier,
  instant,
  maybeSigned,
  maybeUnsigned,
  oneOf,
  refers,
  table,
  unsigned,
  words,
} from './columns.ts'

export const proposals: SchemaStep = {
  version: 70,
  name: 'proposals',
  sql: [
    table('proposals', [
      identifier('id'),
      unsigned('revision'),
      words('title'),
      refers('household', 'households(id)'),
      day('as_of'),
      instant('kept_at'),
      words('note'),
      oneOf('status', 'optimal', 'feasible', 'partial', 'infeasible', 'unsolved', 'custom', 'nothing-solved'),
      words('summary'),
      unsigned('tickets'),
      maybeSigned('tax'),
      maybeUnsigned('tracking_error'),
      'snapshot TEXT NOT NULL CHECK (length(snapshot) = 64)',
      document('document'),
      'sha256 TEXT NOT NULL CHECK (length(sha256) = 64)',
      'CHECK (revision >= 1)',
      'PRIMARY KEY (id, revision)',
    ]),
    'CREATE INDEX proposals_by_household ON proposals (household);\n',
    appendOnly('proposals'),
  ].join(''),
}
