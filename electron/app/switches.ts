import { catalogueOf, languages } from '#shared/i18n/languages.ts'

/** What Courtesy was started with. */
export interface Switches {
  readonly practice: boolean
  readonly profile: string | null
  readonly userDataDir: string | null
  readonly lang: string | null
  readonly hidden: boolean
  /** `tel:`, `callto:`, `sip:` and `mailto:` addresses among the arguments. */
  readonly links: readonly string[]
}

export type SwitchesResult = { readonly ok: true; readonly switches: Switches } | { readonly ok: false; readonly line: string }

const own = ['practice', 'profile', 'user-data-dir', 'lang', 'hidden'] as const

/**
 * Switches of Chromium, Electron and its test driver that may stand on the command line. Everything else that begins with `--`
 * is taken for a misspelt one of ours, because a switch that is silently ignored would start the wrong thing.
 */
const chromium =
  /^(no-sandbox|disable-|enable-|use-|force-|password-store|ozone-|gtk-|inspect|remote-debugging-|remote-allow-|js-flags|log-|v$|vmodule|headless|host-|proxy-|window-|in-process-|no-zygote|no-first-run|allow-|autoplay-policy|trace-|class$|name$|original-process-start-time|edge-|unsafely-|ignore-|single-process|gpu-|in-memory|mute-audio|auto-select|disk-cache|touch-|high-dpi|device-scale|hide-scrollbars|blink-settings|metrics-|export-|allow$|wm-|start-|secure-|noerrdialogs|require$)/

/**
 * Reads the command line. Answers with one clear line for a person when a switch is not known or lacks its value.
 * @param argv arguments without the executable (and without the application path of an unpackaged start).
 */
export function parseSwitches(argv: readonly string[]): SwitchesResult {
  let practice = false
  let hidden = false
  const values = new Map<string, string>()
  const links: string[] = []
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? ''
    if (!argument.startsWith('--')) {
      if (/^(tel|callto|sips?|mailto):/i.test(argument)) links.push(argument)
      continue
    }
    const equals = argument.indexOf('=')
    const name = argument.slice(2, equals === -1 ? undefined : equals)
    const value = equals === -1 ? null : argument.slice(equals + 1)
    if (name === '') continue
    if (name === 'practice' || name === 'hidden') {
      if (value !== null) return problem(`--${name} takes no value; write --${name}`)
      if (name === 'practice') practice = true
      else hidden = true
    } else if (name === 'profile' || name === 'user-data-dir' || name === 'lang') {
      if (value === null || value === '')
        return problem(`--${name} needs a value; write --${name}=${name === 'lang' ? 'en' : name === 'profile' ? 'FILE' : 'DIR'}`)
      if (name === 'lang' && catalogueOf(value) === null && !/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(value))
        return problem(`--lang=${value}: not a language; use one of ${languages.join(', ')}`)
      values.set(name, value)
    } else if (!chromium.test(name)) {
      const near = nearest(name)
      return problem(
        `--${name}: unknown switch${near === null ? `; known are ${own.map((each) => `--${each}`).join(', ')}` : `; did you mean --${near}?`}`,
      )
    }
  }
  const lang = values.get('lang') ?? null
  return {
    ok: true,
    switches: {
      practice,
      hidden,
      profile: values.get('profile') ?? null,
      userDataDir: values.get('user-data-dir') ?? null,
      lang,
      links,
    },
  }
}

/**
 * What the program is started anew with to go into practice or out of it: everything else stays, a profile too, which practice does not
 * read. Customers speak the language in use; outside again the person's own choice counts. Links are not opened a second time.
 */
export function relaunchArguments(argv: readonly string[], practise: boolean, language: string): string[] {
  const kept = argv.filter((each) => !/^--(practice$|lang=)|^(tel|callto|sips?|mailto):/i.test(each))
  return [...kept, ...(practise ? ['--practice', `--lang=${language}`] : [])]
}

const problem = (line: string): SwitchesResult => ({ ok: false, line: `courtesy: ${line}` })

/** The own switch within two edits of what was typed, if there is one. */
function nearest(name: string): string | null {
  const ranked = own.map((each) => ({ each, distance: editDistance(name, each) })).sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= 2 ? best.each : null
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length] ?? 0
}
