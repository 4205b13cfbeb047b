import { useRef, type ReactNode } from 'react'
import type { Case } from '#shared/domain/case.ts'
import { call } from '../../bridge/client.ts'
import { useAsk } from '../../bridge/query.ts'
import { CaseFields } from './case-form.tsx'

/**
 * A case that stands there filled in as far as the menu choice goes, and is made by the first thing that is typed or chosen: a call
 * without a request leaves nothing behind.
 * @param id the id it gets
 */
export function NewCase({
  aside,
  contactId,
  id,
  interactionId,
  made,
  type,
}: {
  id: string
  type: Case['type']
  contactId: string | null
  interactionId: string
  /** It is in the records by now. */
  made: boolean
  /** Beside the title until something is kept. */
  aside?: ReactNode
}): ReactNode {
  const asked = useAsk(['cases', id], 'cases.get', made ? { id } : null)
  const linked = useRef(made)
  const start = asked.data ?? { type, status: 'new', reason: null, subject: '', note: '', solution: '', nextStep: '' }
  return (
    <CaseFields
      start={start}
      aside={aside}
      keep={async (patch) => {
        if (!linked.current) {
          const created = await call('cases.create', { id, contactId, interactionId, type: patch.type ?? type })
          if (!created.ok) return created
          const link = await call('interaction.case', { id: interactionId, caseId: id })
          if (!link.ok) return link
          linked.current = true
        }
        return call('cases.patch', { id, patch })
      }}
    />
  )
}
