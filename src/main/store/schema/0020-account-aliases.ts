/** What an advisor answered once about an account that a file names in its own way: `XXXX-5792` of this custodian is that account. */
import type { SchemaStep } from '../migrate.ts'
import { instant, oneOf, refers, table, words } from './columns.ts'

export const accountAliases: SchemaStep = {
  version: 20,
  name: 'account aliases',
  sql: table('account_aliases', [
    oneOf('custodian', 'schwab', 'fidelity', 'vanguard', 'ibkr', 'other'),
    words('file_key'),
    refers('account', 'accounts(id)'),
    instant('saved_at'),
    'PRIMARY KEY (custodian, file_key)',
  ]),
}
