/**
 * The week by keyboard: an item of the checklist is left out with a reason and another marked done, the calendar is filtered and saved as a file that is read back,
 * and a substitute whose window is over is kept, taken up again, and switched back through the basket.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Desk, expect, test } from './desk.ts'
import { goTo, openSample } from './journey.ts'

/** VTI harvested into ITOT 33 days ago, whose window is over; SCHB into VTV 9 days ago, whose window is open. */
const files: Readonly<Record<string, string>> = {
  households:
    'lotwright:households/1,id,name,note\n,home,Bartholomew-Featherstonehaugh Family Irrevocable Grantor Trust of 1987 (restated),',
  securities:
    'lotwright:securities/1,symbol,name,kind,asset_class\n,VTI,Total stock market,etf,US equity\n,ITOT,Core total market,etf,US equity\n,SCHB,Broad market,etf,US equity\n,VTV,Value,etf,US equity',
  accounts:
    'lotwright:accounts/1,id,household,name,number,custodian,type,mode,default_method,fractional,coverage_from,coverage_to\n,joint,home,Joint brokerage,1,schwab,joint,tradable,FIFO,no,2025-01-01,2026-11-20',
  relations:
    'lotwright:relations/1,kind,a,b,author,date,reason,correlation\n,substitute,VTI,ITOT,R. Alvarez,2026-01-12,Another index,0.99\n,substitute,SCHB,VTV,R. Alvarez,2026-01-12,Another index,0.93',
  prices: 'lotwright:prices/1,symbol,date,price\n,VTI,2026-11-20,260\n,ITOT,2026-11-20,220\n,SCHB,2026-11-20,25\n,VTV,2026-11-20,180',
  'tax-profiles':
    'lotwright:tax-profiles/1,household,year,filing_status,ordinary_income,qualified_dividends,magi,other_investment_income,state,state_short_rate,state_long_rate,carryforward_short,carryforward_long,other_short,other_long,author,as_of\n,home,2026,single,120000,0,136100,0,,0,0,0,0,0,0,R. Alvarez,2026-10-15',
  entries: [
    'lotwright:entries/1,account,trade_date,kind,symbol,shares,amount',
    ',joint,2025-01-15,buy,VTI,100,-30000.00',
    ',joint,2025-01-15,buy,SCHB,400,-12000.00',
    ',joint,2026-10-19,sell,VTI,100,25000.00',
    ',joint,2026-10-19,buy,ITOT,125,-25000.00',
    ',joint,2026-11-12,sell,SCHB,400,9000.00',
    ',joint,2026-11-12,buy,VTV,50,-9000.00',
  ].join('\n'),
}

async function takeIn(desk: Desk): Promise<void> {
  const { page } = desk
  page.on('filechooser', () => undefined)
  for (const [name, text] of Object.entries(files)) {
    const path = join(desk.folder, `${name}.csv`)
    writeFileSync(path, `${text}\n`)
    await goTo(desk.page, '#/data')
    await expect(page.getByRole('heading', { name: 'Data', exact: true })).toBeVisible()
    await desk.choosing([path], () => page.keyboard.press('o'))
    const card = page.getByRole('region', { name: `File ${name}.csv` })
    await expect(card.getByRole('button', { name: /^Commit/ })).toBeEnabled()
    await page.keyboard.press('c')
    await expect(card).toContainText('0 changed, 0 gone, 0 as before')
  }
}

test('the checklist: left out with a reason, done with a name, and the screen of an item one Enter away', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await goTo(desk.page, '#/book/week')
  const said = page.getByRole('status').filter({ hasText: 'items due' })
  await expect(said).toContainText('10 items due, 0 done, 0 left out')
  const grid = page.getByRole('grid', { name: 'Checklist' })
  await grid.getByRole('gridcell', { name: '3 households outside their bands' }).click()
  await expect(page.getByRole('complementary', { name: 'Item in focus' })).toContainText('3 households outside their bands')
  await page.keyboard.press('k')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Leave it out this time' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Who' }).fill('Rosa Alvarez')
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Markets were closed')
  await dialog.getByRole('button', { name: 'Leave it out this time' }).click()
  await expect(said).toContainText('9 items due, 0 done, 1 left out')
  const panel = page.getByRole('complementary', { name: 'Item in focus' })
  await expect(panel).toContainText('left out on Nov 21, 2026 by Rosa Alvarez: Markets were closed')
  await expect(panel.getByRole('button', { name: 'Alvarez-Kim' })).toBeVisible()
  await page.keyboard.press('d')
  await dialog.getByRole('textbox', { name: 'Who' }).fill('Rosa Alvarez')
  await dialog.getByRole('button', { name: 'Mark as done' }).click()
  await expect(said).toContainText('9 items due, 1 done, 0 left out')
  await page.reload()
  await expect(said).toContainText('9 items due, 1 done, 0 left out')
  await grid.getByRole('gridcell', { name: 'Every month' }).nth(1).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Optimize' })).toHaveAttribute('aria-selected', 'true')
})

