/**
 * What is wrong or thin in the data behind a review, each with its place and remedy. `stop`: no trading on it until it is cleared; `warning`: figures
 * or verdicts are weaker for it; `note`: good to know. Sources: rebalancing planner (US), quality checks; FEATURES 1.9 to 1.11.
 */
import { daysBetween } from '../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../shared/kernel/id.ts'
import { isTaxable } from '../../shared/model/book.ts'
import type { QualityFlag } from '../../shared/model/review.ts'
import { count, counted, date, percent, sharesHeld } from '../../shared/present/format.ts'
import { weightsOff } from './drift/drift.ts'
import { modelsFollowed } from './model/model-of.ts'
import { recordFlags } from './quality-records.ts'
import { positionDay } from './standing/moved-on.ts'
import { realizedLines } from './standing/realized.ts'
import type { Standing } from './standing/standing.ts'
import { tradesInWords } from './standing/trade-words.ts'

/** Cost assumptions older than this are flagged: rebalancing planner (US), "Invalidate". */
const costsStaleAfterDays = 30

export function qualityFlags(standing: Standing): QualityFlag[] {
  return [
    ...taxFlags(standing),
    ...returnFlags(standing),
    ...lotFlags(standing),
    ...sameDayFlags(standing),
    ...elsewhereFlags(standing),
    ...positionFlags(standing),
    ...priceFlags(standing),
    ...coverageFlags(standing),
    ...realizedFlags(standing),
    ...recordFlags(standing),
    ...settingFlags(standing),
    ...kindFlags(standing),
  ]
}

function flag(code: string, weight: QualityFlag['weight'], where: string, what: string, remedy: string): QualityFlag {
  return { code, what, where, remedy, weight }
}

function taxFlags(standing: Standing): QualityFlag[] {
  const { taxProfile, federal } = standing.snapshot
  const { year } = standing.realized
  const flags: QualityFlag[] = []
  if (federal === null || federal.year !== year) {
    const remedy = 'Install the release with the tables of that year; nothing is guessed from another year.'
    flags.push(
      flag('tax/no-table', 'warning', String(year), `There is no federal tax table for ${year}: dollars of tax are unknown.`, remedy),
    )
  }
  if (taxProfile === null) {
    flags.push(
      flag(
        'tax/no-profile',
        'warning',
        'tax profile',
        'No tax profile is entered: dollars of tax are unknown.',
        'Enter filing status and income.',
      ),
    )
  } else if (taxProfile.year !== year) {
    flags.push(
      flag(
        'tax/other-year',
        'warning',
        'tax profile',
        `The tax profile is of ${taxProfile.year}: dollars of tax for ${year} are unknown.`,
        `Enter the profile of ${year}.`,
      ),
    )
  }
  return flags
}

/** Dollars of tax are worked out from one profile and the sales of all accounts; two returns have neither in common. */
function returnFlags({ snapshot }: Standing): QualityFlag[] {
  if (snapshot.taxProfile?.filingStatus !== 'mfs') return []
  const taxable = snapshot.accounts.filter(account => isTaxable(account.type))
  if (new Set(taxable.map(account => account.owner)).size < 2) return []
  const what =
    'Spouses file separately: dollars of tax are worked out as if the sales of all accounts stood on one return; each has its own netting and limit (IRC §1211(b)).'
  return [
    flag('tax/separate-returns', 'warning', 'tax profile', what, 'Read them as estimates; Realized shows the sales return by return.'),
  ]
}

