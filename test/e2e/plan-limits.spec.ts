/** A limit by sector on the sample household: it holds in the plan and has a price, clashes where two must hold that cannot together, and gives way by the cheapest step. By keyboard. */
import type { Locator } from '@playwright/test'
import { expect, test } from './desk.ts'
import { openHousehold, openSample } from './journey.ts'

test('a sector of at most 40 %: held, priced, clashing, relaxed', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('o')
  await expect(page).toHaveTitle(/Rebalance/)
  const proof = page.getByRole('region', { name: 'How good the plan is' })
  await expect(proof).toContainText('checked independently')

  const limits = page.getByRole('region', { name: 'Limits by group and preferences' })
  const dialog = page.getByRole('dialog')
  const save = async (fill: (form: Locator) => Promise<void>) => {
    await fill(dialog)
    await dialog.getByRole('button', { name: 'Save limit' }).press('Enter')
    await expect(dialog).toHaveCount(0)
  }
  await limits.getByRole('button', { name: 'Add a limit' }).press('Enter')
  await save(async form => {
    await form.getByLabel('Which').selectOption('Broad market')
    await form.getByLabel('At most').fill('40')
    await form.getByLabel(/^Reason/).fill('The committee’s view')
  })
  // the plan is of these limits: it may go to paper
  await expect(page.locator('.plan')).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByRole('button', { name: 'Draft ticket (T)' })).toBeEnabled()
  const kept = page.getByRole('table', { name: /^Limits in force/ })
  const row = kept.getByRole('row', { name: /^Broad market \(sector\): at most 40 %/ })
  await expect(row).toContainText(/At its edge|Holds/)
  await expect(row).toContainText('The committee’s view')
  await expect(proof).toContainText('checked independently')
  await expect(page.getByRole('region', { name: 'What limits it' })).toContainText('The next $1,000 of Broad market (sector)')

  await limits.getByRole('button', { name: 'Change: Broad market (sector): at most 40 %' }).press('Enter')
  await save(async form => {
    await form.getByLabel('At least').fill('50')
    await form.getByLabel('At most').fill('')
    await form.getByLabel('How it holds').selectOption('must')
  })
  await limits.getByRole('button', { name: 'Add a limit' }).press('Enter')
  await save(async form => {
    await form.getByLabel('By', { exact: true }).selectOption('class')
    await form.getByLabel('Which').selectOption('US bonds')
    await form.getByLabel('At least').fill('60')
    await form.getByLabel('How it holds').selectOption('must')
  })
  const clashes = page.getByRole('region', { name: 'Accounts without a plan' })
  await expect(clashes).toContainText('US bonds (asset class) would have to give way by')
  await expect(clashes).toContainText('Broad market (sector) would have to give way by')
  await clashes.getByRole('button', { name: 'Let it give way: US bonds (asset class)' }).press('Enter')
  await expect(clashes).toHaveCount(0)
  await expect(limits).toContainText(/US bonds \(asset class\): at least [45]\d/)
  await expect(kept.getByRole('row', { name: /^US bonds/ })).toContainText('Wider so that there is a plan.')
})
