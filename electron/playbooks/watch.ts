import { mkdirSync, watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { playbookLanguages } from '#shared/domain/playbook/playbook.ts'

/** An editor writes a file in several steps; one look after the last of them is enough. */
const settleMs = 200

/**
 * Tells of changes in the folders of all languages, once they have settled. The folders are made, so that a team finds where its
 * standards belong. Returns how to stop. Throws the file system's error when a folder can neither be made nor watched.
 */
export function watchFolder(folder: string, changed: () => void, failed: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const watchers: FSWatcher[] = []
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(changed, settleMs)
  }
  for (const language of playbookLanguages) {
    const path = join(folder, language)
    mkdirSync(path, { recursive: true, mode: 0o700 })
    watchers.push(watch(path, { persistent: false }, soon).on('error', failed))
  }
  return () => {
    clearTimeout(timer)
    for (const each of watchers) each.close()
  }
}