function lotFlags(standing: Standing): QualityFlag[] {
  const flags = issueFlags(standing)
  const taxable = standing.lots.filter(lot => isTaxable(standing.accountOf(lot.account).type))
  const noBasis = taxable.filter(lot => lot.basis === null)
  if (noBasis.length > 0) {
    const remedy = 'Import a lot file that states the basis, or ask the custodian.'
    flags.push(
      flag(
        'basis/unknown',
        'warning',
        symbols(standing, noBasis),
        `The basis of ${counted(noBasis.length, 'lot')} is unknown: no harvest without it.`,
        remedy,
      ),
    )
  }
  const noDate = taxable.filter(lot => lot.acquired === null)
  if (noDate.length > 0) {
    flags.push(
      flag(
        'date/unknown',
        'warning',
        symbols(standing, noDate),
        `The purchase date of ${counted(noDate.length, 'lot')} is unknown, and so is the term.`,
        'Import a lot file that states the dates.',
      ),
    )
  }
  return flags
}

/** What the lots could not follow, by the trade itself with its file and line: nobody finds a trade by the number the book gave it. */
function issueFlags({ snapshot, projection }: Standing): QualityFlag[] {
  if (projection.issues.length === 0) return []
  const words = tradesInWords(snapshot)
  return projection.issues.map(({ code, entry, where, what, remedy }) => {
    const found = words(entry)
    return flag(code, 'stop', found === undefined ? where : `${found.trade}, ${found.source}`, what, remedy)
  })
}

/** One flag for each holding and day. */
function sameDayFlags(standing: Standing): QualityFlag[] {
  const holdings = Map.groupBy(standing.projection.sameDay, trade => `${trade.account}\n${trade.security}\n${trade.tradeDate}`)
  return [...holdings.values()].flatMap(trades => {
    const [first] = trades
    if (first === undefined) return []
    const where = `${standing.accountOf(first.account).name}, ${standing.securityOf(first.security).symbol}`
    const are = trades.length === 1 ? 'is' : 'are'
    const what = `${counted(trades.length, 'trade')} of ${date(first.tradeDate)} ${are} taken as contained in the lot file of that day.`
    return [flag('lots/same-day-trades', 'warning', where, what, 'Import a lot file of a later day, or one made after that day’s close.')]
  })
}

/** Not decided: whose purchase it was, the book does not know. */
function elsewhereFlags(standing: Standing): QualityFlag[] {
  return standing.projection.boughtElsewhere.map(({ account, security, shares, bought, saleAccount, sold }) => {
    const where = `${standing.accountOf(account).name}, ${standing.securityOf(security).symbol}`
    const what = `${sharesHeld(shares)} came in by transfer and were bought on ${date(bought)}, which no account of the book shows. A purchase elsewhere may wash the loss of ${date(sold)} in ${standing.accountOf(saleAccount).name} (IRC §1091); this is not decided automatically.`
    const remedy = 'Import the trades of the account they came from, if it is of the household; else let the tax preparer decide.'
    return flag('wash/bought-elsewhere', 'warning', where, what, remedy)
  })
}

function symbols(standing: Standing, of: readonly { readonly security: SecurityId }[]): string {
  return [...new Set(of.map(one => standing.securityOf(one.security).symbol))].sort().join(', ')
}

function positionFlags(standing: Standing): QualityFlag[] {
  const flags: QualityFlag[] = []
  const withLots = new Set(standing.lots.map(lot => `${lot.account}\n${standing.sameOf(lot.security)}`))
  for (const position of standing.snapshot.positions) {
    const security = standing.securityOf(position.security)
    const difference = standing.unreconciledOf(position.account, position.security)
    if (difference === null || difference === 0 || security.kind === 'money-market') continue
    const where = `${standing.accountOf(position.account).name}, ${security.symbol}`
    if (!withLots.has(`${position.account}\n${standing.sameOf(position.security)}`)) {
      const what = `The custodian holds ${sharesHeld(position.shares)}; the book has no lots of it.`
      flags.push(flag('position/no-lots', 'warning', where, what, 'Import the lot file of this holding.'))
    } else {
      const what = `The custodian’s position of ${positionDay(standing, position)} and the lots differ by ${sharesHeld(difference)}.`
      flags.push(flag('position/unreconciled', 'stop', where, what, 'Import the lot file or the trades of the same day.'))
    }
  }
  return flags
}

