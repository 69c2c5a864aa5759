/** Random models over random holdings: resolved weights sum to the whole, each holding counts toward exactly one row, and a model of plain securities is what it always was. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { driftIn } from '../../src/main/engine/drift/drift-in.ts'
import { slotsOf } from '../../src/main/engine/model/slots.ts'
import { targetsFor } from '../../src/main/engine/model/targets-for.ts'
import { turnsOf } from '../../src/main/engine/rebalance/chain.ts'
import { accountProblem, plainWishes } from '../../src/main/engine/rebalance/from-snapshot.ts'
import { jointPlace } from '../../src/main/engine/rebalance/joint/joint-place.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { id, type SecurityId } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Relation } from '../../src/shared/model/book.ts'
import { taxTypes } from '../../src/shared/model/lists.ts'
import type { ModelLine } from '../../src/shared/model/model-line.ts'
import type { Snapshot } from '../../src/shared/model/snapshot.ts'
import { wishes } from '../fixtures/household.ts'
import { amountOf, bookOf } from '../fixtures/snapshot.ts'

const symbols = Array.from({ length: 12 }, (_, at) => `S${at}`)
const classes = ['A', 'B', null]
const sectors = ['X', 'Y', null]
const caps = ['small', 'large', null] as const
const some = <Item>(list: readonly Item[]) => fc.constantFrom(...list)

const drawn = fc.record({
  kinds: fc.array(fc.record({ assetClass: some(classes), sector: some(sectors), capClass: some(caps) }), { minLength: 12, maxLength: 12 }),
  relations: fc.array(fc.tuple(some(['identical', 'substitute'] as const), fc.nat(11), fc.nat(11)), { maxLength: 5 }),
  order: fc.shuffledSubarray(symbols, { minLength: 12 }),
  lines: fc.array(
    fc.record({
      members: fc.integer({ min: 1, max: 3 }),
      mapped: fc.nat(1),
      counts: some([
        undefined,
        { kind: 'asset-class' as const, of: 'A' },
        { kind: 'sector' as const, of: 'X' },
        { kind: 'factor' as const, of: 'Small cap' },
      ]),
      types: fc.array(fc.subarray([...taxTypes], { minLength: 1 }), { minLength: 3, maxLength: 3 }),
      part: fc.integer({ min: 1, max: 100 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  held: fc.array(fc.tuple(some(['joint', 'ira', 'roth']), some(symbols), fc.integer({ min: 1, max: 500 })), {
    minLength: 1,
    maxLength: 14,
  }),
  barred: fc.array(some(symbols), { maxLength: 3 }),
  plain: fc.boolean(),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never

/** Securities go to the lines in turn, so that no two claim the same. */
function targetsOf({ lines, order, plain }: Drawn): ModelLine[] {
  const left = [...order]
  const take = () => id<'security'>(left.shift() ?? '')
  const whole = lines.reduce((sum, { part }) => sum + part, 0)
  const weights = lines.map(({ part }) => Math.floor((part * 10_000) / whole))
  const seen = new Set<string>()
  return lines.map(({ members, mapped, counts, types }, at) => {
    const weight = at === 0 ? 10_000 - weights.slice(1).reduce((sum, each) => sum + each, 0) : (weights[at] ?? 0)
    const [first, ...others] = [take(), ...Array.from({ length: plain ? 0 : members - 1 }, take)] as [SecurityId, ...SecurityId[]]
    const line = { security: first, weight, band: 300 }
    if (plain) return line
    const kind = counts !== undefined && !seen.has(counts.of) ? counts : undefined
    if (kind) seen.add(kind.of)
    const bought = [first, ...others].map((security, n) => ({ security, role: 'equivalent' as const, taxTypes: types[n] ?? [...taxTypes] }))
    const also = Array.from({ length: mapped }, () => ({ security: take(), reason: 'mapped' }))
    return { ...line, ...(kind ? { counts: kind } : {}), members: bought, ...(also.length === 0 ? {} : { mapped: also }) }
  })
}

