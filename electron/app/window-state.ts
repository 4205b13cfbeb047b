import { z } from 'zod'

export const windowStateSchema = z.object({
  x: z.number().int().nullable().default(null),
  y: z.number().int().nullable().default(null),
  width: z.number().int().min(640).max(10_000).default(1440),
  height: z.number().int().min(480).max(10_000).default(900),
  maximized: z.boolean().default(false),
  fullScreen: z.boolean().default(false),
})
export type WindowState = z.infer<typeof windowStateSchema>
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Where to open: as it was left, but never larger than or outside the screens there are now (all in CSS pixels, so that a screen whose
 * scale has changed counts as the smaller or larger one it has become). Without a place of its own it stands in the middle of the first.
 * @param screens work areas, the primary screen's first
 */
export function fitToScreens(
  state: Pick<WindowState, 'x' | 'y' | 'width' | 'height'>,
  screens: readonly Area[],
): { x?: number; y?: number; width: number; height: number } {
  const { x, y } = state
  const seen = x === null || y === null ? undefined : screenOf({ x, y, width: state.width, height: state.height }, screens)
  const area = seen ?? screens[0]
  const width = Math.min(state.width, area?.width ?? state.width)
  const height = Math.min(state.height, area?.height ?? state.height)
  if (!seen || x === null || y === null) return { width, height }
  return {
    x: Math.min(Math.max(x, seen.x), seen.x + seen.width - width),
    y: Math.min(Math.max(y, seen.y), seen.y + seen.height - height),
    width,
    height,
  }
}

/** Where to put a window whose screen went away or shrank under it; null when it can stay. */
export function rescued(bounds: Area, screens: readonly Area[]): Area | null {
  const [first] = screens
  if (!first) return null
  const fit = fitToScreens(bounds, screens)
  const place = {
    x: fit.x ?? Math.round(first.x + (first.width - fit.width) / 2),
    y: fit.y ?? Math.round(first.y + (first.height - fit.height) / 2),
    width: fit.width,
    height: fit.height,
  }
  const seen = screenOf(bounds, screens)
  // Half outside on purpose is fine: only what cannot be reached or is larger than its screen is moved.
  return seen && bounds.width <= seen.width && bounds.height <= seen.height ? null : place
}

/** The screen most of a window is on; none when fewer than a hundred pixels each way could be grabbed. */
function screenOf(window: Area, screens: readonly Area[]): Area | undefined {
  const [best] = screens
    .map((area) => ({
      area,
      width: Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x),
      height: Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y),
    }))
    .filter(({ height, width }) => width > 100 && height > 100)
    .toSorted((a, b) => b.width * b.height - a.width * a.height)
  return best?.area
}
