import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { practiceLanguages } from '../../shared/practice/texts.ts'
import { likeness, SAME_VOICE, spokenSeconds } from '../support/audio/likeness.ts'
import { startLoudspeaker } from '../support/audio/loudspeaker.ts'
import { speak } from '../support/audio/voice.ts'
import { readWav } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { customerVoice, shippedCast } from '../support/practice.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** Everybody calls once in every language: the right words are heard here, the agent there, and a sheet of the right call is made. */
for (const language of practiceLanguages)
  test(`every practice customer calls in ${language}`, async ({ start, home }) => {
    test.setTimeout(600_000)
    const where = home()
    const agent = speak(join(where.folder, 'agent.wav'), 'Good morning, this is Anna.', 'en+f3', {
      before: 0.5,
      pause: 9,
      repeat: 0,
    })
    const speaker = await startLoudspeaker(where.folder)
    try {
      const { desk } = await start(where, { microphone: agent, env: speaker.env, lang: language, switches: ['--practice'] })
      await until(desk, 'practice runs', ({ practice }) => practice !== null, 60_000)
      await must(desk, 'practice.pause', { paused: true })
      for (const scenario of shippedCast().filter(({ call }) => call !== null))
        await test.step(scenario.id, async () => {
          await until(
            desk,
            'the line is free',
            ({ line, interactions }) => line.word === 'ready' && interactions.length === 0,
            60_000,
          )
          await must(desk, 'practice.callNow', { scenarioId: scenario.id })
          const ringing = await until(
            desk,
            'it rings',
            ({ interactions }) => interactions[0]?.interaction.state === 'ringing',
            30_000,
          )
          const { interaction } = ringing.interactions[0] ?? { interaction: null }
          if (!interaction) throw new Error('nobody rings')
          const talk = await speaker.record(`${language}-${scenario.id}`)
          await must(desk, 'call.answer', { id: interaction.id })
          await until(desk, 'the agent is heard', ({ practice }) => (practice?.current?.hears ?? 0) > 0.5, 20_000)
          await wait(5_000)
          const heard = readWav(await talk())
          expect(spokenSeconds(heard)).toBeGreaterThan(1)
          expect(
            likeness(customerVoice(where.folder, scenario, ['hello', 'opening', 'detail'], language), heard),
          ).toBeGreaterThan(SAME_VOICE)
          const { interactions } = await must(desk, 'app.snapshot', null)
          const { card, candidates } = interactions[0] ?? { card: null, candidates: [] }
          const person = scenario.people[scenario.call?.caller ?? '']
          if (person?.usage === 'shared')
            expect(candidates.map((each) => each.contact.displayName)).toContain(person.name[language])
          else expect(card?.contact.displayName ?? null).toBe(person?.known === true ? person.name[language] : null)
          await must(desk, 'call.hangUp', { id: interaction.id })
          await until(desk, 'wrap-up', ({ interactions: now }) => now[0]?.interaction.state === 'wrap_up')
          await must(desk, 'interaction.finish', {
            id: interaction.id,
            code: scenario.due.dispositions[0] ?? 'resolved',
            note: 'Practised.',
          })
          const { practice } = await until(desk, 'the sheet', (now) => now.practice?.sheets[0]?.interactionId === interaction.id)
          const rows = practice?.sheets[0]?.rows ?? []
          expect(practice?.sheets[0]?.scenarioId).toBe(scenario.id)
          expect(rows.find((row) => row.item === 'disposition')?.outcome).toBe('done')
          expect(rows.find((row) => row.item === 'note')?.outcome).toBe('done')
          if (scenario.due.case) expect(rows.find((row) => row.item === 'case_type')?.outcome).toBe('missed')
        })
    } finally {
      await speaker.stop()
    }
  })
