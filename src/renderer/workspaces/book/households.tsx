/** The tiles, the grid of households they filter, and the preview of the line in focus. */
import { useMemo, useState } from 'react'
import type { Overview } from '../../../shared/model/views.ts'
import { count, money } from '../../../shared/present/format.ts'
import { useQuery } from '../../desk/use-query.ts'
import { Grid } from '../../grid/grid.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import { SaveFile } from '../../parts/files.tsx'
import { isBoolean, useRemembered } from '../../parts/remembered.ts'
import { Splitter } from '../../parts/splitter.tsx'
import { Tile } from '../../parts/tile.tsx'
import { NewHousehold } from '../../shell/new-household.tsx'
import { go, replaceRoute } from '../../shell/route.ts'
import { screenOf } from '../../shell/screens.ts'
import { type BookRow, bookColumns, bookTotals } from './columns.ts'
import { Preview } from './preview.tsx'

type TileKey = Overview['tiles'][number]['key']

const titles: Readonly<Record<TileKey, string>> = {
  harvest: 'Harvestable now',
  drift: 'Outside bands',
  cash: 'Cash needs',
  locks: 'Locks ending',
  'turning-long': 'Turning long-term',
  stale: 'Stale prices',
  imports: 'Imports held',
}

const rowId = (row: BookRow) => row.id
/** The line last opened, so that coming back stands on it. */
let opened: string | null = null

function open(row: BookRow): void {
  opened = row.id
  go({ screen: 'household', household: row.id })
}

export function Households({ overview, tile }: { overview: Overview; tile: string | null }) {
  const settings = useQuery('settings.read', {})
  const threshold = settings.value?.driftThreshold ?? 500
  const [focus, setFocus] = useState<BookRow | null>(null)
  const all = useMemo(() => overview.households.map(row => ({ ...row, asOf: overview.asOf, threshold })), [overview, threshold])
  const rows = useMemo(() => (tile === null ? all : all.filter(row => row.tiles.some(key => key === tile))), [all, tile])
  const shown = rows.find(row => row.id === focus?.id) ?? null
  const [preview, setPreview] = useRemembered('book.preview', window.innerWidth >= 1440, isBoolean)
  const tools = (
    <>
      <Button look="plain" pressed={preview} onPress={() => setPreview(!preview)}>
        Preview
      </Button>
      <NewHousehold look="plain" />
      <SaveFile make="book.export" input={{ asOf: overview.asOf, what: 'households' }}>
        Save all as CSV
      </SaveFile>
      {tile !== null && <Chosen tile={tile} />}
    </>
  )
  const grid = (
    <Grid
      label="Households"
      columns={bookColumns}
      rows={rows}
      rowId={rowId}
      onOpen={open}
      onFocusRow={setFocus}
      focusOn={opened}
      totals={bookTotals}
      tools={tools}
      empty={<Empty title="No household here">Nothing in the book matches this tile today.</Empty>}
    />
  )

  return (
    <>
      <section className="tiles" aria-label="What is to be done">
        {overview.tiles.map(item => (
          <Tile
            key={item.key}
            title={titles[item.key]}
            count={count(item.count)}
            amount={item.amount === null || item.count === 0 ? null : money(item.amount)}
            what={item.what}
            quiet={item.count === 0}
            pressed={tile === item.key}
            onPress={() => press(item.key, tile)}
          />
        ))}
      </section>
      {preview ? (
        <Splitter
          name="book-preview"
          label="Width of the preview"
          way="across"
          size={320}
          least={240}
          most={640}
          first={grid}
          second={<Preview row={shown} />}
        />
      ) : (
        grid
      )}
    </>
  )
}

/** The tile of held files is not about households: it leads to them. */
function press(key: TileKey, current: string | null): void {
  if (key === 'imports' && screenOf('data')) go({ screen: 'data' })
  else replaceRoute({ screen: 'book', query: current === key ? {} : { tile: key } })
}

function Chosen({ tile }: { tile: string }) {
  return (
    <Button look="plain" icon="close" onPress={() => replaceRoute({ screen: 'book' })}>
      {`Only: ${titles[tile as TileKey] ?? tile}`}
    </Button>
  )
}
