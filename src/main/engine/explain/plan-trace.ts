/**
 * Trails of a plan's figures: how the orders of its accounts add up to them. The tax is the difference of two whole years (Schedule D order), with what the orders' own
 * reasons come to beside it, since the search weighs tax by rates. The score is added up order by order, each after those before it, to the hundredth.
 */
import { addCents, type Cents, cents, noCents, subtractCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { PlanFigure, Proposal, ProposalAccount, ProposalTrade } from '../../../shared/model/proposal.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import {
  date,
  exactMoney,
  exactScore,
  money,
  percent,
  roughBasisPoints,
  sharesHeld,
  signedExactMoney,
} from '../../../shared/present/format.ts'
import type { Standing } from '../standing/standing.ts'
import { step } from './step.ts'
import { carriedTrace, savedNowTrace } from './tax-trace.ts'

/** `standing`: of the snapshot the plan was made from; null where the book moved since, which leaves the two tax years out. */
export function planTrace(proposal: Proposal, standing: Standing | null, figure: PlanFigure): Trace {
  switch (figure) {
    case 'tax':
      return taxTrace(proposal, standing)
    case 'short':
    case 'long':
      return resultTrace(proposal, figure)
    case 'washed':
      return washedTrace(proposal)
    case 'carried':
      return standing === null
        ? step('Carried to later years', signedExactMoney(proposal.after.carried), { source: moved })
        : carriedTrace(standing, proposal.after, 'told')
    case 'cost':
      return costTrace(proposal)
    case 'cash':
      return cashTrace(proposal)
    case 'flows':
      return flowsTrace(proposal)
    case 'trackingError':
      return riskTrace(proposal)
    case 'score':
      return scoreTrace(proposal)
  }
}

const moved = 'the book moved since this plan was made: the years it rests on are not those of today'

const trading = ({ accounts }: Proposal) => accounts.filter(({ trades }) => trades.length > 0)
const selling = ({ trades }: ProposalAccount) => trades.filter(({ side }) => side === 'sell')
const orderName = ({ side, shares, symbol }: ProposalTrade) => `${side === 'sell' ? 'Sell' : 'Buy'} ${sharesHeld(shares)} of ${symbol}`

/** An account's orders, each with its part of the figure. */
function byOrder(
  account: ProposalAccount,
  trades: readonly ProposalTrade[],
  of: (trade: ProposalTrade) => Cents,
  show: (sum: Cents) => string,
): Trace {
  return step(account.accountName, show(sumCents(trades.map(of))), { inputs: trades.map(trade => step(orderName(trade), show(of(trade)))) })
}

function taxTrace(proposal: Proposal, standing: Standing | null): Trace {
  const { after, wishes } = proposal
  const label = 'Tax the plan adds to the year'
  const results = [resultTrace(proposal, 'short'), resultTrace(proposal, 'long')]
  const weighed = sumCents(proposal.accounts.flatMap(({ trades }) => trades.map(({ contribution }) => contribution.tax)))
  const reckoned = wishes.weights.tax === 0 ? null : cents(Math.round(weighed / wishes.weights.tax))
  const reasons =
    reckoned === null || after.tax === null
      ? []
      : [
          step('Tax in the orders’ reasons', signedExactMoney(reckoned), {
            formula:
              'the search weighs gains and losses by the rates of this year; the tax above is of the whole year, brackets and limits included',
            inputs: [step('Difference', signedExactMoney(subtractCents(after.tax, reckoned)))],
          }),
        ]
  if (standing === null) return step(label, signedExactMoney(after.tax), { source: moved, inputs: [...results, ...reasons] })
  const saved = savedNowTrace(standing, 'Tax saved now', after, results)
  return step(label, signedExactMoney(after.tax), { formula: 'what the plan saves, with the sign turned', inputs: [saved, ...reasons] })
}

function resultTrace(proposal: Proposal, term: 'short' | 'long'): Trace {
  const of = ({ gainShort, gainLong }: ProposalTrade) => (term === 'short' ? gainShort : gainLong)
  const accounts = trading(proposal).map(account =>
    byOrder(
      account,
      selling(account).filter(trade => of(trade) !== 0),
      of,
      signedExactMoney,
    ),
  )
  const sales = sumCents(proposal.accounts.flatMap(account => selling(account).map(of)))
  const washed = subtractCents(proposal.after[term], sales)
  const taken = step('Loss that section 1091 takes', signedExactMoney(washed), { rule: 'IRC §1091(a)' })
  return step(term === 'short' ? 'Short-term result' : 'Long-term result', signedExactMoney(proposal.after[term]), {
    formula: 'proceeds − basis of the lots sold, before est. costs',
    inputs: [...accounts.filter(({ inputs }) => inputs.length > 0), ...(washed === 0 ? [] : [taken])],
  })
}

