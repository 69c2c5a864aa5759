/** A desk that is still being opened: calls wait for it; where it cannot be opened, each call is answered with the reason. */
import { Refused, refused } from '../../shared/kernel/outcome.ts'
import type { Desk } from '../ports.ts'

export function openLater(open: () => Promise<Desk>): Desk {
  const listeners = new Set<(name: string, payload: unknown) => void>()
  // after a turn of the loop, so that the window is already on its way while a synchronous database opens
  const opening = new Promise<void>(resolve => setImmediate(resolve)).then(open)
  opening.then(
    desk => desk.subscribe((name, payload) => listeners.forEach(listener => listener(name, payload))),
    () => undefined,
  )

  return {
    async dispatch(name, input, context) {
      const desk = await opening.catch(reasonOf)
      return 'refusal' in desk ? refused(desk.refusal) : desk.dispatch(name, input, context)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      const desk = await opening.catch(() => undefined)
      await desk?.close()
    },
  }
}

function reasonOf(error: unknown) {
  if (error instanceof Refused) return { refusal: error.refusal }
  return {
    refusal: {
      code: 'internal/open',
      what: 'The book could not be opened.',
      where: error instanceof Error ? error.message : typeof error,
      remedy: 'Close other programs that may hold it and start again; the log has the details.',
    },
  }
}
