/** A file after which an account has given up more shares than its lots hold: its rows are named before it is committed, and the trade after. */
import { expect, test } from 'vitest'
import type { ImportPreview } from '../../../../../src/shared/model/import-batch.ts'
import type { HouseholdView } from '../../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../../fixtures/desk.ts'

const header = 'lotwright:entries/1,account,symbol,kind,trade_date,shares,amount'
const row = (kind: string, day: string, shares: string, account = 'alvarez-kim-joint') =>
  `,${account},AAPLX,${kind},${day},${shares},${kind === 'sell' ? '900.00' : '-1000.00'}`

async function previewed(desk: TestDesk, name: string, rows: readonly string[]): Promise<ImportPreview> {
  return desk.get('import.preview', { handle: await desk.send(name, [header, ...rows].join('\n')), mapping: null })
}

const shortRows = (preview: ImportPreview) => preview.file.issues.filter(issue => issue.code === 'import/short-of-lots')

test('a sale of what the book never saw is a warning with the row, the trade and both ways out', async () => {
  const desk = await openTestDesk({ sample: true })
  const shown = await previewed(desk, 'march.csv', [row('sell', '2026-03-03', '10')])
  expect(shortRows(shown)).toMatchObject([{ line: 2, weight: 'warning' }])
  expect(shortRows(shown)[0]?.what).toMatch(/^Sale of 10 sh AAPLX on Mar 3, 2026 in .+\. The account holds no shares|More shares leave/)
  expect(shortRows(shown)[0]?.remedy).toContain('correct its symbol or shares')
  expect(shown.canCommit).toBe(true)
  expect(shown.counts.warnings).toBeGreaterThan(0)
  await desk.close()
})

test('a file that brings the shares before it sells them is not warned of', async () => {
  const desk = await openTestDesk({ sample: true })
  const whole = [row('buy', '2026-01-05', '10'), row('sell', '2026-03-03', '10')]
  expect(shortRows(await previewed(desk, 'whole.csv', whole))).toEqual([])
  expect(shortRows(await previewed(desk, 'more.csv', [...whole, row('sell', '2026-03-04', '1')]))).toMatchObject([{ line: 4 }])
  await desk.close()
})

test('an account that the book does not know yet is held against the file itself', async () => {
  const desk = await openTestDesk()
  const rows = [row('buy', '2026-01-05', '10', 'new-one'), row('sell', '2026-03-03', '12', 'new-one')]
  expect(shortRows(await previewed(desk, 'new.csv', rows))).toMatchObject([{ line: 3 }])
  await desk.close()
})

test('committed all the same, the household names the trade by side, shares, day, account, file and line', async () => {
  const desk = await openTestDesk({ sample: true })
  const shown = await previewed(desk, 'march.csv', [row('sell', '2026-03-03', '10')])
  await desk.get('import.commit', {
    handle: shown.handle,
    sha256: shown.file.sha256,
    mapping: null,
    accounts: shown.file.accounts.map(({ key }) => ({ key, account: 'alvarez-kim-joint', create: null })),
  })
  const { review } = await desk.get<HouseholdView>('household.view', { household: 'alvarez-kim', asOf: '2026-11-21' })
  const stops = review.quality.filter(flag => flag.weight === 'stop')
  expect(stops.map(flag => flag.where)).toEqual([expect.stringMatching(/^Sale of 10 sh AAPLX on Mar 3, 2026 in .+, march\.csv line 2$/)])
  await desk.close()
})