function snapshotOf(given: Drawn) {
  const model = { model: id<'model portfolio'>('model'), cash: amountOf('1000') }
  const book = bookOf('2026-11-20')
    .with({ models: [{ id: id('model'), name: 'model', targets: targetsOf(given) }] })
    .account('joint', model)
    .account('ira', { ...model, type: 'traditional-ira' })
    .account('roth', { ...model, type: 'roth-ira' })
  symbols.forEach((symbol, at) => book.security(symbol, `${10 + at}.00`, given.kinds[at] ?? {}))
  for (const [kind, a, b] of given.relations) if (a !== b) book.relation(kind, `S${a}`, `S${b}`)
  for (const [account, symbol, shares] of given.held) book.lot(account, symbol, '2020-01-02', `${shares}`, `${shares}.00`)
  for (const symbol of given.barred) book.restrict('never-buy', symbol)
  return book.snapshot()
}

test('in every account the resolved weights sum to the whole, and a holding counts toward one line at most', () => {
  fc.assert(
    fc.property(drawn, given => {
      const standing = standingOf(snapshotOf(given))
      for (const { id: account } of standing.snapshot.accounts) {
        const { slots, targets } = targetsFor(standing, account)
        expect(targets.reduce((sum, { slot }) => sum + slot.line.weight, 0)).toBe(10_000)
        expect(new Set(targets.map(({ slot }) => slot.key)).size).toBe(slots.all.length)
        for (const { slot, security } of targets) expect(slots.claimOf(security)?.slot.key).toBe(slot.key)
        const { instance } = valueOrThrow(accountProblem(standing, account, plainWishes))
        expect(instance.sec.target.reduce((sum, target) => sum + target, 0)).toBeCloseTo(1, 9)
        expect(Math.min(...instance.sec.target)).toBeGreaterThanOrEqual(-1e-12)
      }
    }),
    { numRuns: 60 },
  )
})

test('every holding is in exactly one row of the drift: the rows add up to what is held, line by line', () => {
  fc.assert(
    fc.property(drawn, given => {
      const snapshot = snapshotOf(given)
      const { drift } = runReview(snapshot, '')
      const held = drift.rows.reduce((sum, row) => sum + row.value, 0)
      expect(held + 3 * 100_000).toBe(drift.value)
      const { claimOf } = slotsOf(snapshot.models[0] ?? { targets: [] }, standingOf(snapshot))
      const rows = new Set(drift.rows.map(row => row.slot ?? row.security))
      for (const [, symbol] of given.held) expect(rows.has(claimOf(id(symbol))?.slot.key ?? symbol)).toBe(true)
      for (const row of drift.rows) if (row.members) expect(row.members.reduce((sum, { value }) => sum + value, 0)).toBe(row.value)
    }),
    { numRuns: 60 },
  )
})

/** As it was before lines had members: the target, else its group's, else the first relation that permits a substitute. */
function asItWas(targets: readonly ModelLine[], relations: readonly Relation[], groupOf: (security: SecurityId) => string) {
  const own = new Set(targets.map(target => target.security))
  return (security: SecurityId): SecurityId => {
    if (own.has(security)) return security
    const alike = targets.find(target => groupOf(target.security) === groupOf(security))
    if (alike) return alike.security
    for (const { kind, a, b } of relations) {
      if (kind !== 'substitute') continue
      if (a === security && own.has(b)) return b
      if (b === security && own.has(a)) return a
    }
    return security
  }
}

