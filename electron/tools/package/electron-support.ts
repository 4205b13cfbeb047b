/**
 * First stable releases of Electron's majors, as the npm registry dates them. Electron supports the latest three majors and releases
 * one every eight weeks, with every second Chromium (electronjs.org/docs/latest/tutorial/electron-timelines). Add a line with
 * each upgrade; until then later majors are expected eight weeks after one another.
 */
const RELEASES: readonly (readonly [major: number, released: string])[] = [
  [42, '2026-05-06'],
  [43, '2026-07-01'],
  [44, '2026-08-25'],
  [45, '2026-10-21'],
]
const SUPPORTED_MAJORS = 3
const DAY = 86_400_000
const CADENCE = 56 * DAY
/** The end is near enough to be told with every package. */
const SOON = 28 * DAY

export interface ElectronSupport {
  readonly state: 'supported' | 'ends_soon' | 'ended'
  /** Day from which nothing is mended in this major any more, as `2027-04-07`. */
  readonly until: string
  /** Reckoned by the cadence, because the release that ends it was not out when the table was last brought up to date. */
  readonly expected: boolean
}

/**
 * How long security faults of an Electron are mended (Electron's security checklist, 16: "Use a current version of Electron").
 * @param version of Electron, as in package.json
 * @param today milliseconds since 1970
 */
export function electronSupport(version: string, today: number): ElectronSupport {
  const successor = Number.parseInt(version, 10) + SUPPORTED_MAJORS
  const known = RELEASES.find(([major]) => major === successor)
  const [newest, released] = RELEASES.at(-1)!
  const end = known ? Date.parse(known[1]) : Date.parse(released) + (successor - newest) * CADENCE
  const left = end - today
  return {
    state: left <= 0 ? 'ended' : left <= SOON ? 'ends_soon' : 'supported',
    until: new Date(end).toISOString().slice(0, 10),
    expected: known === undefined,
  }
}

/** What to say about it in one line; undefined while there is nothing to say. */
export function electronWarning(version: string, { expected, state, until }: ElectronSupport): string | undefined {
  if (state === 'supported') return undefined
  const day = expected ? `about ${until} (reckoned from Electron’s eight-week cadence)` : until
  return state === 'ended'
    ? `Electron ${version} has been out of support since ${day}: its security faults are not mended any more. Take a current major in package.json and add it to electron/tools/package/electron-support.ts`
    : `Electron ${version} goes out of support on ${day}: plan the next major`
}
