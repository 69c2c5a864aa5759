/**
 * Small random instances with every kind of limit and term, each drawn in or left out: sectors and countries that bind or are wide, further groups (hard, at a price,
 * at a penalty, a style, a balance), turnover, minimum trades up to a tenth, few trades, few names, barred sides, blocked lots, groups of identical securities, budgets
 * of gains and tax, a limit of tracking error, absolute risk, expected return, nearness to targets. Some have no plan.
 */
import type { ExtraRow, Instance } from '../../../src/shared/model/instance.ts'
import { randomInstance } from '../../fixtures/instance-generator.ts'
import { type Random, seededRandom } from '../../fixtures/random.ts'

type Also = NonNullable<Instance['also']>
type Securities = Instance['sec']

export function smallInstance(seed: number): Instance {
  const random = seededRandom(40_000 + seed)
  const n = random.whole(2, 12)
  const drawn = randomInstance(seed, {
    securities: n,
    lots: n + random.whole(0, 2 * n),
    factors: random.whole(1, 4),
    trades: random.whole(Math.ceil(n / 3), n),
  })
  const wide = ({ m }: Instance['sector']) => ({ m, lo: Array.from({ length: m }, () => 0), hi: Array.from({ length: m }, () => 1) })
  return {
    ...drawn,
    name: `small ${seed}`,
    alpha: random.pick([1.5, 1.5, 2, 1.3]),
    lam: { te: random.pick([0, 2, 20, 100]), tc: random.pick([0, 1, 1, 3]), tax: random.pick([0, 1, 1, 2]) },
    sec: securitiesOf(random, drawn.sec),
    lots: { ...drawn.lots, blocked: drawn.lots.blocked.map(() => (random.chance(0.1) ? 1 : 0)) },
    sector: random.chance(0.4) ? drawn.sector : wide(drawn.sector),
    country: random.chance(0.4) ? drawn.country : wide(drawn.country),
    cashHi: random.pick([0.016, 0.05, 0.2]),
    turnoverMax: random.pick([drawn.turnoverMax, 0.6, 2]),
    also: alsoOf(random, drawn),
  }
}

function securitiesOf(random: Random, sec: Securities): Securities {
  const n = sec.price.length
  const dear = random.chance(0.4) ? random.pick([0.02, 0.05, 0.1]) : undefined
  return {
    ...sec,
    minTrade: dear === undefined ? sec.minTrade : sec.minTrade.map(() => dear * (0.5 + random.fraction())),
    fixed: random.chance(0.3) ? sec.fixed.map(() => 1e-4 * random.fraction()) : sec.fixed,
    ub: random.chance(0.5) ? sec.ub.map(() => 0.95) : sec.ub,
    lb: random.chance(0.2) ? sec.target.map(share => share * 0.3 * random.fraction()) : sec.lb,
    // some targets of nothing, so that positions may be sold whole
    target: random.chance(0.3) ? sec.target.map((share, i) => (i % 3 === 2 ? 0 : share)) : sec.target,
    noBuy: sec.noBuy.map(() => (random.chance(0.1) ? 1 : 0)),
    noSell: sec.noSell.map(() => (random.chance(0.06) ? 1 : 0)),
    group: groupsOf(random, n),
  }
}

/** None, pairs, or one group of three and more. */
function groupsOf(random: Random, n: number): number[] {
  const kind = random.pick(['none', 'pairs', 'many'])
  return Array.from({ length: n }, (_, i) => (kind === 'pairs' ? (i < 4 && n > 3 ? i >> 1 : -1) : kind === 'many' && i < 4 ? 7 : -1))
}

function alsoOf(random: Random, drawn: Instance): Also | undefined {
  const { sec, tax, nav } = drawn
  const n = sec.price.length
  const list = <Item>(of: (i: number) => Item) => Array.from({ length: n }, (_, i) => of(i))
  const perhaps = <Value>(chance: number, of: () => Value): Value | undefined => (random.chance(chance) ? of() : undefined)
  const also: Also = {
    rows: perhaps(0.6, () => rowsOf(random, n)),
    shortGain: perhaps(0.15, () => tax.ytdS + nav * 0.004 * (random.fraction() - 0.3)),
    longGain: perhaps(0.15, () => tax.ytdL + nav * 0.006 * (random.fraction() - 0.3)),
    tax: perhaps(0.15, () => nav * 0.002 * (random.fraction() - 0.5)),
    trackingError: perhaps(0.25, () => 0.005 + 0.045 * random.fraction()),
    names: perhaps(0.25, () => random.whole(Math.max(1, n - 3), n)),
    sellMost: perhaps(0.15, () => list(i => 0.05 + 0.02 * i)),
    buyMost: perhaps(0.15, () => list(i => 0.03 + 0.02 * i)),
    absolute: perhaps(0.15, () => 3 * random.fraction()),
    reward: perhaps(0.2, () => list(() => 0.04 * random.bell())),
    rewardWeight: 0.3,
    proximity: perhaps(0.15, () => list(() => 3 * random.fraction())),
    near: perhaps(0.15, () => list(() => (2 * random.fraction()) / n)),
  }
  // an absent kind is left out, as in a file
  return random.chance(0.85) ? (JSON.parse(JSON.stringify(also)) as Also) : undefined
}

function rowsOf(random: Random, n: number): ExtraRow[] {
  const all = Array.from({ length: n }, (_, i) => i)
  const some = () => all.filter(i => i === 0 || random.chance(0.5))
  const kinds: readonly (() => ExtraRow)[] = [
    () => group(some(), { name: 'an industry', low: 0.1 * random.fraction(), high: 0.4 + 0.5 * random.fraction() }),
    () => group(some(), { name: 'a group at a price', low: 0.4, high: 0.5, excess: 0.002 + 0.02 * random.fraction() }),
    () =>
      group(all, {
        name: 'a style',
        coefficients: all.map(() => random.bell()),
        of: 'active',
        low: -0.1 * random.fraction(),
        high: 0.05 + 0.1 * random.fraction(),
      }),
    () => group(all, { name: 'a tilt', coefficients: all.map(() => random.bell()), of: 'active', penalty: 2, centre: 0.04 }),
    () => group(all, { name: 'a balance', of: 'change', penalty: 15 }),
    () => group(some(), { name: 'one side', low: null, high: 0.7 }),
  ]
  return Array.from({ length: random.whole(1, 3) }, () => random.pick(kinds)())
}

function group(securities: number[], more: Partial<ExtraRow>): ExtraRow {
  return { name: 'a group', securities, coefficients: securities.map(() => 1), of: 'weight', low: null, high: null, ...more }
}
