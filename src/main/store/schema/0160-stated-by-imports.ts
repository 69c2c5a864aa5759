/** Step 160: settings, limits and models that an import replaced, as they were and as it left them, so that undoing it can put them back. */
import type { SchemaStep } from '../migrate.ts'
import { document, identifier, key, maybeWords, oneOf, refers, table } from './columns.ts'

export const statedByImports: SchemaStep = {
  version: 160,
  name: 'stated by imports',
  sql: [
    table('import_stated', [
      key('key'),
      oneOf('what', 'settings', 'limits', 'model'),
      // of the household or the model; the settings are the firm's, and there are one of them
      identifier('of'),
      refers('import', 'imports(key)'),
      // null: there were none
      maybeWords('before'),
      document('after'),
    ]),
    'CREATE INDEX import_stated_by_import ON import_stated (import);\n',
  ].join(''),
}
