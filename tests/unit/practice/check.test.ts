import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkScenarios } from '../../../shared/practice/check.ts'
import { en } from '../../../shared/i18n/en.ts'
import type { Scenario } from '../../../shared/practice/scenario.ts'
import { practiceLanguages } from '../../../shared/practice/texts.ts'
import { practiceFolder } from '../../support/practice.ts'
import { changed, common, shippedFiles } from './samples.ts'

/** Checks one file beside a good one that must stay. */
function refused(text: string) {
  const good = shippedFiles[3] ?? { file: '', text: '' }
  const { scenarios, problems } = checkScenarios([{ file: 'x.json', text }, good], common())
  expect(scenarios.map((scenario) => scenario.id)).toEqual(['shy-question'])
  expect(problems).toHaveLength(1)
  return problems[0]
}
const any = (value: unknown): never => value as never

describe('the scenarios we ship', () => {
  const checked = checkScenarios(shippedFiles, common())
  test('are at least ten and all right', () => {
    expect(checked.problems).toEqual([])
    expect(checked.scenarios.length).toBeGreaterThanOrEqual(10)
  })
  test('hold everybody the trade knows', () => {
    const ids = checked.scenarios.map((scenario) => scenario.id)
    for (const id of [
      'price-higher',
      'third-time',
      'order',
      'shy-question',
      'compliment',
      'renewal',
      'withheld',
      'shared-number',
      'internal',
      'mystery-shopper',
    ])
      expect(ids).toContain(id)
  })
  test('have a past, call, and write letters that are answered', () => {
    for (const { id, history, call, mail, without } of checked.scenarios) {
      expect(history.length, id).toBeGreaterThan(0)
      expect(call, id).not.toBeNull()
      expect(mail?.replies.length, id).toBeGreaterThan(0)
      expect(without, id).toEqual({ history: null, call: null, mail: null })
    }
  })
  test('have a recording of every line in every language', () => {
    const lacking = checked.scenarios.flatMap(({ id, lines, call }) =>
      call === null
        ? []
        : practiceLanguages.flatMap((language) =>
            [...Object.keys(lines), ...Object.keys(common().lines)]
              .map((line) => join('voices', language, id, `${line}.ogg`))
              .filter((file) => !existsSync(join(practiceFolder, file))),
          ),
    )
    expect(lacking).toEqual([])
  })
})

/** Twenty thousand conditions one inside the other; written by hand, because no serialiser goes that deep. */
function deepFile(): string {
  const marked = changed((s) => (s.call!.steps['opening']!.next = [{ when: any('HERE'), to: 'detail' }]))
  return marked.replace('"HERE"', `${'{"not":'.repeat(20_000)}{"agentStopped":true}${'}'.repeat(20_000)}`)
}

/** The line (from 1) at which something first stands after something else. */
const lineOf = (text: string, mark: string, after = ''): number =>
  text.slice(0, text.indexOf(mark, text.indexOf(after))).split('\n').length

