/** The tax year in the browser: a sale with its reasons, Schedule D, another year without a table, the two files, and a profile signed anew. */
import { expect, test } from './desk.ts'
import { openHousehold, openSample } from './journey.ts'

test('a year is read, saved for the CPA, and its profile is signed by whoever changes it', async ({ desk }) => {
  const { page, saving } = desk
  await openSample(page)
  await openHousehold(page, 'Whitfield')
  await page.getByRole('tab', { name: 'Realized' }).click()
  await expect(page.getByLabel('Figures of 2026')).toContainText('close to the cent')
  await page.getByRole('gridcell', { name: 'VXUS' }).first().click()
  await expect(page.getByRole('region', { name: /Behind VXUS/ })).toContainText('provisional until Dec 5, 2026')
  const trail = page.getByRole('complementary', { name: 'Trail of a figure' })
  // a click reads the sale; Enter opens where it comes from
  await expect(trail).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(trail).toContainText('entries.csv line 244')
  await page.keyboard.press('Escape')
  await expect(trail).toBeHidden()

  const csv = await saving(() => page.getByRole('button', { name: '8949 as CSV' }).click())
  expect(csv.name).toBe('form-8949-2026-Whitfield-Tran.csv')
  expect(Buffer.from(csv.bytes).toString()).toContain('box total')
  const pdf = await saving(() => page.getByRole('button', { name: 'CPA pack as PDF' }).click())
  expect(Buffer.from(pdf.bytes).subarray(0, 5).toString()).toBe('%PDF-')

  await page.getByRole('tab', { name: 'Schedule D preview' }).click()
  await expect(page.getByRole('row', { name: /^7 Net short-term/ })).toContainText('−$498.48')

  await page.evaluate(() => {
    location.hash = '#/settings/taxes/whitfield-tran/2026'
  })
  await expect(page.getByLabel('Entered by')).toHaveValue('')
  await expect(page.getByText(/Last entered by/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save tax profile' })).toBeDisabled()
})

test('a state proposes its rates with source and caveat, and fills them only when they are taken', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await page.evaluate(() => {
    location.hash = '#/settings/taxes/okafor/2026'
  })
  const short = page.getByLabel('State rate on short-term gains')
  const before = await short.inputValue()
  await page.getByLabel('State', { exact: true }).selectOption('WI')
  await expect(page.getByText(/Proposed for Wisconsin, 2026/)).toContainText('short-term 7.65 %, long-term 5.355 %')
  await expect(page.getByText(/30% of net long-term gain excluded/)).toBeVisible()
  await expect(short).toHaveValue(before)
  await page.getByRole('button', { name: 'Use these rates' }).click()
  await expect(short).toHaveValue('7.65')
  await expect(page.getByLabel('State rate on long-term gains')).toHaveValue('5.355')
})
