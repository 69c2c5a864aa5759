import { expect, test } from 'vitest'
import { barsOf } from '../../../../../src/renderer/workspaces/timeline/row.tsx'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'

const lock = (id: string, from: string, until: string, what: string) => ({
  id,
  symbol: 'VXUS',
  from: civilDate(from),
  until: civilDate(until),
  what,
})

test('locks of the same days are one bar that keeps the words of each', () => {
  const bars = barsOf([
    lock('a', '2026-11-05', '2026-12-05', 'first lot'),
    lock('b', '2026-11-05', '2026-12-05', 'second lot'),
    lock('c', '2026-11-05', '2026-12-05', 'second lot'),
    lock('d', '2026-11-20', '2026-12-20', 'a later sale'),
  ])
  expect(bars.map(bar => [bar.until, bar.what])).toEqual([
    ['2026-12-05', ['first lot', 'second lot']],
    ['2026-12-20', ['a later sale']],
  ])
})
