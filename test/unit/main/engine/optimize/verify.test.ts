/** The independent checker: it passes what the optimizer settles, agrees with its bound to the last digits, and names what is wrong in fifty corrupted proposals. */
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { provenBound } from '../../../../../src/main/engine/optimize/verify/bound.ts'
import { exact, quotient, squareRoot, unit } from '../../../../../src/main/engine/optimize/verify/exact.ts'
import { verifyProposal } from '../../../../../src/main/engine/optimize/verify/verify.ts'
import { type RebalanceProposal, rebalanceProposalShape } from '../../../../../src/shared/model/rebalance-proposal.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { medium, small } from '../../../../fixtures/problem.ts'
import { proposalFor } from '../../../../fixtures/proposal.ts'

type Writable<Value> = Value extends readonly (infer Item)[]
  ? Writable<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Writable<Value[Key]> }
    : Value
type Draft = Writable<RebalanceProposal>
type Trade = Draft['trades'][number]

const proposals = Array.from({ length: 10 }, (_, seed) => proposalFor(randomInstance(seed, seed % 2 === 0 ? medium : small))).filter(
  each => each !== undefined,
)
/** A plan proven at the root, with sales at a loss and purchases, of securities in pairs of identical ones. */
const good = proposals.find(({ instance, trades, stated }) => {
  const losses = trades.some(({ side, lots }) => side === 'sell' && lots.some(({ lot }) => isLoss(instance, lot)))
  return (
    stated.nodes === 3 && losses && trades.filter(({ side }) => side === 'buy').length > 4 && trades.some(({ lots }) => lots.length > 1)
  )
}) as RebalanceProposal

function isLoss({ lots, sec }: RebalanceProposal['instance'], lot: number): boolean {
  return (lots.basis[lot] ?? 0) > (sec.price[lots.sec[lot] ?? 0] ?? 0)
}

const plus = (text: string, more: number) => String(Math.round((Number(text) + more) * 1e6) / 1e6)
const nth = (draft: Draft, side: 'buy' | 'sell', at = 0): Trade => draft.trades.filter(trade => trade.side === side)[at] as Trade
const lossTrade = (draft: Draft): Trade =>
  draft.trades.find(({ side, lots }) => side === 'sell' && lots.some(({ lot }) => isLoss(draft.instance, lot))) as Trade
const many = (draft: Draft): Trade => draft.trades.find(({ lots }) => lots.length > 1) as Trade
const first = (trade: Trade) => trade.lots[0] as Trade['lots'][number]
const buying = (security: number, shares: string): Trade => ({ security, side: 'buy', shares, lots: [] })
const drop = (draft: Draft, trade: Trade) => void draft.trades.splice(draft.trades.indexOf(trade), 1)
/** The trade that moves most money, so that leaving it out moves a limit. */
const largest = (draft: Draft, side: 'buy' | 'sell') =>
  draft.trades.filter(trade => trade.side === side).sort((a, b) => worth(draft, b) - worth(draft, a))[0] as Trade
const worth = ({ instance }: Draft, { security, shares }: Trade) => Number(shares) * (instance.sec.price[security] ?? 0)
const prices = (draft: Draft, at: number) => draft.certificate[at] as Draft['certificate'][number]
const binding = (draft: Draft) => draft.certificate.findIndex(each => each.regime === 'loss')

