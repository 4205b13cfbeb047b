import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** A package whose code is in what we ship. */
export type Part = { readonly name: string; readonly version: string; readonly licence: string; readonly folder: string }

/**
 * The package a bundled module belongs to.
 * @param module path of a module as the bundler names it
 * @returns the package's folder, undefined for our own code and virtual modules
 */
export function packageFolder(module: string): string | undefined {
  const path = module.replace(/^\0/, '').split('?')[0] ?? ''
  const found = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(path)?.[1]
  return found !== undefined && existsSync(join(found, 'package.json')) ? found : undefined
}

/**
 * Reads what a package says of itself.
 * @param folder its folder
 */
export function partOf(folder: string): Part {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license?: string | { type: string }
  }
  const licence = typeof manifest.license === 'object' ? manifest.license.type : manifest.license
  return { name: manifest.name, version: manifest.version, licence: licence ?? 'see its licence file', folder }
}

/**
 * A build plugin that notes which packages went into a bundle, for the notices of the package.
 * @param file JSON file to write: the folders of the packages
 */
export function noteParts(file: string): Plugin {
  return {
    name: 'courtesy-note-parts',
    generateBundle() {
      const folders = new Set([...this.getModuleIds()].flatMap((module) => packageFolder(module) ?? []))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify([...folders].toSorted(), null, 2))
    },
  }
}

/**
 * The full text of the notices that go into a package.
 * @param parts every package in it, in any order
 */
export function noticesText(parts: readonly Part[]): string {
  const intro = 'Courtesy contains the following works of others. Electron and Chromium name theirs in LICENSES.chromium.html.\n'
  return [
    intro,
    ...sorted(parts).map(
      (part) => `${'='.repeat(78)}\n${part.name} ${part.version} (${part.licence})\n\n${licenceText(part.folder)}\n`,
    ),
  ].join('\n')
}

/**
 * The table of parts for NOTICE.md.
 * @param parts every package in the product
 */
export function noticesTable(parts: readonly Part[]): string {
  return [
    '| part | version | licence |',
    '|---|---|---|',
    ...sorted(parts).map((part) => `| ${part.name} | ${part.version} | ${part.licence} |`),
  ].join('\n')
}

function sorted(parts: readonly Part[]): Part[] {
  const unique = new Map(parts.map((part) => [`${part.name} ${part.version}`, part]))
  return [...unique.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'))
}

/** The licence file of a package; some keep it one folder up (monorepos), some only name the licence. */
function licenceText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying|notice)/i.test(basename(name)))
  if (file === undefined)
    return `(${basename(dirname(folder))}/${basename(folder)} carries no licence file; its package.json names the licence above.)`
  return readFileSync(join(folder, file), 'utf8').trim()
}
