import { useState, type ReactNode } from 'react'
import type { Cue, Deck } from '#shared/cues/deck/schema.ts'
import { nothingToSay, useAsk } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, Chips } from '../../ui/chip.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import { toast } from '../../ui/toasts.tsx'
import { When } from '../../ui/when.tsx'
import { CueEditor } from './cue-editor.tsx'
import { formOf } from './cue-form.ts'
import { deckChanged } from './deck-changed.ts'
import { DeckCues } from './deck-cues.tsx'
import { DeckLimits } from './deck-limits.tsx'
import { DeckProblems, type Faults } from './deck-problems.tsx'
import s from './supervision.module.css'
import { keepEditing, keptEditing, type Editing } from './unsaved.ts'

/**
 * The decks, and the cue that is being edited. The editor stands beside the decks, not in them: whatever becomes of the decks while
 * somebody types, the words stay.
 */
export function DeckPage(): ReactNode {
  const [editing, setEditing] = useState<Editing | null>(keptEditing)
  return (
    <>
      <Decks onEdit={(deck, start, fresh) => setEditing({ deck, start, fresh, form: formOf(start) })} />
      {editing && (
        <CueEditor
          editing={editing}
          onClose={() => {
            keepEditing(null)
            setEditing(null)
          }}
        />
      )}
    </>
  )
}

/** Which decks there are and which one feeds the cards; its cues; its limits; its earlier versions. */
function Decks({ onEdit }: { onEdit: (deck: Deck, cue: Cue, fresh: boolean) => void }): ReactNode {
  const t = useT()
  const act = useAct()
  const [chosen, setChosen] = useState<string | null>(null)
  const [refused, setRefused] = useState<{ file: string; faults: Faults } | null>(null)
  const decks = useAsk(['decks', 'list'], 'decks.list', nothingToSay)
  if (decks.isError) return <Problem error={toError(decks.error)} onRetry={() => void decks.refetch()} />
  const rows = decks.data ?? []
  const open = rows.find((each) => each.id === chosen) ?? rows.find((each) => each.inUse) ?? rows[0]
  const use = async (id: string | null): Promise<void> => {
    await act('decks.use', { id })
    deckChanged()
  }
  const bring = async (): Promise<void> => {
    const result = await act('decks.import', null)
    if (!result.ok || result.value === null) return
    setRefused(result.value.ok ? null : { file: result.value.fileName, faults: result.value.problems })
    if (!result.value.ok) return
    setChosen(result.value.id)
    deckChanged()
    const { id } = result.value
    const name = (await decks.refetch()).data?.find((each) => each.id === id)?.name ?? id
    toast({ tone: 'good', text: t('deck.imported', { name }) })
  }
  const give = async (id: string): Promise<void> => {
    const result = await act('decks.export', { id })
    if (result.ok && result.value.savedTo !== null) toast({ tone: 'good', text: t('mail.saved', { path: result.value.savedTo }) })
  }
  return (
    <>
      <Section
        label={t('supervision.decks')}
        aside={
          <Button small icon="upload" onPress={() => void bring()}>
            {t('supervision.import')}
          </Button>
        }
      >
        <ul className={s.list}>
          {rows.map((deck) => (
            <li key={deck.id} className={s.item}>
              <span className={s.words}>
                <strong>{deck.name}</strong>{' '}
                <span className={s.sub}>{t('supervision.deck.facts', { count: deck.cues, revision: deck.revision })}</span>{' '}
                <Chips>
                  {deck.inUse && (
                    <Chip small tone="good">
                      {t('supervision.inUse')}
                    </Chip>
                  )}
                  {deck.source === 'own' && <Chip small>{t('supervision.own')}</Chip>}
                </Chips>
                {deck.problem && <DeckProblems file={deck.problem.fileName} faults={deck.problem.problems} />}
              </span>
              <span className={s.row}>
                {deck.id !== open?.id && (
                  <Button small onPress={() => setChosen(deck.id)}>
                    {t('supervision.open')}
                  </Button>
                )}
                <Button small onPress={() => void use(deck.inUse ? null : deck.id)}>
                  {t(deck.inUse ? 'supervision.stop' : 'supervision.use')}
                </Button>
                <Button small kind="quiet" icon="save" label={t('supervision.export')} onPress={() => void give(deck.id)} />
              </span>
            </li>
          ))}
        </ul>
        {refused && (
          <div role="alert">
            <DeckProblems file={refused.file} faults={refused.faults} />
          </div>
        )}
      </Section>
      {open && <DeckCues key={open.id} id={open.id} onEdit={onEdit} />}
      {open && <DeckLimits key={`limits ${open.id}`} id={open.id} />}
      {open && <Revisions id={open.id} />}
    </>
  )
}

function Revisions({ id }: { id: string }): ReactNode {
  const t = useT()
  const act = useAct()
  const asked = useAsk(['decks', 'revisions', id], 'decks.revisions', { id })
  const rows = asked.data ?? []
  if (rows.length < 2) return null
  return (
    <Section label={t('supervision.revisions')} aside={t('supervision.revisions.text')}>
      <ul className={s.list}>
        {rows.map((row, index) => (
          <li key={`${row.source} ${row.revision}`} className={s.item}>
            <span className={s.words}>
              {t('supervision.revision', { revision: row.revision })}{' '}
              <span className={s.sub}>
                {t('supervision.cueCount', { count: row.cues })} {row.at && <When at={row.at} />}
                {row.source === 'shipped' && ` · ${t('supervision.shipped')}`}
              </span>
            </span>
            {index > 0 && (
              <Button
                small
                icon="undo"
                onPress={() => void act('decks.restore', { id, revision: row.revision, source: row.source }).then(deckChanged)}
              >
                {t('supervision.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