test('the calendar: by household, over a year, and as a file that holds what the list shows', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await goTo(desk.page, '#/book/calendar')
  const said = page.getByRole('status').filter({ hasText: 'Nov 21, 2026 to' })
  await expect(said).toContainText('to Feb 21, 2027')
  await page.getByRole('combobox', { name: 'Household' }).selectOption({ label: 'Okafor' })
  await page.getByRole('combobox', { name: 'Over' }).selectOption({ label: 'a month' })
  await expect(said).toContainText('to Dec 22, 2026')
  await expect(page.getByRole('gridcell', { name: 'Alvarez-Kim' })).toHaveCount(0)
  const events = Number(/^(\d+) events/.exec((await said.textContent()) ?? '')?.[1])
  const file = await desk.saving(() => page.getByRole('button', { name: /^Save as calendar file/ }).click())
  expect(file.name).toBe('calendar-2026-11-21.ics')
  const text = Buffer.from(file.bytes).toString('utf8').replaceAll('\r\n ', '')
  expect(text.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(events)
  expect(text).toMatch(/^DTSTART;VALUE=DATE:20261215\r\nDTEND;VALUE=DATE:20261216\r\nSUMMARY:Cash need: \$40\\,000\.00 \(Okafor\)\r$/m)
  await page.getByRole('gridcell', { name: 'Cash need', exact: true }).click()
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/Household/)
})

test('a switchback: both sides with their cost, kept with a reason, taken up again, and switched back through the basket', async ({
  desk,
}) => {
  const { page } = desk
  await takeIn(desk)
  await goTo(desk.page, '#/book/switchbacks')
  const panel = page.getByRole('complementary', { name: 'Keep or switch back' })
  await expect(panel).toContainText('ITOT for VTI')
  await expect(panel.getByRole('row', { name: /^Short-term result/ })).toContainText('+$2,500')
  await expect(panel.getByRole('row', { name: /^Tax of this year/ })).toContainText('$0$0')
  await expect(panel.getByRole('row', { name: /^Tracking error/ })).toContainText(/Tracking error[\d.,]+ bp0 bp/)
  await page.getByRole('gridcell', { name: 'SCHB', exact: true }).click()
  await expect(panel).toContainText('SCHB may be bought again from Dec 13, 2026')
  await expect(panel.getByRole('button', { name: /^Switch back/ })).toBeDisabled()
  await page.getByRole('gridcell', { name: 'ITOT', exact: true }).click()
  await expect(panel).toContainText('ITOT for VTI')
  await page.keyboard.press('k')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Who' }).fill('Rosa Alvarez')
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Tracks as well, cheaper')
  await dialog.getByRole('button', { name: 'Keep the substitute' }).click()
  await expect(panel).toContainText('Kept by Rosa Alvarez on Nov 21, 2026: Tracks as well, cheaper')
  await goTo(desk.page, '#/book/calendar')
  await expect(page.getByRole('gridcell', { name: 'VTV for SCHB: keep or switch back' })).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'ITOT for VTI: keep or switch back' })).toHaveCount(0)
  await goTo(desk.page, '#/book/switchbacks')
  await page.getByRole('gridcell', { name: 'ITOT', exact: true }).click()
  await expect(panel).toContainText('ITOT for VTI')
  await page.keyboard.press('b')
  await expect(page).toHaveTitle(/Harvest/)
  await expect(page.getByRole('region', { name: 'Worth of the basket' })).toContainText('Short-term gain$2,500')
})
