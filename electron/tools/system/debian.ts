import { existsSync } from 'node:fs'
import { show, run } from './run.ts'
import { PlainFailure, say } from './words.ts'

/** Whether this is Debian or one of its children, with apt at hand. */
export function isDebian(): boolean {
  return existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
}

/** Whether we run as root on a system that has a root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * Which of these Debian packages are not installed.
 * @param packages package names
 * @returns those that dpkg does not hold as installed, in the same order
 */
export async function missingPackages(packages: readonly string[]): Promise<string[]> {
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...packages])
  const installed = new Set(stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])))
  return packages.filter((name) => !installed.has(name))
}

/**
 * Installs Debian packages as root, waiting up to ten minutes for another apt or dpkg.
 * @param packages package names, already known to be missing
 * @throws PlainFailure when apt does not manage it
 */
export async function installPackages(packages: readonly string[]): Promise<void> {
  say(`installing ${packages.join(' ')}`)
  const apt = (...args: string[]): Promise<number> =>
    show('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-qq', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  await apt('update')
  const code = await apt('install', '-y', '--no-install-recommends', ...packages)
  if (code !== 0) throw new PlainFailure(`apt-get could not install ${packages.join(' ')} (exit code ${code})`)
}
