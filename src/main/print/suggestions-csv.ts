/**
 * What the review suggests, as a file: one row a candidate lot of every household, with its verdict and all its reasons, so that what was left
 * out can be read as well as what was chosen. Unknown is empty; the columns `verdict` and `reasons` say why.
 */
import { type Cents, decimalFromCents } from '../../shared/kernel/cents.ts'
import { decimalFromScaled } from '../../shared/kernel/decimal.ts'
import { decimalFromPrice } from '../../shared/kernel/price.ts'
import { decimalFromShares } from '../../shared/kernel/shares.ts'
import type { Candidate, Reason, Review } from '../../shared/model/review.ts'
import { type Cell, type Column, type CsvOptions, columnsOf, csvText } from '../../shared/present/csv.ts'
import { sampleNote } from '../../shared/present/words.ts'

interface Suggestion {
  readonly review: Review
  readonly lot: Candidate
}

const { text, number, day } = columnsOf<Suggestion>()
const dollars = (name: string, amount: (lot: Candidate) => Cents | null): Column<Suggestion> => {
  return number(name, ({ lot }) => {
    const cents = amount(lot)
    return cents === null ? null : decimalFromCents(cents)
  })
}

function joined(reasons: readonly Reason[], part: (reason: Reason) => string | null): Cell {
  return reasons
    .map(part)
    .filter(said => said !== null && said !== '')
    .join(' | ')
}

/** Those that may be bought, best first, as the review ranked them. */
function substitutes({ lot }: Suggestion): Cell {
  return lot.substitutes
    .filter(each => each.barred === null)
    .map(each => each.symbol)
    .join(' | ')
}

const columns: readonly Column<Suggestion>[] = [
  text('household', row => row.review.name),
  day('as_of', row => row.review.asOf),
  text('account_id', row => row.lot.lot.account),
  text('account', row => row.lot.accountName),
  text('account_type', row => row.lot.accountType),
  text('symbol', row => row.lot.symbol),
  text('name', row => row.lot.name),
  text('lot_id', row => row.lot.lot.id),
  day('acquired', row => row.lot.lot.acquired),
  day('holding_from', row => row.lot.lot.holdingFrom),
  text('term', row => row.lot.term),
  day('long_on', row => row.lot.longOn),
  number('days_to_long', row => (row.lot.daysToLong === null ? null : String(row.lot.daysToLong))),
  number('shares', row => decimalFromShares(row.lot.lot.shares)),
  dollars('basis', lot => lot.lot.basis),
  number('price', row => (row.lot.price === null ? null : decimalFromPrice(row.lot.price))),
  day('price_asof', row => row.lot.priceAsOf),
  dollars('value', lot => lot.value),
  dollars('gain', lot => lot.gain),
  number('gain_pct', row => (row.lot.gainPoints === null ? null : decimalFromScaled(row.lot.gainPoints, 2, 2))),
  dollars('est_saved_now', lot => lot.savedNow),
  dollars('est_carried', lot => lot.carried),
  dollars('est_cost', lot => lot.cost),
  dollars('est_net', lot => lot.net),
  text('verdict', row => row.lot.state),
  text('reason_codes', row => joined(row.lot.reasons, reason => reason.code)),
  text('reasons', row => joined(row.lot.reasons, reason => reason.what)),
  text('rules', row => joined(row.lot.reasons, reason => reason.rule)),
  text('what_would_change_it', row => joined(row.lot.reasons, reason => reason.change)),
  text('wash_verdict', row => row.lot.wash.state),
  number('washed_shares', row => decimalFromShares(row.lot.wash.washedShares)),
  number('permanent_shares', row => decimalFromShares(row.lot.wash.permanentShares)),
  day('clear_on', row => row.lot.wash.clearOn),
  text('wash_reasons', row => row.lot.wash.reasons.map(reason => `${reason.what} (${reason.rule})`).join(' | ')),
  text('drip', row => (row.lot.drip ? 'yes' : 'no')),
  text('substitutes', substitutes),
  text('snapshot_hash', row => row.review.snapshotHash),
  text('engine', row => row.review.engine),
]

const sampleColumn: Column<Suggestion> = text('note', () => sampleNote)

/** Of the sample book every line says so. */
export function suggestionsCsv(reviews: readonly Review[], sample = false, options: CsvOptions = {}): string {
  return csvText(
    sample ? [...columns, sampleColumn] : columns,
    reviews.flatMap(review => review.candidates.map(lot => ({ review, lot }))),
    options,
  )
}
