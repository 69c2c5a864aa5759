/** The jobs under way in this window, for the status bar: each with its progress and a way to stop it. */
import type { Progress } from '../../shared/contract/bridge.ts'

export interface RunningJob {
  readonly id: number
  readonly what: string
  readonly progress: Progress | null
  readonly stop: () => void
}

export interface JobList {
  read(): readonly RunningJob[]
  subscribe(listener: () => void): () => void
  add(what: string, stop: () => void): number
  advance(id: number, progress: Progress): void
  remove(id: number): void
}

export function createJobList(): JobList {
  let jobs: readonly RunningJob[] = []
  let last = 0
  const listeners = new Set<() => void>()
  function set(next: readonly RunningJob[]) {
    jobs = next
    for (const listener of [...listeners]) listener()
  }
  return {
    read: () => jobs,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    add(what, stop) {
      last += 1
      set([...jobs, { id: last, what, progress: null, stop }])
      return last
    },
    advance: (id, progress) => set(jobs.map(job => (job.id === id ? { ...job, progress } : job))),
    remove: id => set(jobs.filter(job => job.id !== id)),
  }
}
