/** Sizes of everything in the window that can be chosen, per cent; WCAG 1.4.4 asks for 200. */
export const zoomSteps = [80, 90, 100, 110, 125, 150, 175, 200] as const
export type Zoom = (typeof zoomSteps)[number]

/** The next size that way, or the same at the end of the row. */
export function nextZoom(zoom: Zoom, way: 1 | -1): Zoom {
  return zoomSteps[zoomSteps.indexOf(zoom) + way] ?? zoom
}
