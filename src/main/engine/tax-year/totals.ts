/** Sums of a year by scope, and the identity that every run must keep: no loss is counted twice and none disappears (RULES D7). */
import { type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { SaleResult, ScopeTotals, YearRow, YearView } from '../../../shared/model/tax-year.ts'
import type { Projection } from '../lots/project.ts'
import type { Standing } from '../standing/standing.ts'

export function totalsOf(rows: readonly YearRow[]): YearView['totals'] {
  return {
    taxpayer: scope(
      rows,
      row => row,
      row => row.permanent,
    ),
    broker: scope(
      rows,
      row => row.broker,
      () => noCents,
    ),
    reported: scope(
      rows.filter(row => row.reported !== null),
      row => row.reported,
      () => noCents,
    ),
    deferred: sumCents(rows.map(row => row.deferred)),
    ...differenceOf(rows),
  }
}

function differenceOf(rows: readonly YearRow[]): Pick<YearView['totals'], 'difference' | 'undecided'> {
  const known = rows.flatMap(row => row.difference ?? [])
  return { difference: rows.length > 0 && known.length === 0 ? null : sumCents(known), undecided: rows.length - known.length }
}

function scope(rows: readonly YearRow[], of: (row: YearRow) => SaleResult | null, permanent: (row: YearRow) => Cents): ScopeTotals {
  let [short, long, disallowed, lost, unknown] = [0, 0, 0, 0, 0]
  const [sales, untold] = [
    { short: 0, long: 0 },
    { short: 0, long: 0 },
  ]
  for (const row of rows) {
    const result = of(row)
    if (row.recognized !== null && row.term !== null) {
      sales[row.term] += 1
      if (result === null || result.recognized === null || result.term === null) untold[row.term] += 1
    }
    disallowed += result?.disallowed ?? 0
    lost += permanent(row)
    if (result === null || result.recognized === null || result.term === null) unknown += 1
    else if (result.term === 'short') short += result.recognized
    else long += result.recognized
  }
  const taken = { disallowed: cents(disallowed), permanent: cents(lost) }
  return { short: cents(short), long: cents(long), sales, untold, ...taken, rows: rows.length, unknown }
}

/**
 * raw gain = proceeds less what was paid, without section 1091. Over all sales of the ledger it is what was recognized less what still stands in open
 * lots and what was lost for good; anything left over must have gone with shares that were given away or left the taxable accounts.
 */
export function identityOf(standing: Standing, rows: readonly YearRow[]): YearView['identity'] {
  const { projection } = standing
  const known = projection.realized.filter(row => row.gain !== null)
  const sum = (of: (row: Projection['realized'][number]) => number) => known.reduce((total, row) => total + of(row), 0)
  const [disallowed, permanent, taken] = [sum(row => row.disallowed), sum(row => row.permanent), sum(row => row.washAdjustment)]
  const raw = sum(row => (row.gain ?? 0) + row.washAdjustment)
  const recognized = sum(row => row.recognized ?? 0)
  const open = projection.open.reduce((total, lot) => total + lot.washAdjustment, 0)
  const gone = disallowed - permanent - taken - open
  const ofYear = rows.filter(row => row.recognized !== null)
  const yearSum = (of: (row: YearRow) => number) => cents(ofYear.reduce((total, row) => total + of(row), 0))
  return {
    raw: cents(raw),
    recognized: cents(recognized),
    openAdjustments: cents(open),
    permanent: cents(permanent),
    gone: cents(gone),
    holds: raw === recognized - open - permanent - gone && (gone === 0 || (gone > 0 && sharesLeft(standing))),
    year: {
      raw: yearSum(row => (row.recognized ?? 0) - row.disallowed + row.carriedIn),
      disallowed: yearSum(row => row.disallowed),
      carriedIn: yearSum(row => row.carriedIn),
      recognized: yearSum(row => row.recognized ?? 0),
    },
  }
}

/** Some shares went otherwise than by a sale of known result, or spouses file apart and the one's loss goes into nobody's basis. */
function sharesLeft({ snapshot, projection, policy }: Standing): boolean {
  if (policy.separateFilers.size > 0) return true
  const kinds = new Set(['gift-out', 'donation', 'transfer-out', 'transfer-in'])
  return (
    projection.realized.some(row => row.gain === null || row.replacedUnseen !== undefined) ||
    snapshot.entries.some(entry => kinds.has(entry.kind))
  )
}
