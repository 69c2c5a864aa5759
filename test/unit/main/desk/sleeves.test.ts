/** Sleeves and one model for a household, from the form's call and from template files to the book and back: kept, shown, planned, and refused row by row with nothing half written. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account, Household } from '../../../../src/shared/model/book.ts'
import type { ImportPreview } from '../../../../src/shared/model/import-batch.ts'
import type { Proposal } from '../../../../src/shared/model/proposal.ts'
import type { Trace } from '../../../../src/shared/model/trace.ts'
import type { HouseholdView } from '../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'
import { wishes } from '../../../fixtures/household.ts'

let desk: TestDesk
const asked = { household: 'okafor', asOf: '2026-11-21' }
const view = () => desk.get<HouseholdView>('household.view', asked)

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
})
afterAll(() => desk.close())

async function taxable(): Promise<Account> {
  const found = (await view()).accounts.find(({ type, mode }) => type === 'trust' && mode === 'tradable')
  if (!found) throw new Error('no taxable account')
  return found
}

async function divided() {
  const account = await taxable()
  const { holdings, models } = await view()
  const [largest] = holdings.filter(row => row.account === account.id).sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const [model] = models
  if (!largest || !model) throw new Error('nothing held')
  const sleeves = [
    { name: 'Core', part: 7000, model: model.id },
    { name: 'Legacy', part: 3000, model: null, pinned: [largest.security] },
  ]
  return { account, sleeves, pinned: largest.security, symbol: largest.symbol, model }
}

describe('from the forms', () => {
  test('sleeves are kept and measured, and what is pinned is not traded', async () => {
    const before = await view()
    expect(before.sleeves).toEqual([])
    const { account, sleeves, pinned } = await divided()
    await desk.get<Account>('account.save', { ...account, sleeves })
    const after = await view()
    expect(after.accounts.find(({ id }) => id === account.id)?.sleeves).toEqual(sleeves)
    expect(after.sleeves.map(({ name, part, held }) => [name, part, held])).toEqual([
      ['Core', 7000, false],
      ['Legacy', 3000, true],
    ])
    const row = after.holdings.find(each => each.account === account.id && each.security === pinned)
    expect(row?.restriction).toBe('do not trade: sleeve Legacy is held as it is')
    const figure = { subject: 'sleeve', ids: [account.id, 'Legacy'], figure: 'drift' }
    expect((await desk.get<Trace>('trail.open', { ...asked, figure })).formula).toBe('weight − part')
  })

  test('the plan goes toward the blend and sells nothing that is pinned', async () => {
    const { account, pinned } = { ...(await divided()), account: await taxable() }
    const plan = await desk.get<Proposal>('optimize.run', { ...asked, accounts: [account.id], wishes, curve: false, keep: false })
    const [planned] = plan.accounts
    expect(planned?.notes.join(' ')).toContain('The target is the blend of its sleeves.')
    expect(planned?.trades.map(({ security }) => security)).not.toContain(pinned)
    expect(planned?.trades.length).toBeGreaterThan(0)
  })

  test('what does not fit is refused and nothing changes', async () => {
    const account = await taxable()
    const [core, legacy] = account.sleeves ?? []
    if (!core || !legacy) throw new Error('not divided')
    const refusals = [
      await desk.refusal('account.save', { ...account, sleeves: [{ ...core, part: 6000 }, legacy] }),
      await desk.refusal('account.save', { ...account, sleeves: [{ ...core, model: 'nobody' }, legacy] }),
      await desk.refusal('account.save', { ...account, sleeves: [core, { ...legacy, pinned: ['nothing'] }] }),
      await desk.refusal('household.save', { ...(await view()).household, model: 'nobody' }),
    ]
    expect(refusals.map(({ what }) => what)).toEqual([
      'The parts of the sleeves sum to 90.00 %, not 100 %.',
      'The book has no such model portfolio.',
      'Legacy pins a security that the book does not have.',
      'The book has no such model portfolio.',
    ])
    expect((await taxable()).sleeves).toEqual(account.sleeves)
  })

  test('one model for the household: planned as one toward it, sleeves do not count, and back again', async () => {
    const { household, models } = await view()
    const [model] = models
    await desk.get<Household>('household.save', { ...household, model: model?.id })
    const after = await view()
    expect([after.household.model, after.sleeves]).toEqual([model?.id, []])
    const { scope: _scope, ...free } = wishes
    const plan = await desk.get<Proposal>('optimize.run', {
      ...asked,
      accounts: null,
      wishes: { ...free, seconds: 0.2, gap: 50_000 },
      curve: false,
      keep: false,
    })
    expect(plan.scope).toBe('household')
    expect(plan.notes).toContain('Planned as one household: one model is for all of its accounts.')
    await desk.get<Household>('household.save', { ...household, model: null })
    expect((await view()).household).toEqual(household)
    expect((await view()).sleeves).toHaveLength(2)
  })

  test('not divided any more', async () => {
    const { sleeves: _sleeves, ...account } = await taxable()
    await desk.get<Account>('account.save', account)
    expect(await taxable()).toEqual(account)
  })
})

describe('from template files', () => {
  const preview = async (name: string, text: string) =>
    desk.get<ImportPreview>('import.preview', { handle: await desk.send(name, text), mapping: null })
  const commit = (shown: ImportPreview) =>
    desk.get('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts: [] })
  const stops = (shown: ImportPreview) => shown.file.issues.filter(({ weight }) => weight === 'stop').map(({ line, what }) => [line, what])
  const header = 'lotwright:sleeves/1,account,sleeve,part,model,pinned,hold\n'

  test('sleeves, one model, reserve, weights and a deposit come in', async () => {
    const account = await taxable()
    const [model] = (await view()).models
    await commit(await preview('sleeves.csv', `${header},${account.id},Core,75.00,${model?.id},,\n,${account.id},Legacy,25.00,,VTI BND,\n`))
    expect((await taxable()).sleeves).toEqual([
      { name: 'Core', part: 7500, model: model?.id },
      { name: 'Legacy', part: 2500, model: null, pinned: ['security-VTI', 'security-BND'] },
    ])
    await commit(await preview('one.csv', `lotwright:household-models/1,household,model\n,okafor,${model?.id}\n`))
    expect((await view()).household.model).toBe(model?.id)
    await commit(await preview('none.csv', 'lotwright:household-models/1,household,model\n,okafor,\n'))
    expect((await view()).household).not.toHaveProperty('model')
    const limits = `lotwright:restrictions/1,id,household,account,symbol,kind,reason,expires,weight\n,cap,okafor,,BND,most-weight,Policy,2027-03-31,30.00\n`
    await commit(await preview('limits.csv', limits))
    expect((await view()).restrictions.find(({ id }) => id === 'cap')).toMatchObject({
      kind: 'most-weight',
      weight: 3000,
      expires: '2027-03-31',
    })
    await commit(
      await preview(
        'flows.csv',
        'lotwright:cash-needs/1,id,household,account,amount,due,note,flow\n,bonus,okafor,,9000.00,2026-12-01,Bonus,deposit\n',
      ),
    )
    expect((await view()).cashNeeds.find(({ id }) => id === 'bonus')).toMatchObject({ flow: 'deposit', amount: 900_000 })
  })

  test('accounts again, with a reserve or without: what the rows do not state stays', async () => {
    const known = await taxable()
    const columns = 'id,household,name,number,custodian,type,owner,mode,default_method,fractional,model'
    const cells = [
      known.id,
      known.household,
      known.name,
      `'${known.number}`,
      known.custodian,
      known.type,
      known.owner ?? '',
      known.mode,
      known.defaultMethod,
      known.fractional ? 'yes' : 'no',
      known.model ?? '',
    ]
    await commit(await preview('accounts.csv', `lotwright:accounts/1,${columns},cash_reserve\n,${cells.join(',')},2500.00\n`))
    expect(await taxable()).toMatchObject({ cashReserve: 250_000, sleeves: known.sleeves })
    await commit(await preview('again.csv', `lotwright:accounts/1,${columns}\n,${cells.join(',')}\n`))
    expect(await taxable()).toMatchObject({ cashReserve: 250_000, sleeves: known.sleeves })
    const { household } = await view()
    await desk.get<Household>('household.save', { ...household, model: known.model })
    await commit(await preview('households.csv', `lotwright:households/1,id,name\n,okafor,${household.name}\n`))
    expect((await view()).household.model).toBe(known.model)
    await desk.get<Household>('household.save', { ...household, model: null })
  })

  test('a row that does not fit holds its file, with line and remedy, and nothing of it is written', async () => {
    const before = await taxable()
    const { id } = before
    const told = [
      stops(await preview('a.csv', `${header},${id},Core,75.00,growth-80,,\n,${id},Legacy,20.00,,VTI,\n`)),
      stops(await preview('b.csv', `${header},${id},Core,75.00,growth-80,,\n,${id},Legacy,25.00,,,\n`)),
      stops(
        await preview(
          'c.csv',
          `lotwright:restrictions/1,id,household,account,symbol,kind,reason,weight\n,x,okafor,,BND,most-weight,Policy,\n,y,okafor,,BND,never-buy,Policy,5.00\n`,
        ),
      ),
      stops(await preview('d.csv', `lotwright:cash-needs/1,id,household,account,amount,due,flow\n,x,okafor,,5.00,2026-12-01,loan\n`)),
    ]
    const expected = [
      [2, `the parts of the sleeves of ${id} sum to 95.00 %`],
      [3, 'Legacy has neither a model nor a pinned holding'],
      [2, 'a most-weight needs a weight'],
      [2, expect.stringContaining('loan')],
    ]
    for (const [at, stop] of expected.entries()) expect(told[at]).toContainEqual(stop)
    expect(told[2]?.[1]).toEqual([3, 'a never-buy has no weight'])
    const unknown = await preview('e.csv', `${header},${id},Core,75.00,nobody,,\n,${id},Legacy,25.00,,XYZ VTI,\n`)
    const refused = await desk.refusal('import.commit', {
      handle: unknown.handle,
      sha256: unknown.file.sha256,
      mapping: null,
      accounts: [],
    })
    expect(refused.what).toContain('the book has no model nobody')
    const twice = await preview('f.csv', `${header},${id},Core,75.00,,VTI,\n,${id},core,25.00,,VTI,\n`)
    expect(
      (await desk.refusal('import.commit', { handle: twice.handle, sha256: twice.file.sha256, mapping: null, accounts: [] })).what,
    ).toContain('Two sleeves')
    expect(await taxable()).toEqual(before)
  })
})
