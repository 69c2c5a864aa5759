/** axe on every screen and face, light and dark, narrow and wide: it finds nothing. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { journey, openSample } from './journey.ts'

const screens = [
  ['book', '#/book'],
  ['all lots', '#/book/lots'],
  ['the week', '#/book/week'],
  ['calendar', '#/book/calendar'],
  ['switchbacks, none', '#/book/switchbacks'],
  ['the book before it is optimized', '#/book/optimize'],
  ['household', '#/household/alvarez-kim'],
  ['lots of a household', '#/household/alvarez-kim/household/lots'],
  ['when to trade', '#/household/alvarez-kim/household/when'],
  ['rules over the past', '#/household/alvarez-kim/household/past'],
  ['costs of trading', '#/settings/costs'],
  ['policy of when to trade', '#/settings/when'],
  ['past rebalances', '#/household/okafor/household/rebalances'],
  ['trends of the book', '#/book/trends'],
  ['policy of performance', '#/settings/performance'],
  ['limits of plans of the firm', '#/settings/limits'],
  ['accounts', '#/household/alvarez-kim/household/accounts'],
  ['dates and limits', '#/household/alvarez-kim/household/dates'],
  ['data quality', '#/household/whitfield-tran/household/quality'],
  ['wash ledger', '#/household/whitfield-tran/household/wash'],
  ['wash ledger without a loss', '#/household/okafor/household/wash'],
  ['lineage with a wash', '#/household/whitfield-tran/household/lineage/entry-df7963ab4dd5e8f2'],
  ['lineage of no lot', '#/household/whitfield-tran/household/lineage/nothing'],
  ['sales of a year', '#/household/whitfield-tran/household/realized/2026/sales'],
  ['Schedule D', '#/household/whitfield-tran/household/realized/2026/schedule'],
  ['Form 8949', '#/household/whitfield-tran/household/realized/2026/forms'],
  ['a year without a table', '#/household/whitfield-tran/household/realized/2023/forms'],
  ['tax profile of a year', '#/settings/taxes/alvarez-kim/2025'],
  ['tax tables', '#/settings/tax-tables'],
  ['no household chosen', '#/harvest'],
  ['harvest', '#/household/alvarez-kim/harvest'],
  ['wishes before the first plan', '#/household/alvarez-kim/rebalance'],
  ['a meeting before its plan', '#/household/alvarez-kim/meeting'],
  ['the calendar of a meeting', '#/household/alvarez-kim/meeting/calendar'],
  ['positions to choose from', '#/household/alvarez-kim/lots'],
  ['lots of one sale', '#/household/alvarez-kim/lots/alvarez-kim-joint/security-VTI'],
  ['lots of an unknown position', '#/household/alvarez-kim/lots/alvarez-kim-joint/nothing'],
  ['timeline', '#/household/alvarez-kim/timeline/security-VTI'],
  ['tickets', '#/tickets'],
  ['data', '#/data'],
  ['history of imports', '#/data/history'],
  ['settings', '#/settings'],
  ['what several years begin with', '#/settings/years'],
  ['open points of law', '#/settings/law'],
  ['related securities', '#/settings/relations'],
  ['published examples', '#/settings/examples'],
  ['no such screen', '#/nowhere'],
] as const

const looks = [
  { look: 'light', size: { width: 1280, height: 800 }, rules: [] },
  { look: 'dark', size: { width: 1920, height: 1080 }, rules: ['color-contrast', 'scrollable-region-focusable'] },
] as const

for (const { look, size, rules } of looks) {
  test(`every screen is clean, ${look}, ${size.width} wide`, async ({ desk }) => {
    test.setTimeout(600_000)
    const { page } = desk
    await page.emulateMedia({ colorScheme: look })
    await page.setViewportSize(size)
    await clean(page, `empty desk, ${look}`, rules)
    await openSample(page)
    for (const [name, hash] of screens) {
      await page.evaluate(place => {
        location.hash = place
      }, hash)
      await settled(page)
      await clean(page, `${name}, ${look}`, rules)
    }
  })
}

test('the basket, a draft with an open override, a frozen ticket, its trail, the palette and the keys are clean', async ({ desk }) => {
  test.setTimeout(240_000)
  const { page } = desk
  await journey(desk)
  await clean(page, 'issued ticket')
  await page
    .getByRole('button', { name: /^Est\. gain of lot 1:/ })
    .first()
    .click()
  await expect(page.getByRole('complementary', { name: 'Trail of a figure' })).toContainText('IRC')
  await clean(page, 'trail')
  await page.keyboard.press('Escape')
  await page.evaluate(() => {
    location.hash = '#/household/alvarez-kim/harvest'
  })
  const blocked = page.getByRole('row', { name: /VTI.*Blocked/ }).first()
  await blocked.getByRole('checkbox').click()
  await expect(page.getByText('Stands in the way')).toBeVisible()
  await clean(page, 'blocked sale in the basket')
  await page.keyboard.press('t')
  await expect(page.getByRole('heading', { name: 'Draft of a trade ticket' }).first()).toBeVisible()
  await clean(page, 'draft')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option').first()).toBeVisible()
  await clean(page, 'palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('heading', { name: 'Keys' })).toBeVisible()
  await clean(page, 'keys')
})

test('what opens on the screens of the law is clean: a loss, a sale with its trail, a reading being decided, the examples run', async ({
  desk,
}) => {
  test.setTimeout(240_000)
  const { page } = desk
  await openSample(page)
  const show = (place: string) =>
    page.evaluate(hash => {
      location.hash = hash
    }, place)
  await show('#/household/whitfield-tran/household/wash')
  await page.getByRole('button', { name: /^By loss sale/ }).click()
  await expect(page.getByRole('region', { name: 'Loss in focus' })).toBeVisible()
  await page.getByRole('checkbox', { name: 'All columns' }).click()
  await clean(page, 'losses of the wash ledger')
  await show('#/household/whitfield-tran/household/realized/2026/sales')
  await page.getByRole('gridcell', { name: 'VWO' }).first().click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Trail of a figure' })).toContainText('Disallowed loss')
  await clean(page, 'sale with its trail')
  await page.keyboard.press('Escape')
  await show('#/settings/law')
  await page.getByRole('radio', { name: /^Take the old date/ }).check()
  await expect(page.getByRole('textbox', { name: 'Decided by' })).toBeVisible()
  await clean(page, 'a reading being decided')
  await show('#/settings/examples')
  await page.getByRole('button', { name: 'Run the published examples' }).click()
  await expect(page.getByText(/^All \d+ examples hold/)).toBeVisible()
  await clean(page, 'examples run')
})

test('a plan is clean: solved, its check open, lots being changed, limits that clash, and the run over the book', async ({ desk }) => {
  test.setTimeout(240_000)
  const { page } = desk
  await openSample(page)
  for (const look of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: look })
    await page.setViewportSize(look === 'light' ? { width: 1280, height: 800 } : { width: 1920, height: 1080 })
    // from another screen: nothing stands open that this look does not open itself
    await page.evaluate(() => {
      location.hash = '#/book'
    })
    await expect(page).toHaveTitle(/^Book/)
    await page.evaluate(() => {
      location.hash = '#/household/alvarez-kim/rebalance?run=1'
    })
    const proof = page.getByRole('region', { name: 'How good the plan is' })
    await proof.getByRole('button', { name: 'How it was checked' }).click()
    await page.locator('.trade-open').first().click()
    await expect(page.locator('.curve-point').first()).toBeVisible()
    await clean(page, `plan with its check and lots, ${look}`)
    await page
      .getByRole('textbox', { name: /^Shares to sell of the lot/ })
      .first()
      .fill('1')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'What your change costs' })).toBeVisible()
    await clean(page, `plan changed by hand, ${look}`)
    await page.getByRole('textbox', { name: 'Cash to raise' }).fill('1,500,000')
    await expect(page.getByRole('region', { name: 'Accounts without a plan' })).toBeVisible()
    await clean(page, `limits that clash, ${look}`)
    await page.getByRole('textbox', { name: 'Cash to raise' }).fill('')
    await expect(page.getByRole('region', { name: 'Accounts without a plan' })).toHaveCount(0)
  }
  await page.evaluate(() => {
    location.hash = '#/book/optimize'
  })
  await page.getByRole('button', { name: 'Optimize the book (O)' }).first().click()
  await expect(page.getByRole('region', { name: 'Plans by household' })).toBeVisible({ timeout: 120_000 })
  await clean(page, 'book optimized')
})

test('what opens over a screen is clean: the model editor with a list of members, a limit, a cash need, several years, and the wishes opened', async ({
  desk,
}) => {
  test.setTimeout(240_000)
  const { page } = desk
  await openSample(page)
  const show = (place: string) =>
    page.evaluate(hash => {
      location.hash = hash
    }, place)
  for (const look of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: look })
    await page.setViewportSize(look === 'light' ? { width: 1280, height: 800 } : { width: 1920, height: 1080 })
    await show('#/household/alvarez-kim')
    await page.getByRole('button', { name: 'Targets' }).click()
    const line = page.getByRole('group', { name: /^Line 6: / })
    await line.getByLabel('Line', { exact: true }).selectOption('members')
    await line.getByRole('button', { name: 'Add a member' }).click()
    await clean(page, `model editor, ${look}`)
    await page.keyboard.press('Escape')
    await show('#/household/alvarez-kim/household/dates')
    for (const name of ['Add', 'Add a limit']) {
      await page.getByRole('button', { name, exact: true }).first().click()
      await clean(page, `${name} among dates and limits, ${look}`)
      await page.keyboard.press('Escape')
    }
    await show('#/household/alvarez-kim/rebalance')
    await page.getByRole('button', { name: 'Over several years (Y)' }).click()
    const dialog = page.getByRole('dialog', { name: 'Over several years' })
    await dialog.getByRole('button', { name: 'Plan the years' }).click()
    await expect(dialog.getByRole('table', { name: 'Scenarios' })).toBeVisible({ timeout: 60_000 })
    await clean(page, `over several years, ${look}`)
    await page.keyboard.press('Escape')
    for (const closed of await page.locator('.wish-more > summary').all()) await closed.press('Enter')
    await clean(page, `wishes opened, ${look}`)
  }
})

/** Quiet for two frames, and no screen still at work. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  await expect(page.locator('.face.loading')).toHaveCount(0)
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** With `rules` only these: a second look and size can change no other. */
async function clean(page: Page, where: string, rules: readonly string[] = []): Promise<void> {
  await settled(page)
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze()
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}`)
  expect.soft(said, where).toEqual([])
}
