/**
 * A row of a transactions file as a ledger entry. The custodian's word for the action decides an effect (each layout lists its words); the effect
 * decides the kind of entry, what must be stated, and which sign is right. A buy's basis is the amount stated, fees included (IRC section 1012,
 * Reg. 1.263(a)-4(e)), less interest bought with a bond; shares x price only checks it.
 */

import type { Cents } from '../../shared/kernel/cents.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Price } from '../../shared/kernel/price.ts'
import { noShares, type Shares } from '../../shared/kernel/shares.ts'
import type { EntryKind } from '../../shared/model/ledger.ts'
import { actionKind, actionRemedy, type Beside, isComplete, nothingBeside } from './actions.ts'
import { explains, roughly, slackOf, warnAmount } from './amounts.ts'
import { isOfHundred, sharesOfContract, tradedCall } from './calls.ts'
import type { Findings } from './findings.ts'
import type { Row } from './layout.ts'
import type { EntryFact } from './sequence.ts'
import { dollars, quantity } from './words.ts'

/** What an action does. `action` and `corporate` are corporate actions: most rows do not tell all of one; `refused` is not kept by this program at all. */
export type Effect =
  | 'buy'
  | 'sell'
  | 'reinvest'
  | 'dividend'
  | 'interest'
  | 'cash'
  | 'fee'
  | 'tax'
  | 'transfer'
  | 'split'
  | 'capital-gain-distribution'
  | 'return-of-capital'
  | 'cash-in-lieu'
  | 'action'
  | 'corporate'
  | 'sweep'
  | 'refused'

export interface TradeColumns {
  readonly action: number
  readonly symbol: number
  readonly shares: number
  readonly price: number
  readonly fees: number
  readonly amount: number
  /** A second fee column, interest bought or sold with a bond, and settlement day, where the layout has them; else -1. */
  readonly moreFees: number
  readonly accrued: number
  readonly settle: number
}

export interface TradeOf {
  readonly account: string
  readonly symbol: string
  readonly name: string
  readonly action: string
  readonly effect: Effect
  readonly tradeDate: CivilDate
  /** Where the layout has columns for it. */
  readonly beside?: Beside
}

interface Figures {
  readonly shares: Shares
  readonly price: Price | null
  readonly fees: Cents
  readonly accrued: Cents
  readonly amount: Cents | null
  readonly settle: CivilDate | null
}

function figuresOf(findings: Findings, row: Row, at: TradeColumns, effect: Effect): Figures | undefined {
  const trades = effect === 'buy' || effect === 'sell' || effect === 'reinvest'
  const shares = findings.shares(row, at.shares, trades ? 'required' : 'optional')
  const price = findings.price(row, at.price, 'optional')
  const fees = findings.cents(row, at.fees, 'optional')
  const moreFees = findings.cents(row, at.moreFees, 'optional')
  const accrued = findings.cents(row, at.accrued, 'optional')
  const amount = findings.cents(
    row,
    at.amount,
    trades || effect === 'dividend' || effect === 'interest' || effect === 'cash' ? 'required' : 'optional',
  )
  const settle = findings.date(row, at.settle, 'optional')
  if (shares === undefined || price === undefined || fees === undefined || moreFees === undefined || accrued === undefined) return undefined
  if (amount === undefined || settle === undefined) return undefined
  return {
    shares: shares ?? noShares,
    price,
    amount,
    settle,
    fees: Math.abs((fees ?? 0) + (moreFees ?? 0)) as Cents,
    accrued: Math.abs(accrued ?? 0) as Cents,
  }
}

function wrongSign(findings: Findings, row: Row, at: TradeColumns, of: TradeOf, figures: Figures): boolean {
  const { amount, shares } = figures
  const buys = of.effect === 'buy' || of.effect === 'reinvest'
  if (amount !== null && (buys ? amount > 0 : amount < 0)) {
    findings.issues.stop(
      'sign',
      row.line,
      findings.title(at.amount),
      `"${of.action}" with an amount of ${dollars(amount)}: money moves the wrong way`,
      'It may be a cancelled trade or a short sale. Correct the row to what the custodian shows.',
    )
    return true
  }
  if (shares === 0 || (buys && shares < 0)) {
    findings.issues.stop(
      'sign',
      row.line,
      findings.title(at.shares),
      `"${of.action}" of ${quantity(shares)} shares`,
      'It may be a cancelled trade or a short sale. Correct the row to what the custodian shows.',
    )
    return true
  }
  return false
}

function checkAmount(findings: Findings, row: Row, at: TradeColumns, effect: Effect, figures: Figures): void {
  const { shares, price, fees, accrued, amount } = figures
  if (price === null || amount === null) return
  const principal = roughly(Math.abs(shares) as Shares, price)
  const slack = slackOf(shares, row.cells[at.shares] ?? '', price, row.cells[at.price] ?? '')
  const outgoing = effect !== 'sell'
  const with100 = principal / 100
  const total = (gross: number) => (outgoing ? -(gross + fees + accrued) : gross - fees + accrued)
  if (explains(amount, total(principal), slack) || explains(amount, total(with100), slack)) return
  warnAmount(findings, row.line, findings.title(at.amount), amount, total(principal), `quantity x price ${outgoing ? 'plus' : 'less'} fees`)
}

