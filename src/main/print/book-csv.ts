/** The book as files: a line for each household as the screen Book shows it, or a line for each open lot. Unknown is empty, never zero. */
import { type Cents, decimalFromCents } from '../../shared/kernel/cents.ts'
import { dateOfDay } from '../../shared/kernel/civil-date.ts'
import { decimalFromScaled } from '../../shared/kernel/decimal.ts'
import { decimalFromShares, type Shares } from '../../shared/kernel/shares.ts'
import type { HouseholdRow, LotColumns, Overview } from '../../shared/model/views.ts'
import type { WhenLine } from '../../shared/model/when.ts'
import { type Cell, type Column, columnsOf, csvText } from '../../shared/present/csv.ts'
import { sampleNote } from '../../shared/present/words.ts'

interface MadeWith {
  readonly engine: string
  readonly sample: boolean
}

const dollars = (amount: number | null | undefined): Cell =>
  amount === null || amount === undefined ? null : decimalFromCents(amount as Cents)

const decisions: Readonly<Record<WhenLine['decision'], string>> = {
  rebalance: 'rebalance',
  wait: 'wait',
  'on-plan': 'on plan',
  invalid: 'unknown',
}

/** Losses are above zero in columns that say loss; drift in percentage points. */
export function householdsCsv(overview: Overview, made: MadeWith): string {
  const { text, number, day } = columnsOf<HouseholdRow>()
  const columns: Column<HouseholdRow>[] = [
    text('household', row => row.name),
    text('household_id', row => row.id),
    text('next_step', row => row.next),
    number('accounts', row => String(row.accounts)),
    number('value', row => dollars(row.value)),
    number('positions', row => String(row.positions)),
    number('positions_priced', row => String(row.priced)),
    number('drift_points', row => (row.drift === null ? null : decimalFromScaled(row.drift, 2))),
    text('trade_now', row => (row.when === undefined ? null : decisions[row.when.decision])),
    number('lots_ready', row => String(row.ready)),
    number('short_loss', row => dollars(row.lossShort)),
    number('long_loss', row => dollars(row.lossLong)),
    number('est_saved_now', row => dollars(row.savedNow)),
    day('next_lock_ends', row => row.nextLockEnds),
    day('next_turns_long', row => row.nextLong),
    number('cash_need', row => dollars(row.cashNeeded)),
    day('prices_as_of', row => row.pricesAsOf),
    number('data_problems', row => String(row.stops)),
    ...always<HouseholdRow>(overview.asOf, made),
  ]
  return csvText(columns, overview.households)
}

/** Basis and gain to the cent, with a minus for a loss. */
export function lotsCsv(lots: LotColumns, made: MadeWith): string {
  const { text, number, day } = columnsOf<number>()
  const ids = lots.lots.flatMap(run => JSON.parse(run.ids) as string[])
  const words = (name: 'household' | 'account' | 'symbol' | 'name') => (row: number) => lots.texts[lots[name][row] ?? -1] ?? null
  const date = (of: number | undefined): Cell => (of === undefined || of < 0 ? null : dateOfDay(of))
  const columns: Column<number>[] = [
    text('household', words('household')),
    text('account', words('account')),
    text('symbol', words('symbol')),
    text('name', words('name')),
    text('lot_id', row => ids[row] ?? null),
    day('acquired', row => date(lots.acquired[row])),
    day('long_from', row => date(lots.longOn[row])),
    number('shares', row => decimalFromShares((lots.shares[row] ?? 0) as Shares)),
    number('basis', row => dollars(lots.basis[row])),
    number('value', row => dollars(lots.value[row])),
    number('gain', row => dollars(lots.gain[row])),
    ...always<number>(lots.asOf, made),
  ]
  return csvText(
    columns,
    Array.from({ length: lots.count }, (_none, row) => row),
  )
}

function always<Row>(asOf: string, { engine, sample }: MadeWith): Column<Row>[] {
  const { text, day } = columnsOf<Row>()
  return [day('as_of', () => asOf), text('engine', () => engine), ...(sample ? [text('note', () => sampleNote)] : [])]
}
