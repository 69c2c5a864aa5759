/** The jobs under way, followed live. */
import { useSyncExternalStore } from 'react'
import { useDesk } from './desk.tsx'
import type { RunningJob } from './job-list.ts'

export function useRunningJobs(): readonly RunningJob[] {
  const { jobs } = useDesk()
  return useSyncExternalStore(jobs.subscribe, jobs.read)
}
