/**
 * The hypothetical trade of the row in hand, and what the desk says of it. While it moves, the desk is asked at most every 60 ms and the latest question wins;
 * the last answer stays, marked as old, until the next one is there.
 */
import { useEffect, useRef, useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, HouseholdId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import type { TimelineRow, TimelineView, Trial, TrialLots } from '../../../shared/model/timeline.ts'
import { useQuery } from '../../desk/use-query.ts'

export interface Hand {
  readonly row: string
  readonly side: 'sell' | 'buy'
  readonly account: AccountId
  readonly security: SecurityId
  readonly lots: TrialLots
  readonly date: CivilDate
}

export interface Tried {
  readonly trial: Trial | null
  /** The answer is of the trade as it stands. */
  readonly current: boolean
  readonly refusal: Refusal | undefined
}

const leastPause = 60

export function useTrial(household: HouseholdId, asOf: CivilDate, hand: Hand | null): Tried {
  const asked = useThrottled(hand, leastPause)
  const input = asked && {
    household,
    asOf,
    side: asked.side,
    account: asked.account,
    security: asked.security,
    lots: asked.lots,
    date: asked.date,
  }
  const answer = useQuery('timeline.try', input)
  const last = useRef<Trial | null>(null)
  if (answer.value) last.current = answer.value
  const kept = last.current
  const same = kept !== null && hand !== null && kept.security === hand.security && kept.account === hand.account && kept.side === hand.side
  const current = answer.value !== undefined && asked === hand
  return { trial: same && answer.refusal === undefined ? kept : null, current, refusal: answer.refusal }
}

/** The value, told at once when there was quiet and at most so often after that; the last one always. */
export function useThrottled<Value>(value: Value, milliseconds: number): Value {
  const [told, setTold] = useState(value)
  const last = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, last.current + milliseconds - performance.now())
    const timer = setTimeout(() => {
      last.current = performance.now()
      setTold(() => value)
    }, wait)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return told
}

/** What is first asked of a holding: its lots at a loss, or all of it where there are none. */
export function lotsOf({ hasLoss }: TimelineRow['holdings'][number]): TrialLots {
  return { take: hasLoss ? 'losses' : 'all' }
}

/** A sale of the row's largest loss, or a purchase where nothing of it is held, on the first day that trades. */
export function handFor(view: TimelineView, row: TimelineRow, account?: AccountId): Hand | null {
  const holding = row.holdings.find(one => one.account === account) ?? row.holdings[0]
  if (holding)
    return {
      row: row.id,
      side: 'sell',
      account: holding.account,
      security: holding.security,
      lots: lotsOf(holding),
      date: view.tradeDay,
    }
  const [buyer] = view.accounts
  const [member] = row.members
  if (buyer === undefined || member === undefined) return null
  return { row: row.id, side: 'buy', account: buyer.id, security: member.security, lots: { take: 'all' }, date: view.tradeDay }
}

/** The row first in hand: the one asked for, else the one with the largest loss, else the first. */
export function firstRow(view: TimelineView, security: string | undefined): TimelineRow | undefined {
  const asked = view.rows.find(row => row.members.some(member => member.security === security || member.symbol === security))
  const worst = view.rows.toSorted((a, b) => (b.holdings[0]?.loss ?? 0) - (a.holdings[0]?.loss ?? 0))[0]
  return asked ?? worst
}
