import { z } from 'zod'

export const windowStateSchema = z.object({
  x: z.number().int().nullable().default(null),
  y: z.number().int().nullable().default(null),
  width: z.number().int().min(640).max(10_000).default(1440),
  height: z.number().int().min(480).max(10_000).default(900),
  maximized: z.boolean().default(false),
})
export type WindowState = z.infer<typeof windowStateSchema>
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** Where to open: as it was left, but never larger than or outside the screens there are now (all in CSS pixels). */
export function fitToScreens(
  state: WindowState,
  screens: readonly Area[],
): { x?: number; y?: number; width: number; height: number } {
  const seen = screens.find(
    (area) =>
      state.x !== null &&
      state.y !== null &&
      overlaps({ x: state.x, y: state.y, width: state.width, height: state.height }, area),
  )
  const area = seen ?? screens[0]
  const width = Math.min(state.width, area?.width ?? state.width)
  const height = Math.min(state.height, area?.height ?? state.height)
  if (!seen || state.x === null || state.y === null) return { width, height }
  return {
    x: Math.min(Math.max(state.x, seen.x), seen.x + seen.width - width),
    y: Math.min(Math.max(state.y, seen.y), seen.y + seen.height - height),
    width,
    height,
  }
}

/** A hundred pixels each way can be grabbed. */
function overlaps(a: Area, b: Area): boolean {
  return (
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 100 &&
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 100
  )
}
