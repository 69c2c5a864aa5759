/** Trails of a holding that the book knows from the custodian's position alone: its total, without lots behind it. */
import { subtractCents } from '../../../shared/kernel/cents.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { exactMoney, sharesHeld, signedExactMoney } from '../../../shared/present/format.ts'
import { holdingsOf } from '../standing/holdings.ts'
import { positionDay } from '../standing/moved-on.ts'
import type { Standing } from '../standing/standing.ts'
import { priceOfSecurity } from './lot-trace.ts'
import { step } from './step.ts'

export function positionTrace(standing: Standing, [account, security]: readonly string[], figure: string): Trace | undefined {
  const holding = holdingsOf(standing).find(one => one.account === account && one.security === security && one.lots === 0)
  const position = standing.snapshot.positions.find(one => one.account === account && one.security === security)
  if (holding === undefined || position === undefined) return undefined
  const source = { source: `custodian’s position of ${positionDay(standing, position)}; the book has no lots of it` }
  const shares = step('Shares', sharesHeld(holding.shares), source)
  const basis = step('Basis', exactMoney(holding.basis), source)
  const value = step('Value', exactMoney(holding.value), {
    formula: 'shares × price',
    inputs: [shares, priceOfSecurity(standing, holding.security)].filter(input => input !== undefined),
  })
  const gain = holding.value === null || holding.basis === null ? null : subtractCents(holding.value, holding.basis)
  switch (figure) {
    case 'shares':
      return shares
    case 'basis':
      return basis
    case 'value':
      return value
    case 'price':
      return priceOfSecurity(standing, holding.security)
    case 'gain':
      return step('Gain or loss', signedExactMoney(gain), { formula: 'value − basis', inputs: [value, basis] })
    case 'unreconciled':
      return step('Position less lots', sharesHeld(holding.unreconciled), {
        formula: 'shares of the custodian’s position − shares of the lots',
        inputs: [shares, step('Lots', 'none in the book')],
      })
    default:
      return undefined
  }
}
