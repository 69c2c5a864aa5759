/** Past rebalances by keyboard: the trend is drawn, a rebalance opens its figures and their trail, a rate typed in stands in the words of the ratio, and the book's trends lead back to the household. */
import { flowing, hasPdfToText, pagesOf } from '../print/printed.ts'
import { expect, test } from './desk.ts'
import { goTo, openSample } from './journey.ts'

test('the trend with its gap, a rebalance with its premium, cost and tax, and the trail of each', async ({ desk }) => {
  const { page, saving } = desk
  await openSample(page)
  await goTo(desk.page, '#/household/okafor/household/rebalances')
  await expect(page.getByRole('img', { name: /^Drift .* on Sep 30, 2025/ })).toBeVisible()
  const file = await saving(() => page.getByRole('button', { name: 'Save as CSV' }).click())
  expect(file.name).toMatch(/^past-rebalances-.*\.csv$/)
  expect(file.bytes.toString()).toContain('4 trades of Feb 17, 2026')
  const printed = await saving(() => page.getByRole('button', { name: 'Print', exact: true }).click())
  expect(printed.name).toMatch(/^past-rebalances-.*\.pdf$/)
  if (hasPdfToText) expect(flowing(pagesOf(printed.bytes))).toContain('W1, 4 trades of Feb 17, 2026')
  await page.getByText(/^How far it reaches: 1 gap/).click()
  await expect(page.getByText('Gap: no prices between Sep 30, 2025 and Oct 31, 2025.')).toBeVisible()
  const panel = page.getByRole('complementary', { name: 'Rebalance in focus' })
  await expect(panel.getByRole('heading', { name: '4 trades of Feb 17, 2026' })).toBeVisible()
  await expect(panel).toContainText('against leaving it alone, costs included')
  await expect(panel).toContainText('the program’s assumption: Settings, Performance')
  await panel.getByRole('button', { name: /^Rebalancing premium/ }).press('Enter')
  const trail = page.getByRole('complementary', { name: 'Trail of a figure' })
  await expect(trail).toContainText('Had it not been rebalanced')
  await page.keyboard.press('Escape')
  await panel.getByRole('button', { name: /^Sharpe ratio, As it is/ }).press('Enter')
  await expect(trail).toContainText('Risk-free rate')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Trend of three months/ }).press('Enter')
  await expect(trail).toContainText('least squares')
})

test('a rate of the firm’s own is named with its source; a household without a rebalance says what one is', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await goTo(desk.page, '#/settings/performance')
  const form = page.getByRole('form', { name: 'Performance' })
  await form.getByLabel('Rate a year').fill('3.61')
  await form.getByLabel('Of the day').fill('2026-11-20')
  await form.getByLabel('Source').fill('13-week Treasury bill')
  await form.getByRole('button', { name: 'Save performance' }).click()
  await expect(form).toContainText(/Saved/)
  await goTo(desk.page, '#/household/okafor/household/rebalances')
  await expect(page.getByRole('complementary', { name: 'Rebalance in focus' })).toContainText(
    'against 3.61 % a year (13-week Treasury bill, Nov 20, 2026)',
  )
  await goTo(desk.page, '#/household/alvarez-kim/household/rebalances')
  await expect(page.getByRole('heading', { name: 'No past rebalance is in the records' })).toBeVisible()
})

test('the book’s trends: weeks, years, and every rebalance one Enter from its household', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await goTo(desk.page, '#/book/trends')
  await expect(page.getByRole('img', { name: /households outside their bands in the week to Nov 20, 2026/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Rebalances by year' })).toContainText('2026 to Nov 21, 2026')
  await page.getByRole('gridcell', { name: 'Okafor' }).first().click()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/household\/okafor\/household\/rebalances/)
  await expect(page.getByRole('tab', { name: 'Past rebalances' })).toHaveAttribute('aria-selected', 'true')
})