type Corruption = readonly [what: string, corrupt: (draft: Draft) => void, breaks: string]
const picks: readonly Corruption[] = [
  [
    'a share too many in an order',
    draft => {
      nth(draft, 'sell').shares = plus(nth(draft, 'sell').shares, 1)
    },
    'shares',
  ],
  [
    'a share too few in an order',
    draft => {
      nth(draft, 'sell').shares = plus(nth(draft, 'sell').shares, -1)
    },
    'shares',
  ],
  [
    'a share too many in a pick',
    draft => {
      first(nth(draft, 'sell')).shares = plus(first(nth(draft, 'sell')).shares, 1)
    },
    'shares',
  ],
  ['more than the lot holds', draft => more(draft, 1_000_000), 'shares'],
  ['a pick left out', draft => void many(draft).lots.pop(), 'shares'],
  ['a lot picked twice', draft => void many(draft).lots.push({ ...first(many(draft)) }), 'shares'],
  [
    'a lot of another security',
    draft => {
      first(nth(draft, 'sell')).lot = first(nth(draft, 'sell', 1)).lot
    },
    'shares',
  ],
  [
    'a lot that is not there',
    draft => {
      first(nth(draft, 'sell')).lot = 99_999
    },
    'shares',
  ],
  [
    'a security that is not there',
    draft => {
      nth(draft, 'buy').security = 99_999
    },
    'shares',
  ],
  ['a security traded twice', draft => void draft.trades.push({ ...nth(draft, 'buy') }), 'shares'],
  ['both sides of a security', draft => void draft.trades.push(buying(nth(draft, 'sell').security, '10')), 'shares'],
  [
    'a purchase of nothing',
    draft => {
      nth(draft, 'buy').shares = '0'
    },
    'shares',
  ],
  [
    'a purchase of part of a share',
    draft => {
      nth(draft, 'buy').shares = plus(nth(draft, 'buy').shares, 0.5)
    },
    'shares',
  ],
  ['part of a share in a sale', draft => split(draft), 'shares'],
  ['a purchase that picks lots', draft => void nth(draft, 'buy').lots.push({ lot: 0, shares: '1' }), 'shares'],
  [
    'a blocked lot',
    draft => {
      draft.instance.lots.blocked[first(nth(draft, 'sell')).lot] = 1
    },
    'shares',
  ],
  [
    'a security not to be sold',
    draft => {
      draft.instance.sec.noSell[nth(draft, 'sell').security] = 1
    },
    'shares',
  ],
  [
    'a security not to be bought',
    draft => {
      draft.instance.sec.noBuy[nth(draft, 'buy').security] = 1
    },
    'shares',
  ],
]
const limits: readonly Corruption[] = [
  ['the largest sale left out', draft => drop(draft, largest(draft, 'sell')), 'objective'],
  ['the largest purchase left out', draft => drop(draft, largest(draft, 'buy')), 'objective'],
  [
    'cash that is not there',
    draft => {
      draft.instance.cash0 -= 0.02 * draft.instance.nav
    },
    'cash',
  ],
  [
    'cash left idle',
    draft => {
      draft.instance.cash0 += 0.03 * draft.instance.nav
    },
    'cash',
  ],
  [
    'a purchase far too large',
    draft => {
      nth(draft, 'buy').shares = '1000000'
    },
    'cash',
  ],
  [
    'a purchase past its position',
    draft => {
      nth(draft, 'buy').shares = '1000000'
    },
    'position',
  ],
  [
    'a purchase past the turnover',
    draft => {
      nth(draft, 'buy').shares = '1000000'
    },
    'turnover',
  ],
  [
    'a tighter sector',
    draft => {
      draft.instance.sector.hi[0] = 0.0001
    },
    'sector 0',
  ],
  [
    'a sector that needs more',
    draft =>
      void Object.assign(draft.instance.sector, { lo: draft.instance.sector.lo.map(() => 0.9), hi: draft.instance.sector.hi.map(() => 1) }),
    'sector 0',
  ],
  [
    'a tighter country',
    draft => {
      draft.instance.country.hi[1] = 0.0001
    },
    'country 1',
  ],
  [
    'a tighter turnover',
    draft => {
      draft.instance.turnoverMax *= 0.9 * 0.5
    },
    'turnover',
  ],
  [
    'a trade more than allowed',
    draft => {
      draft.instance.maxTrades = draft.trades.length - 1
    },
    'number of trades',
  ],
  [
    'a purchase below the minimum',
    draft => {
      draft.instance.sec.minTrade[nth(draft, 'buy').security] = 0.9
    },
    'minimum trade',
  ],
  ['a sale below the minimum', draft => minimum(draft), 'minimum trade'],
  [
    'a position above its limit',
    draft => {
      draft.instance.sec.ub[nth(draft, 'buy').security] = 0
    },
    'position',
  ],
  [
    'a position below its limit',
    draft => {
      draft.instance.sec.lb[nth(draft, 'sell').security] = 1
    },
    'position',
  ],
  ['a washed pair', draft => void pair(draft), 'wash'],
  ['a purchase beside the loss of its group', draft => void pair(draft), 'wash'],
]
const figures: readonly Corruption[] = [
  [
    'a rosier objective',
    draft => {
      draft.stated.objective -= 1e-5
    },
    'objective',
  ],
  [
    'a worse objective',
    draft => {
      draft.stated.objective += 1e-5
    },
    'objective',
  ],
  [
    'a false tracking error',
    draft => {
      draft.stated.terms.te *= 1.001
    },
    'tracking error',
  ],
  [
    'a false tax',
    draft => {
      draft.stated.terms.tax -= 1e-6
    },
    'tax',
  ],
  [
    'a tax of the wrong sign',
    draft => {
      draft.stated.terms.tax *= -1
    },
    'tax',
  ],
  [
    'a false linear cost',
    draft => {
      draft.stated.terms.linear *= 0.999
    },
    'linear cost',
  ],
  [
    'a false impact',
    draft => {
      draft.stated.terms.impact *= 0.9
    },
    'impact',
  ],
  [
    'no fixed cost',
    draft => {
      draft.stated.terms.fixed = 0
    },
    'fixed cost',
  ],
  [
    'another basis',
    draft => {
      ;(draft.instance.lots.basis as number[])[first(nth(draft, 'sell')).lot] = 0.01
    },
    'tax',
  ],
  ['another day of purchase', draft => days(draft), 'tax'],
  [
    'another worth of a carried loss',
    draft => {
      draft.instance.tax.rho += 0.05
    },
    'tax',
  ],
  [
    'another target',
    draft => {
      ;(draft.instance.sec.target as number[])[3] = 0.5
    },
    'tracking error',
  ],
  [
    'a bound above the plan',
    draft => {
      draft.stated.bound = draft.stated.objective + 1e-4
    },
    'bound',
  ],
  [
    'a bound nobody proved',
    draft => {
      draft.stated.bound = draft.stated.objective - 1e-12
    },
    'bound',
  ],
  [
    'a bound a little too high',
    draft => {
      draft.stated.bound += 1e-7
    },
    'bound',
  ],
  [
    'no certificate',
    draft => {
      draft.certificate = []
    },
    'bound',
  ],
  ['a regime left out of the certificate', draft => void draft.certificate.pop(), 'bound'],
  [
    'prices that are not the certificate’s',
    draft => {
      prices(draft, binding(draft)).turnover += 0.01
    },
    'bound',
  ],
  [
    'a price outside its domain',
    draft => {
      prices(draft, binding(draft)).shortGain += 1
    },
    'bound',
  ],
  ['prices of other rows', draft => void prices(draft, binding(draft)).rows.pop(), 'bound'],
]

