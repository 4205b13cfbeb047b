import type { crisisSchema, playbookCalls } from '#shared/contract/desk/playbooks.ts'
import type { Handlers } from '#shared/contract/define.ts'
import { raise } from '#shared/contract/result.ts'
import { fitting } from '#shared/domain/playbook/fitting.ts'
import { headOf, playbookLanguages, type Playbook, type PlaybookLanguage } from '#shared/domain/playbook/playbook.ts'
import type { z } from 'zod'
import type { Services } from '../../app/services.ts'
import { unwrap } from './unwrap.ts'

/** Most standards beside one interaction. */
const mostFits = 50

/** Written standards: those on disk, and what was done with them in the records. */
export function playbookHandlers({
  crisis,
  model,
  playbooks,
  records,
}: Pick<Services, 'crisis' | 'model' | 'playbooks' | 'records'>): Handlers<typeof playbookCalls> {
  const language = (): PlaybookLanguage => {
    const [used] = model.snapshot().language.split('-')
    return playbookLanguages.find((each) => each === used) ?? 'en'
  }
  const today = (): string => new Date().toISOString().slice(0, 10)
  const head = (book: Playbook) => headOf(book, today())
  const one = async (id: string): Promise<Playbook> => {
    const books = await playbooks.books(language())
    return books.find((book) => book.id === id) ?? raise('not_found', 'error.playbook.gone')
  }
  return {
    'playbooks.list': async ({ cursor, limit, text }) => {
      const books = text.trim() === '' ? await playbooks.books(language()) : await playbooks.find(language(), text)
      const from = readOffset(cursor)
      const next = from + limit
      return {
        items: books.slice(from, next).map(head),
        nextCursor: next < books.length ? String(next) : null,
        total: books.length,
      }
    },
    'playbooks.get': async ({ id }) => {
      const book = await one(id)
      return { head: head(book), body: book.body }
    },
    'playbooks.fitting': async ({ facts, interactionId }) => {
      const fits = fitting(await playbooks.books(language()), { ...facts, crisis: facts.crisis || crisis.get().on })
      const marks = await unwrap(records.call('playbookMarks.of', { interactionId }))
      return fits.slice(0, mostFits).map(({ book, reasons }) => {
        const tick = marks.ticks.find((each) => each.playbookId === book.id && each.version === book.version)
        const note = marks.overrules.find((each) => each.playbookId === book.id)
        return {
          head: head(book),
          reasons: [...reasons],
          ticked: tick?.steps.filter((step) => step < book.steps) ?? [],
          overruled: note ? { reason: note.reason, at: note.at } : null,
        }
      })
    },
    'playbooks.problems': async () => [...(await playbooks.problems())],
    'playbooks.crisis': () => crisis.get(),
    'playbooks.setCrisis': ({ on }) => {
      const next: z.output<typeof crisisSchema> = { on, since: on ? (crisis.get().since ?? new Date().toISOString()) : null }
      crisis.set(next)
      model.tell('changed', { topics: ['playbooks'], contactIds: [] })
      return next
    },
    'playbook.tick': async ({ interactionId, playbookId, steps }) => {
      const book = await one(playbookId)
      if (steps.some((step) => step >= book.steps)) raise('bad_input', 'error.badInput', { detail: 'steps' })
      const tick = {
        interactionId,
        playbookId,
        steps,
        version: book.version,
        total: book.steps,
        actor: model.snapshot().agent.name,
      }
      const kept = await unwrap(records.call('playbookTicks.put', { tick }))
      return { keptAt: kept.at }
    },
    'playbook.overrule': async ({ id, interactionId, playbookId, reason }) => {
      const { code, title, version } = await one(playbookId)
      const overrule = { id, interactionId, playbookId, code, title, version, reason, actor: model.snapshot().agent.name }
      return unwrap(records.call('playbookOverrules.put', { overrule }))
    },
    'playbook.overrules': (input) => unwrap(records.call('playbookOverrules.list', input)),
  }
}

/** Where a page of a list in memory begins. Throws Failure `bad_input` for a cursor that is none. */
function readOffset(cursor: string | null): number {
  if (cursor === null) return 0
  return /^\d{1,6}$/.test(cursor) ? Number(cursor) : raise('bad_input', 'error.badInput', { detail: 'cursor' })
}
