import { create } from 'zustand'

export const placeIds = ['phone', 'mail', 'customers', 'cases', 'tasks', 'supervision', 'settings'] as const
export type PlaceId = (typeof placeIds)[number]

export interface Route {
  readonly place: PlaceId
  /** What is open there: an id, a tab. */
  readonly open: string | null
}

/** Reads `#/mail/<id>`; anything unknown is null. */
export function parseRoute(hash: string): Route | null {
  const [, place, open] = hash.replace(/^#/, '').split('/')
  const id = placeIds.find((each) => each === place)
  return id ? { place: id, open: open ? decodeURIComponent(open) : null } : null
}

/** The address of a place; a link's `href`. */
export const hrefOf = ({ open, place }: Route): string => `#/${place}${open === null ? '' : `/${encodeURIComponent(open)}`}`

const start = (): Route => parseRoute(typeof location === 'undefined' ? '' : location.hash) ?? { place: 'phone', open: null }

/** Where the person is. What was open in a place is found again on coming back. */
export const useRoute = create<Route & { last: Readonly<Partial<Record<PlaceId, string | null>>> }>()(() => ({
  ...start(),
  last: {},
}))

function follow(route: Route): void {
  useRoute.setState(({ last }) => ({ ...route, last: { ...last, [route.place]: route.open } }))
}

/** Goes to a place; `open` undefined shows what was open there last. */
export function go(place: PlaceId, open?: string | null): void {
  const route: Route = { place, open: open === undefined ? (useRoute.getState().last[place] ?? null) : open }
  const href = hrefOf(route)
  if (location.hash !== href) location.hash = href
  follow(route)
}

/** Whether the page was opened at an address already (a reload after a crash). */
export const hasRoute = (): boolean => parseRoute(location.hash) !== null

if (typeof window !== 'undefined')
  window.addEventListener('hashchange', () => {
    const route = parseRoute(location.hash)
    if (route) follow(route)
  })