function more(draft: Draft, by: number): void {
  const trade = nth(draft, 'sell')
  first(trade).shares = plus(first(trade).shares, by)
  trade.shares = plus(trade.shares, by)
}

function split(draft: Draft): void {
  const trade = draft.trades.find(({ side, shares }) => side === 'sell' && Number(shares) > 2) as Trade
  const pick = first(trade)
  pick.shares = plus(pick.shares, -0.25)
  trade.shares = plus(trade.shares, -0.25)
}

function minimum(draft: Draft): void {
  const { instance } = draft
  const trade = draft.trades.find(
    ({ side, lots }) => side === 'sell' && Number(lots[0]?.shares) < (instance.lots.shares[lots[0]?.lot ?? 0] ?? 0),
  ) as Trade
  instance.sec.minTrade[trade.security] = 0.9
}

/** Makes the seller of a loss and a buyer substantially identical. */
function pair(draft: Draft): void {
  const group = draft.instance.sec.group as number[]
  group[lossTrade(draft).security] = 77
  group[nth(draft, 'buy').security] = 77
}

function days(draft: Draft): void {
  const held = draft.instance.lots.days as number[]
  for (const { lots } of draft.trades) for (const { lot } of lots) held[lot] = (held[lot] ?? 0) > 365 ? 100 : 500
  draft.instance.tax.ytdS = 1e6
}

const corrupted = (change: (draft: Draft) => void): RebalanceProposal => {
  const draft = structuredClone(good) as Draft
  change(draft)
  return draft as RebalanceProposal
}

