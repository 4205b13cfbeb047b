import type { Out } from '../../shared/contract/define.ts'
import type { deskCalls } from '../../shared/contract/desk/calls.ts'
import type { Scenario } from '../../shared/practice/scenario.ts'
import type { ScoreRow } from '../../shared/practice/score.ts'
import { must, until } from './desk.ts'
import { expect } from './e2e.ts'
import type { PracticeDesk } from './practice-desk.ts'

/** Least and most seconds something can have taken by the test's own clock: the window shows things after they happen. */
export type Span = readonly [least: number, most: number]

/** What whoever sat at the window did and saw in one call. */
export interface Happened {
  readonly id: string
  readonly direction: 'inbound' | 'outbound'
  /** From the first ring to *Answer*. */
  readonly rang: Span
  /** From the answer until the customer heard the agent. */
  readonly greeted: Span
  readonly hold: { readonly seconds: Span; readonly announced: boolean } | null
  /** What was taken down in the case's form. */
  readonly case: { readonly type: string; readonly reason: string | null; readonly nextStep: string } | null
  readonly note: string | null
  readonly code: string
  /** Cards that were seen in the window, and the button that was pressed on them. */
  readonly cards: ReadonlyMap<string, 'done' | 'not_now'>
}

/** Seconds: times on the sheet are rounded, and the processes are told of things one after the other. */
const slack = 0.3

type Sheet = NonNullable<Out<(typeof deskCalls)['app.snapshot']>['practice']>['sheets'][number]
type CueEvents = Out<(typeof deskCalls)['cue.history']>

/** The sheet of a call that was finished: each row says what was due, shown and done, in the records' words and on the screen. */
export async function checkSheet(p: PracticeDesk, scenario: Scenario, happened: Happened): Promise<void> {
  const { desk, language, t } = p
  const { practice } = await until(desk, 'the sheet', (now) => now.practice?.sheets[0]?.interactionId === happened.id)
  const sheet = practice?.sheets[0]
  if (!sheet) throw new Error('no sheet')
  const what = `${language} ${scenario.id}`
  expect(sheet.scenarioId, what).toBe(scenario.id)
  const cues = sheet.rows.filter(({ item }) => item === 'cue')
  const said = (item: ScoreRow['item'], [least, most]: Span): number => {
    const done = sheet.rows.find((row) => row.item === item)?.done
    expect(done, `${what}: ${item}`).toBeGreaterThan(least - slack)
    expect(done, `${what}: ${item}`).toBeLessThan(most + slack)
    return Number(done)
  }
  expect(
    sheet.rows.filter((row) => !cues.includes(row)),
    what,
  ).toEqual(expectedRows(scenario, happened, said))
  checkCues(what, scenario, happened, cues, await must(desk, 'cue.history', { interactionId: happened.id }))
  const counted = sheet.rows.filter(({ item, shown }) => item !== 'cue' || shown === true)
  expect([sheet.done, sheet.of], what).toEqual([counted.filter(({ outcome }) => outcome === 'done').length, counted.length])
  await onTheScreen(p, scenario, sheet, t('practice.score', { done: sheet.done, of: sheet.of }))
}

/**
 * All rows but those of cues, from what was due and what happened.
 * @param said the seconds on the sheet, which must lie within what the test's clock measured
 */
function expectedRows({ due }: Scenario, happened: Happened, said: (item: ScoreRow['item'], span: Span) => number): ScoreRow[] {
  const { hold } = happened
  const row = (item: ScoreRow['item'], good: boolean, dueThen: ScoreRow['due'], done: ScoreRow['done']): ScoreRow => ({
    ...{ item, outcome: good ? 'done' : 'missed', due: dueThen, done, shown: null },
  })
  const length = (text: string | null | undefined): number | null => (text ? text.length : null)
  const timed = (item: ScoreRow['item'], within: number, span: Span): ScoreRow => {
    const seconds = said(item, span)
    return row(item, seconds <= within, within, seconds)
  }
  return [
    ...(happened.direction === 'inbound' ? [timed('answered', due.answerWithin, happened.rang)] : []),
    timed('greeting', due.greetWithin, happened.greeted),
    ...(due.case ? [row('case_type', happened.case?.type === due.case.type, due.case.type, happened.case?.type ?? null)] : []),
    ...(due.case?.reason
      ? [row('cause', happened.case?.reason === due.case.reason, due.case.reason, happened.case?.reason ?? null)]
      : []),
    ...(due.note ? [row('note', happened.note !== null, null, length(happened.note))] : []),
    ...(due.nextStep ? [row('next_step', happened.case !== null, null, length(happened.case?.nextStep))] : []),
    ...(hold
      ? [row('hold_announced', hold.announced, 1, hold.announced ? 1 : 0), timed('hold_short', due.holdWithin, hold.seconds)]
      : []),
    row(
      'disposition',
      due.dispositions.some((code) => code === happened.code),
      [...due.dispositions],
      happened.code,
    ),
  ]
}

/** A row for each cue that was due by the scenario or came up; shown when the window has painted it, done when its button was pressed. */
function checkCues(what: string, scenario: Scenario, happened: Happened, rows: readonly ScoreRow[], events: CueEvents): void {
  const ids = new Set([...scenario.due.cues, ...events.map(({ cueId }) => cueId)])
  expect(new Set(rows.map(({ due }) => due)), what).toEqual(ids)
  expect(rows).toHaveLength(ids.size)
  for (const { due, done, outcome, shown } of rows) {
    const own = events.filter(({ cueId }) => cueId === due)
    const pressed = happened.cards.get(String(due))
    expect(shown, `${what}: ${String(due)} painted`).toBe(own.some(({ shownAt }) => shownAt !== null))
    expect(outcome, `${what}: ${String(due)}`).toBe(pressed === 'done' ? 'done' : 'missed')
    if (pressed) expect(done, `${what}: ${String(due)}`).toBe(pressed)
    if (own.length === 0) expect(done, `${what}: ${String(due)}`).toBeNull()
  }
  for (const seen of happened.cards.keys()) expect(rows.find(({ due }) => due === seen)?.shown, `${what}: ${seen}`).toBe(true)
}

/** The sheet stands on the screen: how many were done, a line for each row, a mark in words on each that counts. */
async function onTheScreen({ desk, language, t }: PracticeDesk, { title }: Scenario, sheet: Sheet, score: string): Promise<void> {
  const section = desk.getByRole('region', { name: t('practice.sheet', { title: title[language] }), exact: true }).first()
  await expect(section).toContainText(score)
  await expect(section.getByRole('listitem')).toHaveCount(sheet.rows.length)
  const marked = (mark: string): Promise<void> =>
    expect(section.getByText(t(mark === 'done' ? 'practice.done' : 'practice.missed'), { exact: true })).toHaveCount(
      sheet.rows.filter((row) => row.outcome === mark && (row.item !== 'cue' || row.shown === true)).length,
    )
  await marked('done')
  await marked('missed')
}
