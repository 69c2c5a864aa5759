/** The review for other programs: amounts as decimal strings of dollars, shares as decimal strings, dates ISO, unknown as null. */
import { type Cents, decimalFromCents } from '../../shared/kernel/cents.ts'
import { decimalFromPrice } from '../../shared/kernel/price.ts'
import { decimalFromShares } from '../../shared/kernel/shares.ts'
import type { Candidate, Review } from '../../shared/model/review.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { Ticket } from '../../shared/model/ticket.ts'
import { lawStatement } from '../../shared/present/law.ts'
import { sleevesOf } from '../engine/drift/sleeve-drift.ts'
import { standingOf } from '../engine/standing/standing.ts'
import type { Weighing } from '../engine/when/dynamic-band.ts'
import { whenOf } from '../engine/when/household-when.ts'

const dollars = (amount: Cents | null) => (amount === null ? null : decimalFromCents(amount))

export type HouseholdJson = ReturnType<typeof householdJson>

export function householdJson(snapshot: Snapshot, review: Review, ticket: Ticket | null, stem: string | null, weighing?: Weighing) {
  const accounts = new Map(snapshot.accounts.map(account => [account.id as string, account]))
  const symbols = new Map(snapshot.securities.map(security => [security.id as string, security.symbol]))
  return {
    id: review.household,
    name: review.name,
    snapshotHash: review.snapshotHash,
    pricesAsOf: review.pricesAsOf,
    /** How the law's open points are read. */
    method: lawStatement(snapshot.settings.law),
    value: dollars(review.worth.value),
    pricedPositions: review.worth.priced,
    positions: review.worth.positions,
    driftBasisPoints: review.drift.portfolio,
    cashNeeded: dollars(review.cashNeeded),
    totals: {
      readyLots: review.totals.ready,
      lossShort: dollars(review.totals.lossShort),
      lossLong: dollars(review.totals.lossLong),
      savedNow: dollars(review.totals.savedNow),
      carried: dollars(review.totals.carried),
      cost: dollars(review.totals.cost),
      net: dollars(review.totals.net),
    },
    realized: {
      year: review.realized.year,
      short: dollars(review.realized.short),
      long: dollars(review.realized.long),
      disallowed: dollars(review.realized.disallowed),
      permanentlyDisallowed: dollars(review.realized.permanentlyDisallowed),
      source: review.realized.source,
    },
    lots: review.candidates.map(candidate => candidateJson(candidate, accounts.get(candidate.lot.account)?.number ?? '')),
    drift: review.drift.rows.map(row => ({
      symbol: row.symbol,
      weightBasisPoints: row.weight,
      targetBasisPoints: row.target,
      driftBasisPoints: row.drift,
      bandBasisPoints: row.band,
      outside: row.outside,
      flags: row.flags,
    })),
    ...sleevesJson(snapshot),
    /** When to trade, as the household's screen says it: rates of the value or of a year in ppm. */
    when: whenJson(snapshot, review, weighing),
    locks: review.locks.map(lock => ({
      symbol: symbols.get(lock.security) ?? null,
      from: lock.from,
      until: lock.until,
      reason: lock.reason,
    })),
    turningLong: review.turningLong.map(lot => ({
      lot: lot.lot,
      symbol: lot.symbol,
      shares: decimalFromShares(lot.shares),
      longOn: lot.longOn,
      days: lot.days,
      gain: dollars(lot.gain),
    })),
    quality: review.quality,
    ticket:
      ticket && stem
        ? {
            pdf: `${stem}.pdf`,
            csv: `${stem}.csv`,
            accounts: ticket.pages.length,
            orders: ticket.pages.reduce((sum, page) => sum + page.orders.length, 0),
            savedNow: dollars(ticket.basket.savedNow),
          }
        : null,
  }
}

function whenJson(snapshot: Snapshot, review: Review, weighing?: Weighing) {
  const { decision, words, regime, vix, policy, triggered, heldBack, invalid, figures, flags, problems } = whenOf(
    standingOf(snapshot),
    review.drift,
    weighing,
  )
  return {
    decision,
    words,
    regime,
    vix,
    policy,
    triggered,
    heldBack,
    invalid,
    ...figures,
    costAmount: dollars(figures.costAmount),
    estimated: flags.map(({ label, count }) => ({ label, count })),
    problems,
  }
}

function candidateJson(candidate: Candidate, accountNumber: string) {
  const { lot } = candidate
  return {
    lot: lot.id,
    account: accountNumber,
    accountName: candidate.accountName,
    accountType: candidate.accountType,
    symbol: candidate.symbol,
    acquired: lot.acquired,
    term: candidate.term,
    longOn: candidate.longOn,
    shares: decimalFromShares(lot.shares),
    basis: dollars(lot.basis),
    price: candidate.price === null ? null : decimalFromPrice(candidate.price),
    value: dollars(candidate.value),
    gain: dollars(candidate.gain),
    savedNow: dollars(candidate.savedNow),
    carried: dollars(candidate.carried),
    cost: dollars(candidate.cost),
    net: dollars(candidate.net),
    state: candidate.state,
    wash: {
      state: candidate.wash.state,
      washedShares: decimalFromShares(candidate.wash.washedShares),
      permanentShares: decimalFromShares(candidate.wash.permanentShares),
      clearOn: candidate.wash.clearOn,
    },
    reasons: candidate.reasons.map(reason => ({ code: reason.code, what: reason.what, rule: reason.rule })),
    substitute: candidate.substitutes.find(option => option.barred === null)?.symbol ?? null,
  }
}

/** One model for the household, and the sleeves of its accounts; left out where there are none. */
function sleevesJson(snapshot: Snapshot) {
  const standing = standingOf(snapshot)
  const rows = snapshot.accounts.flatMap(account => sleevesOf(standing, account)?.rows ?? [])
  const model = snapshot.models.find(({ id }) => id === snapshot.household.model)
  return {
    ...(model === undefined ? {} : { householdModel: model.name }),
    ...(rows.length === 0
      ? {}
      : {
          sleeves: rows.map(row => ({
            account: standing.accountOf(row.account).number,
            name: row.name,
            model: row.model,
            held: row.held,
            value: dollars(row.value),
            weightBasisPoints: row.weight,
            partBasisPoints: row.part,
            driftBasisPoints: row.portfolio,
            holdings: row.holdings.map(({ symbol, value, pinned }) => ({ symbol, value: dollars(value), pinned })),
          })),
        }),
  }
}
