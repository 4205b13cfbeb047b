import { chmodSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import { uuidv7 } from 'uuidv7'
import type { deskCalls } from '#shared/contract/desk/calls.ts'
import type { Handlers } from '#shared/contract/define.ts'
import { Failure, raise } from '#shared/contract/result.ts'
import { auditor } from '../../app/audit.ts'
import type { Services } from '../../app/services.ts'
import { unwrap } from './unwrap.ts'

type Names =
  | 'calls.export'
  | 'states.export'
  | 'message.savePart'
  | 'message.saveRaw'
  | 'drafts.attachFiles'
  | 'csv.choose'
  | 'csv.preview'
  | 'csv.start'

/**
 * Everything that touches files the person picks. Paths stay in main: the desk gets tokens and names, so it can neither read nor
 * write where nobody pointed.
 */
export function fileHandlers(
  { log, model, records }: Pick<Services, 'log' | 'model' | 'records'>,
  window: () => BrowserWindow | null,
  downloads: () => string,
): Handlers<Pick<typeof deskCalls, Names>> {
  const audit = auditor({ log, model, records })
  const chosen = new Map<string, string>()
  const pathOf = (token: string): string => chosen.get(token) ?? raise('not_found', 'error.file.chooseAgain')

  const where = async (fileName: string): Promise<string | null> => {
    const options = { defaultPath: join(downloads(), basename(fileName)) }
    const parent = window()
    const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
    return canceled || filePath === '' ? null : filePath
  }
  const save = async (fileName: string, bytes: Buffer): Promise<{ savedTo: string | null }> => {
    const filePath = await where(fileName)
    if (filePath === null) return { savedTo: null }
    try {
      // Never executable, whatever it is called; the mark of the web is the system's business when it opens it.
      writeFileSync(filePath, bytes, { mode: 0o600 })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
      throw new Failure({ kind: 'storage', messageKey: 'error.file.notSaved', params: { code }, retryable: true })
    }
    try {
      // A program that lay under that name would lend the file its mode.
      chmodSync(filePath, 0o600)
    } catch {
      // A file system without modes, as on many sticks.
    }
    return { savedTo: filePath }
  }

  const fileName = (what: string): string => `${what}-${new Date().toISOString().slice(0, 10)}.csv`

  const open = async (multi: boolean): Promise<string[]> => {
    const options = { properties: multi ? ['openFile' as const, 'multiSelections' as const] : ['openFile' as const] }
    const parent = window()
    const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
    return canceled ? [] : filePaths
  }

  return {
    'message.savePart': async ({ messageId, part }) => {
      const found = await unwrap(records.call('mail.part', { messageId, part }))
      return save(found.fileName, Buffer.from(found.base64, 'base64'))
    },
    'message.saveRaw': async ({ messageId }) => {
      const found = await unwrap(records.call('mail.raw', { messageId }))
      return save('letter.eml', Buffer.from(found.base64, 'base64'))
    },
    'calls.export': async ({ filter }) => {
      const path = await where(fileName('calls'))
      if (path === null) return { savedTo: null, rows: 0 }
      const { rows } = await unwrap(records.call('calls.export', { path, filter }))
      await audit('calls.export', 'calls', { file: basename(path), rows })
      return { savedTo: path, rows }
    },
    'states.export': async () => {
      const path = await where(fileName('states'))
      if (path === null) return { savedTo: null, rows: 0 }
      const { rows } = await unwrap(records.call('states.export', { path }))
      await audit('states.export', 'states', { file: basename(path), rows })
      return { savedTo: path, rows }
    },
    'drafts.attachFiles': async ({ draftId }) => {
      let draft = await unwrap(records.call('drafts.get', { id: draftId }))
      for (const path of await open(true)) draft = await unwrap(records.call('drafts.attach', { draftId, id: uuidv7(), path }))
      return draft
    },
    'csv.choose': async () => {
      const [path] = await open(false)
      if (path === undefined) return null
      const token = uuidv7()
      chosen.set(token, path)
      return { token, fileName: basename(path) }
    },
    'csv.preview': ({ token, format }) => unwrap(records.call('csv.preview', { path: pathOf(token), format })),
    'csv.start': ({ token, ...job }) =>
      unwrap(records.call('csv.start', { path: pathOf(token), ...job, actor: model.snapshot().agent.name })),
  }
}
