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

/** A start from a checkout. */
export interface Unpackaged {
  /** Electron's own default app runs us: the first argument that is no switch is our path, and `-r` takes a value. */
  readonly defaultApp: boolean
  /** Whether an argument is the path of our folder. */
  readonly isApp: (argument: string) => boolean
}

export type SwitchesResult = { readonly ok: true; readonly switches: Switches } | { readonly ok: false; readonly line: string }

const own = ['practice', 'profile', 'user-data-dir', 'lang', 'hidden'] as const

/**
 * Switches of Chromium, Electron and its test driver that may stand on the command line. Everything else that begins with `--`
 * is taken for a misspelt one of ours, because a switch that is silently ignored would start the wrong thing.
 */
const chromium =
  /^(no-sandbox|disable-|enable-|use-|force-|password-store|ozone-|gtk-|inspect|remote-debugging-|remote-allow-|js-flags|log-|v$|vmodule|headless|host-|proxy-|window-|in-process-|no-zygote|no-first-run|allow-|autoplay-policy|trace-|class$|name$|original-process-start-time|edge-|unsafely-|ignore-|single-process|gpu-|in-memory|mute-audio|auto-select|disk-cache|touch-|high-dpi|device-scale|hide-scrollbars|blink-settings|metrics-|export-|allow$|wm-|start-|secure-|noerrdialogs|require$)/

const links = /^(tel|callto|sips?|mailto):/i

/** What macOS and Windows add by themselves: Finder, Cocoa (with a value of its own), a clicked notification. */
const system = /^-(psn_|embedding$|toastactivated$)/i
const cocoa = /^-(NS|Apple)[A-Z]\w+$/

/**
 * Reads the command line. Answers with one clear line for a person when a switch is not known or lacks its value, or when an argument
 * is neither a switch nor a link.
 * @param argv arguments without the executable.
 * @param unpackaged what else may stand there when we run from a checkout; null for a packaged start.
 */
export function parseSwitches(argv: readonly string[], unpackaged: Unpackaged | null = null): SwitchesResult {
  let practice = false
  let hidden = false
  const defaultApp = unpackaged?.defaultApp === true
  let pathSeen = !defaultApp
  const values = new Map<string, string>()
  const found: string[] = []
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? ''
    if (argument.trim() === '' || argument === '--' || system.test(argument)) continue
    if (cocoa.test(argument) || (defaultApp && (argument === '-r' || argument === '--require'))) {
      if (argv[index + 1]?.startsWith('-') === false) index++
      continue
    }
    const [, dashes, name = '', value = null] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(argument) ?? []
    if (dashes === undefined) {
      if (links.test(argument)) found.push(argument)
      else if (pathSeen && unpackaged?.isApp(argument) !== true)
        return problem(
          `${argument.slice(0, 200)}: neither a switch nor a link; a switch begins with --, a link with tel:, sip: or mailto:`,
        )
      else pathSeen = true
      continue
    }
    // Chromium takes its own with one dash too; ours have two.
    if (dashes === '-') {
      if (chromium.test(name)) continue
      return unknown(argument.slice(0, 1 + name.length), name)
    }
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
    } else if (!chromium.test(name)) return unknown(`--${name}`, name)
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
      links: found,
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

const problem = (line: string): SwitchesResult => ({ ok: false, line: `courtesy: ${line.replace(/\s+/g, ' ')}` })

function unknown(written: string, name: string): SwitchesResult {
  const near = nearest(name)
  return problem(
    `${written}: unknown switch; ${near === null ? `known are ${own.map((each) => `--${each}`).join(', ')}` : `did you mean --${near}?`}`,
  )
}

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
