/** A table of cost estimates, pasted or chosen as a file: all of it is taken, or none of it with the line that is wrong. */
import { useState } from 'react'
import { useSession } from '../../desk/session.tsx'
import { useCommand } from '../../desk/use-command.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { TextInput } from '../../parts/inputs.tsx'

const sample = 'symbol,spread bp,daily volume,daily volatility %,shares outstanding,as of,source'

export function CostTable({ onClose }: { onClose: () => void }) {
  const { asOf } = useSession()
  const take = useCommand('costs.import')
  const [text, setText] = useState('')
  return (
    <FormDialog
      title="Take a table of estimates"
      save="Take estimates"
      missing={text.trim() === '' ? ['a table'] : []}
      running={take.running}
      refusals={[take.refusal]}
      onSave={() => take.run({ text, asOf })}
      onClose={onClose}
    >
      <p className="grey small">
        The first line names the columns: {sample}. An empty cell is not known, and a column may be left out; the source of the shares
        outstanding may have a column of its own, outstanding source. An estimate takes the place of the one its security has.
      </p>
      <label className="small">
        From a file{' '}
        <input
          type="file"
          accept=".csv,.txt,.tsv"
          onChange={event => {
            const [file] = event.target.files ?? []
            if (file) void file.text().then(setText)
          }}
        />
      </label>
      <TextInput label="Or paste it here" longest={2_000_000} lines={10} value={text} onChange={setText} placeholder={sample} />
    </FormDialog>
  )
}
