/** What a workspace exports as `screen` from its `screen.tsx`: how it stands in the rail and the palette, and the component. */
import type { ComponentType } from 'react'
import type { IconName } from '../parts/icon.tsx'
import type { Route } from './route.ts'

export interface Screen {
  /** Also the word in the address. */
  readonly key: string
  readonly title: string
  readonly icon: IconName
  /** Place in the rail, which gives its key: Alt+1 the first … Alt+9. */
  readonly order: number
  /** `needed`: shows a chooser without one; `may`: uses one if there is one; `none`: of the whole desk. */
  readonly household: 'needed' | 'may' | 'none'
  /** Shown without rail, search and other households: only what may be seen by the people across the table. Not in the rail; reached from its household. */
  readonly alone?: boolean
  /** Mounted anew when the household changes. With `household: 'needed'`, `route.household` is never null. */
  readonly component: ComponentType<{ readonly route: Route }>
  /** Its own keys, for the list that `?` shows; `useScreenKeys` makes them work. */
  readonly keys?: readonly { readonly keys: string; readonly does: string }[]
}
