/** A transition over several years as a file: of each scenario one row a year, then one a lot sold and one a purchase, then what it rests on. Decimal dollars, ISO days. */
import { type Cents, decimalFromCents } from '../../shared/kernel/cents.ts'
import { decimalFromScaled } from '../../shared/kernel/decimal.ts'
import { decimalFromShares, type Shares } from '../../shared/kernel/shares.ts'
import type { Transition, TransitionScenario, TransitionYear } from '../../shared/model/transition.ts'
import { type Column, columnsOf, csvText } from '../../shared/present/csv.ts'
import { sampleNote } from '../../shared/present/words.ts'

interface Line {
  readonly kind: 'year' | 'sell' | 'buy' | 'assumption'
  readonly words: string
  readonly scenario: TransitionScenario | null
  readonly year: TransitionYear | null
  readonly accountName?: string
  readonly symbol?: string
  readonly lot?: string | null
  readonly acquired?: string | null
  readonly term?: string | null
  readonly shares?: Shares
  readonly amount?: Cents
  readonly gain?: Cents
}

const { text, number } = columnsOf<Line>()
const dollars = (name: string, of: (row: Line) => Cents | null | undefined): Column<Line> =>
  number(name, row => {
    const amount = of(row)
    return amount === null || amount === undefined ? null : decimalFromCents(amount)
  })
const ofYear = (name: string, of: (year: TransitionYear) => Cents | null): Column<Line> =>
  dollars(name, row => (row.kind === 'year' && row.year ? of(row.year) : null))

const columns: readonly Column<Line>[] = [
  text('kind', row => row.kind),
  text('scenario', row => row.scenario?.title ?? null),
  text('year', row => (row.year ? String(row.year.year) : null)),
  { name: 'date', type: 'date', cell: row => row.year?.date ?? null },
  text('account', row => row.accountName ?? null),
  text('symbol', row => row.symbol ?? null),
  text('lot_id', row => row.lot ?? null),
  { name: 'acquired', type: 'date', cell: row => row.acquired ?? null },
  text('term', row => row.term ?? null),
  number('shares', row => (row.shares === undefined ? null : decimalFromShares(row.shares))),
  dollars('est_amount', row => row.amount),
  dollars('est_gain', row => row.gain),
  ofYear('budget', year => year.budget),
  ofYear('est_short', year => year.short),
  ofYear('est_long', year => year.long),
  ofYear('est_tax', year => year.tax),
  ofYear('est_tax_so_far', year => year.taxSoFar),
  ofYear('est_cost', year => year.cost),
  ofYear('carried_short', year => year.carriedShort),
  ofYear('carried_long', year => year.carriedLong),
  ofYear('embedded_gain_left', year => year.embedded),
  number('est_tracking_error', row => (row.kind === 'year' && row.year ? decimalFromScaled(row.year.trackingError, 6) : null)),
  text('words', row => row.words),
]

export function transitionCsv(transition: Transition, { sample }: { readonly sample: boolean }): string {
  const always = (name: string, value: string): Column<Line> => text(name, () => value)
  return csvText(
    [
      ...columns,
      always('household', transition.householdName),
      always('accounts', transition.accounts.map(({ name }) => name).join('; ')),
      always('as_of', transition.asOf),
      always('snapshot_hash', transition.snapshotHash),
      always('engine', transition.engine),
      ...(sample ? [always('note', sampleNote)] : []),
    ],
    linesOf(transition),
  )
}

function linesOf({ scenarios, assumptions, estate }: Transition): Line[] {
  const said = [...assumptions, estate].map((words): Line => ({ kind: 'assumption', words, scenario: null, year: null }))
  return [...scenarios.flatMap(scenario => scenario.years.flatMap(year => linesOfYear(scenario, year))), ...said]
}

function linesOfYear(scenario: TransitionScenario, year: TransitionYear): Line[] {
  return [
    { kind: 'year', words: `${year.words} ${scenario.proof} ${scenario.check.words}`, scenario, year },
    ...year.sales.map((sale): Line => ({ kind: 'sell', words: '', scenario, year, ...sale, amount: sale.proceeds })),
    ...year.purchases.map((bought): Line => ({ kind: 'buy', words: '', scenario, year, ...bought })),
  ]
}
