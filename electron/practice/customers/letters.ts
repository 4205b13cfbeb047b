import type { Scenario } from '#shared/practice/scenario.ts'
import type { PracticeLanguage } from '#shared/practice/texts.ts'
import type { AgentLetter, Mailbox } from '../mailbox/mailbox.ts'
import { serviceAddress, type PracticePerson } from './people.ts'

export interface Correspondents {
  /** Writes the customer's letter into the inbox now. */
  write(scenario: Scenario): boolean
  /** The agent wrote to somebody: those who answer do so after their time. */
  received(letter: AgentLetter): void
  stop(): void
}

/**
 * Lets customers write and answer letters. Answers to what answers them come in the order of the scenario; after the last one there is
 * silence. A letter that begins something new is thanked for, by whoever it went to.
 */
export function correspondents(options: {
  mailbox: () => Mailbox
  language: PracticeLanguage
  service: string
  /** What a customer says to a letter that answers none of theirs. */
  unexpected: string
  /** Who has this address. */
  find: (address: string) => { scenario: Scenario; person: PracticePerson } | null
  people: (scenario: Scenario) => readonly PracticePerson[]
  written: (scenario: Scenario) => void
}): Correspondents {
  const { language, service } = options
  const answers = new Map<string, number>()
  const timers = new Set<NodeJS.Timeout>()
  const send = (person: PracticePerson, subject: string, text: string, inReplyTo: string | null): void => {
    if (person.address === null) return
    options.mailbox().deliver({
      from: { name: person.name, address: person.address },
      to: { name: service, address: serviceAddress },
      subject,
      text,
      date: new Date(),
      inReplyTo,
    })
  }
  return {
    write(scenario) {
      const { mail } = scenario
      const person = mail && options.people(scenario).find((each) => each.key === mail.from)
      if (!mail || !person) return false
      send(person, mail.subject[language], mail.body[language], null)
      options.written(scenario)
      return true
    },
    received(letter) {
      for (const address of letter.to) {
        const found = options.find(address)
        const mail = found?.scenario.mail
        if (!found || !mail) continue
        const expected = letter.inReplyTo !== null && found.person.key === mail.from
        const at = answers.get(found.scenario.id) ?? 0
        const text = expected ? mail.replies[at]?.[language] : letter.inReplyTo === null ? options.unexpected : undefined
        if (!text) continue
        if (expected) answers.set(found.scenario.id, at + 1)
        const subject = /^re:/i.test(letter.subject) ? letter.subject : `Re: ${letter.subject}`
        const timer = setTimeout(() => {
          timers.delete(timer)
          send(found.person, subject, text, letter.messageId)
        }, mail.replyAfter * 1000)
        timers.add(timer)
      }
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
