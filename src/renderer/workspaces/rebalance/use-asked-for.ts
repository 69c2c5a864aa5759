/**
 * What the address asks of the screen: `?run=1` begins at once (the buttons of other screens), `?account=ID` with this account alone, `?plan=ID&revision=N` shows a plan
 * of the book. Asked once: the address is then plain again, so that going back does not run anything anew.
 */
import { useEffect, useRef } from 'react'
import { id } from '../../../shared/kernel/id.ts'
import { useQuery } from '../../desk/use-query.ts'
import { type Route, replaceRoute } from '../../shell/route.ts'
import type { Planning } from './use-plan.ts'

export function useAskedFor({ household, query }: Route, plan: Planning): void {
  const { run, account, plan: kept, revision } = query
  const answer = useQuery('proposal.read', kept ? { proposal: id<'proposal'>(kept), revision: Number(revision) || 1 } : null)
  const acts = useRef(plan)
  acts.current = plan
  const plain = { screen: 'rebalance', household }
  const plainly = useRef(() => replaceRoute(plain))
  plainly.current = () => replaceRoute(plain)

  useEffect(() => {
    if (run === undefined) return
    if (account) acts.current.solveFor([id<'account'>(account)])
    else acts.current.solve()
    plainly.current()
  }, [run, account])
  useEffect(() => {
    if (answer.value === undefined) return
    acts.current.open(answer.value)
    plainly.current()
  }, [answer.value])
}
