import { basename } from 'node:path'

/**
 * Says one line to the person at the terminal. Always on stderr, because stdout of the tools belongs to what scripts read.
 * @param text one line without a newline
 */
export function say(text: string): void {
  process.stderr.write(`${basename(process.argv[1] ?? 'courtesy', '.ts')}: ${text}\n`)
}

/** What a tool could not do, in one line for the person at the terminal; anything else that is thrown is a fault of ours. */
export class PlainFailure extends Error {}

/**
 * Runs a tool's main function: a {@link PlainFailure} becomes one line and exit code 1, any other error keeps its stack.
 * @param main returns the exit code
 */
export async function runTool(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!(error instanceof PlainFailure)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
