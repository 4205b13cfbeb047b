import type { Area } from './window-state.ts'

/** Size of the call pop in CSS pixels: a name of 30 px, one line of facts, two lines of chips, two buttons. */
export const popSize = { width: 440, height: 264 } as const
const margin = 16

/** At the bottom right of a screen's work area, never larger than it. */
export function popPlace(area: Area): Area {
  const width = Math.min(popSize.width, area.width)
  const height = Math.min(popSize.height, area.height)
  return {
    x: Math.max(area.x, area.x + area.width - width - margin),
    y: Math.max(area.y, area.y + area.height - height - margin),
    width,
    height,
  }
}