function priceFlags(standing: Standing): QualityFlag[] {
  const held = [...new Set(standing.lots.map(lot => lot.security))]
  const missing = held.filter(security => standing.priceOf(security) === null)
  const stale = held.filter(security => standing.priceOf(security)?.stale)
  const of = (securities: readonly SecurityId[]) =>
    securities
      .map(security => standing.securityOf(security).symbol)
      .sort()
      .join(', ')
  const flags: QualityFlag[] = []
  if (missing.length > 0) {
    flags.push(
      flag(
        'price/missing',
        'warning',
        of(missing),
        `${counted(missing.length, 'security', 'securities')} held without a price.`,
        'Import positions or prices.',
      ),
    )
  }
  if (stale.length > 0) {
    const oldest = stale.reduce((most, security) => Math.max(most, standing.priceOf(security)?.age ?? 0), 0)
    const what = `Prices are up to ${counted(oldest, 'trading day')} old.`
    flags.push(flag('price/stale', 'warning', of(stale), what, 'Import newer positions or prices.'))
  }
  return flags
}

function coverageFlags(standing: Standing): QualityFlag[] {
  return standing.snapshot.accounts
    .filter(account => account.coverageFrom === null || account.coverageTo === null)
    .map(account =>
      flag(
        'coverage/missing',
        'warning',
        account.name,
        'No trades of this account are in the book: no wash verdict of the household can say clear.',
        'Import its history.',
      ),
    )
}

function realizedFlags(standing: Standing): QualityFlag[] {
  const lines = realizedLines(standing.snapshot, standing.projection)
  const open = lines.filter(line => line.recognized === null || line.term === null)
  if (open.length === 0) return []
  const what = `${counted(open.length, 'sale')} of ${standing.realized.year} of unknown basis or term ${open.length === 1 ? 'is' : 'are'} not in the year so far.`
  return [
    flag(
      'realized/unknown',
      'warning',
      `${standing.realized.year}`,
      what,
      'Import the custodian’s realized file, or enter the result under the tax profile.',
    ),
  ]
}

function settingFlags(standing: Standing): QualityFlag[] {
  const { settings, accounts } = standing.snapshot
  const flags: QualityFlag[] = []
  const age = daysBetween(settings.costs.asOf, standing.asOf)
  if (age > costsStaleAfterDays) {
    flags.push(flag('cost/stale', 'warning', 'costs', `Cost assumptions are ${count(age)} days old.`, 'Confirm them in Settings.'))
  }
  for (const model of modelsFollowed(standing.snapshot, accounts)) {
    const off = weightsOff(model)
    if (off === 0) continue
    flags.push(
      flag(
        'model/weights',
        'stop',
        model.name,
        `The targets sum to ${percent(10_000 + off)}, not 100 %: no drift is measured against them.`,
        'Correct the weights.',
      ),
    )
  }
  return flags
}

/** The firm's asset class may say digital asset; law and form go by the kind. A fund that holds them is a fund, a right to them an option. */
function kindFlags(standing: Standing): QualityFlag[] {
  const untold = standing.snapshot.securities.filter(
    ({ kind, assetClass }) => saysDigital.test(assetClass?.trim() ?? '') && !digitalOrFund.includes(kind),
  )
  return untold.map(({ symbol, kind, assetClass }) =>
    flag(
      'security/kind-digital',
      'note',
      symbol,
      `${symbol} is of asset class ${assetClass} and of kind ${kind}: wash sales and Form 8949 treat it as a security.`,
      'Set its kind to digital-asset where it is one; a fund that holds digital assets is an etf or mutual-fund.',
    ),
  )
}

const saysDigital = /^(digital assets?|crypto(currency|currencies)?)$/i
const digitalOrFund: readonly string[] = ['digital-asset', 'etf', 'mutual-fund', 'option']
