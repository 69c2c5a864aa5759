/**
 * The limits in force for a plan, and what is wrong with them before anything is solved: a least above a most, least weights that add up to more than everything, a least weight of what nobody holds or can
 * buy, a limit that must hold on what may not be traded. Each is refused by name with its remedy; nothing is loosened in silence.
 */
import type { AccountId, SecurityId } from '../../../../shared/kernel/id.ts'
import type { Refusal } from '../../../../shared/kernel/outcome.ts'
import type { Security } from '../../../../shared/model/book.ts'
import type { PlanLimit } from '../../../../shared/model/plan-limits.ts'
import type { Wishes } from '../../../../shared/model/proposal.ts'
import { percent } from '../../../../shared/present/format.ts'
import { groupName, groupWords, type LimitInForce, limitsInForce, limitWords, sourceWords } from '../../../../shared/present/plan-limits.ts'
import { onlyHeld } from '../../model/blend.ts'
import { targetsFor } from '../../model/targets-for.ts'
import type { Standing } from '../../standing/standing.ts'
import { groupOf } from './groups.ts'

export function limitsOf({ snapshot }: Standing, { limits }: Pick<Wishes, 'limits'>): LimitInForce[] {
  return limitsInForce({ firm: snapshot.settings.limits, household: snapshot.limits, plan: limits })
}

type Group = Extract<PlanLimit, { kind: 'group' }>

/** The first that cannot be; null where all can be asked for. `accounts`: those to be planned. */
export function objectionToLimits(standing: Standing, inForce: readonly LimitInForce[], accounts: readonly AccountId[]): Refusal | null {
  for (const each of inForce) {
    const found = crossed(each) ?? beyondReach(standing, each, accounts)
    if (found) return found
  }
  return tooMuch(inForce)
}

function refusal({ limit, source }: LimitInForce, what: string, remedy: string): Refusal {
  return { code: 'input/limit', what, where: `${limitWords(limit)} (${sourceWords[source]})`, remedy }
}

const remedies = {
  firm: 'Correct it under Settings, Limits of plans, or let it go in this plan.',
  household: 'Correct it under Household, Dates and limits, or let it go in this plan.',
  plan: 'Correct it beside the plan.',
} as const

function crossed(each: LimitInForce): Refusal | null {
  const { limit, source } = each
  if (limit.kind !== 'group' || limit.least === null || limit.most === null || limit.least <= limit.most) return null
  return refusal(each, `At least ${percent(limit.least)} and at most ${percent(limit.most)} cannot both hold.`, remedies[source])
}

/** Least weights of the whole, group by group: together at most everything. */
function tooMuch(inForce: readonly LimitInForce[]): Refusal | null {
  const least = inForce.filter((each): each is LimitInForce & { limit: Group } => each.limit.kind === 'group' && asksForSome(each.limit))
  for (const [of, all] of Map.groupBy(least, ({ limit }) => limit.of)) {
    const sum = all.reduce((total, { limit }) => total + (limit.least ?? 0), 0)
    if (sum <= 10_000) continue
    const last = all.at(-1) as LimitInForce
    return refusal(
      last,
      `The least weights by ${groupWords[of]} add up to ${percent(sum)}: more than there is.`,
      'Ask for less of one of them.',
    )
  }
  return null
}

const asksForSome = ({ from, least, name, price }: Group) =>
  from === undefined && least !== null && least > 0 && name !== null && price === undefined

/** Asked of what no account to be planned holds or has among its targets; the firm asks all its households, so its words alone are no mistake. */
function beyondReach(standing: Standing, each: LimitInForce, accounts: readonly AccountId[]): Refusal | null {
  const { limit, source } = each
  if (limit.kind !== 'group' || limit.name === null || source === 'firm') return null
  const members = standing.snapshot.securities.filter(security => groupOf(limit.of, security) === limit.name)
  const held = standing.lots.filter(({ account, security }) => accounts.includes(account) && members.some(({ id }) => id === security))
  const targets = targetsOf(standing, accounts)
  const group = groupName(limit.of, limit.name)
  if (asksForSome(limit) && held.length === 0 && !members.some(({ id }) => targets.has(id)))
    return refusal(
      each,
      `${group}: nobody holds it and no model has it, so nothing of it can be bought.`,
      'Add a security of it to a model portfolio, or ask for none of it.',
    )
  if (!limit.must || members.length === 0 || !members.every(member => isLocked(standing, member, accounts))) return null
  return refusal(
    each,
    `${group}: every security of it is restricted, so its weight cannot be changed.`,
    'Let the limit give way, or end a restriction under Household.',
  )
}

/** What a plan of these accounts buys for the lines they go toward, whatever assigns them: models, sleeves, one model for the household. */
function targetsOf(standing: Standing, accounts: readonly AccountId[]): ReadonlySet<SecurityId> {
  return new Set(
    accounts.flatMap(account => {
      const held = onlyHeld(standing.snapshot, standing.accountOf(account))
      return targetsFor(standing, account).targets.flatMap(({ security, buyable }) => (buyable && !held.has(security) ? [security] : []))
    }),
  )
}

function isLocked(standing: Standing, { id }: Pick<Security, 'id'>, accounts: readonly AccountId[]): boolean {
  return accounts.every(account => {
    const kinds = standing.restrictionsOf(account, id).map(({ kind }) => kind)
    return kinds.includes('do-not-trade') || (kinds.includes('never-buy') && kinds.includes('never-sell'))
  })
}
