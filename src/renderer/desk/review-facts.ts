/** What the top bar says of a household's data: how old its prices are, and of which accounts and days its trades are known. The same on every screen about it. */
import type { Coverage, Review } from '../../shared/model/review.ts'
import { counted, date } from '../../shared/present/format.ts'
import type { FrameFacts } from './session.tsx'

export function reviewFacts({ pricesAsOf, quality, coverage }: Review): FrameFacts {
  const stops = quality.filter(flag => flag.weight === 'stop').length
  return {
    pricesAsOf,
    stale: quality.some(flag => flag.code.includes('stale')),
    coverage: stops > 0 ? { what: counted(stops, 'data problem'), complete: false } : coverageWords(coverage),
  }
}

/** Which days of which accounts; complete where every account reaches over the days a wash verdict needs. */
export function coverageWords({ accounts, covered, from, to, missing, needsFrom, needsTo }: Coverage): NonNullable<FrameFacts['coverage']> {
  if (accounts === 0) return { what: 'No accounts', complete: false }
  const known = from === null || to === null ? '' : `: ${date(from)} to ${date(to)}`
  if (missing.length === 0) {
    const more = `${accounts === 1 ? 'The account' : `All ${accounts} accounts`}${known}.`
    return { what: to === null ? 'Trades known' : `Trades through ${date(to)}`, complete: true, more }
  }
  return {
    what: `Trades missing in ${missing.length} of ${accounts} accounts`,
    complete: false,
    more: `${missing.join(', ')}: no trades for ${date(needsFrom)} to ${date(needsTo)}.${covered > 0 ? ` The other ${counted(covered, 'account')}${known}.` : ''}`,
  }
}
