/**
 * What the household's records say, laid out by group of identical securities so that a verdict reads its own group only. Built once for a review;
 * each verdict then costs what its group holds.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId, TicketId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { Account } from '../../../shared/model/book.ts'
import type { OpenLot } from '../../../shared/model/ledger.ts'
import type { Treatment } from '../lots/event.ts'
import type { Gift } from '../lots/gift.ts'
import { treatmentOf } from '../lots/ledger-input.ts'
import { type BookingPolicy, defaultPolicy, fileApart } from '../lots/policy.ts'
import type { Matching, ProjectedLot } from '../lots/project.ts'
import type { SoldAgain } from '../lots/sold-again.ts'
import type { Acquisition } from './acquisitions.ts'
import type { GroupOf } from './identical.ts'
import type { LossSale } from './loss-sale.ts'

export type EvidenceAccount = Pick<Account, 'id' | 'name' | 'type' | 'coverageFrom' | 'coverageTo'>
/** `matching` and `purchase` as the projection says; where they are missing, a purchase without a wash adjustment may replace, and the id names it. */
export type HeldLot = OpenLot & {
  readonly matching?: Matching
  readonly purchase?: string
  readonly gift?: Gift
  /** Shares of it that a ticket sells, or that have replaced what one sells: they replace nothing more. */
  readonly spoken?: Shares
  /** Of calls: the security they are a right to, and for how many of its shares they have replaced none yet. */
  readonly right?: ProjectedLot['right']
}

/** A purchase or loss sale of the same plan, not traded yet. null shares: not decided. */
export interface PlannedTrade {
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  readonly shares: Shares | null
  /** Tells planned purchases apart where each share may be used once. */
  readonly id?: string
  /** The issued ticket it stands on. */
  readonly ticket?: TicketId
}

/** A holding whose dividends buy more shares. */
export interface ReinvestingFact {
  readonly account: AccountId
  readonly security: SecurityId
  /** The next dividend at the interval of the last two, and that interval in days; null or left out: it cannot be told. */
  readonly expected?: CivilDate | null
  readonly every?: number | null
}

export interface EvidenceFacts {
  /** The law as the firm reads it; its defaults where left out. */
  readonly policy?: BookingPolicy
  /** The last day the records speak of. */
  readonly asOf: CivilDate
  readonly accounts: readonly EvidenceAccount[]
  readonly lots: readonly HeldLot[]
  readonly acquisitions: readonly Acquisition[]
  readonly lossSales: readonly LossSale[]
  /** Bought and sold again; none where left out. */
  readonly soldAgain?: readonly SoldAgain[]
  readonly reinvesting: readonly ReinvestingFact[]
  readonly plannedBuys: readonly PlannedTrade[]
  readonly plannedLossSales: readonly PlannedTrade[]
  readonly groupOf: GroupOf
  readonly symbolOf: (security: SecurityId) => string
}

export interface GroupEvidence {
  readonly lots: readonly HeldLot[]
  readonly acquisitions: readonly Acquisition[]
  readonly lossSales: readonly LossSale[]
  readonly soldAgain: readonly SoldAgain[]
  readonly reinvesting: EvidenceFacts['reinvesting']
  readonly plannedBuys: readonly PlannedTrade[]
  readonly plannedLossSales: readonly PlannedTrade[]
  /** Calls that are a right to securities of the group (IRC section 1091(a), last sentence). */
  readonly rights?: HeldLot[]
}

export interface HouseholdEvidence {
  readonly policy: BookingPolicy
  readonly asOf: CivilDate
  readonly accounts: ReadonlyMap<AccountId, EvidenceAccount>
  readonly groupOf: GroupOf
  readonly group: (security: SecurityId) => GroupEvidence
  readonly symbolOf: (security: SecurityId) => string
}

const laid = ['lots', 'acquisitions', 'lossSales', 'soldAgain', 'reinvesting', 'plannedBuys', 'plannedLossSales'] as const
type Laid = (typeof laid)[number]

const emptyGroup = () => ({
  lots: [],
  acquisitions: [],
  lossSales: [],
  soldAgain: [],
  reinvesting: [],
  plannedBuys: [],
  plannedLossSales: [],
})
const nothing: GroupEvidence = emptyGroup()

export function householdEvidence(facts: EvidenceFacts): HouseholdEvidence {
  const groups = new Map<string, { [Kind in Laid]: GroupEvidence[Kind][number][] } & { rights?: HeldLot[] }>()
  const groupOf = (security: SecurityId) => {
    const name = facts.groupOf(security)
    let group = groups.get(name)
    if (group === undefined) {
      group = emptyGroup()
      groups.set(name, group)
    }
    return group
  }
  const { outside } = facts.policy ?? defaultPolicy
  for (const kind of laid) {
    for (const fact of facts[kind] ?? []) if (!outside.has(fact.security)) (groupOf(fact.security)[kind] as unknown[]).push(fact)
  }
  for (const lot of facts.lots) {
    if (lot.right === undefined || outside.has(lot.right.security)) continue
    const group = groupOf(lot.right.security)
    group.rights = [...(group.rights ?? []), lot]
  }
  return {
    policy: facts.policy ?? defaultPolicy,
    asOf: facts.asOf,
    accounts: new Map(facts.accounts.map(account => [account.id, account])),
    groupOf: facts.groupOf,
    group: security => groups.get(facts.groupOf(security)) ?? nothing,
    symbolOf: facts.symbolOf,
  }
}

/** The same records with more plans: for what-ifs, without laying everything out again. */
export function withPlans(
  evidence: HouseholdEvidence,
  plans: Pick<EvidenceFacts, 'plannedBuys' | 'plannedLossSales' | 'groupOf'>,
): HouseholdEvidence {
  if (plans.plannedBuys.length === 0 && plans.plannedLossSales.length === 0) return evidence
  const of = (security: SecurityId) => (plan: PlannedTrade) =>
    !evidence.policy.outside.has(plan.security) && plans.groupOf(plan.security) === plans.groupOf(security)
  // a window is kept for the group it was made of
  const kept = new Map<string, GroupEvidence>()
  return {
    ...evidence,
    group: security => {
      const name = plans.groupOf(security)
      const known = kept.get(name)
      if (known !== undefined) return known
      const group = evidence.group(security)
      const more = {
        ...group,
        plannedBuys: [...group.plannedBuys, ...plans.plannedBuys.filter(of(security))],
        plannedLossSales: [...group.plannedLossSales, ...plans.plannedLossSales.filter(of(security))],
      }
      kept.set(name, more)
      return more
    },
  }
}

export function treatmentIn(evidence: HouseholdEvidence, account: AccountId): Treatment {
  const known = evidence.accounts.get(account)
  return known === undefined ? 'taxable' : treatmentOf(known.type, evidence.policy)
}

/** Whether a loss of `seller` that a purchase in `buyer` disallows is in no basis afterwards: an IRA, or a spouse on a separate return (RULES 2.2, 2.3). */
export function isLostIn(evidence: HouseholdEvidence, seller: AccountId, buyer: AccountId): boolean {
  return treatmentIn(evidence, buyer) === 'sheltered' || fileApart(evidence.policy, seller, buyer)
}

/** Whether section 1091 says nothing of it: a digital asset, where the firm reads those as property. */
export function isOutside(evidence: HouseholdEvidence, security: SecurityId): boolean {
  return evidence.policy.outside.has(security)
}
