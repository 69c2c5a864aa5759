/** The preview of a file taken in, and what it comes to in one word, told to the list of files. */
import { useEffect } from 'react'
import type { Output } from '../../../shared/contract/client.ts'
import type { ImportPreview } from '../../../shared/model/import-batch.ts'
import { counted } from '../../../shared/present/format.ts'
import { type Answer, useJobQuery } from '../../desk/use-query.ts'
import type { StatusWord } from '../../parts/status.tsx'
import { openQuestions } from './accounts.ts'
import { changeFile, type HeldFile } from './held-files.ts'

/** `wanted` false: another part of the screen asks already. */
export function usePreview(file: HeldFile, wanted = true): Answer<Output<'import.preview'>> {
  const { handle, mapping, committed, answers, state } = file
  const answer = useJobQuery('import.preview', committed || !wanted ? null : { handle, mapping })
  const now = answer.value ? previewState({ answers }, answer.value) : answer.refusal ? unread : null
  useEffect(() => {
    if (now && (now.word !== state?.word || now.tone !== state.tone)) changeFile(handle, { state: now })
  }, [handle, now, state])
  return answer
}

const unread: StatusWord = { tone: 'blocked', word: 'Not read' }

function previewState(file: Pick<HeldFile, 'answers'>, preview: ImportPreview): StatusWord {
  if (preview.file.layout === null) return { tone: 'blocked', word: canMap(preview) ? 'Not recognised' : 'Cannot be read' }
  if (preview.counts.stops > 0) return { tone: 'blocked', word: counted(preview.counts.stops, 'stop') }
  if (openQuestions(preview.file.accounts, file.answers).length > 0) return { tone: 'caution', word: 'Accounts open' }
  if (preview.alreadyImported) return { tone: 'quiet', word: 'Imported before' }
  if (readFirst(preview).length > 0) return { tone: 'caution', word: 'Read first' }
  return { tone: 'ready', word: 'Can be committed' }
}

/** Rows that may be right or wrong, which no rule can tell: a person says so before they are written. */
export function readFirst({ file }: Pick<ImportPreview, 'file'>): ImportPreview['file']['issues'] {
  return file.issues.filter(issue => issue.code === 'import/short-of-lots')
}

/** A table without a known layout; anything else is damaged or no table at all. */
export function canMap({ file }: Pick<ImportPreview, 'file'>): boolean {
  return file.layout === null && file.header.length > 1
}

/** Why a file cannot be committed as it stands; null where it can. */
export function whyBarred(file: Pick<HeldFile, 'answers' | 'read'>, preview: ImportPreview): string | null {
  if (preview.file.layout === null)
    return canMap(preview)
      ? 'The layout is not recognised: map its columns, or export the file again.'
      : 'This file cannot be read; its issues say why and what to do.'
  if (preview.counts.stops > 0) return `${counted(preview.counts.stops, 'issue')} must be mended first: each says how.`
  const [first, ...more] = openQuestions(preview.file.accounts, file.answers)
  if (first !== undefined) return more.length === 0 ? first : `${first} And ${counted(more.length, 'account')} more.`
  if (preview.canCommit && !file.read && readFirst(preview).length > 0)
    return 'Some rows sell more shares than the lots hold: read them, then say that the history begins in the middle.'
  return preview.canCommit ? null : 'The desk does not take this file; its issues say why.'
}

/** The word for a file in the list and on its card. */
export function fileState({ committed, held, state }: HeldFile): StatusWord {
  if (committed) return { tone: 'ready', word: 'Committed' }
  if (held) return { tone: 'waiting', word: 'Held' }
  return state ?? { tone: 'quiet', word: 'Reading' }
}
