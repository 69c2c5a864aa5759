/** Costs, from the firm's table to the paper: estimates taken and refused by line, a plan that works its orders over days and says what its costs rest on, and the ticket's schedule. */
import { expect, test } from './desk.ts'
import { openHousehold, openSample } from './journey.ts'

const header = 'symbol,spread bp,daily volume,daily volatility %,as of,source'

test('a table of estimates, an order worked over days, and its schedule on the ticket', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await page.evaluate(() => {
    location.hash = '#/settings/costs'
  })
  await page.getByRole('button', { name: 'Take a table' }).click()
  const table = page.getByLabel('Or paste it here')
  await table.fill(`${header}\nVTI,1,0,0.1,2026-11-10,desk`)
  await page.getByRole('button', { name: 'Take estimates' }).click()
  await expect(page.getByText('line 2, volume')).toBeVisible()
  await table.fill(`${header}\nVTI,1,200,0.1,2026-11-10,desk\nVXUS,2,300,0.1,2026-09-10,desk\nBND,2,300,0.1,2026-11-10,desk`)
  await page.getByRole('button', { name: 'Take estimates' }).click()
  await expect(page.getByText('1 estimate is older than 30 days')).toBeVisible()
  await page.evaluate(() => {
    location.hash = '#/book'
  })
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('o')
  const worked = page.getByRole('button', { name: /\d+ days$/ }).first()
  await expect(worked).toBeVisible()
  await worked.press('Enter')
  await expect(page.getByRole('table', { name: /^Days over which the order of/ })).toBeVisible()
  const behind = page.getByRole('region', { name: 'Behind the plan' })
  await expect(behind).toContainText('rest on assumptions')
  await expect(behind).toContainText('costs older than 30 days: 1 (VXUS)')
  await page.getByRole('heading', { name: 'Rebalance', exact: true }).click()
  await page.keyboard.press('t')
  await expect(page.getByText(/^Schedule: Nov 23, 2026/).first()).toBeVisible()
  await expect(page.getByText('costs older than 30 days: 1 (VXUS).').first()).toBeVisible()
})
