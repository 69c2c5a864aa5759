/**
 * Lines of a model that are more than one security, in the models table: rows of a model with the same words under `line` are one line, the order of the rows is the order of purchase, and
 * weight, band and what the line counts are the same in each of its rows. A row without `line` is a line by itself, as every row was before there were such lines.
 */
import { lineKinds, memberRoles, taxTypes } from '../../../shared/model/lists.ts'
import type { Issues } from '../issues.ts'
import type { CellValue } from './cells.ts'
import * as cell from './cells.ts'
import { rarely, type Table } from './column.ts'
import type { CrossRows, Rule } from './rules.ts'

/** Blank: all of them. */
const accountWords = [...taxTypes, 'taxable deferred', 'taxable free', 'deferred free']

export const modelLineColumns = [
  rarely(
    'line',
    cell.text(60),
    'the same words on the rows of one line; with `counts` its class, sector or factor; blank: the row alone',
    'Bonds',
  ),
  rarely('counts', cell.choice(lineKinds), 'what `line` names, all of which counts toward it; blank: its rows alone', 'asset-class'),
  rarely(
    'role',
    cell.choice([...memberRoles, 'mapped']),
    'bought as such, in the order of the rows, or `mapped`: counted and never bought; blank: equivalent',
    'substitute',
  ),
  rarely('accounts', cell.choice(accountWords), 'in which accounts it is bought, by their tax; blank: all', 'taxable'),
  rarely('reason', cell.text(500), 'why a mapped holding counts', 'Inherited; counts as US equity'),
]

export const modelRow: Rule = (row, tell) => {
  const { line, counts, role, accounts, reason } = row
  if (line === null && (counts !== null || role !== null || accounts !== null))
    tell('line', 'counts, role and accounts belong to a named line', 'Name the line, or leave them blank.')
  if (role === 'mapped' && reason === null) tell('reason', 'a mapped holding needs a reason', 'Say in a few words why it counts.')
  if (role !== 'mapped' && reason !== null)
    tell('reason', 'a reason is for mapped holdings alone', 'Leave it blank, or set the role to mapped.')
  if (role === 'mapped' && accounts !== null) tell('accounts', 'a mapped holding is bought nowhere', 'Leave accounts blank.')
}

interface Begun {
  readonly at: number
  readonly said: Readonly<Record<'weight' | 'band' | 'counts', CellValue | undefined>>
  buys: boolean
}

export function modelLines(table: Table): CrossRows {
  const placeOf = (name: string) => table.columns.findIndex(column => column.name === name)
  const [modelAt, lineAt, roleAt] = [placeOf('model'), placeOf('line'), placeOf('role')]
  const [weightAt, bandAt, countsAt] = [placeOf('weight'), placeOf('band'), placeOf('counts')]
  const lines = new Map<string, Begun>()
  return {
    take(at, values, issues) {
      const name = values[lineAt] ?? null
      if (name === null) return
      const key = `${values[modelAt]}\n${name}`
      const said = { weight: values[weightAt], band: values[bandAt], counts: values[countsAt] ?? null }
      const begun = lines.get(key) ?? { at, said, buys: false }
      lines.set(key, begun)
      if (values[roleAt] !== 'mapped') begun.buys = true
      for (const column of ['weight', 'band', 'counts'] as const)
        if (begun.said[column] !== said[column]) {
          const what = `the line ${name} has another ${column} in line ${begun.at}`
          issues.stop('template-rule', at, column, what, 'Give all rows of a line the same.')
        }
    },
    finish(issues: Issues) {
      for (const [key, { at, buys }] of lines)
        if (!buys) {
          const what = `nothing could be bought for the line ${key.split('\n')[1]}`
          issues.stop('template-rule', at, 'role', what, 'Add a row with a security that is bought for it.')
        }
    },
  }
}

interface ModelRow<Security> {
  readonly values: Readonly<Record<string, string | undefined>>
  readonly security: Security
  readonly weight: number | null | undefined
  readonly band: number | null | undefined
}

/** Lines in the order in which each begins; a line by the name of its first security, or of what it counts, has no name of its own. */
export function modelLinesOf<Security>(rows: readonly ModelRow<Security>[]): unknown[] {
  const lines = Map.groupBy(rows, (row, at) => row.values.line || at)
  return [...lines].map(([name, own]) => {
    const bought = own.filter(({ values }) => values.role !== 'mapped')
    const [lead = own[0]] = bought
    const { security, weight, band, values } = lead as ModelRow<Security>
    const plain = { security, weight, band }
    if (typeof name === 'number') return plain
    const mapped = own
      .filter(({ values: each }) => each.role === 'mapped')
      .map(each => ({ security: each.security, reason: each.values.reason }))
    const members = bought.map(each => ({
      security: each.security,
      role: each.values.role || 'equivalent',
      taxTypes: each.values.accounts ? each.values.accounts.split(' ') : [...taxTypes],
    }))
    const ownName = values.counts || name === values.symbol ? {} : { name }
    return {
      ...plain,
      ...(values.counts ? { counts: { kind: values.counts, of: name } } : ownName),
      members,
      ...(mapped.length === 0 ? {} : { mapped }),
    }
  })
}
