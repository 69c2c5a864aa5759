/**
 * Corporate actions in files of trades. A row becomes an action of the ledger where it states every fact the action needs (a return of capital its amount, a
 * cash merger its cash, a mapped file's columns the rest); otherwise it is kept as a note, and a warning says what to enter in which table of the
 * template. A ratio, a value or an allocation of basis is never guessed.
 */
import type { Cents } from '../../shared/kernel/cents.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Price } from '../../shared/kernel/price.ts'
import type { Shares } from '../../shared/kernel/shares.ts'
import type { ReliefMethod } from '../../shared/model/book.ts'
import type { EntryKind } from '../../shared/model/ledger.ts'

/** What only a mapped file states beside a trade's own columns. */
export interface Beside {
  readonly ratio: [number, number] | null
  readonly counter: string | null
  readonly counterPrice: Price | null
  readonly allocation: number | null
  readonly orderGroup: string | null
  readonly method: ReliefMethod | null
}

export const nothingBeside: Beside = { ratio: null, counter: null, counterPrice: null, allocation: null, orderGroup: null, method: null }

const kinds: readonly (readonly [RegExp, EntryKind])[] = [
  [/^(cash|taxable) merger$/i, 'taxable-merger'],
  [/merger/i, 'merger'],
  [/spin/i, 'spin-off'],
  [/reverse split|rev split/i, 'split'],
  [/(name|symbol|cusip) change/i, 'name-change'],
  [/name changed/i, 'name-change'],
  [/exercise/i, 'exercise'],
  [/expired/i, 'expired'],
]

/** The kind of entry an action's word stands for, where one does. */
export function actionKind(action: string): EntryKind | undefined {
  return kinds.find(([pattern]) => pattern.test(action))?.[1]
}

interface Stated {
  readonly symbol: string
  readonly shares: Shares
  readonly price: Price | null
  readonly amount: Cents | null
}

/** Whether a row states all that an action needs. */
export function isComplete(kind: EntryKind, { symbol, shares, price, amount }: Stated, beside: Beside): boolean {
  const { ratio, counter, counterPrice, allocation } = beside
  const swapped = ratio !== null && counter !== null
  if (symbol === '') return false
  switch (kind) {
    case 'split':
      return ratio !== null
    case 'merger':
      return swapped && (amount === null || amount === 0 || (amount > 0 && counterPrice !== null))
    case 'taxable-merger':
      return counter === null && ratio === null ? amount !== null && amount > 0 : swapped && counterPrice !== null
    case 'spin-off':
      return swapped && (allocation !== null || (price !== null && counterPrice !== null))
    case 'name-change':
      return counter !== null
    case 'exercise':
      return swapped && shares !== 0 && amount !== null && amount !== 0
    case 'expired':
      return shares !== 0
    default:
      return false
  }
}

const columns: Partial<Record<EntryKind, string>> = {
  split: 'kind split with its ratio, as 1 for 10',
  merger: 'kind merger (or taxable-merger) with counter, ratio and, where there is cash, amount and counter_price',
  'taxable-merger': 'kind taxable-merger with the cash as amount and, for shares received, counter, ratio and counter_price',
  'spin-off': "kind spin-off with the old security as symbol, counter, ratio and the issuer's allocation (Form 8937)",
  'name-change': 'kind name-change with the new symbol as counter',
  exercise: 'kind exercise with counter, ratio, shares and amount',
  expired: 'kind expired with its shares',
  'cash-in-lieu': 'kind cash-in-lieu with the fraction as shares',
}

/** What to do about an action whose row does not tell all. */
export function actionRemedy(kind: EntryKind | undefined, symbol: string, day: CivilDate): string {
  const lots = `Lots of ${symbol || 'this security'} are right again with an open-lots file dated on or after ${day}`
  const enter = kind === undefined ? undefined : columns[kind]
  return enter === undefined
    ? `It is kept as a note. ${lots}.`
    : `It is kept as a note. Enter it in the template's table of entries: ${enter}. ${lots}, too.`
}
