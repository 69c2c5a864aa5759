/**
 * What an entry of a corporate action, a call, a gift or a sale with a method of its own must state, and what it must not: nothing is guessed later. The
 * law behind the columns: IRC sections 301, 354 to 358, 852(b)(4), 1015(d), Reg. 1.1012-1(c).
 */
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { EntryKind } from '../../../shared/model/ledger.ts'
import type { Rule } from './rules.ts'

type Need = 'must' | 'may'
type Needs = Partial<Record<EntryKind, Need>>

const needsRatio: Needs = {
  split: 'must',
  merger: 'must',
  'spin-off': 'must',
  exercise: 'must',
  'taxable-merger': 'may',
  'name-change': 'may',
  buy: 'may',
}
const needsCounter: Needs = {
  merger: 'must',
  'spin-off': 'must',
  exercise: 'must',
  'name-change': 'must',
  'taxable-merger': 'may',
  buy: 'may',
}
const needsCounterPrice: Needs = { merger: 'may', 'taxable-merger': 'may', 'spin-off': 'may' }
const needsAmount: Needs = { 'return-of-capital': 'must', 'capital-gain-distribution': 'must', 'cash-in-lieu': 'must', exercise: 'must' }
const relieves: ReadonlySet<EntryKind> = new Set(['sell', 'transfer-out', 'gift-out', 'donation', 'cash-in-lieu'])

function articled(kind: EntryKind): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`
}

function stated(column: string, needs: Needs, says: string): Rule {
  return (row, tell) => {
    const kind = row.kind as EntryKind
    const need = needs[kind]
    if (need === 'must' && row[column] === null) tell(column, `${articled(kind)} needs its ${column}`, `Fill in ${says}.`)
    else if (need === undefined && row[column] !== null) tell(column, `${articled(kind)} has no ${column}`, `Leave ${column} blank.`)
  }
}

const amountStated: Rule = (row, tell) => {
  const kind = row.kind as EntryKind
  const amount = row.amount as number | null
  if (needsAmount[kind] === 'must' && (amount === null || amount === 0))
    tell(
      'amount',
      `${articled(kind)} needs its amount`,
      kind === 'exercise' ? 'Fill in what was paid, negative.' : 'Fill in the cash received.',
    )
  if (kind === 'expired' && amount !== null && amount !== 0)
    tell('amount', 'what expires brings nothing', 'Leave amount blank, or enter a sale.')
}

/** A ratio and the security it is of go together; so do cash or a taxable exchange and the value of the new shares. */
const together: Rule = (row, tell) => {
  const kind = row.kind as EntryKind
  const counted = row.ratio !== null && row.counter !== null
  if ((kind === 'taxable-merger' || kind === 'buy') && (row.ratio === null) !== (row.counter === null))
    tell(row.ratio === null ? 'ratio' : 'counter', 'ratio and counter go together', 'Fill in both, or leave both blank.')
  if (kind === 'merger' && row.amount !== null && row.counter_price === null)
    tell(
      'counter_price',
      'a merger with cash needs the value of a new share',
      'Fill in its value on that day: the gain is recognized up to the cash (IRC §356).',
    )
  if (kind === 'taxable-merger' && counted && row.counter_price === null)
    tell(
      'counter_price',
      'a taxable merger needs the value of a new share',
      'Fill in its value on that day: it is the proceeds and the new basis.',
    )
  if (kind === 'taxable-merger' && !counted && row.amount === null)
    tell('amount', 'a taxable merger brings cash, shares, or both', 'Fill in the cash, or counter, ratio and counter_price.')
  if (row.counter !== null && row.counter === row.symbol) tell('counter', 'a security becomes itself', 'Name the other security.')
  if (kind === 'name-change' && row.ratio !== null && !/^(\d+) for \1$/.test(String(row.ratio)))
    tell('ratio', 'a name change keeps the number of shares', 'Enter a merger, or a split beside the name change.')
  const moves = kind !== 'buy' && (needsCounter[kind] !== undefined || needsRatio[kind] !== undefined || needsAmount[kind] !== undefined)
  if (moves && row.symbol === null) tell('symbol', `${articled(kind)} names a security`, 'Fill in the ticker.')
}

const allocated: Rule = (row, tell) => {
  const kind = row.kind as EntryKind
  const part = row.allocation as number | null
  if (kind !== 'spin-off') {
    if (part !== null) tell('allocation', `a ${kind} has no allocation`, 'Leave allocation blank.')
    return
  }
  if (part !== null && (part < 0 || part > 100_000_000))
    tell('allocation', 'the allocation is outside 0 % to 100 %', 'Type the part of the basis that goes to the new shares.')
  if (part === null && (row.price === null || row.counter_price === null))
    tell(
      'allocation',
      'a spin-off needs its allocation',
      "Fill in the issuer's percentage (Form 8937), or price and counter_price: the values after it.",
    )
}

const giftTaxed: Rule = (row, tell) => {
  const [tax, basis] = [row.gift_tax as number | null, row.basis as number | null]
  if (tax === null) return
  if (row.kind !== 'gift-in') tell('gift_tax', `a ${row.kind} carries no gift tax`, 'Leave gift_tax blank.')
  else if (basis !== null && row.price !== null && row.shares !== null && marketValue(row.shares as Shares, row.price as Price) <= basis)
    tell(
      'gift_tax',
      "the value when given is not above the donor's basis: no net increase was taxed",
      'Leave gift_tax blank, or correct price or basis.',
    )
  else if (basis === null) tell('gift_tax', "gift tax is added to the donor's basis, which is not stated", 'Fill in basis.')
}

const methodTold: Rule = (row, tell) => {
  if (row.method !== null && !relieves.has(row.kind as EntryKind)) tell('method', `a ${row.kind} relieves no lots`, 'Leave method blank.')
}

const grouped: Rule = (row, tell) => {
  if (row.order_group !== null && row.kind !== 'buy' && row.kind !== 'reinvest')
    tell('order_group', `a ${row.kind} is no fill of a purchase`, 'Leave order_group blank.')
}

export const actionRules: readonly Rule[] = [
  stated('ratio', needsRatio, 'new shares for old, as 3 for 2'),
  stated('counter', needsCounter, 'the symbol of the other security'),
  stated('counter_price', needsCounterPrice, 'the value of a share'),
  amountStated,
  together,
  allocated,
  giftTaxed,
  methodTold,
  grouped,
]
