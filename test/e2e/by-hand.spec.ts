/** A household entered by hand: from the empty desk to an account that a custodian's file then finds by its number. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './desk.ts'

test('a household, a person and an account are entered without a file, and a file finds the account', async ({
  desk: { page, choosing, folder },
}) => {
  await page.getByRole('button', { name: 'New household' }).click()
  const form = page.getByRole('dialog', { name: 'New household' })
  await expect(form.getByRole('button', { name: 'Save household' })).toBeDisabled()
  await form.getByLabel('Name').fill('Petrov-Lindqvist')
  await form.getByRole('button', { name: 'Save household' }).click()

  await expect(page.getByRole('heading', { name: 'Petrov-Lindqvist' })).toBeVisible()
  await page.getByRole('button', { name: 'Add an account' }).click()
  const account = page.getByRole('dialog', { name: 'New account' })
  await account.getByLabel('Name', { exact: true }).fill('Joint brokerage')
  await account.getByLabel('Number as the custodian prints it').fill('00810-4411')
  await account.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByRole('gridcell', { name: 'Joint brokerage' })).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'no trades imported' })).toBeVisible()

  await page.keyboard.press('Alt+8')
  await expect(page.getByRole('heading', { name: 'No files taken in' })).toBeVisible()
  const rows = [
    '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"',
    '"11/16/2026","Buy","ABC","ABC CORP","5","$10.00","","-$50.00"',
  ]
  const file = join(folder, 'Joint_XXX411_Transactions_20261120-115444.csv')
  writeFileSync(file, rows.join('\n'))
  await choosing([file], () => page.getByRole('button', { name: /Choose files/ }).click())
  await expect(page.getByLabel(/Account of the book for/)).toHaveValue(/^account-/)
  await page.getByRole('button', { name: 'Commit (C)' }).click()
  await expect(page.getByText('1 new, 0 changed')).toBeVisible()
})