describe('a bad scenario is refused with its line and reason, and the others work', () => {
  test.each<[string, string, { place: string; key: string; at?: [mark: string, after?: string] }]>([
    ['no JSON', '{\n  "version": 1,\n  "id": oops\n}', { place: '', key: 'cues.problem.notJson', at: ['oops'] }],
    ['an empty file', '', { place: '', key: 'cues.problem.notJson' }],
    [
      'an unknown key',
      changed((s) => Object.assign(s, { colour: 'red' })),
      { place: 'colour', key: 'cues.problem.unknownKey', at: ['"colour"'] },
    ],
    [
      'a missing language',
      changed((s) => delete any(s.lines['detail'])['mn']),
      { place: 'lines.detail.mn', key: 'cues.problem.missingLanguage', at: ['"detail"'] },
    ],
    [
      'an empty text',
      changed((s) => (s.title.hu = ' ')),
      { place: 'title.hu', key: 'cues.problem.wrongLength', at: ['"hu": " "'] },
    ],
    [
      'a wrong type',
      changed((s) => (s.voice.pitch = any('high'))),
      { place: 'voice.pitch', key: 'cues.problem.wrongType', at: ['"pitch"'] },
    ],
    [
      'another version',
      changed((s) => (s.version = any(2))),
      { place: 'version', key: 'cues.problem.wrongWord', at: ['"version"'] },
    ],
    [
      'a step that is nowhere',
      changed((s) => (s.call!.steps['opening']!.next[0] = { when: { agentStopped: true }, to: 'nowhere' })),
      { place: 'call.steps.opening.next[0].to', key: 'practice.problem.noStep', at: ['"nowhere"'] },
    ],
    [
      'a line nobody wrote',
      changed((s) => (s.call!.steps['opening']!.say = 'sung')),
      { place: 'call.steps.opening.say', key: 'practice.problem.noLine', at: ['"sung"'] },
    ],
    [
      'a person nobody knows',
      changed((s) => (s.call!.caller = 'ghost')),
      { place: 'call.caller', key: 'practice.problem.noPerson', at: ['"ghost"'] },
    ],
    // Words that every object knows, so that a careless look finds them.
    [
      'a caller that only looks like one',
      changed((s) => (s.call!.caller = 'constructor')),
      { place: 'call.caller', key: 'practice.problem.noPerson', at: ['"constructor"'] },
    ],
    [
      'a first step that only looks like one',
      changed((s) => (s.call!.start = 'constructor')),
      { place: 'call.start', key: 'practice.problem.noStep', at: ['"constructor"'] },
    ],
    [
      'a way that only looks like one',
      changed((s) => (s.call!.steps['opening']!.next[0] = { when: { agentStopped: true }, to: 'constructor' })),
      { place: 'call.steps.opening.next[0].to', key: 'practice.problem.noStep', at: ['"constructor"'] },
    ],
    [
      'a line that only looks like one',
      changed((s) => (s.call!.steps['opening']!.say = 'constructor')),
      { place: 'call.steps.opening.say', key: 'practice.problem.noLine', at: ['"constructor"'] },
    ],
    [
      'a number nobody has',
      changed((s) => (s.people['margaret']!.phone = null)),
      { place: 'call.caller', key: 'practice.problem.noNumber', at: ['"caller"'] },
    ],
    [
      'a letter without a sender',
      changed((s) => (s.people['margaret']!.mail = null)),
      { place: 'mail.from', key: 'practice.problem.noAddress', at: ['"from"'] },
    ],
    [
      'neither call nor letter',
      changed((s) => Object.assign(s, { call: null, mail: null })),
      { place: '', key: 'practice.problem.nothing' },
    ],
    [
      'nothing from before',
      changed((s) => (s.history = [])),
      { place: 'history', key: 'practice.problem.leftOut', at: ['"history"'] },
    ],
    [
      'no letter',
      changed((s) => Object.assign(s, { mail: null })),
      { place: 'mail', key: 'practice.problem.leftOut', at: ['"mail": null'] },
    ],
    [
      'no call',
      changed((s) => Object.assign(s, { call: null })),
      { place: 'call', key: 'practice.problem.leftOut', at: ['"call": null'] },
    ],
    [
      'a reason for what is there',
      changed((s) => Object.assign(s, { without: { mail: 'She cannot write.' } })),
      { place: 'without.mail', key: 'practice.problem.notLeftOut', at: ['"mail": "She'] },
    ],
    [
      'a stranger’s record',
      changed((s) => (s.people['margaret']!.known = false)),
      { place: 'history[0].person', key: 'practice.problem.stranger', at: ['"person"'] },
    ],
    [
      'an old letter without a sender',
      changed((s) => {
        const { subject, body } = s.mail!
        s.history = [{ kind: 'mail', person: 'margaret', daysAgo: 3, at: '10:00', subject, body }]
        s.people['margaret']!.mail = null
      }),
      { place: 'history[0].person', key: 'practice.problem.noAddress', at: ['"person"'] },
    ],
    [
      'a conversation without an end',
      changed((s) => {
        s.call!.always = []
        for (const step of Object.values(s.call!.steps)) step.end = false
      }),
      { place: 'call.steps.waiting', key: 'practice.problem.noEnd', at: ['"waiting": {'] },
    ],
    [
      'an endless circle',
      changed((s) => {
        s.call!.steps['opening']!.next = [
          { when: { silence: 2 }, to: 'detail' },
          { when: { tone: '1' }, to: 'thanks' },
        ]
        s.call!.steps['detail']!.next = [{ when: { any: [{ silence: 3 }, { agentStopped: true }] }, to: 'opening' }]
      }),
      { place: 'call.steps.opening', key: 'practice.problem.circle', at: ['"opening": {', '"steps"'] },
    ],
    [
      'a voice nobody has',
      changed((s) => (s.voice.variant = 'x9')),
      { place: 'voice.variant', key: 'practice.problem.wrongForm', at: ['"x9"'] },
    ],
    [
      'a condition with a wrong value',
      changed((s) => (s.call!.steps['opening']!.next[0] = any({ when: { silence: 'long' }, to: 'detail' }))),
      { place: 'call.steps.opening.next[0].when.silence', key: 'cues.problem.wrongType', at: ['"long"'] },
    ],
    [
      'a condition nobody knows',
      changed((s) => (s.call!.steps['opening']!.next[0] = any({ when: { rain: true }, to: 'detail' }))),
      { place: 'call.steps.opening.next[0].when', key: 'practice.problem.noWay', at: [`"when": {\n${' '.repeat(14)}"rain"`] },
    ],
    [
      'a key twice',
      changed((s) => Object.assign(s, { id: 'HERE' })).replace('"HERE"', '"one",\n  "id": "two"'),
      { place: 'id', key: 'cues.problem.duplicateKey', at: ['"id": "one"'] },
    ],
    [
      'conditions five deep',
      changed(
        (s) =>
          (s.call!.steps['opening']!.next = any([
            { when: [0, 0, 0, 0, 0].reduce<unknown>((when) => ({ not: when }), { tone: 'any' }), to: 'detail' },
          ])),
      ),
      { place: 'call.steps.opening.next[0].when.not.not.not.not.not', key: 'cues.problem.tooDeep' },
    ],
    ['endless conditions', deepFile(), { place: '', key: 'cues.problem.nesting' }],
  ])('%s', (_what, text, wanted) => {
    const problem = refused(text)
    expect(problem).toMatchObject({ file: 'x.json', place: wanted.place, messageKey: wanted.key })
    if (wanted.at) expect(problem?.line).toBe(lineOf(text, ...wanted.at))
    else expect(problem?.line).toBeGreaterThan(0)
    expect(en, 'the catalogue has the words').toHaveProperty([wanted.key])
  })

  test('an id or a number that somebody else has', () => {
    const [first] = shippedFiles
    const twin = checkScenarios([first!, { file: 'twin.json', text: first!.text }], common())
    expect(twin.problems).toEqual([
      {
        file: 'twin.json',
        line: lineOf(first!.text, '"id"'),
        place: 'id',
        messageKey: 'practice.problem.idTwice',
        params: { name: 'price-higher', other: '01-price-higher.json' },
      },
    ])
    const other = changed((s) => (s.id = 'other'))
    expect(checkScenarios([first!, { file: 'other.json', text: other }], common()).problems[0]).toMatchObject({
      line: lineOf(other, '"phone"'),
      place: 'people.margaret.phone',
      messageKey: 'practice.problem.taken',
      params: { other: '01-price-higher.json' },
    })
  })

  test('no text at all makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const { scenarios, problems } = checkScenarios([{ file: 'a.json', text }], common())
        expect(scenarios.length + problems.length).toBe(1)
      }),
    )
  })
})

test('somebody may lack a past, a call or a letter, with a written reason', () => {
  const without = { history: 'New in town.', mail: 'Cannot write.' }
  const text = changed((s) => Object.assign(s, { history: [], mail: null, without }))
  expect(checkScenarios([{ file: 'x.json', text }], common()).problems).toEqual([])
})

test('conditions may join conditions four deep', () => {
  const text = changed((s: Scenario) => {
    s.call!.steps['opening']!.next = [
      { when: { all: [{ any: [{ not: { silence: 3 } }, { tone: '1' }] }, { agentStopped: true }] }, to: 'detail' },
    ]
  })
  expect(checkScenarios([{ file: 'x.json', text }], common()).problems).toEqual([])
})
