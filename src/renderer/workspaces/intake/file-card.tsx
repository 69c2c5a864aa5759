/** One file: what it was recognised as, its accounts, its problems and rows, what it would change, and the decision. */
import type { ImportPreview } from '../../../shared/model/import-batch.ts'
import { count, counted, date, moment } from '../../../shared/present/format.ts'
import { useLastingJob } from '../../desk/use-command.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Banner, Progress, RefusalBanner } from '../../parts/faces.tsx'
import { CheckBox } from '../../parts/inputs.tsx'
import { Status, type StatusWord } from '../../parts/status.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { go } from '../../shell/route.ts'
import { AccountMapping } from './account-mapping.tsx'
import { sentAnswers } from './accounts.ts'
import { sizeInWords } from './file-list.tsx'
import { changeFile, dropFile, type HeldFile } from './held-files.ts'
import { Mapper } from './mapper.tsx'
import { PreviewTabs } from './preview-tabs.tsx'
import { canMap, fileState, readFirst, usePreview, whyBarred } from './use-preview.ts'

export function FileCard({ file }: { file: HeldFile }) {
  const answer = usePreview(file)
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
  const commit = useLastingJob('import.commit')
  const barred = whyBarred(file, preview)
  const unknown = canMap(preview)

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
      <FileHead preview={preview} state={fileState(file)} />
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
      <ReadFirst file={file} preview={preview} />
      <footer className="file-foot">
        {commit.running && <Progress what="Writing, all or none" step={commit.progress} onStop={commit.stop} />}
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
            {commit.running ? 'You can go on reading elsewhere meanwhile.' : (barred ?? countsInWords(preview))}
          </span>
        </div>
      </footer>
    </>
  )
}

/** Whether a history is partial or a row is wrong only a person can say. */
function ReadFirst({ file, preview }: { file: HeldFile; preview: ImportPreview }) {
  const rows = readFirst(preview)
  if (rows.length === 0 || preview.alreadyImported) return null
  return (
    <Banner weight="warning">
      <p>
        {counted(rows.length, 'row')} of this file {rows.length === 1 ? 'takes' : 'take'} more shares than the lots hold; the issues name
        them. Committed like this they stay out of the lots, and what they gained is unknown.
      </p>
      <CheckBox
        label="I have read them: the history begins in the middle"
        value={file.read}
        onChange={read => changeFile(file.handle, { read })}
      />
    </Banner>
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

function countsInWords({ counts }: ImportPreview): string {
  return `${count(counts.new)} new, ${count(counts.changed)} changed, ${count(counts.gone)} gone, ${count(counts.same)} as in the book`
}
