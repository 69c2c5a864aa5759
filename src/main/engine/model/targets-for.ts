/**
 * What an account buys for each line of its model: the first member of its tax type that may be bought there and has a price. Where an earlier one is barred the next is taken and said so;
 * where none may be bought the first keeps the weight, so that what is missing is seen. A line without members is bought as its security. What is held of any member counts toward the
 * line whatever is bought (slots.ts).
 */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { type ModelPortfolio, taxTypeOf } from '../../../shared/model/book.ts'
import type { Member, ModelLine } from '../../../shared/model/model-line.ts'
import type { Standing } from '../standing/standing.ts'
import { taxTypeWords, whyNotBought } from './may-buy.ts'
import { modelOf } from './model-of.ts'
import { type Slot, type Slots, slotsOf } from './slots.ts'

export interface SlotTarget {
  readonly slot: Slot
  /** What takes the weight. */
  readonly security: SecurityId
  /** It may be bought here. Of a line without members the reader finds out by itself. */
  readonly buyable: boolean
  /** What was passed over, in sentences. */
  readonly notes: readonly string[]
}

export interface AccountTargets {
  readonly slots: Slots
  readonly targets: readonly SlotTarget[]
}

export function targetsFor(
  standing: Standing,
  account: AccountId,
  model: Pick<ModelPortfolio, 'targets'> | null = modelOf(standing.snapshot, standing.accountOf(account)),
): AccountTargets {
  const slots = slotsOf(model ?? { targets: [] }, standing)
  return { slots, targets: slots.all.map(slot => targetOf(standing, account, slot)) }
}

function targetOf(standing: Standing, account: AccountId, slot: Slot): SlotTarget {
  const { members, security } = slot.line
  if (members === undefined) return { slot, security, buyable: true, notes: [] }
  const taxType = taxTypeOf(standing.accountOf(account).type)
  const own = members.filter(({ taxTypes }) => taxTypes.includes(taxType))
  if (own.length === 0) {
    const note = `${slot.name} has no member for a ${taxTypeWords[taxType]} account: nothing of it is bought there.`
    return { slot, security, buyable: false, notes: [note] }
  }
  const passed: string[] = []
  for (const member of own) {
    const why = whyPassed(standing, account, member)
    if (why === null) return { slot, security: member.security, buyable: true, notes: passedOver(standing, slot.line, member, passed) }
    passed.push(`${standing.securityOf(member.security).symbol} (${why})`)
  }
  const first = own.find(each => isPriced(standing, each)) ?? (own[0] as Member)
  return {
    slot,
    security: first.security,
    buyable: false,
    notes: [`${slot.name}: nothing of it may be bought here: ${passed.join('; ')}.`],
  }
}

function isPriced({ priceOf }: Standing, { security }: Member): boolean {
  return (priceOf(security)?.price ?? 0) > 0
}

function whyPassed(standing: Standing, account: AccountId, member: Member): string | null {
  return isPriced(standing, member) ? whyNotBought(standing, account, member.security) : 'no price'
}

function passedOver(standing: Standing, line: ModelLine, { security, role }: Member, passed: readonly string[]): string[] {
  if (passed.length === 0) return []
  const { symbol } = standing.securityOf(security)
  const name = line.name ?? line.counts?.of
  return [
    `${name === undefined ? '' : `${name}: `}${symbol}, ${role === 'substitute' ? 'a substitute' : 'its equivalent'}, is bought instead of ${passed.join('; ')}.`,
  ]
}
