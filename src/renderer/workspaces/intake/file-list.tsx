/** The files taken in, each with what stands in its way, in one word. */
import { count } from '../../../shared/present/format.ts'
import { Status } from '../../parts/status.tsx'
import type { HeldFile } from './held-files.ts'
import { fileState, usePreview } from './use-preview.ts'

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
          <FileLine file={file} current={file.handle === current} onChoose={() => onChoose(file.handle)} />
        </li>
      ))}
    </ul>
  )
}

/** The file in view is read by its card; the others are read here. */
function FileLine({ file, current, onChoose }: { file: HeldFile; current: boolean; onChoose: () => void }) {
  usePreview(file, !current)
  return (
    <button type="button" aria-current={current} onClick={onChoose}>
      <span className="clip" title={file.name}>
        {file.name}
      </span>
      <span className="line">
        <span className="grey small">{sizeInWords(file.size)}</span>
        <Status {...fileState(file)} />
      </span>
    </button>
  )
}

/** `812 bytes`, `34 KB`, `96.4 MB`: whole kilobytes rounded up, so that nothing reads as none. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${count(bytes)} bytes`
  if (bytes < 1_000_000) return `${count(Math.ceil(bytes / 1000))} KB`
  return `${count(Math.floor(bytes / 1_000_000))}.${Math.floor((bytes % 1_000_000) / 100_000)} MB`
}
