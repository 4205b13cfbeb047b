import { describe, expect, it, vi } from 'vitest'
import { LanguageInUse } from '../../../electron/app/language.ts'

function inUse(forced: string | null, kept: string | null, system: string[] = ['en-US']) {
  const setting = { language: kept }
  const failed = vi.fn()
  const language = new LanguageInUse({ forced, setting: () => setting.language, system: () => system, failed })
  return { setting, language, failed }
}

describe('the language of main', () => {
  it('speaks English until the words are there, then the language', async () => {
    const { language, failed } = inUse(null, 'de')
    expect(language.words().t('close.stay')).toBe('Stay in the call')
    await vi.waitFor(() => expect(language.words().t('close.stay')).toBe('Im Gespräch bleiben'))
    expect(failed).not.toHaveBeenCalled()
  })

  it('follows a choice at once, even when a switch said another language at the start', async () => {
    const { language, setting } = inUse('hu', null)
    expect(language.tag()).toBe('hu')
    setting.language = 'cs'
    expect(language.tag()).toBe('hu')
    expect(language.chosen()).toBe('cs')
    await vi.waitFor(() => expect(language.words().t('close.stay')).toBe('Zůstat v hovoru'))
  })

  it('goes back to the language of the computer', async () => {
    const { language, setting } = inUse(null, 'cs', ['mn-MN'])
    setting.language = null
    expect(language.chosen()).toBe('mn-MN')
    await vi.waitFor(() => expect(language.words().t('close.stay')).toBe('Дуудлагад үлдэх'))
  })

  it('keeps the last of several quick choices', async () => {
    const { language, setting } = inUse(null, null)
    for (const each of ['hu', 'cs', 'de']) {
      setting.language = each
      language.chosen()
    }
    await vi.waitFor(() => expect(language.words().language).toBe('de'))
    await new Promise((done) => setTimeout(done, 50))
    expect(language.words().language).toBe('de')
  })
})
