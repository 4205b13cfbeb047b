/** Ends a start that cannot be: one clear line on stderr, exit code 2, before any window or file was made. */
export function refuseStart(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}
