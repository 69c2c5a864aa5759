/** Step 120: one model for a whole household, and accounts divided into sleeves (shared/model/sleeve.ts). Both are left out where nobody chose them. */
import type { SchemaStep } from '../migrate.ts'
import { maybeDocument, maybeRefers } from './columns.ts'

export const sleeves: SchemaStep = {
  version: 120,
  name: 'sleeves',
  sql: [
    `ALTER TABLE households ADD COLUMN ${maybeRefers('model', 'models(id)')};`,
    `ALTER TABLE accounts ADD COLUMN ${maybeDocument('sleeves')};`,
  ].join('\n'),
}
