/** Trails of a basket and of one method of a sale: the choices, their lots, what is washed, and the two years whose difference is the worth. */
import { type Cents, cents, negateCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { date, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { permanentRule } from '../../../shared/present/words.ts'
import { type PricedBasket, type PricedChoice, pricedBasket } from '../basket.ts'
import type { Standing } from '../standing/standing.ts'
import { sourceOf } from '../ticket/order.ts'
import { passedOnRule, passedOnStep, step } from './step.ts'
import { carriedTrace, savedNowTrace } from './tax-trace.ts'

export function basketTrace(standing: Standing, choices: readonly SaleChoice[], figure: string): Trace | undefined {
  const priced = pricedBasket(standing, choices)
  const { basket } = priced
  const sum = (label: string, amount: Cents, of: (choice: PricedChoice) => Trace, rule?: string) =>
    step(label, exactMoney(amount), {
      formula: 'sum over the choices',
      inputs: priced.choices.map(of),
      ...(rule === undefined ? {} : { rule }),
    })
  switch (figure) {
    case 'lossShort':
    case 'lossLong':
    case 'gainShort':
    case 'gainLong':
      return sum(sideLabels[figure], basket[figure], choice => choiceTrace(standing, choice))
    case 'netShort':
      return step('Net short-term', exactMoney(sumCents(priced.choices.map(({ sold }) => sold.gainShort))), netInputs(standing, priced))
    case 'netLong':
      return step('Net long-term', exactMoney(sumCents(priced.choices.map(({ sold }) => sold.gainLong))), netInputs(standing, priced))
    case 'washed':
      return sum('Disallowed by section 1091', basket.washed, choice => washedTrace(standing, choice), 'IRC §1091(a)')
    case 'permanent':
      return sum(
        'Lost for good',
        basket.permanent,
        choice => washedTrace(standing, choice),
        permanentRule({ reasons: priced.choices.flatMap(choice => choice.wash.reasons) }),
      )
    case 'proceeds':
      return sum('Proceeds', basket.proceeds, choice => step(nameOf(standing, choice), exactMoney(choice.sold.proceeds)))
    case 'cost':
      return sum('Est. cost', basket.cost, choice => costTrace(standing, choice))
    case 'carried':
      return carriedTrace(standing, priced.change)
    case 'savedNow':
    case 'tax':
      return worthTrace(standing, priced, figure)
    case 'net':
      return step('Net benefit', exactMoney(basket.net), {
        formula: 'tax saved now − est. cost',
        inputs: [worthTrace(standing, priced, 'savedNow'), step('Est. cost', exactMoney(basket.cost))],
      })
    default:
      return undefined
  }
}

const sideLabels = {
  lossShort: 'Short-term losses',
  lossLong: 'Long-term losses',
  gainShort: 'Short-term gains',
  gainLong: 'Long-term gains',
} as const

function worthTrace(standing: Standing, priced: PricedBasket, figure: 'savedNow' | 'tax'): Trace {
  const trace = savedNowTrace(
    standing,
    'Tax saved now',
    priced.change,
    priced.choices.map(choice => choiceTrace(standing, choice)),
  )
  if (figure === 'savedNow' || priced.basket.savedNow === null) return trace
  return step('Tax of this sale', exactMoney(negateCents(priced.basket.savedNow)), {
    formula: 'what it saves, with the sign turned',
    inputs: [trace],
  })
}

function netInputs(standing: Standing, priced: PricedBasket) {
  return { formula: 'gains less losses of its lots of this term', inputs: priced.choices.map(choice => choiceTrace(standing, choice)) }
}

function nameOf(standing: Standing, { sold }: PricedChoice): string {
  const { account, security } = sold.choice
  return `${sharesHeld(sold.shares)} ${standing.securityOf(security).symbol} in ${standing.accountOf(account).name}`
}

function choiceTrace(standing: Standing, choice: PricedChoice): Trace {
  const { sold } = choice
  return step(nameOf(standing, choice), exactMoney(cents(sold.gainShort + sold.gainLong)), {
    formula: 'gain or loss of its lots',
    inputs: [
      ...sold.picks.map(({ lot, sold: one }) =>
        step(`Lot of ${date(lot.acquired)}, ${sharesHeld(one.shares)}, ${one.term ?? 'unknown'} term`, exactMoney(one.gain), {
          formula: 'proceeds − basis',
          source: sourceOf(lot.source),
          inputs: [
            step('Proceeds', exactMoney(one.proceeds), { formula: 'shares × price' }),
            step('Basis', exactMoney(one.basis), { formula: 'its part of the lot’s basis' }),
          ],
        }),
      ),
      ...(choice.takenOver > 0 ? [passedOnStep(choice.takenOver)] : []),
      ...(choice.wash.washedShares > 0 || choice.passedOn > 0 ? [washedTrace(standing, choice)] : []),
    ],
  })
}

function washedTrace(standing: Standing, choice: PricedChoice): Trace {
  const { wash, washed, passedOn } = choice
  return step(`${nameOf(standing, choice)}: disallowed`, exactMoney(cents(washed.short + washed.long)), {
    formula: 'loss × washed shares ÷ shares, oldest loss lots first',
    rule: 'IRC §1091(a); Reg. §1.1091-1(b), (c)',
    inputs: [
      ...(passedOn > 0 ? [step('Into lots of this sale, which count it again', exactMoney(passedOn), { rule: passedOnRule })] : []),
      step(passedOn > 0 ? 'Washed by purchases that stay: shares' : 'Washed shares', sharesHeld(wash.washedShares)),
      ...wash.reasons.map(reason => step(reason.what, reason.shares === null ? '' : sharesHeld(reason.shares), { rule: reason.rule })),
      ...(washed.permanent > 0 ? [step('of it lost for good', exactMoney(washed.permanent), { rule: permanentRule(wash) })] : []),
    ],
  })
}

function costTrace(standing: Standing, choice: PricedChoice): Trace {
  const { sold, buy } = choice
  const { costs } = standing.snapshot.settings
  return step(nameOf(standing, choice), exactMoney(cents(sold.cost + (buy?.cost ?? 0))), {
    source: `costs of ${date(costs.asOf)}: ${costs.source}`,
    inputs: [step('Selling', exactMoney(sold.cost)), ...(buy === null ? [] : [step(`Buying ${buy.symbol}`, exactMoney(buy.cost))])],
  })
}
