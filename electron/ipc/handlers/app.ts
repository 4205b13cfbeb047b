import type { BrowserWindow } from 'electron'
import type { deskCalls } from '#shared/contract/desk/calls.ts'
import type { Handlers } from '#shared/contract/define.ts'
import type { Services } from '../../app/services.ts'
import { openExternal } from '../../security/open-external.ts'
import { unwrap } from './unwrap.ts'

type Names =
  | 'app.snapshot'
  | 'app.drawn'
  | 'app.openLink'
  | 'app.unlock'
  | 'app.newPassphrase'
  | 'app.recover'
  | 'settings.set'
  | 'letter.show'
  | 'letter.withdraw'

export function appHandlers(
  {
    model,
    settings,
    language,
    access,
    letters,
    line,
    wrapUps,
  }: Pick<Services, 'model' | 'settings' | 'language' | 'access' | 'letters' | 'line' | 'wrapUps'>,
  drawn: () => void,
  window: () => BrowserWindow | null,
): Handlers<Pick<typeof deskCalls, Names>> {
  const unlock = async ({ passphrase }: { passphrase: string }): Promise<null> => {
    await access.unlock(passphrase)
    return null
  }
  return {
    'app.snapshot': () => model.snapshot(),
    'app.drawn': () => {
      drawn()
      return null
    },
    'app.openLink': ({ url }) => unwrap(openExternal(url)),
    'app.unlock': unlock,
    'app.newPassphrase': unlock,
    'app.recover': async (choice) => {
      await access.recover(choice)
      return null
    },
    'settings.set': ({ patch }) => {
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      settings.set({ ...settings.get(), ...given })
      model.set('settings', settings.get())
      if (patch.wrapUp !== undefined) wrapUps.policyChanged()
      if (patch.zoom !== undefined) window()?.webContents.setZoomFactor(patch.zoom / 100)
      if (patch.handOver !== undefined || patch.exchange !== undefined || patch.voice !== undefined) void line.settingsChanged()
      if (patch.language !== undefined) model.set('language', language.chosen())
      return null
    },
    'letter.show': ({ html }) => ({ url: letters.show(html) }),
    'letter.withdraw': ({ url }) => {
      letters.withdraw(url)
      return null
    },
  }
}
