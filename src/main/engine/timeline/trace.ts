/**
 * Trails of the timeline: `trial` [side, account, security, day] with the lots as one choice, and `waiting` [account, security, first long day], or [] for all. Each opens
 * into its collisions with their rules, and into the two years whose difference the tax is.
 */
import { cents, noCents } from '../../../shared/kernel/cents.ts'
import { parseCivilDate } from '../../../shared/kernel/civil-date.ts'
import { id } from '../../../shared/kernel/id.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import type { Trial } from '../../../shared/model/timeline.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { date as dateInWords, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { permanentRule } from '../../../shared/present/words.ts'
import { passedOnRule, passedOnStep, step } from '../explain/step.ts'
import { carriedTrace, savedNowTrace } from '../explain/tax-trace.ts'
import { knownHere, type Standing } from '../standing/standing.ts'
import { tryTrade } from './try.ts'
import { judgedSale } from './try-sale.ts'
import { gainingOf, gainOf, longMarks, waitingTotal } from './waiting.ts'

export function trialTrace(standing: Standing, ids: readonly string[], figure: string, choices: readonly SaleChoice[]): Trace | undefined {
  const [side, account = '', security = '', day = ''] = ids
  const date = parseCivilDate(day)
  const [choice] = choices
  if (date === undefined || side !== 'sell' || choice === undefined || choice.picks.length === 0) return undefined
  const question = {
    side,
    account: id<'account'>(account),
    security: id<'security'>(security),
    date,
    lots: { take: 'lots', picks: choice.picks, method: choice.method },
  } as const
  if (knownHere(standing, question)) return undefined
  const tried = tryTrade(standing.snapshot, question)
  if (!tried.ok) return undefined
  const trial = tried.value
  switch (figure) {
    case 'disallowed':
      return step('Loss disallowed', exactMoney(trial.disallowed), {
        formula: 'loss × washed shares ÷ shares, oldest loss lots first',
        rule: 'IRC §1091(a); Reg. §1.1091-1(b), (c)',
        inputs: [...lotSteps(standing, trial), ...againSteps(trial), ...collisionSteps(trial, false)],
      })
    case 'permanent':
      return step('Permanent loss', exactMoney(trial.permanent), {
        formula: 'disallowed loss of the shares that a sheltered account replaced',
        rule: permanentRule(trial.wash),
        inputs: collisionSteps(trial, true),
      })
    case 'gain':
      return step(
        'Gain or loss',
        exactMoney(trial.gainShort === null || trial.gainLong === null ? null : cents(trial.gainShort + trial.gainLong)),
        { formula: 'sum over the lots', inputs: lotSteps(standing, trial) },
      )
    case 'saved':
    case 'savedIfClear':
      return taxTrace(standing, trial, figure)
    case 'carried':
      return trial.carried === null
        ? step('Carried to later years', 'unknown')
        : carriedTrace(standing, changeOf(standing, trial, true), 'told')
    default:
      return undefined
  }
}

function againSteps({ passedOn }: Trial): Trace[] {
  if (passedOn === null || passedOn === 0) return []
  return [step('Into lots of this sale, which count it again', exactMoney(passedOn), { rule: passedOnRule })]
}

function collisionSteps({ collisions }: Trial, permanentOnly: boolean): Trace[] {
  return collisions
    .filter(one => one.loss !== null && (one.permanent || !permanentOnly))
    .map(one => step(one.what, exactMoney(one.loss), { rule: one.rule }))
}

function lotSteps(standing: Standing, trial: Trial, asItStands = true): Trace[] {
  const { sold: whole, passedOn } = judgedSale(standing, trial)
  const lots = whole.picks.map(({ lot, sold }) =>
    step(
      `Lot of ${dateInWords(lot.acquired)}, ${sharesHeld(sold.shares)}, ${sold.term ?? 'unknown'} term on ${dateInWords(trial.date)}`,
      exactMoney(sold.gain),
      {
        formula: 'proceeds − basis',
        inputs: [
          step('Proceeds', exactMoney(sold.proceeds), { formula: 'shares × price of today' }),
          step('Basis', exactMoney(sold.basis), { formula: 'its part of the lot’s basis' }),
        ],
      },
    ),
  )
  return passedOn === 0 || !asItStands ? lots : [...lots, passedOnStep(passedOn)]
}

function taxTrace(standing: Standing, trial: Trial, figure: 'saved' | 'savedIfClear'): Trace | undefined {
  if (trial.taxUnknown !== null) return step('Tax saved', 'unknown', { source: trial.taxUnknown })
  const change = changeOf(standing, trial, figure === 'saved')
  const label = figure === 'saved' ? 'Tax saved as it stands' : 'Tax saved were nothing washed'
  return savedNowTrace(standing, label, change, lotSteps(standing, trial, figure === 'saved'))
}

/** What the trade adds to the year, with what section 1091 takes off it or as if it took nothing. */
function changeOf(standing: Standing, trial: Trial, asItStands: boolean) {
  const { sold, washed, priced } = judgedSale(standing, trial)
  if (!asItStands) return { short: priced.gainShort, long: priced.gainLong }
  return { short: cents(sold.gainShort + washed.short), long: cents(sold.gainLong + washed.long) }
}

/** All lots that gain by waiting, together. */
function allWaitingTrace(standing: Standing): Trace | undefined {
  const marks = longMarks(standing)
  const waiting = waitingTotal(standing, marks)
  if (waiting === null) return undefined
  const gaining = gainingOf(marks.filter(mark => mark.date <= waiting.through))
  const gain = gainOf(gaining)
  const inputs = gaining.map(mark =>
    step(
      `${sharesHeld(mark.shares)} of ${mark.symbol} in ${mark.accountName}, long-term on ${dateInWords(mark.date)}`,
      exactMoney(mark.gain),
    ),
  )
  const now = dateInWords(standing.tradeDay)
  return step('Saved by waiting with all of them', exactMoney(waiting.saved), {
    formula: `tax saved by all these sales by ${dateInWords(waiting.through)}, long-term − tax saved by the same sales on ${now}`,
    rule: 'IRC §1(h), §1222',
    inputs: [
      savedNowTrace(standing, `All sold by ${dateInWords(waiting.through)}, long-term`, { short: noCents, long: gain }, inputs),
      savedNowTrace(standing, `All sold on ${now}, short-term`, { short: gain, long: noCents }, inputs),
    ],
  })
}

/** `ids`: account, security and first long day of one holding; none for all that gain by waiting. */
export function waitingTrace(standing: Standing, ids: readonly string[]): Trace | undefined {
  if (ids.length === 0) return allWaitingTrace(standing)
  const [account, security, day] = ids
  const mark = longMarks(standing).find(one => one.account === account && one.security === security && one.date === day)
  if (mark === undefined) return undefined
  const { waiting, gain, unknown } = mark
  if (waiting === null || gain === null) return step('Saved by waiting', 'unknown', { source: unknown ?? 'its gain is unknown' })
  const inputs = [step('Gain at today’s price', exactMoney(gain))]
  return step('Saved by waiting', exactMoney(waiting.saved), {
    formula: `tax saved by the sale on ${dateInWords(mark.date)} − tax saved by the same sale on ${dateInWords(standing.tradeDay)}`,
    rule: 'IRC §1(h), §1222',
    inputs: [
      savedNowTrace(standing, `Sold on ${dateInWords(mark.date)}, long-term`, { short: noCents, long: gain }, inputs),
      savedNowTrace(standing, `Sold on ${dateInWords(standing.tradeDay)}, short-term`, { short: gain, long: noCents }, inputs),
    ],
  })
}
