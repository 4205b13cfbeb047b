import type { CsvProgress } from '#shared/contract/records/search.ts'

const ends: ReadonlySet<CsvProgress['state']> = new Set(['done', 'cancelled', 'failed', 'later'])

/** Whether nothing more will happen. */
export const isOver = (progress: CsvProgress | undefined): boolean => progress !== undefined && ends.has(progress.state)

/**
 * How an import stands, of what was heard and what was asked. What is heard is newer, unless the records process ended meanwhile: then
 * only asking tells the end. Of an import that was broken off the records know no figures any more; what had been read is what was heard.
 * @param heard last event; undefined before the first
 * @param asked answer of the records process that runs now; undefined until it is there
 */
export function howItStands(heard: CsvProgress | undefined, asked: CsvProgress | undefined): CsvProgress | undefined {
  if (asked === undefined || isOver(heard)) return heard
  if (heard === undefined || asked.state === 'done' || asked.state === 'later') return asked
  if (isOver(asked)) return { ...heard, state: asked.state, messageKey: asked.messageKey, created: 0, merged: 0 }
  // Completed by another process than began it, no more events come.
  return asked.state === 'finishing' && !(heard.state === 'finishing' && heard.done > asked.done) ? asked : heard
}
