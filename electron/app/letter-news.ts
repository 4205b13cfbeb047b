import type { Translator } from '#shared/i18n/translator.ts'

export interface Letter {
  readonly conversationId: string
  readonly from: string
  readonly subject: string
}

/** One notification for the letters that came together: of one its sender and subject, of several their number and senders. */
export function letterWords(letters: readonly Letter[], names: boolean, { t }: Translator): { title: string; body: string } {
  const [first] = letters
  const count = letters.length
  if (!names || !first) return { title: t('notify.letters', { count }), body: t('notify.letters.text') }
  if (count === 1) return { title: t('notify.letter.from', { name: first.from }), body: first.subject }
  const senders = [...new Set(letters.map((letter) => letter.from))]
  return { title: t('notify.letters', { count }), body: senders.slice(0, 3).join(', ') + (senders.length > 3 ? ' …' : '') }
}

/** Collects what comes within a moment, so that a burst of letters makes one notification. */
export function gather<T>(quietMs: number, tell: (all: readonly T[]) => void): (one: T) => void {
  let waiting: T[] = []
  let timer: NodeJS.Timeout | null = null
  return (one) => {
    waiting.push(one)
    timer ??= setTimeout(() => {
      timer = null
      const all = waiting
      waiting = []
      tell(all)
    }, quietMs)
  }
}
