/** A household planned as one: its proof of the whole, held against account by account; each account by its model; half way by rule; a gift in kind. All by keyboard. */
import { expect, test } from './desk.ts'
import { openHousehold, openSample } from './journey.ts'

test('by keyboard: as one with its proof, account by account, half way by rule, and a gift in kind', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('o')
  await expect(page).toHaveTitle(/Rebalance/)
  const proof = page.getByRole('region', { name: 'How good the plan is' })
  await expect(proof).toContainText('best possible for the whole household, checked independently')
  const compared = page.getByRole('region', { name: 'As one or account by account' })
  await expect(compared.getByRole('row', { name: /^Tax of the year/ })).toContainText('$')
  const behind = page.getByRole('region', { name: 'Behind the plan' })
  await expect(behind).toContainText('Planned as one household: its accounts share one target.')

  // a closed group says what it asks; Enter opens it
  await page.locator('summary').filter({ hasText: 'all 3 · as the targets are' }).press('Enter')
  await page.getByRole('radio', { name: 'As the targets are' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Each account by its model' })).toBeChecked()
  await expect(proof).toContainText('account by account, in the order stated')
  await expect(compared).toHaveCount(0)

  await page.locator('summary').filter({ hasText: 'as far as pays' }).press('Enter')
  await page.getByRole('radio', { name: 'As far as pays' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Half way' })).toBeChecked()
  await expect(proof).toContainText('Not optimized: by rule')
  await expect(page.locator('.plan')).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByRole('row', { name: /^Orders/ })).toContainText(/^Orders0[1-9]/)

  await page.getByRole('textbox', { name: /^Gift in kind/ }).focus()
  await page.keyboard.type('2000')
  await page.keyboard.press('Enter')
  await expect(behind).toContainText('The deduction is not reckoned.')
})
