import type { Playbook, PlaybookLanguage, PlaybookProblem } from '#shared/domain/playbook/playbook.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Folders, PlaybookLibrary } from './library.ts'

/** Written standards for whoever asks; the first question reads them. */
export interface PlaybookRoom {
  books(language: PlaybookLanguage): Promise<readonly Playbook[]>
  find(language: PlaybookLanguage, text: string): Promise<readonly Playbook[]>
  problems(): Promise<readonly PlaybookProblem[]>
  /** Reads them in a while, so that the first question finds them read. */
  warm(): void
  stop(): void
}

/** Long enough after the records opened that phone and mail have started. */
const warmAfterMs = 4000

/**
 * Opens the room. Nothing is read before the first question: parsers and 160 files would only make the first picture late.
 * @param changed told after files changed and were read again
 */
export function playbookRoom(folders: Folders, changed: () => void, log: Log): PlaybookRoom {
  let library: Promise<PlaybookLibrary> | null = null
  let unwatch = (): void => undefined
  let stopped = false

  const reload = async (opened: PlaybookLibrary): Promise<void> => {
    await opened.load()
    const refusedFiles = opened.problems
      .filter((each) => each.kind === 'refused')
      .map(({ file, line, messageKey }) => ({ file, line, messageKey }))
    if (refusedFiles.length > 0) log('warn', 'playbooks.refused', { files: refusedFiles.slice(0, 20) })
  }
  const open = async (): Promise<PlaybookLibrary> => {
    const { PlaybookLibrary: Library } = await import('./library.ts')
    const { watchFolder } = await import('./watch.ts')
    const opened = new Library(folders)
    let last = Promise.resolve()
    const again = (): void => {
      last = last
        .then(() => reload(opened))
        .then(changed)
        .catch((error: unknown) => log('error', 'playbooks.load', { error }))
    }
    const failed = (error: unknown): void => log('warn', 'playbooks.watch', { error })
    try {
      // Watched before it is read, so that nothing slips in between.
      if (!stopped) unwatch = watchFolder(folders.own, again, failed)
    } catch (error) {
      failed(error)
    }
    await reload(opened)
    return opened
  }
  const get = (): Promise<PlaybookLibrary> => {
    library ??= open().catch((error: unknown) => {
      library = null
      unwatch()
      throw error
    })
    return library
  }

  return {
    books: async (language) => (await get()).books(language),
    find: async (language, text) => (await get()).find(language, text),
    problems: async () => (await get()).problems,
    warm: () => {
      setTimeout(() => {
        if (!stopped) get().catch((error: unknown) => log('error', 'playbooks.load', { error }))
      }, warmAfterMs).unref()
    },
    stop: () => {
      stopped = true
      unwatch()
    },
  }
}
