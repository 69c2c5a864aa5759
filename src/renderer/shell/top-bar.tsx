/** The line above every screen: whose household, how old the prices are, how complete the coverage, search, look. */

import { date } from '../../shared/present/format.ts'
import { useSession } from '../desk/session.tsx'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { KeyHint } from '../parts/key-hint.tsx'
import { Status } from '../parts/status.tsx'
import { useFrame } from './frame.tsx'
import { go, useRoute } from './route.ts'

export function TopBar({ household, screen }: { household: string | null; screen: string }) {
  const { asOf, facts, info } = useSession()
  const { theme, openPalette } = useFrame()
  const { household: inFront } = useRoute()
  return (
    <header className="top-bar">
      {!info.empty && (
        <button
          type="button"
          className="switcher"
          title={household ?? 'Choose a household'}
          onClick={() => openPalette({ households: screen })}
        >
          <Icon name="household" />
          <span className="hidden-label">Household: </span>
          <span className="clip">{household ?? 'All households'}</span>
          <Icon name="down" size={12} />
        </button>
      )}
      {info.sample && <Status tone="waiting" icon="note" word="Sample book" />}
      <span className="spring" />
      <span className="grey nowrap">{date(asOf)}</span>
      {facts && <PriceAge />}
      {facts?.coverage && (
        <Status
          tone={facts.coverage.complete ? 'quiet' : 'caution'}
          word={facts.coverage.what}
          {...(facts.coverage.more ? { title: facts.coverage.more } : {})}
          {...(facts.coverage.complete ? { icon: 'ready' as const } : {})}
        />
      )}
      <button type="button" className="switcher find" aria-keyshortcuts="Control+K" onClick={() => openPalette()}>
        <Icon name="search" size={14} />
        <span>Find or do</span>
        <KeyHint keys="Ctrl+K" />
      </button>
      {inFront !== null && (
        <Button
          look="plain"
          icon="household"
          tip="Only this household, in large type: for the client across the table"
          onPress={() => go({ screen: 'meeting', household: inFront })}
        >
          Meeting
        </Button>
      )}
      <Button
        look="plain"
        icon={theme.shown === 'light' ? 'dark' : 'light'}
        onPress={() => theme.choose(theme.shown === 'light' ? 'dark' : 'light')}
      >
        {theme.shown === 'light' ? 'Dark' : 'Light'}
      </Button>
    </header>
  )
}

function PriceAge() {
  const { facts } = useSession()
  if (!facts) return null
  if (facts.pricesAsOf === null) return <Status tone="caution" word="No prices" />
  return facts.stale ? (
    <Status tone="caution" word={`Prices of ${date(facts.pricesAsOf)}: stale`} />
  ) : (
    <Status tone="quiet" icon="ready" word={`Prices of ${date(facts.pricesAsOf)}`} />
  )
}
