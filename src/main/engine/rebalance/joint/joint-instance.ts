/**
 * A whole household as one rebalancing instance. Its securities are holdings: a security in an account (asset location). Every account brings its own problem (lots, what is
 * barred, costs) in fractions of itself; here they are put beside each other in fractions of the household, each with a row for its cash. Targets are the accounts' added
 * up, wherever they are met, members of a line that are equivalents as one (alike.ts). What such a line risks of its own is shared by its holdings: it becomes a factor of which each has an exposure of
 * one, with nothing of its own left.
 * Groups of identical securities span the accounts, so that a purchase in an IRA bars a loss sale in a taxable account (IRC section 1091; Rev. Rul. 2008-5).
 */
import type { Cents } from '../../../../shared/kernel/cents.ts'
import type { AccountId, LotId, SecurityId } from '../../../../shared/kernel/id.ts'
import { isTaxable } from '../../../../shared/model/book.ts'
import type { ExtraRow, Instance } from '../../../../shared/model/instance.ts'
import type { Wishes } from '../../../../shared/model/proposal.ts'
import { impactPowerOf } from '../../cost/trade-cost.ts'
import type { Standing } from '../../standing/standing.ts'
import type { AccountProblem } from '../from-snapshot.ts'
import { riskModel } from '../risk-model.ts'
import { alikeIn } from './alike.ts'

/** An account in the household's problem. */
export interface Part {
  readonly account: AccountId
  /** With its own cash limits, those of the cash to be raised in it included. */
  readonly problem: AccountProblem
  /** It has a target of its own; the target of one without is the average of the others. */
  readonly targeted: boolean
  readonly resting: boolean
}

export interface Holding {
  readonly account: AccountId
  readonly security: SecurityId
  /** The same for all names of one security (standing.sameOf). */
  readonly key: string
  /** The same for all that count as one in the household's risk (alike.ts). */
  readonly line: string
  /** What stands for the line: its risk is the line's. */
  readonly standsFor: SecurityId
  /** Of the account's own model, as a part of the household. */
  readonly target: number
  /** Weight less target of the line, all accounts together; of the household. */
  readonly drift: number
}

export interface JointProblem {
  readonly instance: Instance
  readonly holdings: readonly Holding[]
  readonly lots: readonly LotId[]
  /** Why a lot may not be sold, by position; null where it may. */
  readonly barred: readonly (string | null)[]
  readonly notes: readonly string[]
}

/** Sells or buys beyond the household: no limit, and still a number. */
const noLimit = 10

export function jointProblem(standing: Standing, parts: readonly Part[], wishes: Wishes, raise: Cents): JointProblem {
  const nav = navOf(parts)
  const holdings = holdingsOf(standing, parts, nav)
  const columns = columnsOf(standing, parts, nav, holdings)
  const rows = cashRows(standing, parts, nav, raise, holdings)
  const trading = parts.filter(({ resting }) => !resting)
  const taxed = trading.find(({ account }) => isTaxable(standing.accountOf(account).type)) ?? trading[0]
  const cash = trading.reduce((sum, { problem }) => sum + problem.instance.cash0, 0)
  const instance: Instance = {
    name: standing.snapshot.household.name || 'household',
    nav,
    alpha: impactPowerOf(standing.snapshot.settings.costs),
    lam: { te: wishes.weights.te, tc: wishes.weights.tc, tax: wishes.weights.tax },
    ...columns,
    lots: lotsOf(parts),
    cash0: Math.round(cash * 100) / 100,
    cashLo: -noLimit,
    cashHi: noLimit,
    sector: { m: 1, lo: [-noLimit], hi: [noLimit] },
    country: { m: 1, lo: [-noLimit], hi: [noLimit] },
    turnoverMax: wishes.turnover === null ? 2 : wishes.turnover / 10_000,
    maxTrades: Math.min(
      holdings.length,
      wishes.trades ?? holdings.length,
      ordersTaken(
        trading.map(({ account }) => account),
        wishes,
      ) ?? holdings.length,
    ),
    tax: (taxed as Part).problem.instance.tax,
    also: { rows, ...squaresOf(parts, nav), ...budgetsOf(standing, trading, wishes) },
  }
  return {
    instance,
    holdings,
    lots: parts.flatMap(({ problem }) => problem.lots),
    barred: parts.flatMap(({ problem }) => problem.barred),
    notes: [...new Set(parts.filter(({ resting }) => !resting).flatMap(({ problem }) => problem.notes))],
  }
}

/** Orders taken account by account, added up: as one only their sum is a limit. null: not all of these accounts have a number. */
export function ordersTaken(accounts: readonly AccountId[], { tradesIn }: Pick<Wishes, 'tradesIn'>): number | null {
  const taken = accounts.map(account => tradesIn?.find(each => each.account === account)?.trades)
  return taken.some(each => each === undefined) ? null : taken.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}

