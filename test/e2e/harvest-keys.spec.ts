/**
 * Lots ticked one after the other, faster than the desk answers: none is lost. Prices and readings of the basket come late and in no order, as they do on a
 * machine that is busy.
 */
import { expect, test } from './desk.ts'
import { openHousehold, openSample } from './journey.ts'

test('every Space is kept while the basket is being priced and read again', async ({ desk }) => {
  test.skip(desk.shell !== 'loopback', 'answers are only held back between a browser and the loopback host')
  const { page } = desk
  let asked = 0
  await page.route('**/call', async route => {
    const body = route.request().postData() ?? ''
    const wait = body.includes('basket.price') ? 500 : body.includes('basket.read') ? 40 + ((asked++ * 97) % 240) : 0
    const answer = await route.fetch()
    await new Promise(resolve => setTimeout(resolve, wait))
    await route.fulfill({ response: answer }).catch(() => undefined)
  })
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('Alt+3')
  await expect(page).toHaveTitle(/Harvest/)
  const basket = page.getByRole('complementary', { name: 'Basket' })
  await expect(basket).toContainText('0 sales')
  await expect(page.getByRole('gridcell', { name: 'Ready' }).first()).toBeVisible()
  const ticked = () =>
    page.evaluate(() => new Set([...document.querySelectorAll('.harvest .ag-row-selected')].map(row => row.getAttribute('row-id'))).size)
  const wanted = 8
  await page.keyboard.press('l')
  for (let row = 0; row < wanted; row += 1) {
    await page.keyboard.press('Space')
    await page.waitForTimeout((row * 37) % 110)
    await page.keyboard.press('ArrowDown')
  }
  // all are shown first: between two saves the basket is kept as well
  await expect.poll(ticked).toBe(wanted)
  await expect(basket).toContainText(/sales?, kept/)
  // and the desk has kept them
  await page.reload()
  await expect(basket).toContainText(/sales?, kept/)
  await expect.poll(ticked).toBe(wanted)
})

test('a reason typed over an objection and left at once is kept', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Alvarez')
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('gridcell', { name: 'Ready' }).first()).toBeVisible()
  const basket = page.getByRole('complementary', { name: 'Basket' })
  await page
    .getByRole('row', { name: /Blocked/ })
    .first()
    .getByRole('checkbox')
    .click()
  const reason = basket.getByRole('textbox', { name: /Reason to sell/ }).first()
  await reason.fill('Client instruction of today')
  await page.keyboard.press('Alt+1')
  await expect(page).toHaveTitle(/^Book/)
  await page.keyboard.press('Alt+3')
  await expect(basket.getByRole('textbox', { name: /Reason to sell/ }).first()).toHaveValue('Client instruction of today')
})
