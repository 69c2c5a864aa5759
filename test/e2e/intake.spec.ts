/** Files in, as a person meets them: mapped by hand, refused with a place and a remedy, harmless whatever they say, undone with a reason. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Desk, expect, test } from './desk.ts'
import { goTo, openSample } from './journey.ts'

const odd = 'Ticker,Qty,Bought,Paid\nVTI,10,01/02/2024,2500.00\nBND,5.5,02/03/2025,400.10\n'

async function takeIn(desk: Desk, name: string, text: string): Promise<void> {
  // a listener from early on, so that the browser hands over its dialog by the time the key is pressed
  desk.page.on('filechooser', () => undefined)
  const path = join(desk.folder, name)
  writeFileSync(path, text)
  await desk.page.evaluate(() => {
    location.hash = '#/data'
  })
  await expect(desk.page.getByRole('heading', { name: 'Data', exact: true })).toBeVisible()
  await desk.choosing([path], () => desk.page.keyboard.press('o'))
  await expect(desk.page.getByRole('region', { name: `File ${name}` })).toBeVisible()
}

async function mapAsLots(desk: Desk): Promise<void> {
  const { page } = desk
  await page.getByRole('combobox', { name: 'What the file holds' }).selectOption('lots')
  await page.getByLabel('Acquired (needed)').selectOption('Bought')
  await page.getByLabel('Total basis').selectOption('Paid')
  await page.getByLabel('As of, where no column has it').fill('2026-11-20')
  await page.getByLabel('Account number, where no column has it').fill('0077-123')
}

test('a file no layout knows is mapped, previewed, committed, known again, and undone', async ({ desk }) => {
  const { page } = desk
  await takeIn(desk, 'odd.csv', odd)
  const card = page.getByRole('region', { name: 'File odd.csv' })
  await expect(card).toContainText('Not recognised')
  await expect(card.getByRole('button', { name: /^Commit/ })).toBeDisabled()
  await mapAsLots(desk)
  await card.getByRole('button', { name: 'Save the mapping' }).click()
  await expect(card).toContainText('Saved as odd.')
  await card.getByRole('button', { name: 'Preview with this mapping' }).click()
  await expect(card).toContainText('Say which account 0077-123 is.')
  await card.getByLabel(/Account of the book for 0077-123/).selectOption('create')
  await card.getByLabel('Name of the new household').fill('Lindqvist')
  await page.keyboard.press('Escape')
  await expect(card).toContainText('2 new, 0 changed, 0 gone')
  await page.keyboard.press('c')
  await expect(card).toContainText('2 new, 0 changed, 0 gone, 0 as before')

  await takeIn(desk, 'again.csv', odd)
  const again = page.getByRole('region', { name: 'File again.csv' })
  await again.getByRole('button', { name: 'Use odd' }).click()
  await expect(again).toContainText('These very bytes were imported')

  await page.getByRole('tab', { name: /History/ }).click()
  await page.getByRole('gridcell', { name: 'odd.csv' }).click()
  await expect(page.getByRole('button', { name: 'Undo odd.csv (U) …' })).toBeEnabled()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('u')
  await expect(page.getByRole('dialog')).toContainText('Undo odd.csv')
  await expect(page.getByRole('button', { name: 'Undo the import' })).toBeDisabled()
  await page.getByRole('textbox', { name: 'Reason' }).fill('Wrong client')
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await expect(page.getByRole('row', { name: /odd\.csv/ })).toContainText('Undone')
})

test('a bad cell bars the commit and says its line, column and remedy', async ({ desk }) => {
  const { page } = desk
  await takeIn(desk, 'bad.csv', odd.replace('5.5', 'five'))
  const card = page.getByRole('region', { name: 'File bad.csv' })
  await mapAsLots(desk)
  await card.getByRole('button', { name: 'Preview with this mapping' }).click()
  await expect(card).toContainText('1 stop')
  const issue = card.getByRole('row', { name: /Stop 3 Qty/ })
  await expect(issue).toContainText('five')
  await expect(card.getByRole('button', { name: /^Commit/ })).toBeDisabled()
})

test('what a file says is only ever text', async ({ desk }) => {
  const { page } = desk
  const evil = '<img src=x onerror="window.harm=1"><script>window.harm=2</script>'
  await takeIn(
    desk,
    'evil.csv',
    `Ticker,Qty,Bought,Paid,${evil.replaceAll('"', '')}\n"=1+1|${evil.replaceAll('"', '""')}",10,01/02/2024,2500.00,x\n`,
  )
  const card = page.getByRole('region', { name: 'File evil.csv' })
  await card.getByRole('tab', { name: /Rows/ }).click()
  await expect(card.getByRole('gridcell').first()).toBeVisible()
  await card.getByRole('tab', { name: /Issues/ }).click()
  await expect(card).toContainText('onerror')
  expect(await page.evaluate(() => 'harm' in window)).toBe(false)
  expect(await page.locator('img[src=x]').count()).toBe(0)
})

test('what was entered is saved by keyboard as tables that are read in again', async ({ desk }) => {
  const { page, saving } = desk
  await openSample(page)
  await goTo(page, '#/data')
  const button = page.getByRole('button', { name: 'Save what was entered' })
  await button.focus()
  const first = await saving(() => page.keyboard.press('Enter'))
  expect(first.name).toMatch(/^lotwright-facts-\d{4}-\d{2}-\d{2}\.zip$/)
  await expect(page.getByText(`Saved ${first.name}`)).toBeVisible()
  const text = first.bytes.toString('utf8')
  for (const held of ['01-households.csv', 'lotwright:accounts/1', 'lotwright:tax-profiles/1', 'read-me.txt', 'Sample book: not a client.'])
    expect(text).toContain(held)
  const again = await saving(() => button.click())
  expect(Buffer.compare(again.bytes, first.bytes)).toBe(0)
})
