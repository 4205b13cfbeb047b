import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options: { type: 'major'; flavor: 'last-resort' }) => void

/** A start is over by then, and nobody has rung yet as a rule. */
const afterMs = 6000

/**
 * Gives the memory a start leaves behind back to the computer, once: code that was only read, schemas that were only made, and room for
 * young objects grown to sixteen megabytes. V8 would keep it until memory runs short; measured, it is 15 MB in main. One pause of
 * a few dozen milliseconds. https://v8.dev/docs (flag `--expose-gc`), https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function giveBackAfterStart(): void {
  setTimeout(() => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as Collect
    setFlagsFromString('--no-expose-gc')
    collect({ type: 'major', flavor: 'last-resort' })
  }, afterMs).unref()
}
