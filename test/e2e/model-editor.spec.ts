/** A model of slots by keyboard: a class with a mapped legacy holding, bonds that are municipal in taxable accounts; what is wrong is said, and the plan buys by it. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { openHousehold, openSample, tabTo } from './journey.ts'

async function press(button: Locator): Promise<void> {
  await button.focus()
  await button.page().keyboard.press('Enter')
}

async function choose(select: Locator, beginning: string): Promise<void> {
  const words = await select.locator('option').allTextContents()
  await select.selectOption({ label: words.find(word => word.startsWith(beginning)) ?? beginning })
}

async function openTargets(page: Page): Promise<Locator> {
  await tabTo(page, /^Positions/)
  await press(page.getByRole('button', { name: 'Targets' }))
  const dialog = page.getByRole('dialog', { name: 'Targets' })
  await expect(dialog.getByText('6 lines, together 100 %.')).toBeVisible()
  return dialog
}

test('by keyboard: a line becomes a list of members by account type, another a class; mistakes stop it, and the plan follows it', async ({
  desk,
}) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  const dialog = await openTargets(page)
  const line = (number: number) => dialog.getByRole('group', { name: new RegExp(`^Line ${number}: `) })

  await line(6).getByLabel('Line', { exact: true }).selectOption('members')
  await line(6).getByLabel('Name').fill('Bonds')
  await press(line(6).getByRole('button', { name: 'Add a member' }))
  await expect(dialog).toContainText('Still needed: a security for every member.')
  const member = (number: number) => line(6).getByRole('group', { name: `Member ${number} of Bonds` })
  await choose(member(2).getByLabel('Security'), 'VTI ')
  await expect(dialog).toContainText('VTI is claimed by two lines, VTI and Bonds: it would count twice.')
  await expect(dialog.getByRole('button', { name: 'Save model' })).toBeDisabled()
  await choose(member(2).getByLabel('Security'), 'MUB ')
  for (const type of ['Tax-deferred', 'Tax-free']) {
    await member(2).getByLabel(type).focus()
    await page.keyboard.press('Space')
  }
  await member(1).getByLabel('Taxable').focus()
  await page.keyboard.press('Space')
  await expect(dialog).not.toContainText('claimed by two lines')
  // the order of purchase: municipal bonds first, by the keys of the row
  await member(2).getByLabel('Security').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(member(1).getByLabel('Security').locator('option:checked')).toHaveText(/^MUB/)
  await expect(member(1).getByLabel('Security')).toBeFocused()

  await line(1).getByLabel('Line', { exact: true }).selectOption('asset-class')
  await line(1).getByLabel('Asset class').selectOption('US equity')
  await press(line(1).getByRole('button', { name: 'Map a holding' }))
  const mapped = line(1).getByRole('group', { name: 'Mapped holding 1 of US equity' })
  await choose(mapped.getByLabel('Security'), 'BRK.B ')
  await mapped.getByLabel('Reason').fill('Kept for the family')
  await line(2).getByLabel('Weight').fill('20')
  await expect(dialog).toContainText('6 lines, together 98 %: 2 % are missing.')
  await expect(dialog).toContainText('sum to 98.00 %, not 100 %.')
  await line(2).getByLabel('Weight').fill('22')
  await expect(dialog).toContainText('6 lines, together 100 %.')
  await press(dialog.getByRole('button', { name: 'Save model' }))
  await expect(dialog).toBeHidden()

  const positions = page
    .getByRole('region', { name: 'Positions' })
    .or(page.locator('.grid-box', { hasText: 'Positions' }))
    .first()
  await expect(positions.getByRole('gridcell', { name: 'US equity', exact: true }).first()).toBeVisible()
  await expect(positions.getByRole('gridcell', { name: 'Bonds', exact: true })).toBeVisible()
  await expect(positions.getByRole('gridcell', { name: 'BRK.B', exact: true })).toHaveCount(0)
  await positions.getByRole('gridcell', { name: 'US equity', exact: true }).first().click()
  await expect(page.getByText('US equity in the accounts')).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'BRK.B', exact: true }).first()).toBeVisible()

  await page.keyboard.press('o')
  await expect(page).toHaveTitle(/Rebalance/)
  const offered = (account: string) => page.getByLabel(`Add an order in ${account}`).locator('option').allTextContents()
  await expect(page.getByRole('region', { name: 'How good the plan is' })).toContainText('checked independently')
  const [joint, ira] = [await offered('Joint brokerage'), await offered("Marco's rollover IRA")]
  expect(joint).toContain('Buy MUB')
  expect(joint).not.toContain('Buy BND')
  expect(joint).not.toContain('Buy BRK.B')
  expect(ira).toContain('Buy BND')
  expect(ira).not.toContain('Buy MUB')
})
