import { expect, test } from 'vitest'
import { agentCodesSchema, nextStep, type AgentCodes, type Told } from '#shared/domain/agent-codes.ts'

const codes: AgentCodes = agentCodesSchema.parse({
  login: '*45',
  logout: '*46',
  pause: '*47',
  reasons: { lunch: '*472' },
  unpause: '*48',
})

/** All steps that are owed from what was told to what is wanted. */
function steps(told: Told, wanted: { ready: boolean; reason: string | null }, of = codes): [string[], Told] {
  const sent: string[] = []
  for (let step = nextStep(of, told, wanted); step !== null; step = nextStep(of, told, wanted)) {
    sent.push(step.code)
    told = step.after
    if (sent.length > 5) throw new Error('never done')
  }
  return [sent, told]
}
const ready = { ready: true, reason: null }

test('who signs in is logged in and said how they are: a pause of before may still stand at the exchange', () => {
  expect(steps(null, ready)[0]).toEqual(['*45', '*48'])
  expect(steps(null, { ready: false, reason: 'lunch' })[0]).toEqual(['*45', '*472'])
})

test('each change once: pause with the reason’s own code or the usual one, and on', () => {
  const [, told] = steps(null, ready)
  expect(steps(told, ready)[0]).toEqual([])
  const [lunch, atLunch] = steps(told, { ready: false, reason: 'lunch' })
  expect(lunch).toEqual(['*472'])
  const [meeting, inMeeting] = steps(atLunch, { ready: false, reason: 'meeting' })
  expect(meeting).toEqual(['*47'])
  expect(steps(inMeeting, { ready: false, reason: null })[0]).toEqual(['*47'])
  expect(steps(inMeeting, ready)[0]).toEqual(['*48'])
})

test('a code that is not set is no code', () => {
  expect(steps(null, ready, agentCodesSchema.parse({}))[0]).toEqual(['', ''])
})
