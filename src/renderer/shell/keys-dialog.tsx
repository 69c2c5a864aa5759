/** The list of keys that `?` shows. */
import { Dialog } from '../parts/dialog.tsx'
import { KeyHint } from '../parts/key-hint.tsx'
import { keyList } from './keys.ts'
import { screens } from './screens.ts'

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="key-list">
        {keyList.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              <KeyHint keys={keys} />
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
        {screens.map((screen, index) => (
          <div key={screen.key}>
            <dt>
              <KeyHint keys={`Alt+${index + 1}`} />
            </dt>
            <dd>{screen.title}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
