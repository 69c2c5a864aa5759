/**
 * The engine against the share-by-share reference on 10,000 random ledgers. LOTWRIGHT_LEDGERS sets another number, LOTWRIGHT_SEED other ledgers; a failing one is
 * shrunk and printed with its seed.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerCase } from '../../src/main/engine/lots/case.ts'
import type { LotCase } from '../../src/shared/model/lot-case.ts'
import { randomLedger } from './random-ledger.ts'
import { bookShareByShare, decimalOf, type Reference } from './share-by-share.ts'

const numRuns = Number(process.env.LOTWRIGHT_LEDGERS ?? 10_000)
const seed = Number(process.env.LOTWRIGHT_SEED ?? 1091)

/** Ledgers in which it happened, of those compared. */
const coverage = new Map<string, number>()

describe('ten thousand random ledgers', () => {
  test('the engine agrees with a reference that treats every share on its own', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(randomLedger, lotCase => {
        const reference = bookShareByShare(lotCase)
        noteCoverage(lotCase, reference)
        const [engine, other] = [engineView(lotCase), referenceView(reference)]
        if (!agree(engine, other)) expect(engine).toEqual(other)
      }),
      { numRuns, seed },
    )
  })

  test('each thing that matters happens in many of them', () => {
    const least = Object.entries(leastOf10000).map(
      ([what, count]) => [what, Math.floor((count * Math.min(numRuns, 10_000)) / 10_000)] as const,
    )
    expect(
      least.filter(([what, count]) => (coverage.get(what) ?? 0) < count).map(([what]) => `${what}: ${coverage.get(what) ?? 0}`),
    ).toEqual([])
  })
})

const leastOf10000: Readonly<Record<string, number>> = {
  washed: 5000,
  'lost for good': 1500,
  'a chain of three': 300,
  'sold and bought on one day': 1500,
  'a split between loss and purchase': 300,
  'a lot partly used': 1500,
  'a call takes the loss': 300,
  'another account takes the loss': 2500,
  'identical securities': 3000,
  'as a broker sees it': 1000,
  'without wash sales': 800,
  'a 401(k) trades': 5000,
  'inherited shares': 1000,
  'fills of one order': 1500,
  'lots named by the sale': 300,
  'long-term': 2000,
  ...Object.fromEntries(['FIFO', 'LIFO', 'HIFO', 'LOFO', 'MINTAX', 'SPECID', 'AVERAGE'].map(method => [`by ${method}`, 1000])),
}

function noteCoverage({ method, settings, trades }: LotCase, { seen, realized }: Reference): void {
  const kinds = new Set(trades.map(trade => ('kind' in trade ? trade.kind : trade.side)))
  const happened: Readonly<Record<string, boolean>> = {
    washed: seen.washed > 0,
    'lost for good': seen.permanent > 0,
    'a chain of three': seen.longestChain >= 3,
    'sold and bought on one day': seen.sameDay > 0,
    'a split between loss and purchase': seen.acrossSplit > 0,
    'a lot partly used': seen.partlyUsed > 0,
    'a call takes the loss': seen.byRight > 0,
    'another account takes the loss': seen.otherAccount > 0,
    'identical securities': settings.identical.length > 0,
    'as a broker sees it': settings.scope === 'broker',
    'without wash sales': !settings.washSales,
    'a 401(k) trades': trades.some(trade => trade.accountType === '401k'),
    'inherited shares': kinds.has('inherited'),
    'fills of one order': trades.filter(trade => trade.side === 'buy' && trade.orderGroup).length > 1,
    'lots named by the sale': trades.some(trade => trade.side === 'sell' && trade.lotIds),
    'long-term': [...realized.values()].some(row => row.holding === 'long'),
    [`by ${method}`]: true,
  }
  for (const [what, did] of Object.entries(happened)) if (did) coverage.set(what, (coverage.get(what) ?? 0) + 1)
}

type View = ReadonlyMap<string, readonly number[]>

/** A millionth of a dollar: the engine's unit in cases with repeating decimals is finer. */
function agree(a: View, b: View): boolean {
  if (a.size !== b.size) return false
  for (const [key, figures] of a) {
    const others = b.get(key)
    if (others === undefined || figures.some((figure, index) => Math.abs(figure - (others[index] ?? Number.NaN)) > 1e-6)) return false
  }
  return true
}

function engineView(lotCase: LotCase): View {
  const answer = answerCase(lotCase)
  if (!answer.ok || 'unsupported' in answer.value) throw new Error(JSON.stringify(answer))
  if ('error' in answer.value) return new Map([[`refused ${answer.value.error.atTrade}`, []]])
  const sums = new Map<string, number[]>()
  const add = (key: string, ...figures: number[]): void => {
    const known = sums.get(key)
    sums.set(key, known === undefined ? figures : figures.map((figure, index) => figure + (known[index] ?? 0)))
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
  return sums
}

function referenceView({ realized, open, refused }: Reference): View {
  if (refused !== null) return new Map([[`refused ${refused}`, []]])
  const view = new Map<string, number[]>()
  for (const [key, row] of realized) {
    view.set(`sold/${key}`, [row.quantity, decimalOf(row.gain), decimalOf(row.disallowed), decimalOf(row.permanent)])
  }
  for (const [key, lot] of open) view.set(`open/${key}`, [lot.quantity, decimalOf(lot.basis)])
  return view
}
