/** What was imported, when, from which file; each import can be undone with a reason, and stays listed. */
import { useState } from 'react'
import type { Output } from '../../../shared/contract/client.ts'
import type { ImportRow } from '../../../shared/model/import-batch.ts'
import { counted } from '../../../shared/present/format.ts'
import { useLastingJob } from '../../desk/use-command.ts'
import type { Answer } from '../../desk/use-query.ts'
import { Grid } from '../../grid/grid.tsx'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Empty, Progress, RefusalBanner } from '../../parts/faces.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { importColumns } from './columns.ts'

const rowId = (row: ImportRow) => row.id

export function History({ answer }: { answer: Answer<Output<'import.list'>> }) {
  const [focus, setFocus] = useState<ImportRow | null>(null)
  const [undoing, setUndoing] = useState<ImportRow | null>(null)
  const row = answer.value?.imports.find(one => one.id === focus?.id) ?? null
  const undo = () => row && !row.reversed && setUndoing(row)
  useScreenKeys({ u: undo })
  return (
    <AnswerView answer={answer} what="Reading the history">
      {({ imports }) => (
        <>
          <Grid
            label="Imports"
            columns={importColumns}
            rows={imports}
            rowId={rowId}
            onFocusRow={setFocus}
            tools={
              <Button keys="U" disabled={row === null || row.reversed} tip={row ? undefined : 'Move to an import first'} onPress={undo}>
                {row ? `Undo ${row.fileName} (U) …` : 'Undo (U) …'}
              </Button>
            }
            empty={<Empty title="Nothing was imported yet">Files that you commit stand here with what they changed.</Empty>}
          />
          {undoing && <UndoDialog row={undoing} onClose={() => setUndoing(null)} />}
        </>
      )}
    </AnswerView>
  )
}

function UndoDialog({ row, onClose }: { row: ImportRow; onClose: () => void }) {
  const undo = useLastingJob('import.undo')
  const [reason, setReason] = useState('')
  async function send() {
    const outcome = await undo.run({ import: row.id, reason })
    if (outcome.ok) onClose()
  }
  return (
    <Dialog
      title={`Undo ${row.fileName}`}
      onClose={onClose}
      foot={
        <Button look="strong" disabled={reason.trim() === '' || undo.running} onPress={() => void send()}>
          Undo the import
        </Button>
      }
    >
      <p>
        {counted(row.facts, 'fact')} of this file are taken back by entries of their own; nothing is deleted, and the file can be imported
        again. Households, people, accounts and securities that only it brought go with it; what was changed since, or is used elsewhere,
        stays.
      </p>
      <TextInput label="Reason" value={reason} lines={3} longest={500} onChange={setReason} />
      {undo.running && <Progress what="Taking it back, all or nothing" step={undo.progress} onStop={undo.stop} />}
      {undo.refusal && <RefusalBanner refusal={undo.refusal} />}
    </Dialog>
  )
}