describe('the checker', () => {
  test('passes what the optimizer settles, and finds the same figures', () => {
    expect(proposals.length).toBeGreaterThan(5)
    for (const proposal of proposals) {
      expect(rebalanceProposalShape.safeParse(proposal).success).toBe(true)
      const { verdict, checks, objective } = verifyProposal(proposal)
      expect(checks.filter(check => check.verdict === 'broken')).toEqual([])
      expect(verdict).toBe('holds')
      expect(objective).toBeCloseTo(proposal.stated.objective, 14)
    }
  })

  test('finds the bound of the prices that the optimizer found', () => {
    const least = Math.min(...good.certificate.map(each => provenBound(good.instance, each)?.bound ?? Number.NaN))
    expect(Math.abs(least - good.stated.bound)).toBeLessThan(1e-11)
  })

  test('refuses a bound beyond what the certificate proves, however long a search it says there was', () => {
    const branched = corrupted(draft => {
      draft.stated.bound += 1e-7
      draft.stated.nodes = 40
    })
    const { verdict, checks } = verifyProposal(branched)
    expect([verdict, checks.at(-1)]).toMatchObject(['broken', { name: 'bound', verdict: 'broken' }])
  })

  test.each([
    [2000, 100, 100],
    [0, 1, 1],
  ])('finds the bound of weights %d, %d and %d, too', (te, tc, tax) => {
    const proposal = proposalFor({ ...randomInstance(2, medium), lam: { te, tc, tax } })
    if (!proposal) throw new Error('the draw has no plan')
    const { verdict, checks, gap } = verifyProposal(proposal)
    expect([verdict, checks.filter(check => check.verdict === 'broken')]).toEqual(['holds', []])
    expect(gap).toBeLessThan(2e-3)
  })

  test('is not led by rounding: prices of a gain that nobody can have prove nothing, however large', () => {
    const drawn = randomInstance(1, small)
    const account = { ...drawn, lots: { ...drawn.lots, days: drawn.lots.days.map(() => 800) } }
    const proposal = proposalFor(account)
    if (!proposal) throw new Error('the draw has no plan')
    let verdicts = 0
    for (const size of [1e12, 1e14, 1e16, 1e18, 1e300]) {
      for (let step = 0; step < 30; step++) {
        const shortGain = size * (1 + step / 29)
        const certificate = proposal.certificate.map(each => ({ ...each, shortGain, parts: undefined, barred: undefined }))
        const forged = { ...proposal, certificate, stated: { ...proposal.stated, bound: proposal.stated.objective } }
        expect([shortGain, verifyProposal(forged).verdict]).toEqual([shortGain, 'broken'])
        verdicts += 1
      }
    }
    expect(verdicts).toBe(150)
  })

  test('is held to fifty corruptions', () => {
    expect(picks.length + limits.length + figures.length).toBeGreaterThanOrEqual(50)
  })

  test.each([...picks, ...limits, ...figures])('refuses %s', (_, corrupt, breaks) => {
    const { verdict, checks } = verifyProposal(corrupted(corrupt))
    expect(verdict).toBe('broken')
    expect(checks.filter(check => check.verdict === 'broken').map(check => check.name)).toContain(breaks)
  })

  test('shares no code with the optimizer', () => {
    for (const file of globSync('src/main/engine/optimize/verify/*.ts')) {
      const imports = [...readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from)
      expect([file, imports.filter(from => !/^\.\/[a-z-]+\.ts$|\/shared\/model\//.test(from ?? ''))]).toEqual([file, []])
    }
  })
})

describe('exact numbers', () => {
  test('are decimal texts, not doubles', () => {
    expect(exact(0.1) + exact(0.2)).toBe(exact(0.3))
    expect(exact(-1.5e-7)).toBe((-15n * unit) / 100_000_000n)
    expect(exact(3e21)).toBe(3n * 10n ** 21n * unit)
    expect(exact('123456789012345.000001')).toBe(123_456_789_012_345_000_001n * (unit / 1_000_000n))
    expect(quotient(unit, 3n * unit)).toBe(333_333_333_333_333_333_333_333n)
  })

  test('have square roots', () => {
    expect(squareRoot(2n * unit)).toBe(1_414_213_562_373_095_048_801_688n)
    expect([squareRoot(0n), squareRoot(unit), squareRoot(exact(1e-12))]).toEqual([0n, unit, exact(1e-6)])
  })
})