function trade(findings: Findings, row: Row, at: TradeColumns, of: TradeOf, figures: Figures): EntryFact | undefined {
  if (of.symbol === '') {
    findings.issues.stop(
      'missing',
      row.line,
      findings.title(at.symbol),
      `"${of.action}" names no security`,
      'Correct the row to what the custodian shows.',
    )
    return undefined
  }
  if (wrongSign(findings, row, at, of, figures)) return undefined
  if (of.beside?.counter == null) checkAmount(findings, row, at, of.effect, figures)
  const { amount, accrued } = figures
  const basis = of.effect === 'sell' || amount === null ? null : ((-amount - accrued) as Cents)
  return entry(row, of, figures, of.effect as EntryKind, { shares: Math.abs(figures.shares) as Shares, basis })
}

function entry(row: Row, of: TradeOf, figures: Figures, kind: EntryKind, more: Partial<EntryFact> = {}): EntryFact {
  return {
    fact: 'entry',
    line: row.line,
    account: of.account,
    symbol: of.symbol,
    name: of.name,
    kind,
    tradeDate: of.tradeDate,
    settleDate: figures.settle,
    shares: noShares,
    price: figures.price,
    amount: figures.amount,
    fees: figures.fees,
    memo: of.action,
    sequence: 0,
    basis: null,
    acquired: null,
    ratio: null,
    ...besideOf(of, kind),
    ...more,
  }
}

/** What only some kinds of entry take from columns of their own; left out where nothing is stated. */
function besideOf({ beside = nothingBeside }: TradeOf, kind: EntryKind): Partial<EntryFact> {
  const { orderGroup, method, counter, ratio } = beside
  const fill = orderGroup === null || (kind !== 'buy' && kind !== 'reinvest') ? {} : { orderGroup }
  if (kind === 'buy' && counter !== null) return { ...fill, counter, ratio }
  if (kind === 'buy' || kind === 'reinvest') return fill
  return method !== null && (kind === 'sell' || kind === 'cash-in-lieu') ? { method } : {}
}

function transfer(findings: Findings, row: Row, at: TradeColumns, of: TradeOf, figures: Figures): EntryFact | undefined {
  const { shares, amount } = figures
  if (shares === 0 && amount !== null) return entry(row, of, figures, amount < 0 ? 'cash-out' : 'cash-in')
  if (shares === 0 || of.symbol === '') {
    findings.issues.stop(
      'missing',
      row.line,
      findings.title(at.shares),
      `"${of.action}" moves neither shares of a named security nor money`,
      'Correct the row to what the custodian shows.',
    )
    return undefined
  }
  if (shares > 0) {
    findings.issues.warn(
      'basis-unknown',
      row.line,
      '',
      `${quantity(shares)} ${of.symbol} came in by "${of.action}" without basis or date`,
      'Import a Lot Details file of a later day: it brings basis and dates.',
    )
  }
  return entry(row, of, figures, shares > 0 ? 'transfer-in' : 'transfer-out', { shares: Math.abs(shares) as Shares })
}

function corporate(findings: Findings, row: Row, of: TradeOf, figures: Figures): EntryFact {
  const { shares } = figures
  const kind = of.effect === 'cash-in-lieu' ? of.effect : actionKind(of.action)
  const beside = of.beside ?? nothingBeside
  if (kind !== undefined && isComplete(kind, { ...figures, symbol: of.symbol }, beside)) {
    const { ratio, counter, counterPrice, allocation } = beside
    const stated = {
      ...(counter === null ? {} : { counter }),
      ...(counterPrice === null ? {} : { counterPrice }),
      ...(allocation === null ? {} : { allocation }),
    }
    const moves = kind === 'exercise' || kind === 'expired'
    return entry(row, of, figures, kind, { shares: moves ? (Math.abs(shares) as Shares) : noShares, ratio, ...stated })
  }
  const warn = () =>
    findings.issues.warn(
      'corporate-action',
      row.line,
      '',
      `"${of.action}" of ${of.symbol || of.name}${shares === 0 ? '' : ` (${quantity(shares)} shares)`}: the row alone does not tell how lots and basis change`,
      actionRemedy(kind, of.symbol, of.tradeDate),
    )
  const memo = shares === 0 ? of.action : `${of.action}: ${quantity(shares)} shares`
  const kept = entry(row, of, figures, 'other', { memo })
  // the row beside it may tell the rest
  if (kind === 'merger') findings.mergers.push({ entry: kept, shares, warn })
  else warn()
  return kept
}

