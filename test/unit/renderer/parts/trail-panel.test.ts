import { expect, test } from 'vitest'
import { traceText } from '../../../../src/renderer/parts/trail-panel.tsx'

test('a trail as text keeps its nesting, its rule and its source', () => {
  const trace = {
    label: 'Loss',
    value: '−$2,160.00',
    formula: 'value less basis',
    rule: 'IRC §1001',
    inputs: [{ label: 'Basis', value: '$23,768.00', source: 'schwab-lots.csv line 12', inputs: [] }],
  }
  expect(traceText(trace)).toBe('Loss: −$2,160.00 (value less basis; IRC §1001)\n  Basis: $23,768.00 (schwab-lots.csv line 12)')
})
