/**
 * Bands left, at three levels: an asset class of the household, a security of the household, a security of one account against that account's own model. Of the bands that are stated (of the model, in points, as
 * a part of the target) the narrowest counts; the regime of the market widens it. Source: rebalancing planner (US), threshold rationale and dynamic thresholds.
 */
import type { Drift } from '../../../shared/model/review.ts'
import type { Band, WhenPolicy } from '../../../shared/model/settings.ts'
import type { Breach } from '../../../shared/model/when.ts'
import { driftIn } from '../drift/drift-in.ts'
import { sleevesOf } from '../drift/sleeve-drift.ts'
import { type Regime, thresholdIn } from '../planner/regimes.ts'
import { holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'

type Row = Drift['rows'][number]

export function breachesOf(standing: Standing, drift: Drift, { bands }: WhenPolicy, regime: Regime): Breach[] {
  if (drift.portfolio === null) return []
  return [
    ...classRows(drift.rows).flatMap(row => breach('class', row, bands.assetClass, null, regime)),
    ...drift.rows.flatMap(row =>
      breach('security', { ...row, name: row.symbol }, bands.security, row.target > 0 ? row.band : null, regime),
    ),
    ...accountRows(standing, bands.account).flatMap(row => breach('account', row, bands.account, null, regime)),
  ]
}

interface Weighed {
  readonly name: string
  readonly weight: number
  readonly target: number
}

function breach(level: Breach['level'], { name, weight, target }: Weighed, stated: Band, model: number | null, regime: Regime): Breach[] {
  const options: { readonly band: number; readonly by: Breach['by'] }[] = []
  if (model !== null) options.push({ band: model, by: 'model' })
  if (stated.absolute !== null) options.push({ band: stated.absolute, by: 'absolute' })
  // a part of nothing is no band
  if (stated.relative !== null && target > 0) options.push({ band: Math.round((target * stated.relative) / 10_000), by: 'relative' })
  const [narrowest] = options.sort((a, b) => a.band - b.band)
  if (narrowest === undefined) return []
  const band = Math.round(thresholdIn(regime, narrowest.band))
  const drift = weight - target
  return Math.abs(drift) > band ? [{ level, name, drift, band, by: narrowest.by }] : []
}

function classRows(rows: readonly Row[]): Weighed[] {
  return [...Map.groupBy(rows, row => row.assetClass ?? 'class unknown')].map(([name, of]) => ({
    name,
    weight: of.reduce((sum, row) => sum + row.weight, 0),
    target: of.reduce((sum, row) => sum + row.target, 0),
  }))
}

function accountRows(standing: Standing, { absolute, relative }: Band): Weighed[] {
  if (absolute === null && relative === null) return []
  const holdings = holdingsOf(standing)
  return standing.snapshot.accounts.flatMap(account => {
    const { portfolio, rows } = driftIn(standing, [account], holdings)
    const sleeves = sleevesOf(standing, account, holdings)?.rows ?? []
    return [
      ...(portfolio === null ? [] : rows.map(({ symbol, weight, target }) => ({ name: `${symbol} in ${account.name}`, weight, target }))),
      ...sleeves.map(({ name, weight, part }) => ({ name: `sleeve ${name} of ${account.name}`, weight, target: part })),
    ]
  })
}
