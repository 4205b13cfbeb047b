import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { openStore } from '../../../../electron/records/database/open.ts'
import { migrations } from '../../../../electron/records/migrations/index.ts'
import { makeBackup } from '../../../../electron/records/sqlite/backup.ts'
import { verifyFile } from '../../../../electron/records/sqlite/verify.ts'
import { runScript } from '../../../../electron/records/sqlite/script.ts'
import { key, startBench } from './records.ts'
import { call, contact } from './samples.ts'

/**
 * A process that is killed in the middle of its work. It prints a line for each thing that was acknowledged:
 * `node child.ts writes|migration|backup|import <directory> [file]`.
 */
const [, , work, directory = '', path = ''] = process.argv
const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function writes(): Promise<void> {
  const bench = startBench()
  await bench.ask('store.open', { directory, key, region: 'HU' })
  say('ready')
  for (let n = 0; ; n++) {
    const id = uuidv7()
    await bench.ask('contacts.create', {
      id,
      input: contact(`Person ${n}`, `+3630${1_000_000 + (process.pid % 1000) * 1000 + n}`),
    })
    say(`contact ${id}`)
    const interaction = call({ contactId: id, matchLevel: 'stated' })
    await bench.ask('interactions.put', { interaction, segments: [] })
    say(`interaction ${interaction.id}`)
    await bench.ask('scratch.put', { key: 'note', value: `words ${n}` })
    say(`scratch ${n}`)
  }
}

/** Adds a step that takes a while, as a real one over a large database would. */
export const slowStep = {
  version: 900,
  name: 'slow',
  up: async (db: Parameters<(typeof migrations)[0]['up']>[0]) => {
    await runScript(db, ['CREATE TABLE slow_step (n INTEGER PRIMARY KEY, t TEXT NOT NULL) STRICT'])
    for (let n = 0; n < 400; n++) {
      await runScript(db, [
        `INSERT INTO slow_step SELECT ${n} * 1000 + value, hex(randomblob(200)) FROM (WITH RECURSIVE s(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM s WHERE value < 49) SELECT value FROM s)`,
      ])
      if (n === 0) say('ready')
    }
  },
}
const open = (steps: typeof migrations) =>
  openStore({
    directory,
    key,
    steps,
    now: () => new Date().toISOString(),
    watch: { slow: () => undefined },
    told: () => undefined,
  })

async function backup(): Promise<void> {
  const opened = await open(migrations)
  say('ready')
  for (;;) {
    const at = new Date().toISOString()
    await makeBackup(
      opened.writer,
      directory,
      { at, version: opened.version, reason: 'daily' },
      (copy) => void verifyFile(copy, key),
    )
    say(`copy ${at}`)
  }
}

async function importing(): Promise<void> {
  const bench = startBench()
  await bench.ask('store.open', { directory, key, region: 'HU' })
  const preview = await bench.ask('csv.preview', { path, format: null })
  await bench.ask('csv.start', {
    jobId: uuidv7(),
    path,
    format: preview.format,
    mapping: preview.mapping,
    duplicates: 'skip',
    onProblem: 'skip_row',
  })
  for (let ready = false, moved = 0; ;) {
    await new Promise((resolve) => setTimeout(resolve, 2))
    const last = bench.heard.findLast((event) => event.name === 'csv.progress')?.payload as
      | { state: string; done: number }
      | undefined
    if (!ready && last && last.state !== 'checking') {
      say('ready')
      ready = true
    }
    if (ready && last && last.done > moved) say(`moved ${(moved = last.done)}`)
    if (last?.state === 'done') return say('done')
  }
}

if (process.argv[1] === join(import.meta.dirname, 'child.ts')) {
  if (work === 'writes') await writes()
  if (work === 'migration') await open([...migrations, slowStep])
  if (work === 'backup') await backup()
  if (work === 'import') await importing()
  say('end')
  process.exit(0)
}
