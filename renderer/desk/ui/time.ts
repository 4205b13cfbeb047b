import { useSyncExternalStore } from 'react'
import { dateForms } from '#shared/i18n/formats.ts'

const listeners = new Set<() => void>()
let tick: ReturnType<typeof setInterval> | undefined
let seconds = Math.floor(Date.now() / 1000)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  tick ??= setInterval(() => {
    seconds = Math.floor(Date.now() / 1000)
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(tick)
      tick = undefined
    }
  }
}

function current(): number {
  if (tick === undefined) seconds = Math.floor(Date.now() / 1000)
  return seconds
}

/** The present, in milliseconds, drawn again each second; one timer for the whole desk. */
export const useNow = (): number => useSyncExternalStore(subscribe, current) * 1000

const currentMinute = (): number => Math.floor(current() / 60)
/** The present to the minute, in milliseconds, drawn again each minute only. */
export const useMinute = (): number => useSyncExternalStore(subscribe, currentMinute) * 60_000

/** Length of time as people read a clock: `0:07`, `12:03`, `1:02:03`. Milliseconds in; less than nothing is nothing. */
export function clock(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number): string => String(n).padStart(2, '0')
  const hours = Math.floor(all / 3600)
  const rest = `${two(Math.floor((all % 3600) / 60))}:${two(all % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, '')
}

const day = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()

/** When something was, as people say it: time today, `Yesterday`, weekday this week, day and month this year, else month and year. */
export function sayWhen(instant: string, present: number, language: string, yesterday: string): string {
  const at = new Date(instant)
  const days = Math.round((day(new Date(present)) - day(at)) / 86_400_000)
  const forms = dateForms(language)
  if (days <= 0) return days === 0 ? forms.time(at) : forms.dayMonth(at)
  if (days === 1) return yesterday
  if (days < 7) return forms.weekday(at)
  return at.getFullYear() === new Date(present).getFullYear() ? forms.dayMonth(at) : forms.monthYear(at)
}

/** `10:42` */
export const timeOf = (instant: string, language: string): string => dateForms(language).time(new Date(instant))

/** Day and time in full, for hovering. */
export const exactly = (instant: string, language: string): string => dateForms(language).exactly(new Date(instant))
