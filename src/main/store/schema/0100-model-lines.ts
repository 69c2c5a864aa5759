/**
 * Step 100: what a line of a model may be besides one security: a class, sector or factor with a name of its own, an ordered list of members by the tax of the account, and holdings
 * mapped to it. A line without any of these reads as it did.
 */
import type { SchemaStep } from '../migrate.ts'
import { flag, identifier, maybeOneOf, maybeWords, oneOf, refers, table, unsigned, words } from './columns.ts'

const place = [identifier('model'), unsigned('position'), unsigned('place')]
const ofLine = ['PRIMARY KEY (model, position, place)', 'FOREIGN KEY (model, position) REFERENCES model_targets (model, position)']

export const modelLines: SchemaStep = {
  version: 100,
  name: 'model lines',
  sql: [
    `ALTER TABLE model_targets ADD COLUMN ${maybeOneOf('counts_kind', 'asset-class', 'sector', 'factor')};`,
    `ALTER TABLE model_targets ADD COLUMN ${maybeWords('counts_of')};`,
    `ALTER TABLE model_targets ADD COLUMN ${maybeWords('name')};`,
    table(
      'model_members',
      [
        ...place,
        refers('security', 'securities(id)'),
        oneOf('role', 'equivalent', 'substitute'),
        flag('taxable'),
        flag('deferred'),
        flag('free'),
        ...ofLine,
      ],
      ['WITHOUT ROWID'],
    ),
    table('model_mapped', [...place, refers('security', 'securities(id)'), words('reason'), ...ofLine], ['WITHOUT ROWID']),
  ].join('\n'),
}
