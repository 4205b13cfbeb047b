import type { Handlers } from '#shared/contract/define.ts'
import type { mergeCalls } from '#shared/contract/records/merges.ts'
import type { RecordsContext } from '../../context.ts'
import { mergesOf, previewMerge } from './list.ts'
import { mergeContacts } from './merge.ts'
import { undoMerge } from './undo.ts'

/** Two records of the same person: merging and taking it back. */
export function mergeHandlers(context: RecordsContext): Handlers<typeof mergeCalls> {
  return {
    'merges.preview': ({ ids }) => previewMerge(context.store().read, ids, context.now()),
    'merges.make': (input) =>
      context.store().write((tx, changes) => mergeContacts(tx, changes, { ...input, now: context.now() })),
    'merges.undo': ({ actor, id }) => context.store().write((tx, changes) => undoMerge(tx, changes, id, actor, context.now())),
    'merges.of': ({ contactId }) => mergesOf(context.store().read, contactId),
  }
}
