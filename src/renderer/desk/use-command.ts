/** Does something once when asked: a command, or a job with progress and a stop. The outcome is returned and kept for the screen. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Progress } from '../../shared/contract/bridge.ts'
import type { Input, MethodName, Output } from '../../shared/contract/client.ts'
import type { Outcome, Refusal } from '../../shared/kernel/outcome.ts'
import { useDesk } from './desk.tsx'
import { nameOfCall } from './words.ts'

export interface Act<Name extends MethodName> {
  /** The outcome is also kept in `value` or `refusal`, so a screen may ignore it. */
  readonly run: (input: Input<Name>) => Promise<Outcome<Output<Name>>>
  readonly running: boolean
  readonly progress: Progress | null
  readonly value: Output<Name> | undefined
  readonly refusal: Refusal | undefined
  readonly stop: () => void
  /** Forgets value and refusal. */
  readonly clear: () => void
}

interface State<Name extends MethodName> {
  readonly running: boolean
  readonly progress: Progress | null
  readonly value: Output<Name> | undefined
  readonly refusal: Refusal | undefined
}

const idle = { running: false, progress: null, value: undefined, refusal: undefined }

/** A command: short, not listed. */
export function useCommand<Name extends MethodName>(name: Name): Act<Name> {
  return useAct(name, false)
}

/** A job: listed in the status bar, stopped when its screen is left. */
export function useJob<Name extends MethodName>(name: Name): Act<Name> {
  return useAct(name, true)
}

/** A job that goes on when its screen is left, because it writes: listed in the status bar, where it can be stopped. */
export function useLastingJob<Name extends MethodName>(name: Name): Act<Name> {
  return useAct(name, true, true)
}

function useAct<Name extends MethodName>(name: Name, listed: boolean, lasting = false): Act<Name> {
  const { client, jobs } = useDesk()
  const [state, setState] = useState<State<Name>>(idle)
  const under = useRef<AbortController | null>(null)

  const run = useCallback(
    async (input: Input<Name>) => {
      const controller = new AbortController()
      under.current = controller
      setState({ ...idle, running: true })
      const listing = listed ? jobs.add(nameOfCall(name), () => controller.abort()) : 0
      const onProgress = (progress: Progress) => {
        setState(before => ({ ...before, progress }))
        if (listed) jobs.advance(listing, progress)
      }
      const outcome = await client.call(name, input, { signal: controller.signal, onProgress })
      if (listed) jobs.remove(listing)
      if (under.current === controller) setState(outcome.ok ? { ...idle, value: outcome.value } : { ...idle, refusal: outcome.refusal })
      return outcome
    },
    [client, jobs, name, listed],
  )

  useEffect(
    () => () => {
      if (listed && !lasting) under.current?.abort()
      under.current = null
    },
    [listed, lasting],
  )
  const stop = useCallback(() => under.current?.abort(), [])
  const clear = useCallback(() => setState(idle), [])
  return { ...state, run, stop, clear }
}
