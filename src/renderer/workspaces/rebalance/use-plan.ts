/**
 * The plan on the screen: solved when asked and, once there is one, whenever the wishes come to rest. The last wishes win: a run under way is stopped, and an answer
 * that comes late is dropped. Changes by hand are priced by the desk against the solved plan; undo and redo walk the list of changes.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Progress } from '../../../shared/contract/bridge.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, HouseholdId } from '../../../shared/kernel/id.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import type { Proposal, ProposalEdits, Wishes } from '../../../shared/model/proposal.ts'
import { drawnWith } from '../../../shared/present/drawn.ts'
import { useJob } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { useSettled } from '../harvest/use-priced.ts'
import { beginning, changed, type History, hasEdits, noEdits, redone, undone } from './edits.ts'
import { type Bench, keepBench, keptBench } from './kept.ts'
import { type CurveDrawing, useCurve } from './use-curve.ts'
import { useLiveWishes } from './use-live-wishes.ts'
import { askKey, startWishes } from './wishes.ts'

export interface Planning extends Bench, CurveDrawing {
  /** The solved plan, or what the desk says of it with the changes by hand. */
  readonly shown: Proposal | null
  /** `shown` is of the wishes and changes as they stand. */
  readonly current: boolean
  readonly solving: boolean
  readonly progress: Progress | null
  readonly refusal: Refusal | undefined
  readonly solve: () => void
  /** With these accounts from now on. */
  readonly solveFor: (accounts: readonly AccountId[]) => void
  /** With these wishes and accounts from now on: a plan begun elsewhere. */
  readonly take: (wishes: Wishes, accounts: readonly AccountId[]) => void
  readonly stop: () => void
  readonly clear: () => void
  readonly wish: (wishes: Wishes) => void
  readonly choose: (accounts: readonly AccountId[] | null) => void
  readonly edit: (next: (now: ProposalEdits) => ProposalEdits) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly toOptimum: () => void
  /** Shows a plan of the book. */
  readonly open: (proposal: Proposal) => void
}

/** `flowDays`: how far ahead needs and deposits count to begin with. */
export function usePlan(household: HouseholdId, asOf: CivilDate, flowDays: number): Planning {
  const [bench, setBench] = useState<Bench>(() => keptBench(household) ?? emptyBench(flowDays))
  useEffect(() => keepBench(household, bench), [household, bench])
  const { wishes, accounts, base, edits } = bench
  const patch = useCallback((change: Partial<Bench>) => setBench(before => ({ ...before, ...change })), [])
  const solver = useSolver(household, asOf, patch)
  const curve = useCurve(household, asOf, base, patch)
  const { run, asked, solving } = solver
  useLiveWishes({ key: askKey(wishes, accounts), answered: base && keyOfPlan(base), asked, solving, wishes, accounts, run })
  const priced = usePricedEdits(base, edits)

  const walk = (step: (history: History<ProposalEdits>) => History<ProposalEdits>) =>
    setBench(before => ({ ...before, edits: step(before.edits) }))
  return {
    ...bench,
    ...solver,
    ...curve,
    shown: priced.shown,
    current: !solver.solving && priced.current && base !== null && askKey(wishes, accounts) === keyOfPlan(base),
    refusal: solver.refusal ?? priced.refusal,
    // a change the desk refuses is taken back with its refusal
    clear: () => (solver.refusal ? solver.clear() : walk(undone)),
    solve: () => solver.run(wishes, accounts),
    solveFor: next => {
      patch({ accounts: next })
      solver.run(wishes, next)
    },
    take: (nextWishes, next) => {
      patch({ wishes: nextWishes, accounts: next })
      solver.run(nextWishes, next)
    },
    wish: next => patch({ wishes: next }),
    choose: next => patch({ accounts: next }),
    edit: next => walk(history => changed(history, next(history.now))),
    undo: () => walk(undone),
    redo: () => walk(redone),
    toOptimum: () => walk(history => changed(history, noEdits)),
    open: proposal => patch({ base: proposal, wishes: proposal.wishes, accounts: proposal.asked, edits: beginning(noEdits) }),
  }
}

function emptyBench(flowDays: number): Bench {
  return { wishes: startWishes({ flowDays }), accounts: null, base: null, edits: beginning(noEdits) }
}

function keyOfPlan({ wishes, asked }: Proposal): string {
  return askKey(wishes, asked)
}

interface Solver extends Pick<Planning, 'solving' | 'progress' | 'refusal' | 'stop' | 'clear'> {
  readonly run: (wishes: Wishes, accounts: readonly AccountId[] | null) => void
  /** What was asked last, answered or not. */
  readonly asked: string
}

function useSolver(household: HouseholdId, asOf: CivilDate, patch: (change: Partial<Bench>) => void): Solver {
  const { run: start, stop: abort, running, progress, refusal, clear } = useJob('optimize.run')
  const latest = useRef(0)
  const [asked, setAsked] = useState('')
  const [stopped, setStopped] = useState(false)

  const run = useCallback(
    (wishes: Wishes, accounts: readonly AccountId[] | null) => {
      abort()
      latest.current += 1
      const mine = latest.current
      setStopped(false)
      setAsked(askKey(wishes, accounts))
      void start({ household, asOf, accounts: accounts && [...accounts], wishes, curve: false, keep: false }).then(outcome => {
        if (mine === latest.current && outcome.ok) patch({ base: outcome.value, edits: beginning(noEdits) })
      })
    },
    [start, abort, household, asOf, patch],
  )
  const stop = useCallback(() => {
    // what comes after is not wanted any more, whenever the desk hears of it
    latest.current += 1
    setStopped(true)
    abort()
  }, [abort])
  return { run, stop, clear, asked, solving: running && !stopped, progress, refusal }
}

interface Priced {
  readonly shown: Proposal | null
  readonly current: boolean
  readonly refusal: Refusal | undefined
}

/** While new changes are being priced the last answer stays, and says that it is old. */
function usePricedEdits(base: Proposal | null, { now }: History<ProposalEdits>): Priced {
  const settled = useSettled(now, 120)
  const edited = hasEdits(settled)
  const answer = useQuery(
    'proposal.repick',
    base !== null && edited ? { proposal: base.id, revision: base.revision, edits: settled } : null,
  )
  const last = useRef<Proposal | null>(null)
  if (base === null || !hasEdits(now)) last.current = null
  else if (answer.value && edited && answer.value.id === base.id) last.current = answer.value
  const custom = last.current
  return {
    // the curve is of the solved plan: a change by hand does not bend it
    shown: base === null ? null : custom === null ? base : drawnWith(custom, base),
    current: settled === now && !(edited && (answer.loading || answer.refusal !== undefined)),
    refusal: edited ? answer.refusal : undefined,
  }
}
