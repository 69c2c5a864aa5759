/** The desk runs the published examples with its own tax tables and says of each figure what was stated and what came out. */
import { expect, test } from 'vitest'
import { publishedExamples } from '../../../../src/main/engine/selftest/examples.ts'
import { selftestShape } from '../../../../src/shared/model/selftest.ts'
import { openTestDesk } from '../../../fixtures/desk.ts'

test('every published example is answered, with its citation, facts and figures', async () => {
  const desk = await openTestDesk()
  try {
    const { examples } = selftestShape.parse(await desk.get('selftest.run', {}))
    expect(examples.map(example => example.id)).toEqual(publishedExamples.map(example => example.id))
    expect(examples.filter(example => !example.holds)).toEqual([])
    expect(examples.find(example => example.id === 'loss-limit')).toMatchObject({
      citation: 'IRC §1211(b); Pub. 550 (2025), p. 101',
      facts: ['tax year 2025, married filing jointly', 'ordinary income 57500', 'long-term net of the year -7000'],
      checked: expect.arrayContaining([{ name: 'Schedule D line 21', expected: '3000.00', found: '3000.00', holds: true }]),
    })
  } finally {
    await desk.close()
  }
})
