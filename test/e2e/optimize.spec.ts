/**
 * The optimizer on the desk, by keyboard: a household is planned with a proven gap, another point of the curve is taken, lots are changed by hand and priced, undone and
 * done again, and the plan becomes a ticket with sales and purchases. The book is planned in one run that can be stopped. What comes late is dropped.
 */
import type { Page, Route } from '@playwright/test'
import { expect, test } from './desk.ts'
import { issue, openHousehold, openSample } from './journey.ts'

const proven = /This plan is (within [\d.]+ % of the best possible|the best possible)( for the whole household)?, checked independently/

test('by keyboard: a plan with its proof, another point, lots by hand with what they cost, undo, and a ticket that buys and sells', async ({
  desk,
}) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('o')
  await expect(page).toHaveTitle(/Rebalance/)
  const proof = page.getByRole('region', { name: 'How good the plan is' })
  await expect(proof).toContainText(proven)
  await proofIsOpened(page)
  await anotherPoint(page)
  await lotsByHand(page)
  await page.keyboard.press('t')
  await expect(page.getByRole('heading', { name: 'Draft of a trade ticket' }).first()).toBeVisible()
  await expect(page.locator('.order-corridor').first()).toContainText(/^(Valid (while|at any price)|The price corridor)/)
  await expect(page.locator('.order-why').first()).toContainText('In the plan’s score:')
  await expect(page.locator('.sheet-closing').first()).toContainText(/Plan: P-[0-9a-f]{12}, revision \d+, certificate [0-9a-f]+/)
  await expect(page.getByRole('button', { name: /^Issue ticket for \d+ sales? and \d+ purchases?/ })).toBeEnabled()
  await page.keyboard.press('Alt+4')
  await expect(page.getByRole('region', { name: 'What your change costs' })).toBeVisible()
  await page.getByRole('button', { name: 'Back to the optimum' }).click()
  await expect(proof).toContainText(proven)
  await page.getByRole('heading', { name: 'Rebalance', exact: true }).click()
  const ticket = await issue(page)
  expect(ticket).toMatch(/^T-\d{4}-\d{4}$/)
  // the trades are on their way: the plan was made before them
  await page.keyboard.press('Alt+4')
  await expect(page.getByText('The book moved since this plan was made')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Draft ticket (T)' })).toBeDisabled()
})

async function proofIsOpened(page: Page): Promise<void> {
  const proof = page.getByRole('region', { name: 'How good the plan is' })
  await proof.getByRole('button', { name: 'How it was checked' }).focus()
  await page.keyboard.press('Enter')
  await expect(proof).toContainText('No plan can score below')
  await expect(proof.getByRole('listitem').first()).toBeVisible()
  await expect(proof.getByText('broken')).toHaveCount(0)
  await proof.getByRole('button', { name: 'Hide the check' }).focus()
  await page.keyboard.press('Enter')
  const changes = page.getByRole('region', { name: 'Before and after' })
  await expect(changes.getByRole('row', { name: /^Tracking error/ })).toContainText(/[\d.]+ bp[\d.]+ bp/)
  await expect(changes.getByRole('row', { name: /^Orders/ })).toContainText(/^Orders0[1-9]/)
}

/** The first point of the curve, by arrows and Enter: it is solved at its own λ. */
async function anotherPoint(page: Page): Promise<void> {
  const points = page.getByRole('button', { name: /^Take: [\d.,]+ bp tracking error/ })
  await expect(points.first()).toBeVisible()
  const slider = page.getByRole('slider', { name: 'Keep to the model' })
  await expect(slider).toHaveAttribute('aria-valuetext', 'balanced, λ 20')
  await page.keyboard.press('c')
  await page.keyboard.press('Home')
  await expect(points.first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(slider).not.toHaveAttribute('aria-valuetext', 'balanced, λ 20')
  await expect(page.locator('.plan')).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByRole('region', { name: 'How good the plan is' })).toContainText(proven)
}

