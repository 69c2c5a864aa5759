/** The columns of a run over the whole book: one line an account. What is unknown reads so; an account without a plan says why. */
import type { BookPlan, BookPlanRow } from '../../../shared/model/book-plan.ts'
import { count, counted, money } from '../../../shared/present/format.ts'
import { accountTypeWords } from '../../../shared/present/words.ts'
import type { GridColumn } from '../../grid/column.ts'
import { planStatusWords } from '../rebalance/words.ts'

export const bookPlanColumns: readonly GridColumn<BookPlanRow>[] = [
  { id: 'household', head: 'Household', kind: 'text', value: row => row.householdName, opens: true, pinned: true, width: 136 },
  { id: 'account', head: 'Account', kind: 'text', value: row => row.accountName, width: 140, grow: 1 },
  { id: 'type', head: 'Type', kind: 'text', value: row => accountTypeWords[row.accountType], width: 112 },
  { id: 'status', head: 'Status', kind: 'status', value: row => planStatusWords[row.status], width: 140 },
  {
    id: 'before',
    head: 'Error now',
    tip: 'Tracking error now',
    kind: 'basis-points',
    value: row => row.trackingErrorBefore,
    none: 'not measured',
    width: 104,
  },
  {
    id: 'after',
    head: 'Error after',
    tip: 'Tracking error with the plan',
    kind: 'basis-points',
    value: row => row.trackingErrorAfter,
    none: 'not measured',
    width: 104,
  },
  {
    id: 'tax',
    head: 'Est. tax',
    tip: 'What the plan adds to the year; below zero it saves',
    kind: 'gain',
    value: row => row.tax,
    width: 92,
  },
  {
    id: 'saved',
    head: 'Against HIFO',
    tip: 'Est. tax and cost saved against a full rebalance that sells the highest cost first',
    kind: 'money',
    value: row => row.savedAgainstHifo,
    sort: 'desc',
    width: 118,
  },
  { id: 'cost', head: 'Est. cost', kind: 'money', value: row => row.cost, width: 88 },
  {
    id: 'gap',
    head: 'Gap',
    tip: 'Nearer to the best possible plan than this is proven',
    kind: 'percent',
    value: row => (row.gap === null ? null : Math.ceil(row.gap / 100)),
    none: 'none proven',
    width: 84,
  },
  { id: 'trades', head: 'Orders', kind: 'count', value: row => row.trades, width: 72 },
  {
    id: 'limits',
    head: 'Limits',
    tip: 'Limits by group, and others beside the plan, at which it stands or which it still misses',
    kind: 'text',
    value: row => row.limits?.join(' ') ?? null,
    none: 'none asked for',
    width: 150,
    grow: 2,
  },
  { id: 'why', head: 'Why not', kind: 'text', value: row => row.why, width: 180, grow: 2 },
]

export const bookPlanRowId = (row: BookPlanRow): string => `${row.household} ${row.account}`

export function bookPlanTotals(rows: readonly BookPlanRow[]): Readonly<Record<string, string>> {
  const sum = (of: (row: BookPlanRow) => number | null) => money(rows.reduce((total, row) => total + (of(row) ?? 0), 0))
  return {
    household: counted(rows.length, 'account'),
    tax: sum(row => row.tax),
    saved: sum(row => row.savedAgainstHifo),
    cost: sum(row => row.cost),
    trades: count(rows.reduce((total, row) => total + row.trades, 0)),
  }
}

/** `2,413 of 2,500 accounts solved, 2,380 of them proven; 26 without a plan that fits, 61 left out.` */
export function bookPlanWords({ totals }: BookPlan): string {
  const { accounts, solved, proven, infeasible, refused } = totals
  const rest = [
    infeasible > 0 && `${counted(infeasible, 'account')} without a plan that fits`,
    refused > 0 && `${counted(refused, 'account')} left out`,
  ]
  return [
    `${count(solved)} of ${counted(accounts, 'account')} solved, ${count(proven)} proven within the gap asked for`,
    ...rest.filter(Boolean),
  ].join(' · ')
}
