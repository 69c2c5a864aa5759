/**
 * The sales of a plan made now, or the same lots on the first trading day of January: which year they fall in, which lots are long-term by then (IRC section 1222), what
 * this year's netting and the loss carried out of it do to either (sections 1211(b), 1212(b)). Prices stay as they are, and next year is taxed by this year's table and
 * income, because no later one is known; both are said. Whether section 1091 takes a loss in January depends on purchases nobody knows yet, so a loss of January counts whole.
 */
import { addCents, type Cents, cents, negateCents, noCents, subtractCents, sumCents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, civilDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import type { LotId } from '../../../shared/kernel/id.ts'
import { type Shares, subtractShares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Term } from '../../../shared/model/ledger.ts'
import type { Waiting } from '../../../shared/model/meeting.ts'
import { date, money } from '../../../shared/present/format.ts'
import { tradingDayFrom } from '../calendar/trading-days.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { Standing } from '../standing/standing.ts'
import { worthing } from '../tax/worth.ts'

/** What the plan itself comes to today, washed losses taken out; `tax` null where the year is not known. */
export interface PlanOfToday {
  readonly short: Cents
  readonly long: Cents
  readonly tax: Cents | null
  readonly carried: Cents | null
  readonly sold: readonly { readonly lot: LotId; readonly shares: Shares }[]
}

interface SoldLot {
  readonly gain: Cents
  readonly shortNow: boolean
  readonly shortThen: boolean
}

export function waitingUntilJanuary(standing: Standing, plan: PlanOfToday): Waiting {
  const { snapshot, year, tradeDay } = standing
  const { taxProfile: profile, federal } = snapshot
  const none = (words: string): Waiting => ({ compared: null, words, assumed: [] })
  if (!year || !profile || !federal || plan.tax === null || plan.carried === null)
    return none('The tax of the year is unknown: enter its tax profile under Settings, then January can be compared.')
  const day = tradingDayFrom(civilDate(`${yearOf(tradeDay) + 1}-01-01`))
  const lots = soldLots(standing, plan.sold, day)
  if (lots === null) return none('A lot of the plan has no known basis: its tax is unknown, now and in January.')
  if (lots.length === 0) return none('The plan sells nothing that is taxed: for tax it is the same in January.')
  const left = year.workings(0, 0).before
  const facts = { ...profile, carryforwardShort: left.carryShort, carryforwardLong: left.carryLong }
  const short = gainsOf(lots.filter(({ shortThen }) => shortThen))
  const long = gainsOf(lots.filter(({ shortThen }) => !shortThen))
  const worth = worthing(facts, federal, { short: noCents, long: noCents }).worth(short, long)
  const tax = negateCents(worth.savedNow)
  const compared = {
    now: { day: tradeDay, year: profile.year, short: plan.short, long: plan.long, tax: plan.tax, carried: plan.carried },
    january: { day, year: profile.year + 1, short, long, tax, carried: addCents(worth.carriedShort, worth.carriedLong) },
    difference: subtractCents(tax, plan.tax),
    turnsLong: gainsOf(lots.filter(({ gain, shortNow, shortThen }) => gain > 0 && shortNow && !shortThen)),
    losses: gainsOf(lots.filter(({ gain }) => gain < 0)),
  }
  return { compared, words: inWords(compared), assumed: assumptions(profile.year) }
}

function gainsOf(lots: readonly SoldLot[]): Cents {
  return sumCents(lots.map(({ gain }) => gain))
}

/** Those in taxable accounts, whole or in part, with their terms on both days; null where a basis is unknown. */
function soldLots(standing: Standing, sold: PlanOfToday['sold'], then: CivilDate): SoldLot[] | null {
  const byId = new Map(standing.lots.map(lot => [lot.id, lot]))
  const found: SoldLot[] = []
  for (const { lot: id, shares } of sold) {
    const lot = byId.get(id)
    if (!lot || !isTaxable(standing.accountOf(lot.account).type)) continue
    const part = leftOfLot(lot, { shares: subtractShares(lot.shares, shares), tickets: [] })
    const price = standing.priceOf(lot.security)?.price ?? null
    const now = lotFigures(part, price, standing.asOf, standing.tradeDay)
    if (now.gain === null) return null
    // a date nobody knows may be short: the dearer reading, on both days
    const isShort = (term: Term | null) => term !== 'long'
    found.push({ gain: now.gain, shortNow: isShort(now.term), shortThen: isShort(lotFigures(part, price, then).term) })
  }
  return found
}

function inWords({ now, january, difference, turnsLong, losses }: NonNullable<Waiting['compared']>): string {
  const moved =
    difference === 0
      ? 'Waiting until January changes the tax by nothing'
      : `Waiting until ${date(january.day)} ${difference > 0 ? 'costs' : 'saves'} est. ${money(cents(Math.abs(difference)))} of tax`
  const long = turnsLong > 0 ? `${money(turnsLong)} of gains would be long-term by then` : ''
  const unused = losses < 0 ? `${money(negateCents(losses))} of losses would count in ${january.year}, not in ${now.year}` : ''
  const kept =
    january.carried > now.carried
      ? `${money(subtractCents(january.carried, now.carried))} more of loss would be carried on for later years`
      : ''
  const reasons = [long, unused, kept].filter(words => words !== '')
  const later = `What is owed on them falls due with the return of ${january.year}, a year later.`
  return `${[moved, ...(reasons.length === 0 ? [] : [reasons.join('; ')])].join(': ')}. ${january.tax > 0 ? later : ''}`.trim()
}

function assumptions(year: number): string[] {
  return [
    'Prices stay as they are today.',
    `${year + 1} is taxed by the table and the income of ${year}, with the losses carried out of ${year} and no other sales.`,
    'Losses of January count whole: purchases that would wash them are not known yet.',
  ]
}
