/**
 * A proposal with lots or purchases changed by hand: priced by the evaluator and booked anew, nothing is solved. It says what the change costs against the revision it was made
 * from, in the plan's own objective and in dollars by term, and what trouble it makes: limits it breaks, losses section 1091 would take.
 */
import { noCents } from '../../../shared/kernel/cents.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, type Refusal, refused } from '../../../shared/kernel/outcome.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { oneShare, shares } from '../../../shared/kernel/shares.ts'
import type { ProposalAccount, ProposalEdits } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import { soldBy } from '../basket/sold.ts'
import { type Standing, standingOf } from '../standing/standing.ts'
import { allocationOf, keptIn, keptLine } from './account-document.ts'
import { withWaits } from './anniversary.ts'
import type { AccountTrades, BookedAccount } from './booked-plan.ts'
import { withCashByDate } from './cash-by-date.ts'
import { placeAt, turnsOf } from './chain.ts'
import { editCost, troubleOf, troubleOfWhole } from './edit-cost.ts'
import { afterGift } from './gift.ts'
import { barsOf, householdAllocation, householdNotes, type ProposalBody } from './household-parts.ts'
import { keptJointly, knownJointly } from './joint/joint-document.ts'
import { type JointPlace, jointAllocation, jointPlace, jointPlanOf, wholeOf } from './joint/joint-place.ts'
import { limitsPassed } from './limits/passed.ts'
import { type Measured, measure } from './measure.ts'
import type { PlannedPurchase } from './to-basket.ts'
import { type KnownTrades, tradeLines } from './trade-lines.ts'
import { planOf, type Workplace } from './workplace.ts'

/** The accounts of a proposal laid out for pricing; made once, then every change is quick. */
export interface EditBench {
  readonly standing: Standing
  readonly places: readonly Workplace[]
  /** Of a plan of the household as one: the problem of all accounts. */
  readonly joint: JointPlace | null
  readonly lots: ReadonlyMap<LotId, Standing['lots'][number]>
}

/** From the solver's own revision: each account sees the plans it was solved with, or all accounts are laid out as one. */
export function editBench(snapshot: Snapshot, first: ProposalBody): Outcome<EditBench> {
  const standing = withWaits(afterGift(standingOf(snapshot), first.gift ?? null), first.waits)
  const turns = turnsOf(standing, first.asked, first.wishes)
  if (!turns.ok) return turns
  const lots = new Map(standing.lots.map(lot => [lot.id, lot]))
  if (first.scope === 'household') {
    const joint = jointPlace(standing, turns.value.turns, first.wishes)
    return joint.ok ? done({ standing, places: joint.value.own, joint: joint.value, lots }) : joint
  }
  const places: Workplace[] = []
  const plans: AccountTrades[] = []
  for (const account of first.accounts) {
    if (account.refusal !== null) continue
    const raise = turns.value.turns.find(turn => turn.account === account.account)?.raise ?? noCents
    const place = placeAt(standing, plans, { account: account.account, raise }, first.wishes)
    if (!place.ok) return place
    places.push(place.value)
    plans.push(tradesIn(account))
  }
  return done({ standing, places, joint: null, lots })
}

/** The trades of an account of a proposal, as they are booked and handed to tickets. */
export function tradesIn({ account, trades }: ProposalAccount): AccountTrades {
  return {
    account,
    sales: trades
      .filter(({ side }) => side === 'sell')
      .map(({ security, lots }) =>
        saleOf(
          account,
          security,
          lots.map(({ lot, shares: count }) => ({ lot, shares: count })),
        ),
      ),
    purchases: trades
      .filter(({ side }) => side === 'buy')
      .map(({ security, shares: count, amount }) => ({ account, security, shares: count, amount })),
  }
}

function saleOf(account: AccountId, security: SecurityId, picks: SaleChoice['picks']): SaleChoice {
  return { account, security, method: 'SPECID', picks, replacement: null, override: '' }
}

export function repick(bench: EditBench, base: ProposalBody, edits: ProposalEdits): Outcome<ProposalBody> {
  const wrong = wrongEdit(bench, edits)
  if (wrong) return refused(wrong)
  const { standing, places, joint } = bench
  const documents = places.map(({ account }) => base.accounts.find(each => each.account === account) as ProposalAccount)
  const before = documents.map(tradesIn)
  const trades = before.map(each => edited(standing, each, edits))
  const touched = new Set([...edits.sales, ...edits.purchases].map(({ account }) => account))
  const after = measure(standing, places, trades, joint === null ? undefined : wholeOf(joint))
  const accounts = documents.map((document, at): ProposalAccount => {
    const place = places[at] as Workplace
    const figures = { ...document, after: after.accounts[at] as Measured['accounts'][number] }
    const booked = after.booked.accounts[at] as BookedAccount
    // as one, every trade counts among all: its part of the whole is another now
    const known = knownOf(bench, trades, at)
    const lines =
      touched.has(document.account) || known !== undefined ? tradeLines(place, trades[at] as AccountTrades, booked, known) : null
    if (!touched.has(document.account)) return lines === null ? figures : { ...figures, trades: lines }
    return editedDocument(bench, place, figures, trades[at] as AccountTrades, lines ?? [])
  })
  // the sum is of the solver's plan
  const { adds: _adds, ...told } = base
  const refusedOnes = base.accounts.filter(({ refusal }) => refusal !== null)
  const all = { bench, base, before, trades, after }
  const body: ProposalBody = {
    ...told,
    revision: base.revision + 1,
    title: 'Custom',
    status: 'custom',
    words: 'A plan of your own: priced, not proven.',
    accounts: [...accounts, ...refusedOnes],
    after: after.household,
    certificate: null,
    ...(joint === null || base.joint === undefined ? {} : { joint: { ...base.joint, ...keptJointly(joint, trades) } }),
    allocation: joint === null ? householdAllocation(accounts, places) : jointAllocation(joint, trades),
    bars: barsOf(standing, trades),
    notes: [
      ...new Set([
        ...base.notes.filter(note => !note.includes('ection 1091 takes') && !note.includes('lost for good')),
        ...householdNotes(after.booked, joint === null ? places.length : 1),
      ]),
    ],
    edit: {
      ...editCost(all),
      trouble: [
        ...troubleOf(standing, places, trades, after, touched, joint === null),
        ...troubleOfWhole(bench, trades),
        ...limitsPassed(base, accounts, joint === null ? undefined : keptJointly(joint, trades).kept),
      ],
    },
  }
  return done(withCashByDate(standing, body))
}

