/** Over several years: scenarios side by side with their distance from the best, the chosen one year by year, this year taken over as the ordinary plan with its proof; what makes no sense is refused in words. */
import { expect, test } from './desk.ts'
import { openHousehold, openSample } from './journey.ts'

test('an account over three tax years by keyboard: scenarios, years, custom budgets, a file, and year one as a plan', async ({ desk }) => {
  const { page, saving } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('Alt+4')
  await page.getByRole('button', { name: 'Over several years (Y)' }).waitFor()
  await page.keyboard.press('y')
  const dialog = page.getByRole('dialog', { name: 'Over several years' })
  await dialog.getByRole('button', { name: 'Plan the years' }).focus()
  await page.keyboard.press('Enter')
  const table = dialog.getByRole('table', { name: 'Scenarios' })
  // six scenarios of three years each: a busy machine takes its time over them
  await expect(table.getByRole('row')).toHaveCount(2 + 6, { timeout: 120_000 })
  for (const title of ['All years together', 'No gain ever', '0 % at once', '25 % at once', '50 % at once', '100 % at once'])
    await expect(table.getByRole('row', { name: new RegExp(`^${title}`) })).toContainText(/≤ [\d.]+ %/)
  await expect(table.getByText('least')).toHaveCount(1)
  await table.getByRole('button', { name: 'All years together' }).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  await expect(table.getByRole('button', { name: 'All years together' })).toBeFocused()
  await expect(dialog.getByRole('region', { name: 'All years together, year by year' })).toContainText('of the best over all years')
  await dialog.getByRole('tab', { name: /^2027/ }).click()
  await expect(dialog.getByRole('tabpanel')).toContainText('Jan 4, 2027')
  await dialog.getByText('What this assumes').click()
  await expect(dialog).toContainText('No tax table of 2027: that of 2026 is assumed')
  await expect(dialog).toContainText('section 1014')

  await dialog.getByLabel('Your own budgets').selectOption('gain')
  await dialog.getByLabel('This year', { exact: true }).fill('-5')
  await expect(dialog.getByText('A budget is not below zero.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Plan the years' })).toBeDisabled()
  await dialog.getByLabel('This year', { exact: true }).fill('1000')
  await dialog.getByRole('button', { name: 'Plan the years' }).click()
  await expect(table.getByRole('row', { name: /Your gain budgets/ })).toBeVisible({ timeout: 120_000 })
  const file = await saving(() => dialog.getByRole('button', { name: 'Save as CSV' }).click())
  expect(file.name).toMatch(/^over-several-years-.*\.csv$/)
  expect(file.bytes.toString()).toContain('Your gain budgets')

  await table.getByRole('button', { name: '100 % at once' }).click()
  await dialog.getByRole('button', { name: /^Take year one/ }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('region', { name: 'How good the plan is' })).toContainText('checked independently')
})
