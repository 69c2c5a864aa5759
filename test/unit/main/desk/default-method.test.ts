/** A changed default method holds from its day on: what past sales realized does not move (Reg. 1.1012-1(c)(8)). */
import { describe, expect, test } from 'vitest'
import { keepingMethods } from '../../../../src/main/desk/default-method.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'
import type { Account } from '../../../../src/shared/model/book.ts'
import type { ImportPreview } from '../../../../src/shared/model/import-batch.ts'
import type { HouseholdView, LotColumns } from '../../../../src/shared/model/views.ts'
import { openTestDesk } from '../../../fixtures/desk.ts'
import { bookOf } from '../../../fixtures/snapshot.ts'

const [plain] = bookOf('2026-11-21').account('joint').snapshot().accounts as [Account]
const day = civilDate

describe('the methods of the past', () => {
  const changed = keepingMethods({ ...plain, defaultMethod: 'HIFO' }, plain, day('2026-11-21'))

  test('keep the default that was, until the day of the change', () => {
    expect(changed.earlierMethods).toEqual([{ until: '2026-11-21', method: 'FIFO' }])
    expect(keepingMethods(plain, undefined, day('2026-11-21'))).not.toHaveProperty('earlierMethods')
  })

  test('stay when something else is saved, and when what is saved does not know of them', () => {
    const { earlierMethods: _, ...unknowing } = { ...changed, name: 'Renamed' }
    expect(keepingMethods(unknowing, changed, day('2026-12-01')).earlierMethods).toEqual(changed.earlierMethods)
  })

  test('a change taken back on its day leaves nothing; an earlier day takes the place of later ones', () => {
    expect(keepingMethods({ ...changed, defaultMethod: 'FIFO' }, changed, day('2026-11-21'))).not.toHaveProperty('earlierMethods')
    const again = keepingMethods({ ...changed, defaultMethod: 'LIFO' }, changed, day('2026-12-01'))
    expect(again.earlierMethods).toEqual([
      { until: '2026-11-21', method: 'FIFO' },
      { until: '2026-12-01', method: 'HIFO' },
    ])
    expect(keepingMethods({ ...again, defaultMethod: 'HIFO' }, again, day('2026-03-01')).earlierMethods).toEqual([
      { until: '2026-03-01', method: 'FIFO' },
    ])
  })
})

test('on the desk: a new default leaves past sales alone, unless its first day is said to lie before them', async () => {
  const desk = await openTestDesk()
  const files = [
    'lotwright:households/1,id,name,note\n,home,Home,',
    'lotwright:accounts/1,id,household,name,number,custodian,type,mode,default_method,fractional\n,joint,home,Joint,1,schwab,joint,tradable,FIFO,no',
    'lotwright:securities/1,symbol,name,kind\n,AAA,A fund,etf',
    'lotwright:entries/1,account,trade_date,kind,symbol,shares,amount\n,joint,2024-01-10,buy,AAA,10,-100\n,joint,2024-02-10,buy,AAA,10,-200\n,joint,2026-03-02,sell,AAA,10,300',
  ]
  for (const [at, text] of files.entries()) {
    const handle = await desk.send(`${at}.csv`, text)
    const { file } = await desk.get<ImportPreview>('import.preview', { handle, mapping: null })
    await desk.get('import.commit', { handle, sha256: file.sha256, mapping: null, accounts: [] })
  }
  const basisLeft = async () => [...(await desk.get<LotColumns>('book.lots', { asOf: '2026-11-21', household: 'home' })).basis]
  const accountNow = async () => {
    const view = await desk.get<HouseholdView>('household.view', { household: 'home', asOf: '2026-11-21' })
    return view.accounts[0] as Account
  }
  expect(await basisLeft()).toEqual([200_00])
  await desk.get('account.save', { ...(await accountNow()), defaultMethod: 'HIFO' })
  expect(await basisLeft()).toEqual([200_00])
  expect(await accountNow()).toMatchObject({ defaultMethod: 'HIFO', earlierMethods: [{ until: '2026-11-21', method: 'FIFO' }] })
  await desk.get('account.save', { ...(await accountNow()), defaultMethod: 'FIFO' })
  await desk.get('account.save', { ...(await accountNow()), defaultMethod: 'HIFO', methodFrom: '2026-01-01' })
  expect(await basisLeft()).toEqual([100_00])
  await desk.close()
})
