/** Across the table: one household in large type, and nothing that leads to another one. All by keyboard. */
import { expect, test } from './desk.ts'
import { openHousehold, openSample } from './journey.ts'

test('a meeting shows one household, answers with a plan, January and the calendar, and leads nowhere else', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.getByRole('button', { name: 'Meeting' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/Meeting/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alvarez-Kim')
  await expect(page.getByRole('navigation', { name: 'Screens' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Make a plan' }).focus()
  await page.keyboard.press('Enter')
  const choice = page.getByRole('region', { name: 'The choice' })
  await expect(choice).toContainText('Every point is a plan of its own.')
  await expect(page.getByText(/^This plan is within 0\.\d+ % of the best possible/)).toBeVisible()
  const tax = page.locator('.meeting-figures').getByRole('button', { name: /^Tax of the year: / })
  const before = await tax.textContent()
  await page.getByRole('slider', { name: 'Keep close to the model, or pay less now?' }).focus()
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight')
  await expect(tax).not.toHaveText(before ?? '')

  await page.getByRole('button', { name: 'What if we wait until January?' }).focus()
  await page.keyboard.press('Enter')
  const january = page.getByRole('region', { name: 'What if we wait until January?' })
  await expect(january).toContainText(/Waiting until Jan 4, 2027 (costs|saves) est\. \$[\d,]+ of tax/)
  await expect(january.getByRole('row', { name: /^Tax of that year/ })).toContainText('$')

  await page.getByRole('tab', { name: 'Your plan' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Put in the basket' })).toBeHidden()

  // neither the keys of the window nor its words lead to anybody else
  await page.getByRole('tab', { name: 'Your calendar' }).focus()
  for (const keys of ['Control+k', 'Alt+1', '?']) await page.keyboard.press(keys)
  await expect(page).toHaveTitle(/Meeting/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('body')).not.toContainText(/Okafor|Whitfield/)

  await page.keyboard.press('Escape')
  await expect(page).toHaveTitle(/Household/)
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible()
})
