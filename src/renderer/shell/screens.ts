/** The screens there are, in the order of the rail. A workspace stands here as soon as it has a `screen.tsx`; nothing else must be told. */
import type { Screen } from './screen.ts'

const found = import.meta.glob<{ readonly screen: Screen }>('../workspaces/*/screen.tsx', { eager: true })

export const screens: readonly Screen[] = Object.values(found)
  .map(module => module.screen)
  .sort((a, b) => a.order - b.order)

/** Those with a place in the rail, and with it a key. */
export const railScreens = screens.filter(({ alone }) => alone !== true)

export function screenOf(key: string): Screen | undefined {
  return screens.find(screen => screen.key === key)
}
