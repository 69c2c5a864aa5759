/** Step 130: limits that plans of a household keep, in the place of the firm's: one document a household. */
import type { SchemaStep } from '../migrate.ts'
import { document, refers, table } from './columns.ts'

export const householdLimits: SchemaStep = {
  version: 130,
  name: 'household limits',
  sql: table('household_limits', [refers('household', 'households(id)'), document('document'), 'PRIMARY KEY (household)']),
}
