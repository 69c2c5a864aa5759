/** Cash after the plan, day by day, as the advisor reads it: each need and deposit that counts with the balance it leaves, what is not counted and why, what clashes. */
import { addCents, type Cents, cents, negateCents, noCents, subtractCents, sumCents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { CashNeed } from '../../../shared/model/book.ts'
import type { CashByDate, ProposalAccount, Wishes } from '../../../shared/model/proposal.ts'
import { counted, date, exactMoney } from '../../../shared/present/format.ts'
import { tradingDayFrom } from '../calendar/trading-days.ts'
import type { Standing } from '../standing/standing.ts'
import { balances, type CashPlan, cashPlanOf, daysOf, lowFrom } from './cash-flows.ts'
import { raisedIn } from './chain.ts'
import type { ProposalBody } from './household-parts.ts'

type Section = CashByDate['sections'][number]

/** The same plan with its cash by date; unchanged where no flows are counted. */
export function withCashByDate(standing: Standing, body: ProposalBody): ProposalBody {
  const planned = body.accounts.filter(({ refusal }) => refusal === null)
  const plan = cashPlanOf(
    standing,
    planned.map(({ account }) => account),
    body.wishes,
  )
  if (plan === null) return body
  const own = planned.filter(({ account }) => plan.counted.some(flow => flow.account === account))
  const any = plan.counted.some(({ account }) => account === null)
  const bearing = planned.filter(({ account }) => plan.bearers.includes(account))
  const { wishes } = body
  const sections = [
    ...own.map(account => ownSection(standing, plan, account, wishes)),
    ...(any ? [commonSection(standing, plan, bearing, wishes)] : []),
  ]
  const { until } = plan
  return { ...body, cashByDate: { until, words: wordsOf(plan, sections), sections, notes: notesOf(standing, plan) } }
}

const reserveOf = (standing: Standing, account: AccountId): Cents => standing.accountOf(account).cashReserve ?? noCents
const startOf = ({ after }: ProposalAccount): Cents => after.cashAfter ?? noCents

/** Cash that leaves with the plan: it meets no later need. What is raised in any account is told of one only where no other bears it. */
function raisedFrom({ bearers }: CashPlan, accounts: readonly AccountId[], wishes: Wishes): Cents {
  const own = sumCents(accounts.map(account => raisedIn(wishes, account)))
  return bearers.every(bearer => accounts.includes(bearer)) ? addCents(own, wishes.cashToRaise ?? noCents) : own
}

function ownSection(standing: Standing, plan: CashPlan, document: ProposalAccount, wishes: Wishes): Section {
  const { account, accountName } = document
  const flows = plan.counted.filter(flow => flow.account === account)
  const raised = { on: standing.tradeDay, amount: raisedFrom(plan, [account], wishes) }
  return section(account, accountName, flows, { start: startOf(document), reserve: reserveOf(standing, account), raised, met: null })
}

/** What the accounts have over at the time of each need of any account: not what they need themselves later. */
function commonSection(standing: Standing, plan: CashPlan, documents: readonly ProposalAccount[], wishes: Wishes): Section {
  const days = daysOf(plan.counted)
  const over = days.map(() => 0)
  for (const document of documents) {
    const free = startOf(document) - reserveOf(standing, document.account)
    lowFrom(balances(plan.counted, document.account, days)).forEach((low, at) => {
      over[at] = (over[at] as number) + free + low
    })
  }
  const accounts = documents.map(({ account }) => account)
  const raised = { on: standing.tradeDay, amount: raisedFrom(plan, accounts, wishes) }
  const met = balances(plan.counted, null, days).every((balance, at) => (over[at] as number) - raised.amount + balance >= 0)
  const flows = plan.counted.filter(({ account }) => account === null || accounts.includes(account))
  const name =
    documents.length === 1 ? (documents[0]?.accountName ?? '') : `Together: ${documents.map(each => each.accountName).join(', ')}`
  return section(null, name, flows, {
    start: sumCents(documents.map(startOf)),
    reserve: sumCents(accounts.map(account => reserveOf(standing, account))),
    raised,
    met,
  })
}

interface Begins {
  readonly start: Cents
  readonly reserve: Cents
  readonly raised: { readonly on: CivilDate; readonly amount: Cents }
  /** null: as the balances say. */
  readonly met: boolean | null
}

function section(account: AccountId | null, name: string, flows: readonly CashNeed[], { start, reserve, raised, met }: Begins): Section {
  let balance = subtractCents(start, raised.amount)
  const gone = raised.amount > 0 ? [{ date: raised.on, what: 'raised by the plan', amount: negateCents(raised.amount), balance }] : []
  const dated = inOrder(flows).map(flow => {
    const amount = flow.flow === 'deposit' ? flow.amount : negateCents(flow.amount)
    balance = addCents(balance, amount)
    return { date: flow.due, what: whatOf(flow), amount, balance }
  })
  const lines = [...gone, ...dated]
  const least = lines.reduce((low, line) => cents(Math.min(line.balance, low)), start)
  const kept = met ?? least >= reserve
  const stays = reserve > 0 ? `, ${exactMoney(reserve)} of it stays` : ''
  const short = exactMoney(cents(Math.max(0, reserve - least)))
  const words = kept
    ? `Met: at least ${exactMoney(least)} is there on every day${stays}.`
    : `Not met: ${least < reserve ? `${short} is missing on its lowest day` : 'cash is there, and is needed in its own account later'}${stays}.`
  return { account, name, start, reserve, lines, least, met: kept, words }
}

/** By day; on a day needs come first, because nobody knows at what hour a deposit comes. */
function inOrder(flows: readonly CashNeed[]): CashNeed[] {
  return flows.toSorted(
    (a, b) =>
      (a.due < b.due ? -1 : a.due > b.due ? 1 : Number(a.flow === 'deposit') - Number(b.flow === 'deposit')) || (a.id < b.id ? -1 : 1),
  )
}

const whatOf = ({ note, flow }: CashNeed) => note || (flow === 'deposit' ? 'deposit' : 'cash needed')

function wordsOf({ until, hold, common, counted: flows }: CashPlan, sections: readonly Section[]): string {
  if (flows.length === 0) return `No need or deposit until ${date(until)} counts.`
  const kept = addCents(common, sumCents([...hold.values()]))
  const needs = flows.filter(({ flow }) => flow !== 'deposit').length
  const named = [
    ...(needs > 0 ? [counted(needs, 'need')] : []),
    ...(flows.length > needs ? [counted(flows.length - needs, 'deposit')] : []),
  ]
  const of = `${named.join(' and ')} until ${date(until)}`
  const unmet = sections.filter(({ met }) => !met).length
  if (unmet > 0) return `${of}: not all are met by this plan.`
  return kept === 0
    ? `${of}: deposits come in time, no cash is kept for them.`
    : `${of}: ${exactMoney(kept)} is kept free for them, and not invested.`
}

function notesOf(standing: Standing, { left, counted: flows, until }: CashPlan): string[] {
  const settled = tradingDayFrom(addDays(standing.tradeDay, 1))
  const early = flows.filter(({ flow, due }) => flow !== 'deposit' && due < settled)
  const later = [...standing.snapshot.cashNeeds, ...(standing.snapshot.deposits ?? [])].filter(({ due }) => due > until).length
  return [
    ...left.map(({ flow, why }) => leftInWords(standing, flow, why)),
    ...early.map(
      flow =>
        `${whatOf(flow)} is due ${date(flow.due)}, before sales of ${date(standing.tradeDay)} settle on ${date(settled)} (17 CFR 240.15c6-1): it must be paid from cash that is there.`,
    ),
    ...(later === 0 ? [] : [`${counted(later, 'need or deposit', 'needs or deposits')} after ${date(until)} not counted yet.`]),
  ]
}

function leftInWords(standing: Standing, flow: CashNeed, why: CashPlan['left'][number]['why']): string {
  const of = `${flow.flow === 'deposit' ? 'Deposit' : 'Need'} of ${exactMoney(flow.amount)} (${whatOf(flow)}), due ${date(flow.due)}`
  switch (why) {
    case 'there':
      return `${of}: the ledger has it, so the cash of the book holds it. Remove it under Dates and limits.`
    case 'past':
      return flow.flow === 'deposit'
        ? `${of}: its day is past and the cash is not in the book, so it is not counted. Import the account again, move its day, or remove it.`
        : `${of}: its day is past, so it is not counted. Remove it if it was paid, otherwise move its day.`
    case 'not planned': {
      const name = flow.account === null ? '' : standing.accountOf(flow.account).name
      return flow.flow === 'deposit'
        ? `${of}: it comes into ${name}, which is not planned, and is not counted.`
        : `${of}: ${name} is not planned, so nothing is raised for it. Plan that account too, or name another.`
    }
    case 'nobody':
      return `${of}: no account can meet it. Make an account tradable, or name one.`
  }
}

/** The needs behind cash that no plan can raise, each with what it asks of the accounts. */
export function needsInClash(standing: Standing, plan: CashPlan | null, accounts: readonly AccountId[]): ProposalAccount['conflict'] {
  if (plan === null) return []
  const concerned = plan.counted.filter(
    ({ flow, account }) =>
      flow !== 'deposit' && (account === null ? plan.common > 0 : accounts.includes(account) && plan.hold.has(account)),
  )
  return inOrder(concerned).map(flow => {
    const where = flow.account === null ? 'any account' : standing.accountOf(flow.account).name
    const there = sumCents(accountsOf(plan, flow).map(account => standing.accountOf(account).cash ?? noCents))
    const before = sumCents(
      plan.counted
        .filter(other => other.flow === 'deposit' && other.account === flow.account && other.due < flow.due)
        .map(({ amount }) => amount),
    )
    const lacking = subtractCents(flow.amount, addCents(there, before))
    const words = `${whatOf(flow)}: ${exactMoney(flow.amount)} from ${where} by ${date(flow.due)}. ${exactMoney(there)} of cash is there, ${exactMoney(before)} comes before it${lacking > 0 ? `: ${exactMoney(lacking)} would have to be raised` : ''}. Put it off, make it less, or take it from another account under Dates and limits.`
    return { limit: `need ${flow.id}`, words, relax: null }
  })
}

function accountsOf(plan: CashPlan, { account }: CashNeed): readonly AccountId[] {
  return account === null ? plan.bearers : [account]
}