function washedTrace(proposal: Proposal): Trace {
  const accounts = trading(proposal).map(account =>
    byOrder(
      account,
      selling(account).filter(({ washed }) => washed !== 0),
      trade => trade.washed,
      exactMoney,
    ),
  )
  return step('Losses washed', exactMoney(proposal.after.washed), {
    rule: 'IRC §1091(a)',
    inputs: [...accounts.filter(({ inputs }) => inputs.length > 0), step('of it lost for good', exactMoney(proposal.after.permanent))],
  })
}

function costTrace(proposal: Proposal): Trace {
  return step('Est. cost of trading', exactMoney(proposal.after.cost), {
    formula: 'spread, commission and impact of every order',
    inputs: trading(proposal).map(account => byOrder(account, account.trades, ({ cost }) => cost, exactMoney)),
  })
}

function cashTrace(proposal: Proposal): Trace {
  const sum = ({ trades }: ProposalAccount, side: 'sell' | 'buy') =>
    sumCents(trades.filter(trade => trade.side === side).map(({ amount }) => amount))
  const account = (one: ProposalAccount): Trace =>
    step(one.accountName, exactMoney(one.after.cashAfter), {
      formula: 'cash now + sold − bought − est. cost',
      inputs: [
        step('Cash now', exactMoney(one.before.cashAfter)),
        step('Sold', exactMoney(sum(one, 'sell'))),
        step('Bought', exactMoney(sum(one, 'buy'))),
        step('Est. cost', exactMoney(one.after.cost)),
      ],
    })
  const known = proposal.accounts.filter(({ status }) => status !== 'refused')
  return step('Cash after the plan', exactMoney(proposal.after.cashAfter), {
    formula: 'of the accounts planned',
    inputs: known.map(account),
  })
}

/** Each balance from the one before it, from the cash after the plan on. */
function flowsTrace({ cashByDate }: Proposal): Trace {
  const sections = cashByDate?.sections ?? []
  return step('Cash by date', cashByDate === undefined ? 'no needs or deposits are counted' : cashByDate.words, {
    formula: 'cash after the plan + deposits − needs, day by day; on a day needs come before deposits',
    inputs: sections.map(({ name, start, reserve, lines, least, met }) =>
      step(name, met ? 'met' : 'not met', {
        formula: `least of all days ${exactMoney(least)}, against ${exactMoney(reserve)} that stays`,
        inputs: [
          step('Cash after the plan', exactMoney(start)),
          ...lines.map(({ date: day, what, amount, balance }) =>
            step(`${date(day)}: ${what}`, signedExactMoney(amount), { formula: `leaves ${exactMoney(balance)}` }),
          ),
        ],
      }),
    ),
  })
}

function riskTrace(proposal: Proposal): Trace {
  const solved = proposal.accounts.filter(({ after }) => after.trackingError !== null)
  const whole = sumCents(solved.map(({ value }) => value))
  const asOne = proposal.scope === 'household'
  const account = ({ accountName, before, after, value }: ProposalAccount): Trace =>
    step(accountName, roughBasisPoints(after.trackingError), {
      formula: `${money(value)}, ${percent(whole === 0 ? 0 : Math.round((value / whole) * 10_000))} of the value`,
      inputs: [step('Now', roughBasisPoints(before.trackingError))],
    })
  return step('Tracking error of a year', roughBasisPoints(proposal.after.trackingError), {
    formula: asOne
      ? 'of all accounts together against their model; what one holds too much of another makes up for, so it is not the average'
      : 'average of the accounts by value',
    source: proposal.notes.concat(solved.flatMap(({ notes }) => notes)).find(note => note.startsWith('Risk is')) ?? 'an estimate',
    inputs: solved.map(account),
  })
}

function scoreTrace(proposal: Proposal): Trace {
  const { certificate, accounts, wishes } = proposal
  const trades = accounts.flatMap(({ trades: own }) => own)
  const sum = (part: keyof ProposalTrade['contribution']) => sumCents(trades.map(({ contribution }) => contribution[part]))
  const change = sum('total')
  const parts = step('What the orders change', exactScore(change), {
    formula: 'each order after those before it, sales first, larger before smaller: together they are the change exactly',
    inputs: [
      ...trading(proposal).map(account => byOrder(account, account.trades, ({ contribution }) => contribution.total, exactScore)),
      step('of it risk', exactScore(sum('te')), { formula: `λ ${wishes.weights.te} × tracking error squared × value: no money` }),
      step('of it tax', exactScore(sum('tax')), { formula: `dollars × ${wishes.weights.tax}` }),
      step('of it cost', exactScore(sum('cost')), { formula: `dollars × ${wishes.weights.tc}` }),
      ...(sum('other') === 0 ? [] : [step('of it other wishes', exactScore(sum('other')))]),
    ],
  })
  const at = certificate?.objective ?? null
  return step('Score of the plan', at === null ? 'not worked out for a plan changed by hand' : exactScore(at), {
    formula: 'risk at its weight + dollars of cost and tax as the sliders count them; less is better',
    inputs: [...(at === null ? [] : [step('Score of doing nothing', exactScore(addCents(at, cents(noCents - change))))]), parts],
  })
}