test('a model of plain securities resolves exactly to what it was', () => {
  fc.assert(
    fc.property(drawn, given => {
      const snapshot = snapshotOf({ ...given, plain: true })
      const standing = standingOf(snapshot)
      const targets = snapshot.models[0]?.targets ?? []
      const was = asItWas(targets, snapshot.relations, standing.groupOf)
      const { slots, targets: resolved } = targetsFor(standing, id('joint'))
      for (const symbol of symbols) expect(slots.claimOf(id(symbol))?.slot.line.security ?? symbol).toBe(was(id(symbol)))
      expect(resolved.map(({ security, buyable, notes }) => [security, buyable, notes])).toEqual(
        targets.map(({ security }) => [security, true, []]),
      )
      expect(runReview(snapshot, '').drift.rows.some(row => row.slot !== undefined || row.members !== undefined)).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('drift, plans account by account, rules and the household as one go toward the same targets, line by line', () => {
  fc.assert(
    fc.property(drawn, fc.boolean(), (given, sleeved) => {
      const standing = standingOf(sleeved ? inSleeves(snapshotOf(given)) : snapshotOf(given))
      const { accounts } = standing.snapshot
      const asked = { ...wishes, scope: 'household' as const }
      const joint = valueOrThrow(jointPlace(standing, valueOrThrow(turnsOf(standing, null, asked)).turns, asked))
      const { holdings, instance: whole } = joint.problem
      for (const account of accounts) {
        const { slots } = targetsFor(standing, account.id)
        const { instance, securities } = valueOrThrow(accountProblem(standing, account.id, plainWishes))
        const keyOf = (security: SecurityId) => slots.claimOf(security)?.slot.key ?? security
        const sums = (of: (at: number) => number, list: readonly { key: string; at: number }[]) => {
          const all = new Map<string, number>()
          for (const { key, at } of list) all.set(key, (all.get(key) ?? 0) + of(at))
          return [...all].filter(([, sum]) => Math.abs(sum) > 1e-9).sort(([a], [b]) => (a < b ? -1 : 1))
        }
        const rounded = (list: readonly (readonly [string, number])[]) => list.map(([key, sum]) => [key, Math.round(sum * 1e8)])
        const planned = rounded(
          sums(
            at => instance.sec.target[at] ?? 0,
            securities.map((security, at) => ({ key: keyOf(security), at })),
          ),
        )
        const asOne = holdings.flatMap((holding, at) => (holding.account === account.id ? [{ key: keyOf(holding.security), at }] : []))
        expect(rounded(sums(at => ((holdings[at]?.target ?? 0) * whole.nav) / instance.nav, asOne))).toEqual(planned)
        const rule = joint.own.find(place => place.account === account.id)
        expect(rule?.problem.instance.sec.target.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9)
        const { rows } = driftIn(standing, [account])
        const drifted = rows.flatMap(({ slot, security, target }) => (target > 0 ? [[slot ?? keyOf(security), target] as const] : []))
        const bought = new Map(planned.map(([key, target]) => [key, Number(target)]))
        for (const [key, target] of drifted) expect(Math.abs(target - (bought.get(key) ?? 0) / 1e4)).toBeLessThanOrEqual(1)
        expect(drifted.length).toBe(planned.filter(([, target]) => Number(target) >= 1e4).length)
      }
      // what counts as one has one target, wherever it stands
      const lines = Map.groupBy(holdings, ({ line }) => line)
      for (const [line, members] of lines) {
        const target = holdings.reduce((sum, each, at) => sum + (each.line === line ? (whole.sec.target[at] ?? 0) : 0), 0)
        expect(target).toBeCloseTo(
          members.reduce((sum, each) => sum + each.target, 0),
          8,
        )
      }
    }),
    { numRuns: 60 },
  )
})

/** The joint account in two sleeves: its model, and one security that the model may name, too. */
function inSleeves(snapshot: Snapshot): Snapshot {
  const other = {
    id: id<'model portfolio'>('other'),
    name: 'other',
    targets: [{ security: id<'security'>('S0'), weight: 10_000, band: 300 }],
  }
  const sleeves = [
    { name: 'Core', part: 7000, model: id<'model portfolio'>('model') },
    { name: 'Side', part: 3000, model: other.id },
  ]
  return {
    ...snapshot,
    models: [...snapshot.models, other],
    accounts: snapshot.accounts.map(each => (each.id === 'joint' ? { ...each, sleeves } : each)),
  }
}
