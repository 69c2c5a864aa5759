/** Rules over the past, by keyboard: the tab, the verdict and its luck, a figure's trail, the grid of thresholds, the file; and the form of impact, chosen once and changed in every cost. */
import { expect, test } from './desk.ts'
import { openHousehold, openSample, tabTo } from './journey.ts'

test('every rule over the book’s prices, its working, its cautions and its file', async ({ desk }) => {
  const { page, saving } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  // what Tab goes through is the screen once it is there
  await page.getByRole('tab', { name: /^Positions/ }).waitFor()
  await tabTo(page, /^Positions/)
  const tab = page.getByRole('tab', { name: 'Backtest' })
  for (let at = 0; at < 5 && (await tab.getAttribute('aria-selected')) !== 'true'; at++) await page.keyboard.press('ArrowRight')
  const said = page.getByRole('region', { name: 'What the past says' })
  await expect(said).toContainText(/pasts redrawn from blocks of 21 days it came first in [\d.]+ %/, { timeout: 20_000 })
  await expect(said).toContainText(/half/)
  const rules = page.getByRole('grid', { name: 'Rules over the past' })
  for (const name of ['never', 'daily', 'annual', '5 % threshold', 'cost-aware optimum'])
    await expect(rules.getByRole('gridcell', { name, exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What to keep in mind' })).toContainText(
    'years of prices; the planner asks for five to ten',
  )
  await expect(page.getByRole('region', { name: 'What to keep in mind' })).toContainText('netted by calendar year')
  await page.getByLabel('Show').selectOption('Rebalances')
  await expect(page.getByRole('table', { name: /^Rebalances by threshold and cost/ }).getByRole('cell')).toHaveCount(12)
  const file = await saving(() => page.getByRole('button', { name: 'Save as CSV' }).press('Enter'))
  expect(file.name).toBe('rules-over-the-past-2026-11-21.csv')
  expect(String(file.bytes).trimEnd().split('\r\n')).toHaveLength(1 + 14 + 12)
  await rules.getByRole('gridcell', { name: 'annual', exact: true }).click()
  for (let at = 0; at < 2; at++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Alt+Enter')
  await expect(page.getByRole('complementary', { name: 'Trail of a figure' })).toContainText(
    'less those of the targets rebalanced daily and free',
  )
  await page.keyboard.press('Escape')
})

test('the firm’s form of impact stands in the settings and in the trail of a cost, the other beside it', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await page.evaluate(() => {
    location.hash = '#/settings/costs'
  })
  await page.getByRole('button', { name: 'Take a table' }).click()
  await page
    .getByLabel('Or paste it here')
    .fill(
      'symbol,spread bp,daily volume,daily volatility %,shares outstanding,as of,source\nVXUS,2,3000,,900000,2026-11-10,desk\nVTI,1,2000,,,2026-11-10,desk',
    )
  await page.getByRole('button', { name: 'Take estimates' }).click()
  await expect(page.getByRole('gridcell', { name: '900,000' })).toBeVisible()
  const form = page.getByRole('form', { name: 'Cost assumptions' })
  await form.getByLabel('Impact of an order of known volume').selectOption({ label: 'Almgren and others (2005)' })
  await form.getByRole('button', { name: 'Save costs' }).press('Enter')
  await expect(form.getByText('Saved.')).toBeVisible()
  await page.evaluate(() => {
    location.hash = '#/book'
  })
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('o')
  const behind = page.getByRole('region', { name: 'Behind the plan' })
  await expect(behind).toContainText('estimated shares outstanding: 1 (VTI)', { timeout: 30_000 })
  await page.keyboard.press('Alt+3')
  await expect(page).toHaveTitle(/Harvest/)
  // its net benefit, of which the cost is a part
  await page.getByRole('row', { name: /VXUS/ }).first().locator('[col-id=net]').click()
  const trail = page.getByRole('complementary', { name: 'Trail of a figure' })
  await expect(trail).toContainText('Almgren, Thum, Hauptmann and Li (2005)')
  await expect(trail).toContainText('By the square root, for comparison')
  await expect(trail).toContainText(/exponentially weighted by 0.94 a day/)
  await expect(trail).toContainText('Opportunity cost of delay')
})
