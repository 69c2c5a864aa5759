/**
 * From a disallowed loss to the line it came from: the wash ledger by year, by match and by loss sale, a lot's lineage from each place that shows a lot, and a
 * realized sale opened to the purchase, the match and the rules behind it.
 */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { openHousehold, openSample } from './journey.ts'

test('a washed loss is followed from the ledger, from a lot and from a sale to rule, file and line', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Whitfield')
  await page.getByRole('tab', { name: 'Wash ledger' }).click()
  await ledgerIsRead(page)
  await lineageIsFollowed(page)
  await realizedRowIsOpened(page)
})

async function ledgerIsRead(page: Page): Promise<void> {
  const totals = page.getByRole('region', { name: 'Totals of the wash ledger' })
  await expect(totals).toContainText('Disallowed$335.87')
  await expect(totals).toContainText(/Adds up.*without §1091 −\$834\.35 = recognized −\$498\.48 − in basis \$335\.87/)
  const year = totals.getByRole('button', { name: '2026' })
  await year.click()
  await expect(year).toHaveAttribute('aria-pressed', 'true')

  await page.getByRole('row', { name: /Aug 10, 2026.*VWO.*Deferred in basis/ }).click()
  const match = page.getByRole('region', { name: 'Match in focus' })
  await expect(match).toContainText('Replaced by 75.815 sh VWO bought in Individual brokerage (Jordan Whitfield-Tran) on Aug 31, 2026')
  await expect(match).toContainText(
    'with the 173 days the loss shares were held, the holding period counts from Mar 11, 2026 (IRC §1223(3))',
  )
  for (const rule of ['Reg. §1.1091-1(a)', 'IRC §1091(d)']) await expect(match).toContainText(rule)
  await expect(match).toContainText('entries.csv line 237')

  // the other list, by keyboard: each loss with what stays deductible
  await page.getByRole('button', { name: /^By loss sale/ }).focus()
  await page.keyboard.press('Enter')
  const losses = page.getByRole('treegrid', { name: 'Loss sales' }).or(page.getByRole('grid', { name: 'Loss sales' }))
  await expect(losses).toContainText('4 losses')
  await losses.getByRole('gridcell', { name: 'Aug 10, 2026' }).click()
  await expect(page.getByRole('region', { name: 'Loss in focus' })).toContainText('$83.21 deductible, $335.87 disallowed')
  await page.getByRole('button', { name: /^By match/ }).click()
}

async function lineageIsFollowed(page: Page): Promise<void> {
  const match = page.getByRole('region', { name: 'Match in focus' })
  await match.getByRole('button', { name: /^Lineage: VWO/ }).click()
  const steps = page.getByRole('list', { name: /^VWO, 75\.815 sh acquired Aug 31, 2026.*5 steps/ })
  const words = steps.getByRole('listitem').filter({ has: page.locator('.lineage-words') })
  await expect(words).toHaveCount(5)
  const told = [/Bought 94\.599 sh VWO.*line 226/, /Sold 94\.599 sh/, /Bought 75\.815 sh VWO.*line 239/, /Replaced loss shares/, /Held now/]
  for (const [at, step] of told.entries()) await expect(words.nth(at)).toContainText(step)
  await expect(words.nth(3)).toContainText('+$335.87, the loss of 75.815 sh VWO sold Aug 10, 2026')
  const rules = words.nth(3).locator('summary')
  await rules.focus()
  await page.keyboard.press('Enter')
  await expect(words.nth(3)).toContainText('added to the basis of the shares bought')

  // the lot that was sold has a lineage of its own, and back leads back
  await words
    .nth(0)
    .getByRole('button', { name: /^Lineage of this lot: VWO/ })
    .click()
  await expect(page.getByRole('heading', { name: /^Lineage of VWO, 94\.599 sh acquired Feb 18, 2026/ })).toBeVisible()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(steps).toBeVisible()

  await openHousehold(page, 'Whitfield')
  await page.getByRole('tab', { name: /^Lots/ }).click()
  const lots = page.getByRole('button', { name: /^Lineage of the lot in focus: / })
  await expect(lots).toBeDisabled()
  await page.getByRole('searchbox', { name: 'Search Open lots' }).fill('VWO')
  await page
    .getByRole('row', { name: /VWO.*Aug 31, 2026/ })
    .getByRole('gridcell', { name: 'Aug 31, 2026' })
    .click()
  await closeTrail(page)
  await lots.click()
  await expect(steps).toBeVisible()
}

async function realizedRowIsOpened(page: Page): Promise<void> {
  await openHousehold(page, 'Whitfield')
  await page.getByRole('tab', { name: 'Realized' }).click()
  await page.getByRole('gridcell', { name: 'VWO' }).first().click()
  await page.keyboard.press('Enter')
  const trail = page.getByRole('complementary', { name: 'Trail of a figure' })
  await expect(trail).toContainText('−$83.21')
  await expect(itemOf(trail, 'Basis')).toContainText('entries.csv line 226')
  const disallowed = itemOf(trail, 'Disallowed loss')
  await expect(disallowed).toContainText('$335.87sum over the shares that were replacedIRC §1091(a)')
  // the third level stands closed until it is asked for, by keyboard as well
  const match = itemOf(disallowed, /^75\.815 sh VWO bought Aug 31, 2026/)
  const rule = match.getByText('Only as many loss shares as were bought are washed')
  await expect(match).toContainText('loss × 75.815 sh ÷ 94.599 sh')
  await expect(match).toContainText('entries.csv line 239')
  await expect(rule).toBeHidden()
  await match.locator('> summary').focus()
  await page.keyboard.press('Enter')
  await expect(rule).toBeVisible()
  await expect(match).toContainText('IRC §1223(3)')
  await closeTrail(page)
  await page.getByRole('button', { name: /^Lineage: the lot of VWO sold Aug 10, 2026/ }).click()
  await expect(page.getByRole('heading', { name: /^Lineage of VWO, 94\.599 sh acquired Feb 18, 2026/ })).toBeVisible()
}

/** The nearest item of the working with this label. */
function itemOf(within: Locator, label: string | RegExp): Locator {
  const own = within.page().locator(':scope > .trace-head .trace-label, :scope > summary .trace-label').filter({ hasText: label })
  return within.locator('.trace').filter({ has: own }).first()
}

async function closeTrail(page: Page): Promise<void> {
  const trail = page.getByRole('complementary', { name: 'Trail of a figure' })
  // one that was just asked for may open between the look and the click
  await expect(async () => {
    if (await trail.isVisible()) await trail.getByRole('button', { name: 'Close' }).click()
    await expect(trail).toBeHidden({ timeout: 1000 })
  }).toPass()
}
