/** Step 80: what was done or left of the checklist, and decisions on switchbacks, each with who, when and why. */
import type { SchemaStep } from '../migrate.ts'
import { appendOnly, day, identifier, instant, key, oneOf, table, words } from './columns.ts'

export const checks: SchemaStep = {
  version: 80,
  name: 'checks',
  sql: [
    table('checks', [
      key('key'),
      // the key of a switchback names an account and two securities
      'subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 400)',
      day('as_of'),
      oneOf('mark', 'done', 'skipped', 'keep', 'switch-back'),
      identifier('who'),
      words('why'),
      instant('at'),
    ]),
    'CREATE INDEX checks_by_subject ON checks (subject);\n',
    appendOnly('checks'),
  ].join(''),
}