/** The first edit that cannot be priced, with its reason. */
function wrongEdit({ standing, places }: EditBench, { sales, purchases }: ProposalEdits): Refusal | null {
  const remedy = 'Open the proposal again, or optimize again.'
  for (const { account, security } of [...sales, ...purchases]) {
    const place = places.find(each => each.account === account)
    if (!place) return { code: 'rule/not-in-plan', what: 'This account is not part of the plan.', where: account, remedy }
    if (!standing.snapshot.securities.some(({ id }) => id === security))
      return { code: 'data/unknown-security', what: 'The book has no such security.', where: security, remedy }
    if (!place.placeOfSecurity.has(standing.sameOf(security))) {
      const { symbol } = standing.securityOf(security)
      const what = `${symbol} is neither held nor a target in this account.`
      return {
        code: 'rule/not-in-plan',
        what,
        where: standing.accountOf(account).name,
        remedy: 'Add it to the model portfolio, then optimize again.',
      }
    }
  }
  for (const { account, security, picks } of sales) {
    const found = picks.length === 0 ? undefined : soldBy(standing, saleOf(account, security, picks)).objections[0]
    if (found) return { code: found.code, what: found.what, where: found.where, remedy: found.remedy }
  }
  for (const { account, security, shares: count } of purchases) {
    const { fractional, name } = standing.accountOf(account)
    const where = `${name}, ${standing.securityOf(security).symbol}`
    if (count < 0) return { code: 'input/field', what: 'A purchase is of shares above zero.', where, remedy: 'Sell lots instead.' }
    if (!fractional && count % oneShare !== 0)
      return { code: 'rule/fraction', what: 'The account takes whole shares only.', where, remedy: 'Buy a whole number of shares.' }
  }
  return null
}

/** Each line of the edit stands for the whole order of its security. */
function edited(standing: Standing, { account, sales, purchases }: AccountTrades, edits: ProposalEdits): AccountTrades {
  const own = {
    sales: edits.sales.filter(each => each.account === account),
    purchases: edits.purchases.filter(each => each.account === account),
  }
  const key = standing.sameOf
  const kept = <Order extends { readonly security: SecurityId }>(
    orders: readonly Order[],
    changed: readonly { readonly security: SecurityId }[],
  ) => orders.filter(order => !changed.some(({ security }) => key(security) === key(order.security)))
  const bought = own.purchases
    .filter(({ shares: count }) => count > 0)
    .map(
      ({ security, shares: count }): PlannedPurchase => ({
        account,
        security,
        shares: count,
        amount: marketValue(count, standing.priceOf(security)?.price ?? (0 as Price)),
      }),
    )
  return {
    account,
    sales: [
      ...kept(sales, own.sales),
      ...own.sales.filter(({ picks }) => picks.length > 0).map(({ security, picks }) => saleOf(account, security, picks)),
    ],
    purchases: [...kept(purchases, own.purchases), ...bought],
  }
}

function knownOf({ joint }: EditBench, trades: readonly AccountTrades[], at: number): KnownTrades | undefined {
  return joint === null ? undefined : knownJointly(joint, joint.views[at] as Workplace, jointPlanOf(joint, trades))
}

function editedDocument(
  bench: EditBench,
  place: Workplace,
  document: ProposalAccount,
  trades: AccountTrades,
  lines: ProposalAccount['trades'],
): ProposalAccount {
  return {
    ...document,
    status: 'custom',
    words: 'A plan of your own: priced, not proven.',
    trades: lines,
    certificate: null,
    limits: [],
    conflict: [],
    unsold: unsoldAfter(bench, place, document, trades),
    dropped: [],
    allocation: allocationOf(place, trades),
    ...keptIn(place, trades),
  }
}

/** Lots that were listed or sold before, and of which something stays now. */
function unsoldAfter({ lots }: EditBench, place: Workplace, document: ProposalAccount, trades: AccountTrades): ProposalAccount['unsold'] {
  const plan = planOf(place, trades)
  const known = new Map(document.unsold.map(each => [each.lot, each]))
  const concerned = new Set([...known.keys(), ...document.trades.flatMap(trade => trade.lots.map(({ lot }) => lot))])
  return [...concerned].flatMap(id => {
    const l = place.placeOfLot.get(id)
    const held = lots.get(id)
    if (l === undefined || held === undefined) return []
    const all = place.market.lotShares[l] as number
    const value = place.solver.lots.value[l] as number
    const left = shares(all - Math.round(((plan.sell[l] as number) / Math.max(1e-300, value)) * all))
    if (left <= 0) return []
    const before = known.get(id)
    const why = () => (before !== undefined && before.shares === left ? before.why : 'Left in the account by this edit.')
    return [keptLine(place, held, left, { why, cents: before !== undefined && before.shares === left ? before.cents : null })]
  })
}