/** Dollars, of whole cents. */
function navOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { problem }) => sum + Math.round(problem.instance.nav * 100), 0) / 100
}

/** Every part's figures in its own order, as fractions of the household. */
function inOrder(parts: readonly Part[], nav: number, of: (instance: Instance, share: number) => readonly number[]): number[] {
  return parts.flatMap(({ problem }) => of(problem.instance, problem.instance.nav / nav))
}

function heldIn({ lots, sec, nav }: Instance): number[] {
  const held = sec.price.map(() => 0)
  lots.sec.forEach((i, l) => {
    held[i] = (held[i] ?? 0) + ((lots.shares[l] as number) * (sec.price[i] as number)) / nav
  })
  return held
}

function holdingsOf(standing: Standing, parts: readonly Part[], nav: number): Holding[] {
  const held = inOrder(parts, nav, (instance, share) => heldIn(instance).map(weight => weight * share))
  const targeted = parts.filter(part => part.targeted)
  const covered = targeted.reduce((sum, { problem }) => sum + problem.instance.nav, 0) / nav
  const target = parts.flatMap(({ problem: { instance }, targeted: own }) =>
    instance.sec.target.map(weight => (own ? (weight * instance.nav) / nav / covered : 0)),
  )
  const alike = alikeIn(
    standing,
    targeted.map(({ account }) => account),
  )
  const list = parts.flatMap(({ account, problem }) =>
    problem.securities.map(security => {
      const standsFor = alike.standsFor(security)
      return { account, security, key: standing.sameOf(security), standsFor, line: standing.sameOf(standsFor) }
    }),
  )
  const drift = new Map<string, number>()
  list.forEach(({ line }, at) => drift.set(line, (drift.get(line) ?? 0) + (held[at] as number) - (target[at] as number)))
  return list.map((holding, at) => ({ ...holding, target: target[at] as number, drift: drift.get(holding.line) ?? 0 }))
}

type Columns = Pick<Instance, 'F' | 'sec'>

function columnsOf(standing: Standing, parts: readonly Part[], nav: number, holdings: readonly Holding[]): Columns {
  const numbers = (of: (instance: Instance, share: number) => readonly number[]) => inOrder(parts, nav, of)
  const scaled = (of: (sec: Instance['sec']) => readonly number[]) => numbers(({ sec }, share) => of(sec).map(weight => weight * share))
  const noSell = parts.flatMap(({ problem, resting }) => problem.instance.sec.noSell.map(flag => resting || Boolean(flag)))
  const noBuy = parts.flatMap(({ problem, resting }) => problem.instance.sec.noBuy.map(flag => resting || Boolean(flag)))
  const held = numbers((instance, share) => heldIn(instance).map(weight => weight * share))
  const moves = holdings.map((_, at) => !noBuy[at] || ((held[at] as number) > 0 && !noSell[at]))
  const groups = [...new Set(holdings.map(({ security }) => standing.groupOf(security)))]
  const risk = riskOf(standing, holdings, moves)
  return {
    F: risk.F,
    sec: {
      ...risk.sec,
      price: numbers(({ sec }) => sec.price),
      target: targetsOf(holdings, held, moves),
      sector: holdings.map(() => 0),
      country: holdings.map(() => 0),
      lin: numbers(({ sec }) => sec.lin),
      // c·x^α of the account's weight x, in the household's
      nl: numbers(({ sec, alpha }, share) => sec.nl.map(each => (each === 0 ? 0 : each * share ** (1 - alpha)))),
      fixed: scaled(sec => sec.fixed),
      minTrade: scaled(sec => sec.minTrade),
      lb: scaled(sec => sec.lb),
      ub: scaled(sec => sec.ub),
      noBuy,
      noSell,
      group: holdings.map(({ security }) => (standing.policy.outside.has(security) ? -1 : groups.indexOf(standing.groupOf(security)))),
    },
  }
}

/** c·x² of the account's weight x, in the household's; left out where no account has any. */
function squaresOf(parts: readonly Part[], nav: number): { readonly square?: number[] } {
  const square = inOrder(parts, nav, ({ also, sec }, share) => (also?.square ?? sec.price.map(() => 0)).map(each => each / share))
  return square.some(each => each > 0) ? { square } : {}
}

/** The whole drift of a line stands at one of its holdings that can move: only their sum counts. */
function targetsOf(holdings: readonly Holding[], held: readonly number[], moves: readonly boolean[]): number[] {
  return holdings.map(({ line, drift }, at) => (held[at] as number) - (at === bearerOf(holdings, moves, line) ? drift : 0))
}

function bearerOf(holdings: readonly Holding[], moves: readonly boolean[], line: string): number {
  const first = holdings.findIndex((holding, at) => holding.line === line && moves[at])
  return first < 0 ? holdings.findIndex(holding => holding.line === line) : first
}

