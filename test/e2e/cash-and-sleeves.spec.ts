/** Needs and deposits by date in a plan, cash from one account, sleeves of an account and one model for a household: through their forms, on the sample book. */
import { expect, test } from './desk.ts'
import { goTo, openHousehold, openSample } from './journey.ts'

test('a need is raised in its account, a deposit before it spares the sale, and cash comes from a named account', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await openHousehold(page, 'Okafor')
  await page.keyboard.press('o')
  await expect(page).toHaveTitle(/Rebalance/)
  const cash = page.getByRole('region', { name: 'Cash by date' })
  await expect(page.getByRole('list', { name: 'Needs and deposits' })).toContainText('Dec 15, 2026: need of $40,000.00')
  await expect(cash).toContainText('1 need until Dec 21, 2026: $40,000.00 is kept free for them, and not invested.')
  await expect(cash.getByRole('table')).toContainText('Met')
  await cash.getByRole('button', { name: /Open its trail/ }).click()
  await expect(page.getByRole('complementary', { name: /trail/i })).toContainText('on a day needs come before deposits')
  await page.keyboard.press('Escape')

  await goTo(page, '#/household/okafor/household/dates')
  const flows = page.getByRole('region', { name: 'Cash needs and deposits' })
  await flows.getByRole('button', { name: 'Add' }).click()
  const form = page.getByRole('dialog', { name: 'Add a cash need' })
  await form.getByLabel('Amount').fill('40000')
  await form.getByLabel('Due').fill('2026-12-10')
  await form.getByLabel('Which way').selectOption('deposit')
  await form.getByLabel('Account').selectOption('okafor-trust')
  await form.getByLabel('For').fill('Sale of the boat')
  await form.getByRole('button', { name: 'Save cash need' }).click()
  await expect(form).toHaveCount(0)

  await goTo(page, '#/household/okafor/rebalance')
  await page.keyboard.press('o')
  await expect(cash).toContainText('1 need and 1 deposit until Dec 21, 2026: deposits come in time, no cash is kept for them.')

  await page.getByText('Raise or withdraw from one account').click()
  await page.getByRole('textbox', { name: /^Ngozi's IRA/ }).fill('5000')
  await expect(page.locator('.plan')).toHaveAttribute('aria-busy', 'false')
})

test('an account in sleeves, and one model for the household', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await goTo(page, '#/household/okafor/household/accounts')
  await page.getByRole('gridcell', { name: 'Okafor revocable trust', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'Okafor revocable trust' })
  await form.getByRole('button', { name: 'Divide into sleeves' }).click()
  await form.getByLabel('Part').fill('80')
  await form.getByRole('button', { name: 'Add a sleeve' }).click()
  await form
    .getByRole('textbox', { name: /^Sleeve/ })
    .nth(1)
    .fill('Legacy')
  await expect(form).toContainText('Legacy has neither a model nor a pinned holding.')
  await expect(form.getByRole('button', { name: 'Save account' })).toBeDisabled()
  await form.getByText('Pin holdings to it').nth(1).click()
  await form.getByRole('checkbox', { name: /^KO/ }).last().check()
  await form.getByRole('button', { name: 'Save account' }).click()
  await expect(form).toHaveCount(0)
  const sleeves = page.getByRole('grid', { name: 'Sleeves' })
  await expect(sleeves).toContainText('Legacy')
  await expect(sleeves).toContainText('not traded')

  await page.getByRole('button', { name: 'Household and people' }).click()
  const household = page.getByRole('dialog', { name: 'Household' })
  await household.getByLabel('Model portfolio').selectOption({ label: 'Growth 80/20, all accounts together' })
  await household.getByRole('button', { name: 'Save household' }).click()
  await expect(household).toHaveCount(0)
  await expect(page.getByRole('grid', { name: 'Accounts' })).toContainText('Growth 80/20 (household)')
  await expect(sleeves).toHaveCount(0)
})
