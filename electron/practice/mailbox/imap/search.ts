import { headerFields } from '../letter.ts'
import type { Stored } from '../store.ts'
import { textOf, type Token } from './reader.ts'
import { readSet } from './sets.ts'

interface Candidate {
  readonly message: Stored
  readonly sequence: number
}
type Test = (candidate: Candidate) => boolean

const flagKeys: Readonly<Record<string, readonly [flag: string, wanted: boolean]>> = {
  ANSWERED: ['\\Answered', true],
  DELETED: ['\\Deleted', true],
  DRAFT: ['\\Draft', true],
  FLAGGED: ['\\Flagged', true],
  SEEN: ['\\Seen', true],
  UNANSWERED: ['\\Answered', false],
  UNDELETED: ['\\Deleted', false],
  UNDRAFT: ['\\Draft', false],
  UNFLAGGED: ['\\Flagged', false],
  UNSEEN: ['\\Seen', false],
}

/** Reads search keys (RFC 3501 §6.4.4) into one test; null when a key is not known. */
export function readSearch(tokens: readonly Token[], last: { uid: number; sequence: number }): Test | null {
  const keys = [...tokens]
  if (textOf(keys[0]).toUpperCase() === 'CHARSET') keys.splice(0, 2)
  const tests: Test[] = []
  while (keys.length > 0) {
    const test = readKey(keys, last)
    if (test === null) return null
    tests.push(test)
  }
  return (candidate) => tests.every((test) => test(candidate))
}

function readKey(keys: Token[], last: { uid: number; sequence: number }): Test | null {
  const token = keys.shift()
  if (!token) return null
  if (token.kind === 'list') return readSearch(token.items, last)
  const key = token.text.toUpperCase()
  const next = (): string => textOf(keys.shift())
  const flag = flagKeys[key]
  if (flag) return ({ message }) => message.flags.has(flag[0]) === flag[1]
  switch (key) {
    case 'ALL':
      return () => true
    case 'NOT': {
      const inner = readKey(keys, last)
      return inner && ((candidate) => !inner(candidate))
    }
    case 'OR': {
      const one = readKey(keys, last)
      const other = readKey(keys, last)
      return one && other && ((candidate) => one(candidate) || other(candidate))
    }
    case 'UID': {
      const set = readSet(next(), last.uid)
      return set && (({ message }) => set(message.uid))
    }
    case 'HEADER': {
      const [name, text] = [next().toLowerCase(), next().toLowerCase()]
      return ({ message }) =>
        headerFields(message.raw).some(([each, value]) => each === name && value.toLowerCase().includes(text))
    }
    case 'SUBJECT':
    case 'FROM':
    case 'TO':
    case 'CC': {
      const text = next().toLowerCase()
      return ({ message }) =>
        headerFields(message.raw).some(([each, value]) => each === key.toLowerCase() && value.toLowerCase().includes(text))
    }
    case 'TEXT':
    case 'BODY': {
      const text = next().toLowerCase()
      return ({ message }) => message.raw.toString('latin1').toLowerCase().includes(text)
    }
    case 'SINCE':
    case 'BEFORE': {
      const day = Date.parse(`${next()} 00:00 UTC`)
      return Number.isNaN(day)
        ? null
        : ({ message }) => (key === 'SINCE' ? message.at.getTime() >= day : message.at.getTime() < day)
    }
    default: {
      const set = readSet(key, last.sequence)
      return set && (({ sequence }) => set(sequence))
    }
  }
}
