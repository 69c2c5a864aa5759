/** Trails of a sleeve: its part of the account from what counts toward it, and its own drift from its model, line by line. */
import { sumCents } from '../../../shared/kernel/cents.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { SleeveRow } from '../../../shared/model/sleeve-row.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { exactMoney, percent, points } from '../../../shared/present/format.ts'
import { sleevesOf } from '../drift/sleeve-drift.ts'
import type { Standing } from '../standing/standing.ts'
import { step } from './step.ts'

/** `ids`: the account and the name of the sleeve. */
export function sleeveTrace(standing: Standing, [account, name]: readonly string[], figure: string): Trace | undefined {
  const found = standing.snapshot.accounts.find(({ id }) => id === (account as AccountId))
  const all = found && sleevesOf(standing, found)
  const row = all?.rows.find(each => each.name === name)
  if (!all || row === undefined) return undefined
  switch (figure) {
    case 'value':
      return valueTrace(row)
    case 'weight':
    case 'drift': {
      const total = sumCents([all.cash, all.outside, ...all.rows.map(({ value }) => value)])
      const parts = [
        step('Value of the account', exactMoney(total), {
          formula: 'sleeves + what no sleeve counts + cash',
          inputs: [
            ...all.rows.map(each => step(each.name, exactMoney(each.value))),
            step('counted by no sleeve', exactMoney(all.outside)),
            step('cash', exactMoney(all.cash)),
          ],
        }),
      ]
      const weight = step('Weight', percent(row.weight), {
        formula: 'value of the sleeve ÷ value of the account',
        inputs: [valueTrace(row), ...parts],
      })
      if (figure === 'weight') return weight
      return step(`Sleeve ${row.name}`, points(row.drift), {
        formula: 'weight − part',
        inputs: [weight, step('Part it is to have', percent(row.part), { source: 'sleeves of the account' })],
      })
    }
    case 'portfolio':
      return step(`Drift within ${row.name}`, row.portfolio === null ? 'held as it is' : percent(row.portfolio), {
        formula: 'half the sum of the absolute differences between what it holds and what its model wants, cash left out',
        source: row.model === null ? 'a sleeve without a model is held as it is' : `model ${row.model}`,
        inputs: [valueTrace(row)],
      })
    default:
      return undefined
  }
}

function valueTrace({ value, holdings }: SleeveRow): Trace {
  return step('Value of the sleeve', exactMoney(value), {
    formula: 'what is pinned to it, and its share of what counts toward the lines of its model',
    inputs: holdings.map(each => step(`${each.symbol}${each.pinned ? ', pinned' : ''}`, exactMoney(each.value))),
  })
}
