/** Trades that do not pay on paper: the same order in two accounts is two lines that can be told apart. */
import { expect, test } from 'vitest'
import { droppedTrades } from '../../../../../src/main/print/plan/trades.ts'
import type { ProposalAccount } from '../../../../../src/shared/model/proposal.ts'

const detail = { orders: 10, why: true, lots: 10, lines: 10, letters: 200 }
const leaving = (accountName: string, words?: string) =>
  ({ accountName, dropped: [{ security: 'ijr', symbol: 'IJR', ...(words === undefined ? {} : { words }) }] }) as unknown as ProposalAccount

test('of several accounts each line says whose it is; of one there is nobody else', () => {
  const said = 'Buying 1 sh of IJR would bring too little.'
  expect(droppedTrades([leaving('Roth IRA', said), leaving('Trust', said), leaving('HSA')], detail)).toEqual([
    `${said} Roth IRA`,
    `${said} Trust`,
    'IJR: too small to pay once it is whole shares. HSA',
  ])
  expect(droppedTrades([leaving('Roth IRA', said)], detail)).toEqual([said])
})