function split(findings: Findings, row: Row, at: TradeColumns, of: TradeOf, figures: Figures): EntryFact | undefined {
  const ratio = of.beside?.ratio ?? null
  if (ratio !== null && of.symbol !== '') return entry(row, of, figures, 'split', { ratio })
  if (actionKind(of.action) === 'split') return corporate(findings, row, of, figures)
  if (figures.shares <= 0) {
    findings.issues.stop(
      'missing',
      row.line,
      findings.title(at.shares),
      `"${of.action}" adds no shares`,
      'Correct the row to what the custodian shows.',
    )
    return undefined
  }
  findings.issues.warn(
    'corporate-action',
    row.line,
    '',
    `"${of.action}" adds ${quantity(figures.shares)} shares of ${of.symbol}; the file does not state the ratio`,
    `Enter it in the template's table of entries: kind split with its ratio, as 2 for 1; or import an open-lots file dated on or after ${of.tradeDate}.`,
  )
  return entry(row, of, figures, 'split', { shares: figures.shares })
}

function returnOfCapital(findings: Findings, row: Row, at: TradeColumns, of: TradeOf, figures: Figures): EntryFact | undefined {
  if (of.symbol !== '' && figures.amount !== null && figures.amount > 0) return entry(row, of, figures, 'return-of-capital')
  findings.issues.stop(
    'missing',
    row.line,
    findings.title(of.symbol === '' ? at.symbol : at.amount),
    `"${of.action}" does not state ${of.symbol === '' ? 'its security' : 'an amount above zero'}`,
    'Correct the row to what the custodian shows.',
  )
  return undefined
}

/** The sale of a fraction of a share, where the row says which fraction. */
function cashInLieu(findings: Findings, row: Row, of: TradeOf, figures: Figures): EntryFact {
  const { shares, amount } = figures
  if (of.symbol === '' || shares === 0 || amount === null || amount <= 0) return corporate(findings, row, of, figures)
  return entry(row, of, figures, 'cash-in-lieu', { shares: Math.abs(shares) as Shares })
}

/** A call bought, or sold again, as its row states it in full; null: it does not. The price is of a share, and the entry counts contracts: it goes into the memo. */
function callEntry(findings: Findings, row: Row, at: TradeColumns, of: TradeOf): EntryFact | null {
  const call = tradedCall(of.action, of.symbol)
  const figures = call === null ? undefined : figuresOf(findings, row, at, call.effect)
  const texts = { shares: row.cells[at.shares] ?? '', price: row.cells[at.price] ?? '' }
  if (call === null || figures === undefined || !isOfHundred(call, figures, texts)) return null
  const buys = call.effect === 'buy'
  const right: Partial<EntryFact> = buys ? { counter: call.underlying, ratio: [sharesOfContract, 1] } : {}
  const basis = buys && figures.amount !== null ? (-figures.amount as Cents) : null
  const memo = `${of.action} at ${texts.price.trim()} a share, ${sharesOfContract} shares a contract`
  return entry(row, of, figures, call.effect, { shares: Math.abs(figures.shares) as Shares, price: null, basis, memo, ...right })
}

/** The entry a row states, or undefined with an issue that says why not. `sequence` is set later, when the order of the file is known. */
export function readEntry(findings: Findings, row: Row, at: TradeColumns, of: TradeOf): EntryFact | undefined {
  if (of.effect === 'refused') {
    const kept = callEntry(findings, row, at, of)
    if (kept !== null) return kept
    findings.issues.stop(
      'not-supported',
      row.line,
      findings.title(at.action),
      `"${of.action}"${of.symbol === '' ? '' : ` of ${of.symbol}`}: options, short sales and cancelled trades are not kept, but for calls bought to open and sold to close`,
      "Take the row out of a copy of the file. A call that was bought can itself be a replacement (IRC section 1091(a)): enter it in the template's table of entries, kind buy with counter and ratio.",
    )
    return undefined
  }
  const figures = figuresOf(findings, row, at, of.effect)
  if (!figures) return undefined
  switch (of.effect) {
    case 'buy':
    case 'sell':
    case 'reinvest':
      return trade(findings, row, at, of, figures)
    case 'dividend':
    case 'interest':
    case 'fee':
      return entry(row, of, figures, of.effect)
    case 'tax':
      return entry(row, of, figures, 'other')
    case 'sweep':
      return entry(row, of, figures, 'other', { memo: `${of.action} (core cash: no lot)` })
    case 'cash':
      return entry(row, of, figures, (figures.amount ?? 0) < 0 ? 'cash-out' : 'cash-in')
    case 'transfer':
      return transfer(findings, row, at, of, figures)
    case 'split':
      return split(findings, row, at, of, figures)
    case 'capital-gain-distribution':
      return of.symbol === '' || (figures.amount ?? 0) <= 0 ? entry(row, of, figures, 'dividend') : entry(row, of, figures, of.effect)
    case 'return-of-capital':
      return returnOfCapital(findings, row, at, of, figures)
    case 'cash-in-lieu':
      return cashInLieu(findings, row, of, figures)
    case 'action':
    case 'corporate':
      return corporate(findings, row, of, figures)
  }
}

/** An action none of the layout's words covers. */
export function unknownAction(findings: Findings, row: Row, column: number, action: string): void {
  findings.issues.stop(
    'unknown-action',
    row.line,
    findings.title(column),
    action === '' ? 'The action is empty' : `"${action}" is not an action this layout knows`,
    'Tell us the word; until then take the row out of a copy of the file, or map the file with the generic mapper.',
  )
}
