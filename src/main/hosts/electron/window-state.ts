/** A window opens where it was, unless the screen it was on is gone. What is read back is checked like any other input. */
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const stateShape = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof stateShape>

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The remembered place, if at least a corner of 100 by 50 points of it can be seen on one of the screens. */
export function rememberedState(file: string, screens: readonly Area[]): WindowState | undefined {
  const state = readState(file)
  return state && screens.some(area => isSeen(state, area)) ? state : undefined
}

export function rememberState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 })
  } catch {
    // the next start opens at the usual place; nothing of value is lost
  }
}

function readState(file: string): WindowState | undefined {
  try {
    return stateShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

function isSeen(state: WindowState, area: Area): boolean {
  const across = Math.min(state.x + state.width, area.x + area.width) - Math.max(state.x, area.x)
  const down = Math.min(state.y + state.height, area.y + area.height) - Math.max(state.y, area.y)
  return across >= 100 && down >= 50
}
