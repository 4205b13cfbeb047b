import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import type { cueDeskCalls } from '#shared/contract/desk/cues.ts'
import type { Handlers } from '#shared/contract/define.ts'
import { raise } from '#shared/contract/result.ts'
import type { Services } from '../../app/services.ts'
import { auditor } from '../../app/audit.ts'
import { auditedDecks } from '../../cues/decks/audited.ts'
import { unwrap } from './unwrap.ts'

/** The card on the desk, its figures, and the decks. */
export function cueHandlers(
  { cues, log, model, records }: Pick<Services, 'cues' | 'log' | 'model' | 'records'>,
  window: () => BrowserWindow | null,
  downloads: () => string,
): Handlers<typeof cueDeskCalls> {
  const decks = () => cues.loaded().decks
  const audited = auditedDecks(decks, auditor({ log, model, records }))
  return {
    'cue.act': ({ eventId, act, reason }) => cues.loaded().keeper.act(eventId, act, reason === '' ? null : reason),
    'cue.use': ({ eventId, inUse }) => {
      cues.keeper()?.use(eventId, inUse)
      return null
    },
    'cue.painted': ({ eventId, at }) => {
      cues.keeper()?.painted(eventId, at)
      return null
    },
    'cue.typing': ({ typing }) => {
      cues.keeper()?.typing(typing)
      return null
    },
    'cue.letter': async ({ conversationId }) => {
      await cues.keeper()?.letter(conversationId)
      return null
    },
    'cue.stage': ({ interactionId, stage }) => {
      cues.keeper()?.stage(interactionId, stage)
      return null
    },
    'cue.figures': async (input) => {
      const { items, nextCursor } = await unwrap(records.call('cues.figures', input))
      const language = cues.language()
      const known = new Map(
        decks()
          .cues()
          .map(({ deckId, cue }) => [`${deckId}/${cue.id}`, cue]),
      )
      return {
        nextCursor,
        items: items.map((each) => {
          const cue = known.get(`${each.deckId}/${each.cueId}`)
          return { ...each, cue: cue ? { technique: cue.technique, stage: cue.stage, say: cue.card[language].say } : null }
        }),
      }
    },
    'cue.history': ({ interactionId }) => unwrap(records.call('cues.list', { interactionId })),
    'decks.list': () => decks().list(),
    'decks.get': ({ id }) => decks().get(id),
    'decks.save': ({ deck }) => audited.save(deck),
    'decks.revisions': ({ id }) => decks().revisions(id),
    'decks.restore': ({ id, revision, source }) => audited.restore(id, revision, source),
    'decks.use': async ({ id }) => {
      await audited.use(id)
      return null
    },
    'decks.import': async () => {
      const options = { properties: ['openFile' as const], filters: [{ name: 'JSON', extensions: ['json'] }] }
      const parent = window()
      const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
      const [path] = filePaths
      return canceled || path === undefined ? null : audited.importFile(path)
    },
    'decks.export': async ({ id }) => {
      const deck = decks().get(id)
      const options = { defaultPath: join(downloads(), `${deck.id}.json`) }
      const parent = window()
      const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
      if (canceled || filePath === '') return { savedTo: null }
      try {
        writeFileSync(filePath, `${JSON.stringify(deck, null, 2)}\n`, { mode: 0o600 })
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
        raise('storage', 'error.file.notSaved', { params: { code }, retryable: true })
      }
      return { savedTo: filePath }
    },
    'decks.try': async ({ deck, cueId, interactionId }) => {
      const { trace } = await unwrap(records.call('cues.trace', { interactionId }))
      const { tryEdited } = await import('../../cues/decks/try.ts')
      return tryEdited(deck, cueId, interactionId, trace, cues.language())
    },
  }
}
