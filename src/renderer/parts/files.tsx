/** Files of the person's machine, by handle: a drop zone with a button to choose, and a button that saves a file the desk made. */
import { type ReactNode, useState } from 'react'
import type { Progress as Step } from '../../shared/contract/bridge.ts'
import type { Input, MethodName, Output } from '../../shared/contract/client.ts'
import type { DeskFile } from '../../shared/contract/files.ts'
import type { Outcome, Refusal } from '../../shared/kernel/outcome.ts'
import { useDesk } from '../desk/desk.tsx'
import { useJob } from '../desk/use-command.ts'
import { Button } from './button.tsx'
import { Progress, RefusalBanner } from './faces.tsx'
import type { IconName } from './icon.tsx'

interface PickFilesProps {
  readonly onFiles: (files: readonly DeskFile[]) => void
  /** Words in the middle of the zone. */
  readonly children: ReactNode
  readonly button?: string
}

export function PickFiles({ onFiles, children, button = 'Choose files' }: PickFilesProps) {
  const { client } = useDesk()
  const [over, setOver] = useState(false)
  const [step, setStep] = useState<Step | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function take(work: Promise<Outcome<readonly DeskFile[]>>) {
    setBusy(true)
    setRefusal(null)
    const outcome = await work
    setBusy(false)
    setStep(null)
    if (!outcome.ok) setRefusal(outcome.refusal)
    else if (outcome.value.length > 0) onFiles(outcome.value)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same by keyboard
    <div
      className={over ? 'drop-zone over' : 'drop-zone'}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        setOver(false)
        void take(client.sendFiles([...event.dataTransfer.files], { onProgress: setStep }))
      }}
    >
      <div className="drop-words">{children}</div>
      <Button look="strong" icon="data" disabled={busy} onPress={() => void take(client.pickFiles({ onProgress: setStep }))}>
        {button}
      </Button>
      {busy && <Progress what={step?.what ? `Taking ${step.what}` : 'Taking the file'} step={step} />}
      {refusal && <RefusalBanner refusal={refusal} onClear={() => setRefusal(null)} />}
    </div>
  )
}

/** Jobs that answer with a file the desk made. */
type Maker = { [Name in MethodName]: Output<Name> extends { handle: string; name: string; size: number } ? Name : never }[MethodName]

interface SaveFileProps<Name extends Maker> {
  readonly make: Name
  readonly input: Input<Name>
  readonly children: string
  readonly icon?: IconName
  readonly look?: 'strong' | 'quiet'
  readonly disabled?: boolean
  /** The name under which it was saved (or handed to the browser's downloads). */
  readonly onSaved?: (name: string) => void
}

/** Makes the file, then asks where to save it (in a browser: downloads it). Says what became of it. */
export function SaveFile<Name extends Maker>({
  make,
  input,
  children,
  icon = 'save',
  look = 'quiet',
  disabled,
  onSaved,
}: SaveFileProps<Name>) {
  const { client } = useDesk()
  const job = useJob(make)
  const [said, setSaid] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function save() {
    setSaid('')
    setRefusal(null)
    const made = (await job.run(input)) as Outcome<{ handle: string; name: string }>
    if (!made.ok) return setRefusal(made.refusal)
    const saved = await client.saveFile(made.value)
    if (!saved.ok) return setRefusal(saved.refusal)
    if (!saved.value) return
    setSaid(`Saved ${made.value.name}`)
    onSaved?.(made.value.name)
  }

  return (
    <span className="save-file">
      <Button look={look} icon={icon} disabled={disabled || job.running} onPress={() => void save()}>
        {job.running ? 'Working …' : children}
      </Button>
      <span className="small grey clip" role="status" title={said}>
        {said}
      </span>
      {refusal && <RefusalBanner refusal={refusal} onClear={() => setRefusal(null)} />}
    </span>
  )
}
