/** A run over the book: behind each line stands the very plan its figures are of, as one or account by account as chosen; a stopped run keeps its lines. By keyboard. */
import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { goTo, openSample } from './journey.ts'

/** What the line of a household says: how it is planned, and its orders and tax. */
async function lineOf(page: Page, household: string) {
  const row = await page.evaluate(name => {
    const found = [...document.querySelectorAll('[role=row]')].filter(each => each.textContent?.includes(name))
    const ids = new Set(found.map(each => each.getAttribute('row-index')))
    const cells = [...document.querySelectorAll('[role=row] [col-id]')].filter(each =>
      ids.has(each.closest('[role=row]')?.getAttribute('row-index') ?? ''),
    )
    return Object.fromEntries(cells.map(each => [each.getAttribute('col-id'), each.textContent?.trim() ?? '']))
  }, household)
  return row as Record<string, string>
}

test('behind a line is its plan: as one, then account by account', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await page.setViewportSize({ width: 1920, height: 1080 })
  await goTo(page, '#/book/optimize')
  const figures = page.getByRole('region', { name: 'Before and after' })
  const planned = (label: RegExp) => figures.getByRole('row', { name: label }).locator('td.planned')
  for (const way of ['as one', 'account by account'] as const) {
    if (way === 'account by account') await page.getByLabel('Households').selectOption('accounts')
    await page.getByRole('button', { name: 'Optimize the book (O)' }).first().click()
    const grid = page.getByRole('region', { name: 'Plans by household' }).first()
    await expect(grid).toBeVisible({ timeout: 60_000 })
    const words = way === 'as one' ? 'As one · 3' : 'By account · 3'
    await expect.poll(async () => (await lineOf(page, 'Alvarez-Kim')).planned, { timeout: 60_000 }).toBe(words)
    const line = await lineOf(page, 'Alvarez-Kim')
    expect(line.plan).toMatch(/^P-[0-9a-f]{12}$/)
    await page.getByRole('gridcell', { name: 'Alvarez-Kim' }).first().focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveTitle(/Rebalance/)
    await expect(page.getByText(`${line.plan} revision 1`)).toBeVisible()
    await expect(planned(/^Orders/)).toHaveText(line.trades ?? '')
    await expect(planned(/^Tax of the year/)).toContainText((line.tax ?? '').replace('−', ''))
    const proof = page.getByRole('region', { name: 'How good the plan is' })
    await expect(proof).toContainText(
      way === 'as one' ? 'best possible for the whole household' : 'account by account, in the order stated',
    )
    await expect(page.getByText('moved since the run over the book')).toHaveCount(0)
    await goTo(page, '#/book/optimize')
  }
  // the last run is still there, on the line that was opened
  await expect.poll(async () => (await lineOf(page, 'Alvarez-Kim')).planned).toBe('By account · 3')
})

test.describe('a large book', () => {
  test.use({ accounts: 1500 })
  test('is stopped and keeps the lines it has', async ({ desk }) => {
    test.skip(desk.shell !== 'loopback', 'a filled book is opened on the loopback host alone')
    test.setTimeout(120_000)
    const { page } = desk
    await goTo(page, '#/book/optimize')
    await page.getByRole('button', { name: 'Optimize the book (O)' }).first().click()
    await expect(page.locator('.optimize-book').getByText(/Optimizing the book · [1-9]\d* of 1,500/)).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('s')
    await expect(
      page.getByText(/^Stopped: [\d,]+ households? planned, [\d,]+ households? with [\d,]+ accounts? not reached\.$/),
    ).toBeVisible()
    await expect(page.getByRole('region', { name: 'Plans by household' }).first()).toBeVisible()
  })
})
