/** The checker's findings in an advisor's words: the verdict is never touched, fractions become dollars, and what limits nothing is left out. */
import { expect, test } from 'vitest'
import { checksInWords } from '../../../../../src/main/engine/rebalance/check-words.ts'

const told = (name: string, found: string, verdict = 'holds') => checksInWords([{ name, verdict, found }], 1_000_000)

test('fractions of the value become dollars, per cent and basis points', () => {
  expect(told('tax', 'says -0.010912837823198315, is -0.010912837823198313')).toEqual([
    { name: 'Tax by the rates of the search', verdict: 'holds', found: 'the plan says −$10,912.84, the checker finds −$10,912.84' },
  ])
  expect(told('tracking error', 'says 0.010546670453568777, is 0.010546670453568776')[0]?.found).toBe(
    'the plan says 105 bp, the checker finds 105 bp',
  )
  expect(told('cash in Joint brokerage', '0.008294729106146275 in -0.003883591970350318 … 0.008298152422344177')[0]?.found).toBe(
    '$8,294.73, allowed −$3,883.59 to $8,298.15',
  )
  expect(told('turnover', '0.3315232309279666 in 0 … 2')[0]?.found).toBe('33.15 %, allowed 0 % to 200 %')
  expect(told('number of trades', '13 of 22')).toEqual([{ name: 'Orders', verdict: 'holds', found: '13, at most 22' }])
  expect(told('long-term gain', '1e-7 of 0.005')[0]?.found).toBe('$0.10, at most $5,000.00')
  expect(told('bound', '-0.008385411226898405 by the certificate’s prices, 7 parts checked one by one')).toEqual([
    {
      name: 'Score no plan can pass, worked out anew',
      verdict: 'holds',
      found: '−8,385.41 by the certificate’s prices, 7 parts checked one by one',
    },
  ])
})

test('what is broken stays broken and keeps its words; what limits nothing is no line', () => {
  expect(told('wash', 'bought beside a sale at a loss: VTI', 'broken')).toEqual([
    { name: 'Wash sales inside the plan', verdict: 'broken', found: 'bought beside a sale at a loss: VTI' },
  ])
  expect(told('bound', 'says -0.5, the certificate’s prices prove -0.6', 'broken')[0]).toMatchObject({
    verdict: 'broken',
    found: expect.stringContaining('−600,000.00'),
  })
  expect([told('sector 0', '0.99 in -10 … 10'), told('cash', '0.004 in -10 … 10'), told('country 0', '0.99 in -1 … 2')]).toEqual([
    [],
    [],
    [],
  ])
  // what is broken is shown, however wide its range
  expect(told('cash', '11 in -10 … 10', 'broken')).toHaveLength(1)
})