function riskOf(standing: Standing, holdings: readonly Holding[], moves: readonly boolean[]) {
  const lines = [...new Set(holdings.map(({ line }) => line))]
  const names = lines.map(line => standing.securityOf((holdings.find(holding => holding.line === line) as Holding).standsFor))
  const { factors, exposures, specific } = riskModel(standing.snapshot, names)
  const shared = lines.filter(line => holdings.filter((holding, at) => holding.line === line && moves[at]).length > 1)
  const place = new Map(lines.map((line, at) => [line, at]))
  const of = <Value>(values: readonly Value[], line: string) => values[place.get(line) as number] as Value
  return {
    // rows of few entries come first: the solver's factors then stay as empty as they are
    F: [...shared.map(line => of(specific, line)), ...factors],
    sec: {
      B: holdings.map(({ line }) => [...shared.map(each => (each === line ? 1 : 0)), ...of(exposures, line)]),
      D: holdings.map(({ line }, at) => (shared.includes(line) || bearerOf(holdings, moves, line) !== at ? 0 : of(specific, line))),
    },
  }
}

function lotsOf(parts: readonly Part[]): Instance['lots'] {
  let first = 0
  const starts = parts.map(({ problem }) => {
    const start = first
    first += problem.securities.length
    return start
  })
  const column = <Value>(of: (lots: Instance['lots'], at: number) => readonly Value[]) =>
    parts.flatMap(({ problem }, at) => of(problem.instance.lots, at))
  return {
    sec: column((lots, at) => lots.sec.map(i => i + (starts[at] as number))),
    shares: column(lots => lots.shares),
    basis: column(lots => lots.basis),
    days: column(lots => lots.days),
    blocked: column(lots => lots.blocked),
  }
}

/** Names of the rows, which the words of a plan know again. */
export const cashRowOf = (name: string) => `cash in ${name}`
export const raiseRow = 'cash to be raised'

/** Cash moves within an account alone; what is to be raised may come from any account that bears it. */
function cashRows(standing: Standing, parts: readonly Part[], nav: number, raise: Cents, holdings: readonly Holding[]): ExtraRow[] {
  const trading = parts.filter(({ resting }) => !resting)
  const bearing = bearersOf(standing, trading)
  const asked = raise / 100 / nav
  const names = namesOf(standing, trading)
  const bands = trading.map(({ account, problem: { instance } }) => ({
    account,
    cash: instance.cash0 / nav,
    low: (instance.cashLo * instance.nav) / nav,
    high: (instance.cashHi * instance.nav) / nav,
  }))
  const rowOver = (name: string, accounts: ReadonlySet<AccountId>, [least, most]: readonly [number, number]): ExtraRow => {
    const securities = holdings.flatMap(({ account }, at) => (accounts.has(account) ? [at] : []))
    return { name, securities, coefficients: securities.map(() => 1), of: 'change', low: least, high: most }
  }
  const own = bands.map(({ account, cash, low, high }, at) =>
    rowOver(cashRowOf(names[at] as string), new Set([account]), [cash - high - (bearing.has(account) ? asked : 0), cash - low]),
  )
  if (raise <= 0) return own
  const sums = bands.filter(({ account }) => bearing.has(account))
  const sum = (of: (band: (typeof bands)[number]) => number) => sums.reduce((total, band) => total + of(band), 0)
  const cash = sum(band => band.cash) - asked
  return [...own, rowOver(raiseRow, bearing, [cash - sum(({ high }) => high), cash - sum(({ low }) => low)])]
}

function namesOf(standing: Standing, parts: readonly Part[]): string[] {
  const names = parts.map(({ account }) => standing.accountOf(account).name || account)
  return names.map((name, at) => (names.indexOf(name) === at ? name : `${name} (${at + 1})`))
}

/** Cash is raised where taking it out is no income; only where there is no such account, in all. */
export function bearersOf(standing: Standing, parts: readonly Pick<Part, 'account'>[]): ReadonlySet<AccountId> {
  const taxable = parts.filter(({ account }) => isTaxable(standing.accountOf(account).type))
  return new Set((taxable.length > 0 ? taxable : parts).map(({ account }) => account))
}

function budgetsOf(standing: Standing, trading: readonly Part[], { shortGain, longGain, tax, trackingError }: Wishes) {
  const taxable = trading.some(({ account }) => isTaxable(standing.accountOf(account).type))
  return {
    ...(taxable && shortGain !== null ? { shortGain: shortGain / 100 } : {}),
    ...(taxable && longGain !== null ? { longGain: longGain / 100 } : {}),
    ...(taxable && tax !== null ? { tax: tax / 100 } : {}),
    ...(trackingError === null ? {} : { trackingError: trackingError / 10_000 }),
  }
}
