/**
 * Takes a call by name and answers with a value or a refusal, whatever happens inside. Input is checked against the contract before a
 * handler sees it, output before a window does, so nothing outside the contract leaks. Queries and jobs run freely; commands write and run
 * one after another. A bug becomes `internal/bug` with a trace id; the log keeps name, duration, code and stack frames, never a value.
 */
import type { z } from 'zod'
import { done, type Outcome, type Refusal, Refused, refused } from '../../shared/kernel/outcome.ts'
import type { CallContext, Clock, Dispatch, Ids, Log, Progress } from '../ports.ts'
import type { Handler, Handlers, MethodTable } from './handlers.ts'

export interface RouterOptions {
  readonly clock: Pick<Clock, 'elapsed'>
  readonly ids: Ids
  readonly log: Log
  /**
   * Outputs marked `.meta({ columnar: true })` hold up to hundreds of thousands of cells; they are checked in tests and development,
   * and trusted in a release, where checking them would double the time of the call.
   */
  readonly checkColumnar: boolean
}

const leastProgressGap = 100

export function createRouter<Table extends MethodTable>(table: Table, handlers: Handlers<Table>, options: RouterOptions): Dispatch {
  const inTurn = createQueue()

  return async function dispatch(name, input, context) {
    if (!Object.hasOwn(table, name) || !Object.hasOwn(handlers, name)) return refused(unknownMethod(name))
    const method = table[name] as MethodTable[string]
    const handler = handlers[name] as Handler<unknown, unknown>
    const parsed = method.input.safeParse(input)
    if (!parsed.success) return refused(inputRefusal(parsed.error))

    const started = options.clock.elapsed()
    const work = () =>
      answer(method, handler, parsed.data, { signal: context.signal, progress: throttled(context.progress, options.clock) })
    const outcome = await (method.kind === 'command' ? inTurn(work) : work()).then(
      value => done(value),
      error => failure(name, error, context.signal, options),
    )
    options.log.write({ what: name, ms: Math.round(options.clock.elapsed() - started), code: outcome.ok ? 'done' : outcome.refusal.code })
    return outcome
  }

  async function answer(method: MethodTable[string], handler: Handler<unknown, unknown>, input: unknown, context: CallContext) {
    if (context.signal.aborted) throw new Refused(stopped)
    const value = await handler(input, context)
    if (method.output.meta()?.columnar === true && !options.checkColumnar) return value
    const checked = method.output.safeParse(value)
    if (!checked.success) throw new OutputMismatch(checked.error)
    return checked.data
  }
}

/** One after another, in the order asked; a failure does not hold up the next. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }
}

/** At most ten a second; what falls between is dropped, for the next one or the reply says more. */
function throttled(send: (progress: Progress) => void, clock: Pick<Clock, 'elapsed'>): (progress: Progress) => void {
  let sent = Number.NEGATIVE_INFINITY
  return progress => {
    const now = clock.elapsed()
    if (now - sent < leastProgressGap) return
    sent = now
    send(progress)
  }
}

class OutputMismatch extends Error {
  constructor(error: z.ZodError) {
    super(`answer does not fit the contract at ${error.issues.map(issue => issue.path.join('.')).join(', ')}`)
    this.name = 'OutputMismatch'
  }
}

function failure(name: string, error: unknown, signal: AbortSignal, options: RouterOptions): Outcome<never> {
  if (error instanceof Refused) return refused(error.refusal)
  if (signal.aborted) return refused(stopped)
  const trace = options.ids.next('trace')
  options.log.write({ what: name, code: 'internal/bug', trace, frames: framesOf(error) })
  return refused({
    code: 'internal/bug',
    what: 'Something in Lotwright itself went wrong, not in what you entered.',
    where: `${name}, trace ${trace}`,
    remedy: 'Try once more; if it happens again, send the trace id with the log file.',
  })
}

/** A message may quote a client's figure; the frames below it cannot. Our own contract mismatch names fields only and is kept. */
function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter(line => line.startsWith('    at '))
  return [error instanceof OutputMismatch ? error.message : error.name, ...frames].join('\n')
}

const stopped: Refusal = { code: 'cancelled', what: 'The work was stopped.', remedy: 'Start it again when you want it.' }

function unknownMethod(name: string): Refusal {
  const where = /^[\w.-]{1,60}$/.test(name) ? name : 'an unreadable name'
  return {
    code: 'input/method',
    what: 'The desk does not know this call.',
    where,
    remedy: 'Reload the window: it may be older than the desk.',
  }
}

function inputRefusal(error: z.ZodError): Refusal {
  const [first] = error.issues
  const more = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : ''
  return {
    code: 'input/field',
    what: `${first?.message ?? 'Not what this call expects'}${more}`,
    where: first?.path.join('.') || 'the whole input',
    remedy: 'Correct this field and try again.',
  }
}
