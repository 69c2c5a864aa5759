/** Step 140: which accounts, people, households and securities an import brought, as it brought them, and which of them were taken out again with it. */
import type { SchemaStep } from '../migrate.ts'
import { document, flag, identifier, oneOf, refers, table } from './columns.ts'

export const broughtByImports: SchemaStep = {
  version: 140,
  name: 'brought by imports',
  sql: [
    table('import_brought', [
      oneOf('noun', 'household', 'person', 'account', 'security'),
      identifier('id'),
      refers('import', 'imports(key)'),
      document('as_brought'),
      // taken out when the import was undone; stays for the history
      flag('withdrawn'),
      // not in the book now; brought or entered again it is
      flag('gone'),
      'PRIMARY KEY (noun, id, import)',
    ]),
    'CREATE INDEX import_brought_by_import ON import_brought (import);\n',
  ].join(''),
}
