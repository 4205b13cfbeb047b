import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { playbookLanguages, type origins, type PlaybookProblem } from '#shared/domain/playbook/playbook.ts'
import { mostBytes, refused, tooBig, type PlaybookFile } from '#shared/domain/playbook/read.ts'
import { Refusal } from '#shared/domain/playbook/refusal.ts'

/** Most files of one language. */
const mostFiles = 500

/** A file of a language's folder. `stamp` changes when the file does. */
export interface Found extends PlaybookFile {
  readonly path: string
  readonly stamp: string
  /** What keeps it from being read at all. */
  readonly wrong: Refusal | null
}

/** Every `*.md` of `<folder>/<language>/`, by name, and what lies there and belongs to no language. A folder that lacks is empty. */
export async function findFiles(
  folder: string,
  origin: (typeof origins)[number],
): Promise<{ found: Found[]; problems: PlaybookProblem[] }> {
  const found: Found[] = []
  for (const language of playbookLanguages) {
    const names = (await list(join(folder, language))).filter((name) => name.endsWith('.md')).toSorted()
    for (const [index, name] of names.entries()) {
      const path = join(folder, language, name)
      const stat = await lstat(path).catch(() => null)
      // Gone between listing and looking: it is not there.
      if (!stat) continue
      const wrong = !stat.isFile()
        ? new Refusal(null, 'playbook.problem.notAFile')
        : stat.size > mostBytes
          ? tooBig()
          : index >= mostFiles
            ? new Refusal(null, 'playbook.problem.tooManyFiles', { most: mostFiles })
            : null
      found.push({
        file: `${language}/${name}`,
        language,
        origin,
        path,
        stamp: `${stat.size} ${stat.mtimeMs} ${stat.ino}`,
        wrong,
      })
    }
  }
  return { found, problems: await strangers(folder, origin) }
}

/** The text of a file. Throws {@link Refusal} when it is no UTF-8 or cannot be read. */
export async function readText({ path, wrong }: Found): Promise<string> {
  if (wrong) throw wrong
  const bytes = await readFile(path).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
    throw new Refusal(null, 'playbook.problem.unreadable', { code })
  })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(null, 'playbook.problem.notText')
  }
}

/** Folders of languages we do not have, and files beside the folders: said, because somebody wonders why they are not shown. */
async function strangers(folder: string, origin: (typeof origins)[number]): Promise<PlaybookProblem[]> {
  const names = (await list(folder)).filter((name) => !(playbookLanguages as readonly string[]).includes(name))
  const problems = names
    .filter((name) => !name.startsWith('.') && name !== 'README.md' && (name.endsWith('.md') || !name.includes('.')))
    .map((name) => refused({ file: name, language: 'en', origin }, new Refusal(null, 'playbook.problem.language')))
  return problems.slice(0, 20)
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw error
  }
}
