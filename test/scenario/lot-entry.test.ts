/** What would let a lot in, told of a household and then done to its book: the day, the price, the budget and the restriction, each planned anew. */
import { describe, expect, test } from 'vitest'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { lotEntries } from '../../src/main/engine/rebalance/lot-entry.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Proposal, Wishes } from '../../src/shared/model/proposal.ts'
import { twoAccounts, wishes } from '../fixtures/household.ts'
import { amountOf } from '../fixtures/snapshot.ts'

type Book = ReturnType<typeof twoAccounts>
const planned = (book: Book, over: Partial<Wishes> = {}) =>
  valueOrThrow(
    planHousehold(
      book.snapshot(),
      { accounts: [id<'account'>('joint')], wishes: { ...wishes, gap: 10, ...over }, curve: false },
      { advance: () => undefined },
    ),
  ) as Proposal

function told(book: Book, symbol: string, over: Partial<Wishes> = {}) {
  const proposal = planned(book, over)
  const [account] = proposal.accounts
  const lot = account?.unsold.find(each => each.symbol === symbol)
  if (!account || !lot) throw new Error(`no lot of ${symbol} stays`)
  const [entry] = valueOrThrow(lotEntries(book.snapshot(), proposal, [{ account: account.account, lot: lot.lot }], () => undefined))
  return { lot, wordsOf: (kind: string) => entry?.changes.find(change => change.kind === kind)?.words ?? `no ${kind}: ${entry?.words}` }
}
const sells = (proposal: Proposal, symbol: string) =>
  proposal.accounts.some(({ trades }) => trades.some(each => each.side === 'sell' && each.symbol === symbol))

/** Somewhat too much VTI, all of it at a short-term gain that turns long-term on Dec 4. */
const shortGain = () =>
  twoAccounts()
    .lot('joint', 'VTI', '2025-12-03', '230', '60000.00')
    .lot('joint', 'VXUS', '2021-01-10', '400', '28000.00')
    .lot('joint', 'BND', '2021-01-10', '260', '19500.00')

describe('a lot that stays', () => {
  test('for its term says the day and what it saves; sold on that day', () => {
    const { lot, wordsOf } = told(shortGain(), 'VTI')
    expect(lot.turnsLong?.on).toBe('2026-12-04')
    expect(lot.why).toMatch(/Long-term on Dec 4, 2026: from then selling it costs about \$[\d,]+ less\.$/)
    expect(wordsOf('date')).toMatch(/^(Stays until|Turns long-term on) Dec 4, 2026.*costs est\. \$[\d,]+ less/)
    const later = shortGain().with({ asOf: '2026-12-04' as never })
    expect(sells(planned(later), 'VTI')).toBe(wordsOf('date').endsWith('it would be sold.'))
  })

  test('for its price says at which it goes; sold at that price and not just before it', () => {
    const words = told(shortGain(), 'VTI').wordsOf('price')
    const at = /to \$([\d.]+) /.exec(words)?.[1] ?? '0'
    const priced = (price: string) =>
      shortGain().with({
        prices: shortGain()
          .snapshot()
          .prices.map(row => (row.security === 'VTI' ? { ...row, price: Math.round(Number(price) * 1e6) as never } : row)),
      })
    expect([words, sells(planned(priced(at)), 'VTI')]).toEqual([words, true])
    // half a per cent nearer to today's 300
    expect([words, sells(planned(priced(String(Math.round(Number(at) * 100 + 0.005 * 30_000) / 100))), 'VTI')]).toEqual([words, false])
  })

  test('for a budget says how much more; sold with it', () => {
    const over = { longGain: amountOf('500') }
    const book = twoAccounts()
      .lot('joint', 'VTI', '2021-03-14', '40', '11200.00')
      .lot('joint', 'VTI', '2021-04-14', '200', '40000.00')
      .lot('joint', 'BND', '2021-01-10', '100', '7500.00')
    const proposal = planned(book, over)
    const stays = proposal.accounts[0]?.unsold.find(each => each.acquired === '2021-04-14')
    const account = proposal.accounts[0]?.account ?? id<'account'>('joint')
    const [entry] = valueOrThrow(
      lotEntries(book.snapshot(), proposal, [{ account, lot: stays?.lot ?? id<'lot'>('none') }], () => undefined),
    )
    const words =
      entry?.changes.find(({ kind }) => kind === 'limit')?.words ??
      `none: ${JSON.stringify([entry, proposal.accounts[0]?.trades.map(t => [t.side, t.symbol, t.shares, t.gainLong]), proposal.accounts[0]?.limits, proposal.accounts[0]?.unsold])}`
    expect(words).toMatch(/^If the long-term gain budget gave way by \$[\d,]+ it would be sold\.$/)
    expect(stays?.why).toBe('It would pay to sell it: the long-term gain budget holds it back.')
    const more = Number(/\$([\d,]+)/.exec(words)?.[1]?.replaceAll(',', ''))
    const soldWith = (dollars: number) =>
      planned(book, { longGain: amountOf(String(500 + dollars)) }).accounts[0]?.trades.some(({ lots }) =>
        lots.some(({ lot }) => lot === stays?.lot),
      ) ?? false
    expect([soldWith(more), soldWith(Math.floor(more * 0.9))]).toEqual([true, false])
  })

  test('for a restriction says whether lifting it would do', () => {
    const far = () =>
      twoAccounts().lot('joint', 'VTI', '2021-03-14', '400', '110000.00').lot('joint', 'BND', '2021-01-10', '100', '7500.00')
    expect(sells(planned(far()), 'VTI')).toBe(true)
    const { wordsOf } = told(far().restrict('never-sell', 'VTI', { reason: 'family' }), 'VTI')
    expect(wordsOf('restriction')).toBe('Restricted: family. Without that it would be sold.')
  })
})
