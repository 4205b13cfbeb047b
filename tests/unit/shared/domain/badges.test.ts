import { describe, expect, it } from 'vitest'
import { badgeCount, badgeText, badgeTitle } from '#shared/domain/badges.ts'

describe('the badge', () => {
  it('counts what rings, what waits for its wrap-up and unread letters; talk and what is closed count nothing', () =>
    expect(badgeCount(['ringing', 'wrap_up', 'talk', 'dialling', 'closed'], [3, 0, 1])).toBe(6))
  it('is nothing when nothing waits', () => expect(badgeCount(['talk'], [])).toBe(0))
  it.each([
    [0, '', 'Courtesy'],
    [3, '3', '(3) Courtesy'],
    [99, '99', '(99) Courtesy'],
    [100, '99+', '(99+) Courtesy'],
  ])('%d is said %o', (count, text, title) => {
    expect(badgeText(count)).toBe(text)
    expect(badgeTitle(count, 'Courtesy')).toBe(title)
  })
})
