/** What the frame knows: the host's facts, the day the desk works on, and what the present screen says about its prices and coverage. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { Output } from '../../shared/contract/client.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'

export type AppInfo = Output<'app.info'>

/** What the screen in view says about the data it shows; null where it says nothing. */
export interface FrameFacts {
  readonly pricesAsOf: CivilDate | null
  readonly stale: boolean
  /** In words: of which accounts and days trades are known; `more` names them. null: not known on this screen. */
  readonly coverage: { readonly what: string; readonly complete: boolean; readonly more?: string } | null
}

interface Session {
  readonly info: AppInfo
  /** The day all reviews are for. */
  readonly asOf: CivilDate
  readonly facts: FrameFacts | null
  readonly setFacts: (facts: FrameFacts | null) => void
}

const Context = createContext<Session | null>(null)

export function SessionProvider({ info, children }: { info: AppInfo; children: ReactNode }) {
  const [facts, setFacts] = useState<FrameFacts | null>(null)
  const session = useMemo(() => ({ info, asOf: info.today, facts, setFacts }), [info, facts])
  return <Context value={session}>{children}</Context>
}

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('useSession outside of SessionProvider')
  return session
}

/** Tells the top bar how old this screen's prices are and whether its coverage is complete; taken back when the screen is left. */
export function useFrameFacts(facts: FrameFacts | null): void {
  const { setFacts } = useSession()
  const text = JSON.stringify(facts)
  const tell = useCallback(() => setFacts(JSON.parse(text) as FrameFacts | null), [setFacts, text])
  useEffect(() => {
    tell()
    return () => setFacts(null)
  }, [tell, setFacts])
}
