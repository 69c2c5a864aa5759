/**
 * Lines of a run over the whole book, each read off the plan of its household: nothing is solved or priced here, so that the plan behind a line is the one its figures are of.
 */
import { type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import type { BookPlan, BookPlanLine, BookPlanRow } from '../../../shared/model/book-plan.ts'
import type { Proposal, ProposalAccount } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { hasPlan } from '../../../shared/present/plan-words.ts'
import { limitsOnPaper } from './limits/relaxed-limit.ts'

const unplanned = { trackingErrorBefore: null, trackingErrorAfter: null, tax: null, cost: null, trades: 0 } as const

/** The plan as `optimize.run` seals it: with all accounts that can be traded. */
export function bookPlanRow({ accounts }: Pick<Snapshot, 'accounts'>, plan: Proposal): BookPlanRow {
  const lines = [...plan.accounts.map(lineOf), ...viewOnlyLines(accounts)]
  const limits = limitsOf(plan)
  return {
    household: plan.household,
    householdName: plan.householdName,
    proposal: plan.id,
    hash: plan.hash,
    scope: plan.accounts.every(({ status }) => status === 'refused') ? null : (plan.scope ?? 'accounts'),
    status: plan.status,
    ...(hasPlan(plan) ? figuresOf(plan) : unplanned),
    why: reasonsOf(plan, lines),
    code: lines.every(({ code }) => code !== null) ? (lines[0]?.code ?? null) : null,
    savedAgainstHifo: savedAgainstHifo(plan),
    gap: plan.certificate?.gap ?? null,
    ...(limits === null ? {} : { limits }),
    accounts: lines,
    moved: false,
  }
}

/** A household of which there is no plan at all: its own screen says the same refusal. */
export function refusedPlanRow({ household, accounts }: Pick<Snapshot, 'household' | 'accounts'>, { what, code }: Refusal): BookPlanRow {
  return {
    household: household.id,
    householdName: household.name,
    proposal: null,
    hash: null,
    scope: null,
    status: 'refused',
    ...unplanned,
    why: what,
    code,
    savedAgainstHifo: null,
    gap: null,
    accounts: accounts.map(account => leftOut(account, what, code)),
    moved: false,
  }
}

function figuresOf({ before, after }: Pick<Proposal, 'before' | 'after'>) {
  return {
    trackingErrorBefore: before.trackingError,
    trackingErrorAfter: after.trackingError,
    tax: after.tax,
    cost: after.cost,
    trades: after.tickets,
  }
}

function lineOf(account: ProposalAccount): BookPlanLine {
  const { account: id, accountName, accountType, status, refusal, words } = account
  const has = hasPlan({ accounts: [account] })
  return {
    account: id,
    accountName,
    accountType,
    status,
    ...(has ? figuresOf(account) : unplanned),
    why: has ? '' : (refusal?.what ?? words),
    code: refusal?.code ?? null,
  }
}

/** They are no part of any plan, and are counted as left out. */
function viewOnlyLines(accounts: Snapshot['accounts']): BookPlanLine[] {
  return accounts
    .filter(({ mode }) => mode === 'view-only')
    .map(account => leftOut(account, 'The account is view-only: nothing can be traded in it.', 'data/view-only'))
}

function leftOut({ id, name, type }: Snapshot['accounts'][number], why: string, code: string): BookPlanLine {
  return { account: id, accountName: name, accountType: type, status: 'refused', ...unplanned, why, code }
}

/** Each reason once, with the accounts it is of; a household that clashes as one, or of which all accounts are left for one reason, needs no names. */
function reasonsOf({ scope, words, accounts }: Proposal, lines: readonly BookPlanLine[]): string {
  if (scope === 'household' && !hasPlan({ accounts })) return words
  const named = new Map<string, string[]>()
  for (const { why, accountName } of lines) if (why !== '') named.set(why, [...(named.get(why) ?? []), accountName])
  const [[only, of] = [], ...others] = [...named]
  if (only !== undefined && others.length === 0 && of?.length === lines.length) return only
  return [...named].map(([why, names]) => `${names.join(', ')}: ${why}`).join(' ')
}

/** A full rebalance trades every account that is planned: a plan that leaves one of them as it is is not held against it. */
function savedAgainstHifo({ accounts, baselines, after }: Proposal): Cents | null {
  const full = baselines.find(({ name }) => name === 'HIFO')?.figures
  const without = accounts.some(({ status }) => status === 'infeasible' || status === 'unsolved')
  if (full === undefined || without || !hasPlan({ accounts }) || full.tax === null || after.tax === null) return null
  return cents(full.tax + full.cost - after.tax - after.cost)
}

/** null where none are in force. */
function limitsOf({ joint, accounts }: Proposal): string[] | null {
  const kept = joint === undefined ? accounts.flatMap(account => (account.kept === undefined ? [] : [account])) : [joint]
  if (kept.every(each => each.kept === undefined)) return null
  return [...new Set(kept.flatMap(each => limitsOnPaper(each.kept)))]
}

export function bookPlanTotals(rows: readonly BookPlanRow[]): BookPlan['totals'] {
  const lines = rows.flatMap(({ accounts }) => accounts)
  const having = (...status: BookPlanLine['status'][]) => lines.filter(line => status.includes(line.status)).length
  const planned = (scope: BookPlanRow['scope']) => rows.filter(row => row.scope === scope).length
  const sum = (of: 'tax' | 'cost' | 'savedAgainstHifo') => sumCents(rows.map(row => row[of] ?? noCents))
  return {
    asOne: planned('household'),
    byAccount: planned('accounts'),
    accounts: lines.length,
    solved: having('optimal', 'feasible', 'by-rule'),
    proven: having('optimal'),
    infeasible: having('infeasible', 'unsolved'),
    refused: having('refused'),
    widestGap: rows.reduce<number | null>((most, { gap }) => (gap === null ? most : Math.max(most ?? 0, gap)), null),
    tax: sum('tax'),
    cost: sum('cost'),
    savedAgainstHifo: sum('savedAgainstHifo'),
  }
}
