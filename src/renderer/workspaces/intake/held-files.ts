/**
 * Files taken in and what was said about them, kept while the window is open, so that a look at another screen loses nothing. Only handles
 * and answers are here; the files themselves are with the desk.
 */
import { useSyncExternalStore } from 'react'
import type { DeskFile } from '../../../shared/contract/files.ts'
import type { ImportRow, Mapping } from '../../../shared/model/import-batch.ts'
import type { StatusWord } from '../../parts/status.tsx'
import type { AccountAnswers } from './accounts.ts'

export interface HeldFile extends DeskFile {
  readonly mapping: Mapping | null
  readonly answers: AccountAnswers
  /** Set aside on purpose. */
  readonly held: boolean
  /** What is to be read before a commit was read. */
  readonly read: boolean
  readonly committed: ImportRow | null
  /** What its preview came to; null until it was read. */
  readonly state: StatusWord | null
}

let files: readonly HeldFile[] = []
const listeners = new Set<() => void>()

function set(next: readonly HeldFile[]): void {
  files = next
  for (const listener of [...listeners]) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useHeldFiles(): readonly HeldFile[] {
  return useSyncExternalStore(subscribe, () => files)
}

export function addFiles(added: readonly DeskFile[]): void {
  set([...files, ...added.map(file => ({ ...file, mapping: null, answers: {}, held: false, read: false, committed: null, state: null }))])
}

export function changeFile(handle: string, patch: Partial<Omit<HeldFile, 'handle'>>): void {
  set(files.map(file => (file.handle === handle ? { ...file, ...patch } : file)))
}

export function dropFile(handle: string): void {
  set(files.filter(file => file.handle !== handle))
}
