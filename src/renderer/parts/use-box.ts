/** The size of an element as it is laid out, so that a drawing can be made in its own pixels: its words keep their size however small or large its place is. */
import { type RefObject, useEffect, useState } from 'react'

export interface Box {
  readonly width: number
  readonly height: number
}

/** null until it is laid out, and where it has no room at all. */
export function useBox(element: RefObject<Element | null>): Box | null {
  const [box, setBox] = useState<Box | null>(null)
  useEffect(() => {
    const { current } = element
    if (current === null) return
    const watch = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {}
      setBox(width > 0 && height > 0 ? { width: Math.round(width), height: Math.round(height) } : null)
    })
    watch.observe(current)
    return () => watch.disconnect()
  }, [element])
  return box
}
