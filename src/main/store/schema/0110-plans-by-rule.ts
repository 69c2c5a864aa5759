/**
 * Step 110: a plan by rule is called one (`by-rule`), where it was kept as a change by hand (`custom`) before. Kept plans are never changed, so a plan of before keeps its word; the wider column takes the values,
 * the place and the name of the old one, as in step 60, and the triggers that refuse every change stand again afterwards.
 */
import type { SchemaStep } from '../migrate.ts'
import { appendOnly, oneOf } from './columns.ts'

export const plansByRule: SchemaStep = {
  version: 110,
  name: 'plans by rule',
  sql: [
    'DROP TRIGGER proposals_no_update;',
    'DROP TRIGGER proposals_no_delete;',
    `ALTER TABLE proposals ADD COLUMN ${oneOf('wider_status', 'optimal', 'feasible', 'partial', 'infeasible', 'unsolved', 'custom', 'by-rule', 'nothing-solved')} DEFAULT 'custom';`,
    'UPDATE proposals SET wider_status = status;',
    'ALTER TABLE proposals DROP COLUMN status;',
    'ALTER TABLE proposals RENAME COLUMN wider_status TO status;',
    appendOnly('proposals'),
  ].join('\n'),
}
