/** The wash verdict for selling one whole lot at the first chance, on the trade day, other lots untouched. */
import { type Cents, sumCents } from '../../../shared/kernel/cents.ts'
import { noShares } from '../../../shared/kernel/shares.ts'
import type { WashVerdict } from '../../../shared/model/review.ts'
import type { ProjectedLot } from '../lots/project.ts'
import type { Standing } from '../standing/standing.ts'
import { verdictAndTaken } from '../wash/verdict.ts'

/** Only losses can be washed: for a gain, or where no sale comes into question, nothing is evaluated. */
export const notALoss: WashVerdict = {
  state: 'not-evaluated',
  washedShares: noShares,
  permanentShares: noShares,
  reasons: [],
  clearOn: null,
}

/** With the dollars of the loss that the section would take. */
export function verdictOfLot(
  standing: Standing,
  lot: ProjectedLot,
  gain: Cents,
): { readonly wash: WashVerdict; readonly washedLoss: Cents } {
  const { account, security, id, shares } = lot
  const sale = { account, security, date: standing.tradeDay, lots: [{ lot: id, shares, gain }] }
  const { verdict, tried } = verdictAndTaken(sale, standing.evidence)
  return { wash: verdict, washedLoss: sumCents(tried?.rows.map(row => row.disallowed) ?? []) }
}
