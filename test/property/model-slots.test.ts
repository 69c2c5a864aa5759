/** Random models over random holdings: resolved weights sum to the whole, each holding counts toward exactly one row, and a model of plain securities is what it always was. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slotsOf } from '../../src/main/engine/model/slots.ts'
import { targetsFor } from '../../src/main/engine/model/targets-for.ts'
import { accountProblem, plainWishes } from '../../src/main/engine/rebalance/from-snapshot.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { id, type SecurityId } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Relation } from '../../src/shared/model/book.ts'
import { taxTypes } from '../../src/shared/model/lists.ts'
import type { ModelLine } from '../../src/shared/model/model-line.ts'
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
