/** One file: what it was recognised as, its accounts, its problems and rows, what it would change, and the decision. */
import type { ImportPreview } from '../../../shared/model/import-batch.ts'
import { count, counted, date, moment } from '../../../shared/present/format.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useJobQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Banner, RefusalBanner } from '../../parts/faces.tsx'
import { Status, type StatusWord } from '../../parts/status.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { go } from '../../shell/route.ts'
import { AccountMapping } from './account-mapping.tsx'
import { openQuestions, sentAnswers } from './accounts.ts'
import { sizeInWords } from './file-list.tsx'
import { changeFile, dropFile, type HeldFile } from './held-files.ts'
import { Mapper } from './mapper.tsx'
import { PreviewTabs } from './preview-tabs.tsx'

export function FileCard({ file }: { file: HeldFile }) {
  const answer = useJobQuery('import.preview', file.committed ? null : { handle: file.handle, mapping: file.mapping })
  if (file.committed) return <Committed file={file} />
  return (
    <section className="panel file-card" aria-label={`File ${file.name}`}>
      <AnswerView answer={answer} what={`Reading ${file.name}`}>
        {preview => <Preview file={file} preview={preview} loading={answer.loading} />}
      </AnswerView>
    </section>
  )
}

function Preview({ file, preview, loading }: { file: HeldFile; preview: ImportPreview; loading: boolean }) {
  const commit = useCommand('import.commit')
  const barred = whyBarred(file, preview)
  const unknown = preview.file.layout === null && preview.file.header.length > 1

  async function send() {
    if (barred !== null || commit.running || loading) return
    const { handle, mapping, answers } = file
    const accounts = sentAnswers(preview.file.accounts, answers)
    const outcome = await commit.run({ handle, sha256: preview.file.sha256, mapping, accounts })
    if (outcome.ok) changeFile(handle, { committed: outcome.value, held: false })
  }
  useScreenKeys({ c: () => void send(), h: () => changeFile(file.handle, { held: !file.held }) })

  return (
    <>
      <FileHead preview={preview} state={stateOf(file, preview)} />
      {preview.alreadyImported && (
        <Banner weight="note">
          These very bytes were imported on {moment(preview.alreadyImported.at)}. Committing them again changes nothing.
        </Banner>
      )}
      {(unknown || file.mapping) && (
        <Mapper
          key={String(unknown)}
          header={preview.file.header}
          fileName={file.name}
          used={file.mapping}
          onUse={mapping => changeFile(file.handle, { mapping, answers: {} })}
        />
      )}
      {preview.file.accounts.length > 0 && (
        <AccountMapping
          accounts={preview.file.accounts}
          answers={file.answers}
          onChange={answers => changeFile(file.handle, { answers })}
        />
      )}
      <PreviewTabs preview={preview} />
      <footer className="file-foot">
        {commit.refusal && <RefusalBanner refusal={commit.refusal} onClear={commit.clear} />}
        <div className="line">
          <Button
            look="strong"
            keys="C"
            disabled={barred !== null || commit.running || loading}
            tip={barred ?? undefined}
            onPress={() => void send()}
          >
            {commit.running ? 'Writing …' : 'Commit (C)'}
          </Button>
          <Button keys="H" pressed={file.held} onPress={() => changeFile(file.handle, { held: !file.held })}>
            Hold (H)
          </Button>
          <Button look="plain" icon="close" onPress={() => dropFile(file.handle)}>
            Take off the list
          </Button>
          <span className="grey" role="status">
            {barred ?? countsInWords(preview)}
          </span>
        </div>
      </footer>
    </>
  )
}

function FileHead({ preview, state }: { preview: ImportPreview; state: StatusWord }) {
  const { file } = preview
  const covers = file.coverageFrom && file.coverageTo ? ` · trades of ${date(file.coverageFrom)} to ${date(file.coverageTo)}` : ''
  return (
    <header className="file-head">
      <div className="line between">
        <h2 className="clip" title={file.fileName}>
          {file.fileName}
        </h2>
        <Status {...state} />
      </div>
      <p className="grey">
        {file.layout === null ? 'Layout not recognised' : file.layoutName} ·{' '}
        {file.asOf === null ? 'no day stated' : `as of ${date(file.asOf)}`}
        {covers} · {sizeInWords(file.size)} · {counted(preview.counts.facts, 'fact')}
      </p>
    </header>
  )
}

function Committed({ file }: { file: HeldFile }) {
  const row = file.committed
  if (!row) return null
  return (
    <section className="panel file-card" aria-label={`File ${file.name}`}>
      <div className="line between">
        <h2 className="clip">{file.name}</h2>
        <Status tone="ready" word="Committed" />
      </div>
      <p>
        {count(row.new)} new, {count(row.changed)} changed, {count(row.gone)} gone, {count(row.same)} as before. The history can undo it.
      </p>
      <div className="line">
        <Button look="strong" onPress={() => go({ screen: 'book' })}>
          Go to the book
        </Button>
        <Button onPress={() => dropFile(file.handle)}>Take off the list</Button>
      </div>
    </section>
  )
}

/** Why a file cannot be committed as it stands; null where it can. */
export function whyBarred(file: Pick<HeldFile, 'answers'>, preview: ImportPreview): string | null {
  if (preview.file.layout === null) return 'The layout is not recognised: map its columns, or export the file again.'
  if (preview.counts.stops > 0) return `${counted(preview.counts.stops, 'issue')} must be mended first: each says how.`
  const [first, ...more] = openQuestions(preview.file.accounts, file.answers)
  if (first !== undefined) return more.length === 0 ? first : `${first} And ${counted(more.length, 'account')} more.`
  return preview.canCommit ? null : 'The desk does not take this file; its issues say why.'
}

function stateOf(file: HeldFile, preview: ImportPreview): StatusWord {
  if (file.held) return { tone: 'waiting', word: 'Held' }
  if (preview.file.layout === null) return { tone: 'blocked', word: 'Not recognised' }
  if (preview.counts.stops > 0) return { tone: 'blocked', word: counted(preview.counts.stops, 'stop') }
  if (openQuestions(preview.file.accounts, file.answers).length > 0) return { tone: 'caution', word: 'Accounts open' }
  if (preview.alreadyImported) return { tone: 'quiet', word: 'Imported before' }
  return { tone: 'ready', word: 'Can be committed' }
}

function countsInWords({ counts }: ImportPreview): string {
  return `${count(counts.new)} new, ${count(counts.changed)} changed, ${count(counts.gone)} gone, ${count(counts.same)} as in the book`
}
