/**
 * Asks and keeps asking: the answer to one call, asked again when the book changed or the input did. While a new answer is on its way the
 * old one stays; an answer that comes late for an input that is gone is dropped. Jobs may be asked this way too (`useJobQuery`).
 */
import { useCallback, useLayoutEffect, useReducer, useRef } from 'react'
import type { Progress } from '../../shared/contract/bridge.ts'
import type { Input, MethodName, Output } from '../../shared/contract/client.ts'
import type { Refusal } from '../../shared/kernel/outcome.ts'
import { concerns, keyOf } from './cache.ts'
import { useDesk } from './desk.tsx'
import { nameOfCall } from './words.ts'

export interface Answer<Value> {
  /** The last answer to this input; undefined until there is one. */
  readonly value: Value | undefined
  readonly refusal: Refusal | undefined
  /** A call is under way (a first one where `value` is undefined). */
  readonly loading: boolean
  readonly progress: Progress | null
  /** Asks again. */
  readonly refresh: () => void
  /** Stops a call under way. */
  readonly stop: () => void
}

interface State {
  readonly key: string
  readonly value: unknown
  readonly refusal: Refusal | undefined
  readonly loading: boolean
  readonly progress: Progress | null
}

type Step =
  | { readonly step: 'ask'; readonly key: string; readonly kept: unknown }
  | { readonly step: 'advance'; readonly key: string; readonly progress: Progress }
  | { readonly step: 'value'; readonly key: string; readonly value: unknown }
  | { readonly step: 'refused'; readonly key: string; readonly refusal: Refusal }

const nothingYet: State = { key: '', value: undefined, refusal: undefined, loading: false, progress: null }

export function answerStep(state: State, step: Step): State {
  if (step.step === 'ask') {
    const value = state.key === step.key ? (state.value ?? step.kept) : step.kept
    return { key: step.key, value, refusal: undefined, loading: true, progress: null }
  }
  if (step.key !== state.key) return state
  if (step.step === 'advance') return { ...state, progress: step.progress }
  if (step.step === 'value') return { ...state, value: step.value, refusal: undefined, loading: false, progress: null }
  return { ...state, refusal: step.refusal, loading: false, progress: null }
}

/** `input` null asks nothing yet. */
export function useQuery<Name extends MethodName>(name: Name, input: Input<Name> | null): Answer<Output<Name>> {
  return useAnswer(name, input, false)
}

/** A job asked like a query, listed in the status bar while it runs. */
export function useJobQuery<Name extends MethodName>(name: Name, input: Input<Name> | null): Answer<Output<Name>> {
  return useAnswer(name, input, true)
}

function useAnswer<Name extends MethodName>(name: Name, input: Input<Name> | null, listed: boolean): Answer<Output<Name>> {
  const { client, cache, jobs } = useDesk()
  const [state, dispatch] = useReducer(answerStep, nothingYet)
  const under = useRef<AbortController | null>(null)
  const key = input === null ? '' : keyOf(name, input)
  const latest = useRef(input)
  latest.current = input

  const ask = useCallback(async () => {
    const now = latest.current
    if (now === null) return
    under.current?.abort()
    const controller = new AbortController()
    under.current = controller
    dispatch({ step: 'ask', key, kept: cache.read(key)?.value })
    const listing = listed ? jobs.add(nameOfCall(name), () => controller.abort()) : 0
    const onProgress = (progress: Progress) => {
      dispatch({ step: 'advance', key, progress })
      if (listed) jobs.advance(listing, progress)
    }
    const outcome = await client.call(name, now, { signal: controller.signal, onProgress })
    if (listed) jobs.remove(listing)
    if (under.current !== controller) return
    if (outcome.ok) cache.keep(key, outcome.value)
    dispatch(outcome.ok ? { step: 'value', key, value: outcome.value } : { step: 'refused', key, refusal: outcome.refusal })
  }, [client, cache, jobs, name, key, listed])

  // before the passive effects: the desk works on the answer while a grid is being built for it
  useLayoutEffect(() => {
    if (key === '') return
    const kept = cache.read(key)
    if (kept?.fresh) {
      dispatch({ step: 'ask', key, kept: kept.value })
      dispatch({ step: 'value', key, value: kept.value })
    } else void ask()
    const off = cache.onChange(change => {
      if (concerns(change, key)) void ask()
    })
    return () => {
      off()
      under.current?.abort()
      under.current = null
    }
  }, [ask, cache, key])

  const current = state.key === key ? state : nothingYet
  return {
    value: (current.value ?? cache.read(key)?.value) as Output<Name> | undefined,
    refusal: current.refusal,
    loading: current.loading || (key !== '' && state.key !== key),
    progress: current.progress,
    refresh: () => void ask(),
    stop: () => under.current?.abort(),
  }
}
