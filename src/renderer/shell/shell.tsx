/** The frame around every screen, and what belongs to all of them: rail, bars, palette, keys, trail. */

import { Component, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { useSession } from '../desk/session.tsx'
import { TrailProvider, useTrail } from '../desk/trail.tsx'
import { useCommand, useJob } from '../desk/use-command.ts'
import { useQuery } from '../desk/use-query.ts'
import { focusFirstGrid } from '../grid/focus.ts'
import { Button } from '../parts/button.tsx'
import { Empty, RefusalBanner } from '../parts/faces.tsx'
import { ScreenFrame } from '../parts/screen-frame.tsx'
import { TrailPanel } from '../parts/trail-panel.tsx'
import { type Frame, FrameContext } from './frame.tsx'
import { useWindowKeys } from './keys.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { MeetingBar } from './meeting-bar.tsx'
import { useMenu } from './menu.ts'
import { Palette } from './palette.tsx'
import type { PaletteItem } from './palette-items.ts'
import { Rail } from './rail.tsx'
import { go, type Route, replaceRoute, useRoute } from './route.ts'
import { screenOf } from './screens.ts'
import { StatusBar } from './status-bar.tsx'
import { useTheme } from './theme.ts'
import { TopBar } from './top-bar.tsx'

export function Shell() {
  return (
    <TrailProvider>
      <Frames />
    </TrailProvider>
  )
}

function Frames() {
  const asked = useRoute()
  const { route, kept } = useHouseholdInFront(asked)
  const theme = useTheme()
  const [palette, setPalette] = useState<{ readonly only: { readonly households: string } | undefined } | null>(null)
  const [keys, setKeys] = useState(false)
  const acts = useActions(theme, kept, () => setKeys(true))
  const frame = useMemo<Frame>(() => ({ theme, openPalette: only => setPalette({ only }) }), [theme])
  useWindowKeys({ route, kept, palette: () => setPalette({ only: undefined }), keys: () => setKeys(true) })
  const alone = screenOf(route.screen)?.alone === true
  useMenu({ kept, alone, palette: () => setPalette({ only: undefined }), keys: () => setKeys(true) })
  const name = useHouseholdName(route)

  return (
    <FrameContext value={frame}>
      <div className={alone ? 'shell across-the-table' : 'shell'}>
        {!alone && <Rail current={route.screen} household={kept} />}
        {alone ? <MeetingBar household={name} route={route} /> : <TopBar household={name} screen={route.screen} />}
        <Stage route={route} refusals={acts.refusals} />
        {!alone && <StatusBar onKeys={() => setKeys(true)} />}
        {palette && <Palette route={route} only={palette.only} actions={acts.items} onClose={() => setPalette(null)} />}
        {keys && <KeysDialog onClose={() => setKeys(false)} />}
      </div>
    </FrameContext>
  )
}

/** The screen itself and the trail beside it. A new screen takes the focus, so that Tab goes on from its beginning. */
function Stage({ route, refusals }: { route: Route; refusals: ReactNode }) {
  const { close } = useTrail()
  const main = useRef<HTMLElement>(null)
  const screen = screenOf(route.screen)
  const place = `${route.screen} ${route.household ?? ''}`
  const before = useRef(place)
  useEffect(() => {
    document.title = `${screen?.title ?? 'Not found'} · Lotwright`
    if (before.current === place) return
    before.current = place
    close()
    main.current?.focus()
  }, [place, screen, close])

  return (
    <div className="stage">
      <main
        ref={main}
        tabIndex={-1}
        onKeyDown={event => {
          if (event.key === 'ArrowDown' && event.target === main.current && focusFirstGrid(main.current)) event.preventDefault()
        }}
      >
        {refusals}
        <ScreenGuard key={place}>{screen ? <screen.component key={route.household ?? ''} route={route} /> : <NoScreen />}</ScreenGuard>
      </main>
      <TrailPanel />
    </div>
  )
}

function NoScreen() {
  return (
    <ScreenFrame title="There is no such screen" lead="The address does not name a screen of this version.">
      <div className="line">
        <Button onPress={() => go({ screen: 'book' })}>Go to the book</Button>
      </div>
    </ScreenFrame>
  )
}

/** A screen that fails shows that it did, and the rest of the window goes on. */
class ScreenGuard extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <Empty title="This screen failed" action={<Button onPress={() => this.setState({ failed: false })}>Show it again</Button>}>
        Nothing was written. The rest of the desk still works; if it fails again, go to another screen and tell us what you did.
      </Empty>
    )
  }
}

/** On a screen about the whole desk the household stays in front for the others. */
function useHouseholdInFront(asked: Route): { readonly route: Route; readonly kept: HouseholdId | null } {
  const [kept, setKept] = useState(asked.household)
  const household = asked.household ?? (screenOf(asked.screen)?.household === 'needed' ? kept : null)
  const route = useMemo(() => ({ ...asked, household }), [asked, household])
  useEffect(() => {
    if (asked.household !== null) setKept(asked.household)
    else if (household !== null) replaceRoute(route)
  }, [asked.household, household, route])
  return { route, kept }
}

function useHouseholdName(route: Route): string | null {
  const index = useQuery('book.index', {})
  if (route.household === null) return null
  return index.value?.households.find(household => household.id === route.household)?.name ?? null
}

function useActions(
  theme: Frame['theme'],
  kept: HouseholdId | null,
  showKeys: () => void,
): { readonly items: readonly PaletteItem[]; readonly refusals: ReactNode } {
  const { info } = useSession()
  const sample = useJob('sample.load')
  const backup = useCommand('backup.now')
  const action = (key: string, name: string, note: string, act: () => void): PaletteItem => ({
    key: `action ${key}`,
    kind: 'Action',
    name,
    note,
    act,
  })
  const items = [
    ...(info.empty ? [action('sample', 'Open the sample book', 'three households and generated ones', () => void sample.run({}))] : []),
    ...(kept === null
      ? []
      : [
          action('optimize', 'Optimize the household', 'plan its trades', () =>
            go({ screen: 'rebalance', household: kept, query: { run: '1' } }),
          ),
          action('meeting', 'Meeting mode', 'this household alone, in large type', () => go({ screen: 'meeting', household: kept })),
        ]),
    ...(info.empty
      ? []
      : [action('optimize book', 'Optimize the book', 'every account', () => go({ screen: 'book', rest: ['optimize'] }))]),
    action('backup', 'Back up now', 'a checked copy of the book', () => void backup.run({})),
    action('light', 'Light look', '', () => theme.choose('light')),
    action('dark', 'Dark look', '', () => theme.choose('dark')),
    action('system', 'Look of the system', '', () => theme.choose('system')),
    action('print', 'Print this screen', 'tickets have their own print', () => window.print()),
    action('keys', 'Show the keys', '', showKeys),
  ]
  const refusal = sample.refusal ?? backup.refusal
  return { items, refusals: refusal ? <RefusalBanner refusal={refusal} onClear={sample.refusal ? sample.clear : backup.clear} /> : null }
}
