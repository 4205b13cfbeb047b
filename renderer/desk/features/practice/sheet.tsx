import type { ReactNode } from 'react'
import { caseReasons, caseTypes, dispositionCodes } from '#shared/domain/case-choices.ts'
import type { PracticeView } from '#shared/contract/desk/practice.ts'
import type { MessageKey, MessageParams, Translator } from '#shared/i18n/translator.ts'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Section } from '../../ui/scroll.tsx'
import { timeOf } from '../../ui/time.ts'
import { Said } from '../../ui/visually-hidden.tsx'
import { caseReasonLabels, caseTypeLabels, dispositionLabels } from '../case-words/index.ts'
import s from './practice.module.css'

type ScoreSheet = NonNullable<PracticeView>['sheets'][number]
type Row = ScoreSheet['rows'][number]

const items: Readonly<Record<Row['item'], MessageKey>> = {
  answered: 'practice.item.answered',
  greeting: 'practice.item.greeting',
  case_type: 'practice.item.caseType',
  cause: 'practice.item.cause',
  note: 'practice.item.note',
  next_step: 'practice.item.nextStep',
  hold_announced: 'practice.item.holdAnnounced',
  hold_short: 'practice.item.holdShort',
  disposition: 'practice.item.disposition',
  cue: 'practice.item.cue',
}

/** Codes of the records as words; numbers are seconds or counts and stay. */
function say({ t }: Translator, value: Row['due'] | Row['done']): string {
  if (value === null) return ''
  if (Array.isArray(value)) return value.map((each) => say({ t } as Translator, each)).join(', ')
  const type = caseTypes.find((each) => each === value)
  if (type) return t(caseTypeLabels[type])
  const reason = caseReasons.find((each) => each === value)
  if (reason) return t(caseReasonLabels[reason])
  const code = dispositionCodes.find((each) => each === value)
  return code ? t(dispositionLabels[code]) : String(value)
}

/** What became of a card, by the newest state of its moment. */
const cueAnswers: Readonly<Record<string, MessageKey>> = {
  done: 'practice.cue.done',
  not_now: 'practice.cue.notNow',
  overruled: 'practice.cue.overruled',
  shown: 'practice.cue.faded',
  expired: 'practice.cue.faded',
}

const inSeconds: ReadonlySet<Row['item']> = new Set(['answered', 'greeting', 'hold_short'])

function answer(words: Translator, row: Row): string {
  if (row.item === 'cue')
    return words.t(row.shown === true ? (cueAnswers[String(row.done)] ?? 'practice.cue.faded') : 'practice.notShown')
  if (row.done === null) return words.t('practice.nothing')
  return typeof row.done === 'number' && inSeconds.has(row.item)
    ? words.t('time.seconds', { count: row.done })
    : say(words, row.done)
}

function line(words: Translator, row: Row, cues: Names): string {
  if (row.item === 'cue') return cues[String(row.due)] ?? words.t('practice.item.cue', { due: String(row.due) })
  const params: MessageParams = {
    due: say(words, row.due),
    done: say(words, row.done),
    ...(typeof row.due === 'number' ? { count: row.due } : {}),
  }
  return words.t(items[row.item], params)
}

/** Words of cues by id. */
export type Names = Readonly<Record<string, string>>

/** What was due in a practice call and what was done; kind, and only about the work. */
export function Sheet({ cues, sheet }: { sheet: ScoreSheet; cues: Names }): ReactNode {
  const words = useWords()
  const { t } = words
  return (
    <Section label={t('practice.sheet', { title: sheet.title })} tone="mine" aside={timeOf(sheet.at, words.language)}>
      <p className={s.score}>
        <strong>{t('practice.score', { done: sheet.done, of: sheet.of })}</strong>{' '}
        <span className={s.quiet}>{t(sheet.done === sheet.of ? 'practice.score.all' : 'practice.score.some')}</span>
      </p>
      <ul className={s.rows}>
        {sheet.rows.map((row, index) => {
          // A card that never came up is told of, not held against anybody.
          const open = row.item === 'cue' && row.shown !== true
          const good = row.outcome === 'done'
          return (
            <li key={`${row.item}-${index}`} className={cx(s.row, open ? s.open : !good && s.missed)}>
              {good && !open ? <Icon name="check" size={15} /> : <span className={s.mark} aria-hidden="true" />}
              {!open && <Said>{t(good ? 'practice.done' : 'practice.missed')}</Said>}
              <span>{line(words, row, cues)}</span>
              <span className={s.answer}>{answer(words, row)}</span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
