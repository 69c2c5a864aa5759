/** A table of cost estimates: what is read, and every cell that is refused by line and column. */
import { expect, test } from 'vitest'
import { estimateHeader, readCostEstimates } from '../../../../src/main/intake/cost-estimates.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'

const read = (...lines: string[]) => readCostEstimates([estimateHeader, ...lines, ''].join('\n'), civilDate('2026-11-20'))

test('basis points, shares and percent become hundredths of a basis point; an empty cell is not known', () => {
  expect(read('VTI,1.25,"3,500,000",1.1,11/10/2026,desk', 'VXUS,,,,2026-11-01,')).toEqual({
    ok: true,
    value: [
      { symbol: 'VTI', line: 2, spread: 125, dailyVolume: 3_500_000, dailyVolatility: 11_000, asOf: '2026-11-10', source: 'desk' },
      { symbol: 'VXUS', line: 3, spread: null, dailyVolume: null, dailyVolatility: null, asOf: '2026-11-01', source: '' },
    ],
  })
})

test.each([
  ['zero volume', 'VTI,1,0,1.1,2026-11-10,', 'line 2, volume', 'above zero'],
  ['a negative spread', 'VTI,-1,10,1.1,2026-11-10,', 'line 2, spread', 'empty'],
  ['no volatility', 'VTI,1,10,0,2026-11-10,', 'line 2, volatility', 'above'],
  ['words for a number', 'VTI,wide,10,1,2026-11-10,', 'line 2, spread', 'basis points'],
  ['a day to come', 'VTI,1,10,1,2026-11-21,', 'line 2, as of', 'date'],
  ['no day', 'VTI,1,10,1,,', 'line 2, as of', '2026-11-20'],
  ['no symbol', ',1,10,1,2026-11-10,', 'line 2, symbol', 'symbol'],
])('%s is refused by name', (_, line, where, remedy) => {
  const found = read(line)
  expect(found).toMatchObject({ ok: false, refusal: { code: 'data/cost-cell', where } })
  if (!found.ok) expect(`${found.refusal.what} ${found.refusal.remedy}`).toContain(remedy)
})

test('a symbol twice, no columns and no lines are refused', () => {
  expect(read('VTI,1,10,1,2026-11-10,', 'VTI,2,10,1,2026-11-10,')).toMatchObject({ ok: false, refusal: { where: 'line 3, symbol' } })
  expect(readCostEstimates('VTI,1\n', civilDate('2026-11-20'))).toMatchObject({ ok: false, refusal: { code: 'data/cost-columns' } })
  expect(read()).toMatchObject({ ok: false, refusal: { code: 'data/cost-empty' } })
})
