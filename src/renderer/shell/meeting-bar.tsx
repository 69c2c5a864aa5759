/** The line above a screen that clients look at: their name, the day of the prices, the way out. Nothing of any other household. */
import { date } from '../../shared/present/format.ts'
import { useSession } from '../desk/session.tsx'
import { Button } from '../parts/button.tsx'
import { Status } from '../parts/status.tsx'
import { useFrame } from './frame.tsx'
import { go, type Route } from './route.ts'

export function MeetingBar({ household, route }: { household: string | null; route: Route }) {
  const { asOf, facts, info } = useSession()
  const { theme } = useFrame()
  const other = theme.shown === 'light' ? 'dark' : 'light'
  return (
    <header className="top-bar meeting-bar">
      <h1 className="clip" title={household ?? undefined}>
        {household ?? 'No household'}
      </h1>
      {info.sample && <Status tone="waiting" icon="note" word="Sample book" />}
      <span className="spring" />
      <span className="grey nowrap">
        {date(asOf)}
        {facts && (facts.pricesAsOf === null ? ' · no prices' : ` · prices of ${date(facts.pricesAsOf)}${facts.stale ? ', stale' : ''}`)}
      </span>
      <Button look="plain" icon={other} onPress={() => theme.choose(other)}>
        {other === 'dark' ? 'Dark' : 'Light'}
      </Button>
      <Button icon="close" keys="Esc" onPress={() => go({ screen: 'household', household: route.household })}>
        End the meeting (Esc)
      </Button>
    </header>
  )
}
