/**
 * The one client of this window and what every screen knows: who answers, which day it is, what changed. Screens use the hooks beside this
 * file and never the client itself.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import type { Client } from '../../shared/contract/client.ts'
import { type AnswerCache, createCache } from './cache.ts'
import { createJobList, type JobList } from './job-list.ts'

export interface DeskContext {
  readonly client: Client
  readonly cache: AnswerCache
  readonly jobs: JobList
}

const Context = createContext<DeskContext | null>(null)

export function DeskProvider({ client, children }: { client: Client; children: ReactNode }) {
  const desk = useMemo(() => ({ client, cache: createCache(), jobs: createJobList() }), [client])
  useEffect(() => client.on('book.changed', payload => desk.cache.changed(payload)), [client, desk])
  return <Context value={desk}>{children}</Context>
}

export function useDesk(): DeskContext {
  const desk = useContext(Context)
  if (!desk) throw new Error('useDesk outside of DeskProvider')
  return desk
}
