/** What holds on every shell before any screen is looked at: a quiet console, no violation of the policy, nothing asked of the network. */
import { expect, test } from './desk.ts'

test('the desk opens with a quiet console and asks nothing of anybody else', async ({ desk }) => {
  const { page } = desk
  const complaints: string[] = []
  const outside: string[] = []
  const own = new URL(page.url()).origin
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  page.on('request', request => !/^(data|blob):/.test(request.url()) && !request.url().startsWith(own) && outside.push(request.url()))
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', event => console.error(event.violatedDirective)))
  await page.reload()
  await expect(page).toHaveTitle(/Lotwright/)
  await expect(page.getByRole('main')).toBeVisible()
  await page.waitForLoadState('load')
  expect(complaints).toEqual([])
  expect(outside).toEqual([])
})
