/**
 * Corporate actions and options of the ledger as booking events. What the entry must state for each stands here; where a fact is missing (a ratio, a
 * value, an allocation) the entry is an issue that says what to enter and in which column, and never a guess.
 */
import { dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { Counter, Worth } from './corporate.ts'
import { entryIssue } from './entry-faults.ts'
import type { Acquire, BookingEvent } from './event.ts'
import type { LotIssue } from './issue.ts'
import type { ShareEntry } from './ledger-input.ts'

export interface ActionContext {
  readonly same: (security: string) => string
  /** A later lot statement of the account already shows the security. */
  readonly isStated: (entry: ShareEntry, security: string) => boolean
  /** Lots of that statement from days on which the ledger bought the security that is given up. */
  readonly lotsOf: (entry: ShareEntry) => readonly Acquire[]
  /** Whether this is the first account that tells of the change of the security: losses that wait are restated once. `change`: what and in which ratio. */
  readonly isFirstTold: (security: string, day: number, change: string, account: string) => boolean
}

const actionKinds = [
  'merger',
  'taxable-merger',
  'spin-off',
  'name-change',
  'return-of-capital',
  'capital-gain-distribution',
  'exercise',
] as const
type ActionEntry = ShareEntry & { readonly kind: (typeof actionKinds)[number] }

export function isAction(entry: ShareEntry): entry is ActionEntry {
  return (actionKinds as readonly string[]).includes(entry.kind)
}

/** The event; null for a name change, by which nothing happens to the lots (ledger-input.ts reads it); or what is missing. */
export function actionEvent(entry: ActionEntry, context: ActionContext): BookingEvent | LotIssue | null {
  const between = { id: entry.id, account: entry.account, security: context.same(entry.security), day: dayNumber(entry.tradeDate) }
  switch (entry.kind) {
    case 'merger':
      return merger(entry, context, between)
    case 'taxable-merger':
      return taxableMerger(entry, context, between)
    case 'spin-off':
      return spinOff(entry, context, between)
    case 'name-change':
      return nameChange(entry)
    case 'return-of-capital':
    case 'capital-gain-distribution': {
      const nature = entry.kind === 'return-of-capital' ? 'return-of-capital' : 'capital-gain'
      if (entry.amount === null || entry.amount <= 0) return missing(entry, 'states no amount above zero', 'amount')
      return { kind: 'distribution', ...between, amount: entry.amount, nature }
    }
    case 'exercise': {
      const counter = counterOf(entry, context)
      if (counter === null) return missing(entry, 'does not say what the call is a right to', 'counter and ratio')
      const cost = entry.amount === null ? null : Math.abs(entry.amount)
      return { kind: 'exercise', ...between, shares: entry.shares, counter, cost }
    }
  }
}

type Between = { readonly id: string; readonly account: string; readonly security: string; readonly day: number }

function merger(entry: ActionEntry, context: ActionContext, between: Between): BookingEvent | LotIssue {
  const counter = counterOf(entry, context)
  if (counter === null) return missing(entry, 'does not state the new security and its ratio', 'counter and ratio')
  if (counter.security === between.security) return missing(entry, 'gives the security for itself', 'counter')
  const cash = entry.amount ?? 0
  const worth = worthOf(entry)
  if (cash < 0) return missing(entry, 'states cash that leaves', 'amount')
  if (cash > 0 && worth === null) return missing(entry, 'brings cash and does not state what a new share is worth', 'counter_price')
  const change = `merger ${counter.security} ${counter.numerator / counter.denominator}`
  return {
    kind: 'exchange',
    ...between,
    counter: counter.stated ? { ...counter, lots: context.lotsOf(entry) } : counter,
    cash,
    worth,
    restatesLosses: context.isFirstTold(between.security, between.day, change, between.account),
  }
}

function taxableMerger(entry: ActionEntry, context: ActionContext, between: Between): BookingEvent | LotIssue {
  const counter = counterOf(entry, context)
  const [cash, worth] = [entry.amount ?? 0, worthOf(entry)]
  if (cash < 0) return missing(entry, 'states cash that leaves', 'amount')
  if (counter === null && (entry.counter ?? null) !== null) return missing(entry, 'does not state its ratio', 'ratio')
  if (counter === null && cash === 0) return missing(entry, 'brings neither cash nor shares', 'amount, or counter and ratio')
  if (counter !== null && worth === null) return missing(entry, 'does not state what a new share is worth', 'counter_price')
  return { kind: 'taxable-exchange', ...between, counter, cash, worth }
}

function spinOff(entry: ActionEntry, context: ActionContext, between: Between): BookingEvent | LotIssue {
  const counter = counterOf(entry, context)
  if (counter === null) return missing(entry, 'does not state the new security and its ratio', 'counter and ratio')
  if (counter.security === between.security) return missing(entry, 'gives the security for itself', 'counter')
  if ((entry.allocation ?? 0) > wholeAllocation) return missing(entry, 'gives more than the whole basis to the new shares', 'allocation')
  const allocation = allocationOf(entry, counter)
  if (allocation === null)
    return missing(entry, 'does not say how much basis goes to the new shares', 'allocation, or price and counter_price')
  return { kind: 'spin-off', ...between, counter, allocation }
}

/** Hundred-millionths in the whole. */
const wholeAllocation = 100_000_000

/** As stated, else by the values of what is held after: a share of the old with the new shares that come on it. */
function allocationOf(entry: ShareEntry, counter: Counter): { part: number; whole: number } | null {
  if (entry.allocation != null) return { part: entry.allocation, whole: wholeAllocation }
  if (entry.price === null || entry.counterPrice == null) return null
  const part = BigInt(entry.counterPrice) * BigInt(counter.numerator)
  const whole = part + BigInt(entry.price) * BigInt(counter.denominator)
  const divisor = greatestCommon(part, whole)
  const reduced = { part: Number(part / divisor), whole: Number(whole / divisor) }
  return whole > 0n && Number.isSafeInteger(reduced.whole) ? reduced : null
}

function greatestCommon(a: bigint, b: bigint): bigint {
  return b === 0n ? (a === 0n ? 1n : a) : greatestCommon(b, a % b)
}

function nameChange(entry: ActionEntry): LotIssue | null {
  if (entry.counter == null) return missing(entry, 'does not state the new name', 'counter')
  if (entry.ratio === null || entry.ratio[0] === entry.ratio[1]) return null
  return missing(entry, 'changes the number of shares, which a name change does not', 'kind: merger')
}

export function counterOf(entry: ShareEntry, context: Pick<ActionContext, 'same' | 'isStated'>): Counter | null {
  if (entry.counter == null || entry.ratio === null) return null
  const [numerator, denominator] = entry.ratio
  if (!(numerator > 0 && denominator > 0)) return null
  return { security: context.same(entry.counter), numerator, denominator, stated: context.isStated(entry, entry.counter) }
}

/** Millionths of a dollar a share are cents for ten billion millionths of a share. */
function worthOf(entry: ShareEntry): Worth | null {
  return entry.counterPrice == null ? null : { money: entry.counterPrice, shares: 10_000_000_000 }
}

function missing(entry: ShareEntry, what: string, columns: string): LotIssue {
  return entryIssue(
    entry,
    'data/action-incomplete',
    `The ${entry.kind} of ${entry.tradeDate} ${what}; its lots stand as they were before it.`,
    `Enter it in the template's table of entries with ${columns} filled in, and take this entry back; or import a lot statement of a later day.`,
  )
}
