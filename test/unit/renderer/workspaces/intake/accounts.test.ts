import { expect, test } from 'vitest'
import { type AccountAnswers, openQuestions, proposedAccount, sentAnswers } from '../../../../../src/renderer/workspaces/intake/accounts.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { FileAccount } from '../../../../../src/shared/model/import-batch.ts'

function account(key: string, matched: string | null): FileAccount {
  return {
    key,
    number: key,
    name: `Individual ${key}`,
    custodian: 'schwab',
    typeHint: 'roth-ira',
    matched: matched === null ? null : id(matched),
    rows: 3,
  }
}
const accounts = [account('0012', 'joint'), account('0034', null)]

test('an account nobody matched is an open question, and is closed by a choice', () => {
  expect(openQuestions(accounts, {})).toEqual(['Say which account 0034 is.'])
  expect(openQuestions(accounts, { '0034': { kind: 'existing', account: id('roth') } })).toEqual([])
})

test('a match taken back is open again', () => {
  expect(openQuestions(accounts, { '0012': { kind: 'existing', account: null } })).toHaveLength(2)
})

test('a new account keeps its leading zeros and needs a household', () => {
  const create = proposedAccount(accounts[1] as FileAccount, '')
  expect(create).toMatchObject({ number: '0034', type: 'roth-ira', custodian: 'schwab', household: null })
  const answers: AccountAnswers = { '0034': { kind: 'create', create } }
  expect(openQuestions(accounts, answers)).toEqual(['Name the household of the new account for 0034.'])
  expect(openQuestions(accounts, { '0034': { kind: 'create', create: { ...create, householdName: 'Lindqvist' } } })).toEqual([])
})

test('only what differs from the match is sent', () => {
  const answers: AccountAnswers = { '0012': { kind: 'existing', account: id('joint') }, '0034': { kind: 'existing', account: id('roth') } }
  expect(sentAnswers(accounts, answers)).toEqual([{ key: '0034', account: 'roth', create: null }])
  expect(sentAnswers(accounts, {})).toEqual([])
})
