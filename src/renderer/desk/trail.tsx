/** Which figure's trail is open. The shell shows it beside the screen; every figure and grid opens it through `useTrail`. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Input } from '../../shared/contract/client.ts'

export type TrailRequest =
  | { readonly of: 'review'; readonly input: Input<'trail.open'> }
  | { readonly of: 'ticket'; readonly input: Input<'ticket.trail'> }
  | { readonly of: 'past'; readonly input: Input<'past.trail'> }
  | { readonly of: 'plan'; readonly input: Input<'proposal.trail'> }
  | { readonly of: 'performance'; readonly input: Input<'performance.trail'> }

interface Trail {
  readonly request: TrailRequest | null
  readonly open: (request: TrailRequest) => void
  readonly close: () => void
}

const Context = createContext<Trail | null>(null)

export function TrailProvider({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<TrailRequest | null>(null)
  const trail = useMemo(() => ({ request, open: setRequest, close: () => setRequest(null) }), [request])
  return <Context value={trail}>{children}</Context>
}

export function useTrail(): Trail {
  const trail = useContext(Context)
  if (!trail) throw new Error('useTrail outside of TrailProvider')
  return trail
}
