/** What screens may ask of the frame: another household, the palette, the look. */
import { createContext, useContext } from 'react'
import type { Theme } from './theme.ts'

export interface Frame {
  readonly theme: Theme
  /** Opens the palette; with `households` it offers only these, and goes to `screen` of the one chosen. */
  readonly openPalette: (only?: { readonly households: string }) => void
}

export const FrameContext = createContext<Frame | null>(null)

export function useFrame(): Frame {
  const frame = useContext(FrameContext)
  if (!frame) throw new Error('useFrame outside of the shell')
  return frame
}
