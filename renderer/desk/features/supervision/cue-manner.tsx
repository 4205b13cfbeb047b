import type { ReactNode } from 'react'
import { techniques } from '#shared/cues/deck/names.ts'
import type { Cue } from '#shared/cues/deck/schema.ts'
import { useAsk } from '../../bridge/query.ts'
import { Field, FieldGrid } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { techniqueLabels } from '../cue/index.ts'
import type { CueForm } from './cue-form.ts'
import { Checks, HelpedSelect } from './helped.tsx'
import type { ProblemAt } from './problem-words.ts'

interface CueMannerProps {
  form: CueForm
  fresh: boolean
  problemAt: ProblemAt
  onChange: (form: CueForm) => void
}

const none = ''

/** Technique, rank, how long it stays, what it offers, and how often it is kept back. */
export function CueManner({ form, fresh, onChange, problemAt }: CueMannerProps): ReactNode {
  const t = useT()
  const { cue } = form
  const { off: _, ...switchedOn } = cue
  const put = (next: Cue): void => onChange({ ...form, cue: next })
  return (
    <FieldGrid>
      {fresh && (
        <Field
          label={t('deck.editor.id')}
          hint={t('deck.editor.idHint')}
          problem={problemAt('id', t('deck.editor.id'))}
          value={cue.id}
          onChange={(id) => put({ ...cue, id: id.trim() })}
        />
      )}
      <HelpedSelect
        label={t('supervision.technique')}
        hint={t('deck.editor.techniqueHint')}
        value={cue.technique}
        onChange={(technique) => put({ ...cue, technique })}
        choices={techniques.map((value) => ({ value, label: t(techniqueLabels[value]) }))}
      />
      <Field
        label={t('deck.editor.priority')}
        hint={t('deck.editor.priorityHint')}
        problem={problemAt('priority', t('deck.editor.priority'))}
        inputMode="numeric"
        value={form.priority}
        onChange={(priority) => onChange({ ...form, priority })}
      />
      <Field
        label={t('deck.editor.stays')}
        hint={t('deck.editor.staysHint')}
        problem={problemAt('expiresSeconds', t('deck.editor.stays'))}
        inputMode="numeric"
        value={form.stays}
        onChange={(stays) => onChange({ ...form, stays })}
      />
      <PlaybookChoice cue={cue} onChange={put} />
      <Field
        label={t('deck.editor.holdOut')}
        hint={t('deck.editor.holdOutHint')}
        problem={problemAt('holdOutShare', t('deck.editor.holdOut'))}
        inputMode="decimal"
        value={form.holdOut}
        onChange={(holdOut) => onChange({ ...form, holdOut })}
      />
      <Checks
        bare
        label={t('deck.editor.off')}
        hint={t('deck.editor.offHint')}
        value={cue.off ? ['off'] : []}
        onChange={(picked) => put(picked.length > 0 ? { ...cue, off: true } : switchedOn)}
        choices={[{ value: 'off', label: t('deck.editor.off') }]}
      />
    </FieldGrid>
  )
}

/** The written standard a card opens; one that is not there any more stays chosen until another is. */
function PlaybookChoice({ cue, onChange }: { cue: Cue; onChange: (cue: Cue) => void }): ReactNode {
  const t = useT()
  const asked = useAsk(['playbooks', 'deck'], 'playbooks.list', { text: '', cursor: null, limit: 200 })
  const books = asked.data?.items ?? []
  const { playbook, ...without } = cue
  const gone = playbook !== undefined && !books.some((each) => each.id === playbook)
  return (
    <HelpedSelect
      label={t('deck.editor.playbook')}
      hint={t('deck.editor.playbookHint')}
      value={playbook ?? none}
      onChange={(id) => onChange(id === none ? without : { ...cue, playbook: id })}
      choices={[
        { value: none, label: t('deck.editor.playbookNone') },
        ...(gone
          ? [{ value: playbook, label: asked.isSuccess ? t('deck.editor.playbookGone', { id: playbook }) : playbook }]
          : []),
        ...books.map((each) => ({ value: each.id, label: `${each.code} ${each.title}`.trim() })),
      ]}
    />
  )
}
