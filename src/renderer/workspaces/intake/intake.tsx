/** Data: files in (preview, accounts, issues, tie-outs, differences, commit or hold) and the history of what came in. */
import { useState } from 'react'
import { counted } from '../../../shared/present/format.ts'
import { useSession } from '../../desk/session.tsx'
import { useQuery } from '../../desk/use-query.ts'
import { Empty } from '../../parts/faces.tsx'
import { PickFiles, SaveFile } from '../../parts/files.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { type Route, replaceRoute } from '../../shell/route.ts'
import { FileCard } from './file-card.tsx'
import { FileList } from './file-list.tsx'
import { addFiles, useHeldFiles } from './held-files.ts'
import { History } from './history.tsx'

export function Intake({ route }: { route: Route }) {
  const { asOf } = useSession()
  const files = useHeldFiles()
  const history = useQuery('import.list', {})
  const tab = route.rest[0] === 'history' ? 'history' : 'files'
  const tabs = [
    { key: 'files', label: 'Files', count: files.length },
    { key: 'history', label: 'History of imports', count: history.value?.imports.length },
  ] as const
  return (
    <ScreenFrame
      title="Data"
      lead="Files of custodians: looked at first, written only when you commit"
      aside={
        <SaveFile make="template.export" input={{ asOf }}>
          Save what was entered
        </SaveFile>
      }
    >
      <Tabs
        label="Views of the data"
        tabs={tabs}
        current={tab}
        onChoose={key => replaceRoute({ screen: 'data', rest: key === 'history' ? ['history'] : [] })}
      >
        {tab === 'history' ? <History answer={history} /> : <Files />}
      </Tabs>
    </ScreenFrame>
  )
}

function Files() {
  const files = useHeldFiles()
  const [chosen, setChosen] = useState<string | null>(null)
  const current = files.find(file => file.handle === chosen) ?? files[0]
  useScreenKeys({ o: () => document.querySelector<HTMLElement>('.drop-zone .button')?.click() })

  function take(added: Parameters<typeof addFiles>[0]) {
    addFiles(added)
    setChosen(added[0]?.handle ?? null)
  }

  const zone = (
    <PickFiles button="Choose files (O)" onFiles={take}>
      Drop files here: lots, positions, transactions and realized gains of Schwab and Fidelity, any CSV, or Lotwright&apos;s template.
    </PickFiles>
  )
  if (!current)
    return (
      <div className="intake-empty">
        {zone}
        <Empty title="No files taken in">
          A file is read and shown row by row, with every problem and what to do about it. Nothing is written before you commit it.
        </Empty>
      </div>
    )
  return (
    <div className="intake">
      <div className="intake-list">
        {zone}
        <h2>{counted(files.length, 'file')}</h2>
        <FileList files={files} current={current.handle} onChoose={setChosen} />
      </div>
      <FileCard key={current.handle} file={current} />
    </div>
  )
}
