/**
 * The whole journey with the keyboard alone: open the sample book, go to a household, review its harvests, accept two, change the lots of
 * one by hand, issue the ticket, save PDF and CSV. Runs on any shell; what it answers is held against the files by the specs.
 */
import { expect, type Page } from '@playwright/test'
import type { SavedFile, Shell } from './shell.ts'

export interface Journey {
  readonly ticket: string
  /** Symbols of the two harvests, the second with lots changed by hand. */
  readonly accepted: readonly [string, string]
  /** Shares of the one lot chosen by hand. */
  readonly byHand: string
  readonly pdf: SavedFile
  readonly csv: SavedFile
}

export const names = { recommendedBy: 'Rosa Alvarez', placedBy: 'Theo Brandt', reason: 'Realize losses before year end' }

export async function journey({ page, saving }: Pick<Shell, 'page' | 'saving'>): Promise<Journey> {
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('Alt+3')
  await expect(page).toHaveTitle(/Harvest/)
  const accepted = await acceptTwo(page)
  const byHand = await changeLots(page, accepted[1])
  const ticket = await issue(page)
  const pdf = await saving(() => page.keyboard.press('p'))
  await expect(page.getByText(`Saved ${ticket}.pdf`)).toBeVisible()
  const csv = await saving(() => page.keyboard.press('e'))
  return { ticket, accepted, byHand, pdf, csv }
}

/** Tab goes through a screen in its order, so whatever has the name is reached in the end. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      return `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''}`.trim()
    })
    if (name.test(focused)) return
  }
  throw new Error(`Tab never reached ${name}`)
}

/** Where a link leads: `#/book`. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(to => {
    location.hash = to
  }, hash)
}

export async function openSample(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Open the sample book' })).toBeVisible()
  await tabTo(page, /Open the sample book/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('gridcell', { name: 'Alvarez-Kim' }).first()).toBeVisible({ timeout: 20_000 })
}

export async function openHousehold(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: /Household, security/ })).toBeFocused()
  await page.keyboard.type(name)
  await expect(page.getByRole('option').first()).toContainText(name)
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/Household/)
}

async function acceptTwo(page: Page): Promise<[string, string]> {
  const basket = page.getByRole('complementary', { name: 'Basket' })
  await expect(basket).toContainText('0 sales')
  await expect(page.getByRole('gridcell', { name: 'Ready' }).first()).toBeVisible()
  await page.keyboard.press('l')
  const first = await focusedText(page)
  await page.keyboard.press('Space')
  let second = first
  for (let row = 0; row < 40 && second === first; row++) {
    await page.keyboard.press('ArrowDown')
    second = await focusedText(page)
  }
  expect(second).not.toBe(first)
  await page.keyboard.press('Space')
  await expect(basket).toContainText('2 sales, kept')
  await expect(basket).toContainText(/Est\. tax saved now, all sales together\s*\$[1-9]/)
  return [first, second]
}

/** One lot less than whole: the first box gets seven shares, every other box is emptied. */
async function changeLots(page: Page, symbol: string): Promise<string> {
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: `Lots for the sale of ${symbol}` })).toBeVisible()
  const boxes = page.getByRole('textbox', { name: /Shares to sell of the lot/ })
  await expect(boxes.first()).toBeVisible()
  await page.keyboard.press('s')
  const count = await boxes.count()
  for (let at = 0; at < count; at++) {
    await expect(boxes.nth(at)).toBeFocused()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(at === 0 ? '7' : '0')
    await page.keyboard.press('ArrowDown')
  }
  await expect(page.getByText('7 sh').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('a')
  const basket = page.getByRole('complementary', { name: 'Basket' })
  await expect(basket.getByRole('heading', { name: `Sell 7 ${symbol}` })).toBeVisible()
  await expect(basket).toContainText('2 sales, kept')
  return '7'
}

export async function issue(page: Page): Promise<string> {
  await page.keyboard.press('t')
  await expect(page.getByRole('heading', { name: 'Draft of a trade ticket' }).first()).toBeVisible()
  await page.keyboard.press('i')
  await expect(page.getByRole('textbox', { name: 'Recommended by' })).toBeFocused()
  await page.keyboard.type(names.recommendedBy)
  await page.keyboard.press('Tab')
  await page.keyboard.type(names.placedBy)
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page.keyboard.type(names.reason)
  await page.keyboard.press('Escape')
  await page.keyboard.press('i')
  const heading = page.getByRole('heading', { name: /^Trade ticket T-\d{4}-\d{4}$/ }).first()
  await expect(heading).toBeVisible()
  return ((await heading.textContent()) ?? '').replace('Trade ticket ', '')
}

async function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
}
