/** A household's evidence from a book written by hand: what the review lays out for its verdicts. */

import { washGroups } from '../../../../../src/main/engine/lots/ledger-input.ts'
import { projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { acquisitionsOf } from '../../../../../src/main/engine/wash/acquisitions.ts'
import { type EvidenceFacts, type HouseholdEvidence, householdEvidence } from '../../../../../src/main/engine/wash/evidence.ts'
import { lossSalesOf } from '../../../../../src/main/engine/wash/loss-sale.ts'
import type { ProposedSale } from '../../../../../src/main/engine/wash/verdict.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { bookOf } from '../../../../fixtures/snapshot.ts'
import { sharesOf } from '../../../../fixtures/snapshot.ts'

export function evidenceOf(book: ReturnType<typeof bookOf>, more: Partial<EvidenceFacts> = {}): HouseholdEvidence {
  const snapshot = book.snapshot()
  const projection = projectLots(snapshot)
  return householdEvidence({
    asOf: snapshot.asOf,
    accounts: snapshot.accounts,
    lots: projection.open,
    acquisitions: acquisitionsOf(snapshot, projection.received),
    lossSales: lossSalesOf(projection, snapshot.realized),
    reinvesting: snapshot.positions.filter(position => position.reinvest === true),
    plannedBuys: [],
    plannedLossSales: [],
    groupOf: washGroups(snapshot.relations, snapshot.entries),
    symbolOf: security => security,
    ...more,
  })
}

/** A sale of whole lots at a loss of a dollar each; `gain` in cents, null for an unknown basis. */
export function saleOf(
  account: string,
  security: string,
  date: string,
  lots: readonly (readonly [lot: string, shares: string])[],
  gain: number | null = -100,
): ProposedSale {
  return {
    account: id(account),
    security: id(security),
    date: civilDate(date),
    lots: lots.map(([lot, shares]) => ({ lot: id(lot), shares: sharesOf(shares), gain: gain === null ? null : cents(gain) })),
  }
}
