/** When to trade, by keyboard: the book says it in its line, the household says why, a figure opens its working, and a change of the policy changes the decision. */
import { expect, test } from './desk.ts'
import { openHousehold, openSample, tabTo } from './journey.ts'

test('by keyboard: the decision, its reasons, its trail, and a policy that fires by its bands alone', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await expect(page.getByRole('gridcell', { name: 'Rebalance', exact: true }).first()).toBeVisible()
  await openHousehold(page, 'Alvarez')
  await tabTo(page, /^Positions/)
  await page.keyboard.press('ArrowRight')
  const decision = page.getByRole('region', { name: 'Decision' })
  await expect(decision).toContainText(/Rebalance now: drift [\d.]+ pts has reached 6 pts, widened from 5 pts in the elevated regime/)
  await expect(decision).toContainText('Nothing holds a trade back.')
  await expect(page.getByRole('region', { name: 'Figures of when to trade' })).toContainText(/full, 252 days, shrinkage/)
  await expect(page.getByRole('region', { name: 'Tracking error by model' }).getByRole('row', { name: /^shrinkage/ })).toContainText(
    /\d+ bp/,
  )
  await expect(page.getByRole('region', { name: 'Rules' }).getByRole('article')).toHaveCount(4)
  await page.getByRole('button', { name: /^Tracking error: est\. [\d.,]+ bp/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('root of Σ drift² · σ² + 2 Σ drift · drift · covariance').first()).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Change the policy' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: 'When to trade' })
  await form.getByLabel('Drift of the portfolio').fill('30')
  await form.getByRole('button', { name: 'Save policy' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.keyboard.press('Alt+1')
  await expect(page).toHaveTitle(/Book/)
  await openHousehold(page, 'Alvarez')
  await tabTo(page, /^Positions/)
  await page.keyboard.press('ArrowRight')
  await expect(decision).toContainText('Where drift reaches 30 pts or a band is left')
  await expect(decision).toContainText(/VTI is [\d.]+ pts below target, outside its band of 6 pts/)
})
