/** The columns of the grid of lots, what decides first. Loss is a signed gain; what is unknown reads so and sorts last. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Candidate } from '../../../shared/model/review.ts'
import { counted, money } from '../../../shared/present/format.ts'
import type { TrailRequest } from '../../desk/trail.tsx'
import type { GridColumn } from '../../grid/column.ts'
import { candidateWords, type StatusWord, washChip } from '../../parts/status.tsx'

/** A lot's line with what its cells need beside it. */
export interface LotRow extends Candidate {
  readonly household: HouseholdId
  readonly asOf: CivilDate
}

export const lotColumns: readonly GridColumn<LotRow>[] = [
  { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, opens: true, pinned: true, width: 84 },
  {
    id: 'state',
    head: 'Verdict',
    kind: 'status',
    width: 128,
    value: verdictOf,
    trail: row => candidateTrail(row, 'state'),
  },
  { id: 'term', head: 'Term', kind: 'term', width: 72, value: row => row.term, trail: row => candidateTrail(row, 'term') },
  {
    id: 'acquired',
    head: 'Acquired',
    kind: 'date',
    width: 104,
    value: row => row.lot.acquired,
    trail: row => candidateTrail(row, 'acquired'),
  },
  {
    id: 'gain',
    head: 'Loss',
    tip: 'Value less basis: a loss has a minus',
    kind: 'gain',
    width: 92,
    value: row => row.gain,
    trail: row => candidateTrail(row, 'gain'),
  },
  {
    id: 'saved',
    head: 'Saved now',
    tip: 'Estimated tax saved this year by selling this lot alone',
    kind: 'money',
    width: 96,
    value: row => row.savedNow,
    trail: row => candidateTrail(row, 'savedNow'),
  },
  {
    id: 'net',
    head: 'Net',
    tip: 'Saved now less the cost of the round trip',
    kind: 'money',
    width: 84,
    value: row => row.net,
    trail: row => candidateTrail(row, 'net'),
  },
  {
    id: 'points',
    head: 'Loss %',
    tip: 'Value less basis, in percent of basis',
    kind: 'percent',
    width: 82,
    value: row => row.gainPoints,
    trail: row => candidateTrail(row, 'gainPoints'),
  },
  { id: 'account', head: 'Account', kind: 'text', value: row => row.accountName, width: 140 },
  {
    id: 'days',
    head: 'To long',
    tip: 'Days until the lot is long-term',
    kind: 'days',
    width: 78,
    none: 'unknown',
    value: row => daysShown(row),
    trail: row => candidateTrail(row, 'daysToLong'),
  },
  { id: 'shares', head: 'Shares', kind: 'shares', width: 92, value: row => row.lot.shares, trail: row => candidateTrail(row, 'shares') },
  { id: 'basis', head: 'Basis', kind: 'exact-money', width: 116, value: row => row.lot.basis, trail: row => candidateTrail(row, 'basis') },
  { id: 'value', head: 'Value', kind: 'exact-money', width: 116, value: row => row.value, trail: row => candidateTrail(row, 'value') },
  {
    id: 'cost',
    head: 'Cost',
    tip: 'Estimated cost of the round trip',
    kind: 'exact-money',
    width: 84,
    value: row => row.cost,
    trail: row => candidateTrail(row, 'cost'),
  },
  {
    id: 'wash',
    head: 'Wash sale',
    kind: 'status',
    width: 150,
    value: row => washChip(row.wash),
    trail: row => candidateTrail(row, 'wash'),
  },
  {
    id: 'substitute',
    head: 'Substitute',
    kind: 'text',
    width: 100,
    none: 'none free',
    value: row => row.substitutes.find(option => option.barred === null)?.symbol ?? null,
  },
  { id: 'name', head: 'Name', kind: 'text', width: 220, value: row => row.name },
]

export const rowIdOf = (row: LotRow): string => row.lot.id

/** Days a lot still needs; a long-term lot needs none. */
function daysShown({ daysToLong }: LotRow): number | null {
  return daysToLong === null ? null : Math.max(0, daysToLong)
}

/** Near its day a lot's verdict says what the date asks for: a loss that is worth less as long-term is not waited with. */
function verdictOf(row: LotRow): StatusWord {
  if (isOnTicket(row)) return { tone: 'waiting', word: 'On a ticket' }
  const isBeforeItsDay = row.state === 'waiting' && row.reasons.some(reason => reason.code === 'long/near')
  return isBeforeItsDay ? { tone: 'caution', word: 'Before its day' } : candidateWords[row.state]
}

/** A lot that issued tickets sell whole: said in its verdict, so that nobody looks for it among what a date will turn. */
function isOnTicket(row: LotRow): boolean {
  return row.reasons.some(reason => reason.code === 'ticket/on-its-way')
}

/**
 * Losses and values of lots may be added; what they save may not, because losses meet gains only once. Lots that are on a ticket are listed and not added:
 * they cannot be sold again.
 */
export function lotTotals(listed: readonly LotRow[]): Readonly<Record<string, string>> {
  const rows = listed.filter(row => !isOnTicket(row))
  const sum = (of: (row: LotRow) => number | null) => rows.reduce((total, row) => total + (of(row) ?? 0), 0)
  const unknown = rows.filter(row => row.gain === null).length
  const ticketed = listed.length - rows.length
  return {
    symbol: counted(rows.length, 'lot'),
    gain: money(sum(row => row.gain)),
    value: money(sum(row => row.value)),
    account: [ticketed > 0 && `${counted(ticketed, 'lot')} on a ticket`, unknown > 0 && `${counted(unknown, 'lot')} of unknown gain`]
      .filter(Boolean)
      .join(', '),
  }
}

export function candidateTrail(row: Pick<LotRow, 'lot' | 'household' | 'asOf'>, figure: string): TrailRequest {
  return { of: 'review', input: { household: row.household, asOf: row.asOf, figure: { subject: 'candidate', ids: [row.lot.id], figure } } }
}
