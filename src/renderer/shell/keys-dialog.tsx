/** The list of keys that `?` shows. */
import { Dialog } from '../parts/dialog.tsx'
import { KeyHint } from '../parts/key-hint.tsx'
import { keyList } from './keys.ts'
import { useRoute } from './route.ts'
import { railScreens, screenOf } from './screens.ts'

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const screen = screenOf(useRoute().screen)
  return (
    <Dialog title="Keys" onClose={onClose}>
      {screen?.keys && (
        <section className="screen-keys" aria-label={`Keys of ${screen.title}`}>
          <h3>{screen.title}</h3>
          <dl className="key-list">
            {screen.keys.map(({ keys, does }) => (
              <div key={keys}>
                <dt>
                  <KeyHint keys={keys} />
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <h3>Everywhere</h3>
        </section>
      )}
      <dl className="key-list">
        {keyList.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              <KeyHint keys={keys} />
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
        {railScreens.map((screen, index) => (
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
