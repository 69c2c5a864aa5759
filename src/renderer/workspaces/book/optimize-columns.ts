/** The columns of a run over the whole book: one line a household, as its plan opens. What is unknown reads so; a household without a plan says why. */
import type { BookPlan, BookPlanRow } from '../../../shared/model/book-plan.ts'
import { count, counted, money } from '../../../shared/present/format.ts'
import type { GridColumn } from '../../grid/column.ts'
import type { StatusWord } from '../../parts/status.tsx'
import { planStatusWords } from '../rebalance/words.ts'

export const bookPlanColumns: readonly GridColumn<BookPlanRow>[] = [
  { id: 'household', head: 'Household', kind: 'text', value: row => row.householdName, opens: true, pinned: true, width: 148 },
  {
    id: 'planned',
    head: 'Planned',
    tip: 'As one household, or account by account; the plan that opens is planned the same way',
    kind: 'text',
    value: plannedInWords,
    none: 'no account',
    width: 132,
  },
  { id: 'status', head: 'Status', kind: 'status', value: bookPlanStatus, width: 140 },
  {
    id: 'before',
    head: 'Error now',
    tip: 'Tracking error of the household now',
    kind: 'basis-points',
    value: row => row.trackingErrorBefore,
    none: 'not measured',
    width: 104,
  },
  {
    id: 'after',
    head: 'Error after',
    tip: 'Tracking error of the household with the plan',
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
    none: 'not compared',
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
    width: 92,
  },
  { id: 'trades', head: 'Orders', kind: 'count', value: row => row.trades, width: 72 },
  {
    id: 'why',
    head: 'Why not',
    tip: 'Why there is no plan, or none of an account',
    kind: 'text',
    value: row => row.why,
    width: 200,
    grow: 3,
  },
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
  {
    id: 'plan',
    head: 'Plan',
    tip: 'The name of the plan, the same when it is opened',
    kind: 'text',
    value: row => row.proposal,
    none: 'none',
    width: 132,
  },
]

export const bookPlanRowId = (row: BookPlanRow): string => row.household

/** `As one · 3 accounts`; of a household with a single account there is only one way. */
export function plannedInWords({ scope, accounts }: BookPlanRow): string | null {
  if (scope === null) return null
  const planned = accounts.filter(({ status }) => status !== 'refused').length
  if (scope === 'household') return `As one · ${planned}`
  return planned === 1 ? 'One account' : `By account · ${planned}`
}

export function bookPlanStatus({ moved, status }: BookPlanRow): StatusWord {
  return moved ? { tone: 'caution', word: 'Out of date' } : planStatusWords[status]
}

export function bookPlanTotals(rows: readonly BookPlanRow[]): Readonly<Record<string, string>> {
  const sum = (of: (row: BookPlanRow) => number | null) => money(rows.reduce((total, row) => total + (of(row) ?? 0), 0))
  return {
    household: counted(rows.length, 'household'),
    tax: sum(row => row.tax),
    saved: sum(row => row.savedAgainstHifo),
    cost: sum(row => row.cost),
    trades: count(rows.reduce((total, row) => total + row.trades, 0)),
  }
}

/** `2,413 of 2,500 accounts solved, 2,380 proven within the gap asked for · 26 accounts without a plan that fits · 61 accounts left out`. */
export function bookPlanWords({ totals, rows }: BookPlan): string {
  const { accounts, solved, proven, infeasible, refused, asOne, byAccount } = totals
  const moved = rows.filter(row => row.moved).length
  const rest = [
    infeasible > 0 && `${counted(infeasible, 'account')} without a plan that fits`,
    refused > 0 && `${counted(refused, 'account')} left out`,
    asOne > 0 && `${counted(asOne, 'household')} as one, ${count(byAccount)} account by account`,
    moved > 0 && `${counted(moved, 'line')} out of date`,
  ]
  return [
    `${count(solved)} of ${counted(accounts, 'account')} solved, ${count(proven)} proven within the gap asked for`,
    ...rest.filter(Boolean),
  ].join(' · ')
}
