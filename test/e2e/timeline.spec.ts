/**
 * A loss that an IRA would take for good, from the picture to the paper: Alvarez-Kim's joint account holds VTI at a loss, and Dana's Roth IRA bought 40 shares twelve
 * days before. Harvest says so, the timeline shows it while the sale is dragged, and a ticket needs a typed reason, which it prints.
 */
import type { Locator, Page } from '@playwright/test'
import { flowing, hasPdfToText, pagesOf } from '../print/printed.ts'
import { expect, test } from './desk.ts'
import { names, openHousehold, openSample } from './journey.ts'

const override = 'Client accepts that the loss on these shares is gone: the position must be out before the trust closes'

test('Harvest says permanent loss; the timeline shows the collision while the sale is dragged, and where it ends', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('Alt+3')
  await page
    .getByRole('row', { name: /VTI.*Blocked/ })
    .first()
    .getByRole('gridcell', { name: 'Blocked' })
    .click()
  const lot = page.getByRole('region', { name: 'Lot in focus' })
  await expect(lot).toContainText('permanent loss, the loss would be lost for good')
  await lot.getByRole('button', { name: 'On the timeline' }).click()
  await expect(page).toHaveTitle(/Timeline/)

  const handle = page.getByRole('slider', { name: /^Hypothetical sale of VTI/ })
  const panel = page.getByRole('complementary', { name: 'Hypothetical trade' })
  const row = page.getByRole('region', { name: /^VTI/ })
  await expect(panel).toContainText('First clear day: Dec 10, 2026')
  await dragTo(page, handle, row, '2026-12-16')
  await expect(handle).toHaveAttribute('aria-valuetext', /^Dec 16, 2026\. Clear on the records/)
  await expect(panel).toContainText('Clear on the records: no purchase of the household would wash a sale on Dec 16, 2026.')
  await expect(row.getByText('permanent loss')).toHaveCount(0)

  await dragTo(page, handle, row, '2026-11-23')
  await expect(handle).toHaveAttribute(
    'aria-valuetext',
    /^Nov 23, 2026\. Permanent loss: the loss on 40 sh, \$[\d,.]+, would be lost for good/,
  )
  await expect(panel).toContainText(/Dana's Roth IRA bought VTI on Nov 9, 2026: 40 sh of this sale would be lost for good/)
  await expect(panel).toContainText('Rev. Rul. 2008-5')
  await expect(row.locator('.tl-hit.permanent')).toHaveText(/permanent loss: 40 sh, \$\d+/)
})

test('the same by keyboard: days, weeks, a weekend that rolls on, and the trail of what is lost', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('Alt+7')
  const handle = page.getByRole('slider', { name: /^Hypothetical sale of VTI/ })
  const panel = page.getByRole('complementary', { name: 'Hypothetical trade' })
  await handle.focus()
  await expect(handle).toHaveAttribute('aria-valuetext', /^Nov 23, 2026/)
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await expect(handle).toHaveAttribute('aria-valuetext', /^Dec 6, 2026/)
  await expect(panel).toContainText('The exchange is closed on Dec 6, 2026: it trades on Dec 7, 2026.')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(handle).toHaveAttribute('aria-valuetext', /^Dec 13, 2026\. Clear on the records/)
  await page.keyboard.press('Escape')
  await expect(handle).toHaveAttribute('aria-valuetext', /^Nov 23, 2026\. Permanent loss/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Home')
  await expect(handle).toHaveAttribute('aria-valuetext', /^Nov 23, 2026\. Permanent loss/)
  const day = panel.getByRole('textbox', { name: 'On' })
  await day.fill('2026-11-01')
  await expect(panel.getByRole('alert')).toContainText('Nov 1, 2026 is before the day of the review')
  await day.fill('2026-11-23')
  await panel.getByRole('button', { name: /^Permanent loss: / }).click()
  const trail = page.getByRole('complementary', { name: 'Trail of a figure' })
  await expect(trail).toContainText("Dana's Roth IRA bought VTI on Nov 9, 2026")
  await expect(trail).toContainText('Rev. Rul. 2008-5')
})

test('the ticket cannot be issued without a typed reason, and with one it is printed', async ({ desk }) => {
  const { page, saving } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('Alt+7')
  await page.getByRole('slider', { name: /^Hypothetical sale of VTI/ }).focus()
  const panel = page.getByRole('complementary', { name: 'Hypothetical trade' })
  await expect(panel).toContainText('Permanent loss: the loss on 40 sh')
  await panel.getByRole('button', { name: 'Put in the basket' }).click()
  await expect(panel).toContainText('In the basket, as a sale of Nov 23, 2026.')
  await panel.getByRole('button', { name: 'Open in Harvest' }).click()
  const basket = page.getByRole('complementary', { name: 'Basket' })
  await expect(basket).toContainText('Permanent loss: what an IRA washes does not come back.')

  await draftAndIssue(page)
  await expect(
    page.getByRole('alert').filter({ hasText: 'An override needs a typed reason, which is printed on the ticket.' }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Mend it in the review' }).click()
  await basket.getByRole('textbox', { name: /^Reason to sell VTI all the same/ }).fill(override)
  await expect(basket).toContainText('Overridden with a reason')
  await draftAndIssue(page)
  const heading = page.getByRole('heading', { name: /^Trade ticket T-\d{4}-\d{4}$/ }).first()
  await expect(heading).toBeVisible()
  const pdf = await saving(() => page.keyboard.press('p'))
  test.skip(!hasPdfToText, 'skipped from here: no pdftotext to read the PDF back')
  const paper = flowing(pagesOf(pdf.bytes))
  expect(paper).toContain(override)
  expect(paper).toMatch(/permanent loss, the loss would be lost for good/)
})

/** By pointer, from where the handle stands to the day's column, in steps as a hand makes them. */
async function dragTo(page: Page, handle: Locator, row: Locator, day: string): Promise<void> {
  const track = await row.locator('.tl-track').boundingBox()
  const grip = await handle.boundingBox()
  if (track === null || grip === null) throw new Error('the row is not in view')
  // the track runs from Oct 22, thirty days before the desk's day, over 92 days
  const days = (Date.parse(day) - Date.parse('2026-10-22')) / 86_400_000
  const y = grip.y + 8
  await page.mouse.move(grip.x + grip.width / 2, y)
  await page.mouse.down()
  await page.mouse.move(track.x + ((days + 0.5) * track.width) / 92, y, { steps: 12 })
  await page.mouse.up()
}

async function draftAndIssue(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Draft/ }).first().click()
  await expect(page.getByRole('heading', { name: 'Draft of a trade ticket' }).first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Recommended by' }).fill(names.recommendedBy)
  await page.getByRole('textbox', { name: 'Placed by' }).fill(names.placedBy)
  await page.getByRole('textbox', { name: /Why these trades/ }).fill(names.reason)
  await page.getByRole('button', { name: /^Issue ticket/ }).click()
}