async function lotsByHand(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.evaluate(() => {
    location.hash = '#/household/alvarez-kim/rebalance'
  })
  await page.getByRole('heading', { name: 'Rebalance', exact: true }).click()
  await page.keyboard.press('l')
  const orders = page
    .getByRole('region', { name: /^Trades in / })
    .first()
    .getByRole('button', { name: /^(Sell|Buy)/ })
  await expect(orders.first()).toBeFocused()
  await page.keyboard.press('Enter')
  const box = page.getByRole('textbox', { name: /^Shares to sell of the lot/ }).first()
  const before = await box.inputValue()
  await box.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('1')
  await page.keyboard.press('Enter')
  const cost = page.getByRole('region', { name: 'What your change costs' })
  await expect(cost).toContainText(/\$\d/)
  await expect(page.locator('.edit-bar')).toContainText(/\$[\d,.]+/)
  await page.keyboard.press('Escape')
  await expect(orders.first()).toBeFocused()
  await page.keyboard.press('u')
  await expect(cost).toHaveCount(0)
  await expect(page.locator('.edit-bar')).toContainText('The plan as it was solved.')
  await expect(box).toHaveValue(before)
  await page.keyboard.press('r')
  await expect(cost).toBeVisible()
  await expect(box).toHaveValue('1')
  await expect(page.locator('.plan')).toHaveAttribute('aria-busy', 'false')
}

test('a run can be stopped at once; the last wish wins and what comes late is dropped', async ({ desk }) => {
  test.skip(desk.shell !== 'loopback', 'answers are only held back between a browser and the loopback host')
  const { page } = desk
  await openSample(page)
  const held: Route[] = []
  let hold = true
  await page.route('**/call', async route => {
    const asked = route.request().postData() ?? ''
    if (hold && asked.includes('"optimize.run"') && asked.includes('"curve":false')) held.push(route)
    else await route.continue()
  })
  await openHousehold(page, 'Okafor')
  await page.keyboard.press('o')
  await expect.poll(() => held.length).toBe(1)
  await page.keyboard.press('s')
  await expect(page.getByRole('button', { name: 'Stop (S)' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Optimize (O)' }).first()).toBeVisible()
  hold = false
  await page.keyboard.press('o')
  const proof = page.getByRole('region', { name: 'How good the plan is' })
  await expect(proof).toContainText('of the best possible')

  // two wishes soon after each other: the first is held back until the second has come
  hold = true
  const slider = page.getByRole('slider', { name: 'Keep to the model' })
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => held.length).toBe(2)
  hold = false
  await page.keyboard.press('End')
  await expect(page.locator('.plan')).toHaveAttribute('aria-busy', 'false')
  await expect(slider).toHaveAttribute('aria-valuetext', 'at almost any price, λ 500')
  const shown = await page.getByRole('region', { name: 'Before and after' }).textContent()
  await held[1]?.continue().catch(() => undefined)
  await page.waitForTimeout(500)
  expect(await page.getByRole('region', { name: 'Before and after' }).textContent()).toBe(shown)
})

test('limits no plan keeps together are named, and the button that lets the cheapest give way makes a plan', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('Alt+4')
  await page.keyboard.press('w')
  await page.getByRole('textbox', { name: 'Cash to raise' }).fill('1,500,000')
  await page.keyboard.press('Escape')
  await page.keyboard.press('o')
  const clashes = page.getByRole('region', { name: 'Accounts without a plan' })
  await expect(clashes).toContainText(/would have to give way by \$[\d,.]+/)
  await clashes
    .getByRole('button', { name: /give way/ })
    .first()
    .click()
  await expect(page.getByRole('region', { name: 'How good the plan is' })).toContainText(proven)
})

test('the whole book in one run: every account counted, and Enter opens the household’s plan', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await page.getByRole('tab', { name: 'Optimize' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Book', exact: true }).click()
  await page.keyboard.press('o')
  const lines = page.getByRole('region', { name: 'Plans by household' }).first()
  await expect(lines).toBeVisible()
  await expect(page.getByText(/^[\d,]+ of [\d,]+ accounts solved/)).toBeVisible()
  await lines.getByRole('gridcell', { name: 'Alvarez-Kim' }).first().click()
  await expect(page).toHaveTitle(/Rebalance/)
  await expect(page.getByRole('region', { name: 'How good the plan is' })).toContainText(proven)
})

test.describe('a book of four hundred accounts', () => {
  test.use({ accounts: 400 })
  test('its run counts account after account, and stops where it is when S is pressed', async ({ desk }) => {
    test.skip(desk.shell !== 'loopback', 'a generated book is opened on the loopback host')
    const { page } = desk
    await page.getByRole('tab', { name: 'Optimize' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Book', exact: true }).click()
    await page.keyboard.press('o')
    const jobs = page.locator('.status-bar .jobs')
    await expect(jobs).toContainText(/ · [1-9][\d,]* of /)
    const first = await jobs.textContent()
    await expect(jobs).not.toHaveText(first ?? '')
    await page.keyboard.press('s')
    await expect(page.getByText('Stopped', { exact: false }).first()).toBeVisible()
    await expect(page.getByText(/not reached\.$/)).toBeVisible()
  })
})
