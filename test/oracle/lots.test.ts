/** The engine against the share-by-share reference on random ledgers. LOTWRIGHT_LEDGERS sets how many; a failing one is printed with its seed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerCase } from '../../src/main/engine/lots/case.ts'
import type { LotCase } from '../../src/shared/model/lot-case.ts'
import { randomLedger } from './random-ledger.ts'
import { bookShareByShare, decimalOf } from './share-by-share.ts'

const numRuns = Number(process.env.LOTWRIGHT_LEDGERS ?? 500)

test('the engine agrees with a reference that treats every share on its own', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(randomLedger, lotCase => {
      expect(engineView(lotCase)).toEqual(referenceView(lotCase))
    }),
    { numRuns, seed: 1091 },
  )
})

test('the random ledgers are worth the comparison', () => {
  const seen = { washed: 0, permanent: 0, chained: 0, long: 0, split: 0 }
  for (const lotCase of fc.sample(randomLedger, { numRuns: 500, seed: 1091 })) {
    const { realized } = bookShareByShare(lotCase)
    const rows = [...realized.values()]
    if (rows.some(row => row.disallowed.n > 0n)) seen.washed += 1
    if (rows.some(row => row.permanent.n > 0n)) seen.permanent += 1
    if (rows.filter(row => row.disallowed.n > 0n).length > 2) seen.chained += 1
    if (rows.some(row => row.holding === 'long')) seen.long += 1
    if (lotCase.trades.some(trade => trade.side === 'split')) seen.split += 1
  }
  expect(Object.entries(seen).filter(([, count]) => count < 40)).toEqual([])
})

type View = Record<string, string>
const shown = (...figures: number[]): string => figures.map(figure => (Math.round(figure * 1e6) / 1e6 + 0).toFixed(6)).join(' ')

function engineView(lotCase: LotCase): View {
  const answer = answerCase(lotCase)
  if (!answer.ok || 'unsupported' in answer.value) throw new Error(JSON.stringify(answer))
  if ('error' in answer.value) return { refused: answer.value.error.atTrade }
  const sums = new Map<string, number[]>()
  const add = (key: string, ...figures: number[]): void => {
    sums.set(
      key,
      figures.map((figure, index) => figure + (sums.get(key)?.[index] ?? 0)),
    )
  }
  for (const row of answer.value.realized) {
    add(
      ['sold', row.sellId, row.lotId, row.holding, row.acquiredForHoldingPeriod].join('/'),
      Number(row.quantity),
      Number(row.gainBeforeWash),
      Number(row.washDisallowed),
      Number(row.permanentlyDisallowed),
    )
  }
  for (const lot of answer.value.openLots)
    add(`open/${lot.lotId}/${lot.holdingPeriodStart}`, Number(lot.quantity), Number(lot.adjustedBasis))
  return Object.fromEntries([...sums].sort().map(([key, figures]) => [key, shown(...figures)]))
}

function referenceView(lotCase: LotCase): View {
  const { realized, open, refused } = bookShareByShare(lotCase)
  if (refused !== null) return { refused }
  const view: [string, string][] = []
  for (const [key, row] of realized) {
    view.push([`sold/${key}`, shown(row.quantity, decimalOf(row.gain), decimalOf(row.disallowed), decimalOf(row.permanent))])
  }
  for (const [key, lot] of open) view.push([`open/${key}`, shown(lot.quantity, decimalOf(lot.basis))])
  return Object.fromEntries(view.sort())
}
