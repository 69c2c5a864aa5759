/** The files taken in, each with what stands in its way, in one word. */
import { count } from '../../../shared/present/format.ts'
import { Status, type StatusWord } from '../../parts/status.tsx'
import type { HeldFile } from './held-files.ts'

interface FileListProps {
  readonly files: readonly HeldFile[]
  readonly current: string
  readonly onChoose: (handle: string) => void
}

export function FileList({ files, current, onChoose }: FileListProps) {
  return (
    <ul className="file-list">
      {files.map(file => (
        <li key={file.handle}>
          <button type="button" aria-current={file.handle === current} onClick={() => onChoose(file.handle)}>
            <span className="clip" title={file.name}>
              {file.name}
            </span>
            <span className="line">
              <span className="grey small">{sizeInWords(file.size)}</span>
              <Status {...stateOf(file)} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function stateOf(file: HeldFile): StatusWord {
  if (file.committed) return { tone: 'ready', word: 'Committed' }
  return file.held ? { tone: 'waiting', word: 'Held' } : { tone: 'quiet', word: 'Not committed' }
}

/** `812 bytes`, `34 KB`, `96.4 MB`: whole kilobytes rounded up, so that nothing reads as none. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${count(bytes)} bytes`
  if (bytes < 1_000_000) return `${count(Math.ceil(bytes / 1000))} KB`
  return `${count(Math.floor(bytes / 1_000_000))}.${Math.floor((bytes % 1_000_000) / 100_000)} MB`
}
