import type { ElectronApplication } from '@playwright/test'
import { expect } from '@playwright/test'

const never = [
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
] as const

/**
 * Holds every page there is, seen or hidden, to points 2 to 12 of Electron's security list that are preferences of a window.
 * @returns their addresses
 */
export async function expectPowerless(electron: ElectronApplication): Promise<string[]> {
  const pages = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => ({
      url: contents.getURL(),
      preferences: (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
    })),
  )
  for (const { url, preferences } of pages) {
    expect(url).toMatch(/^app:\/\//)
    expect(preferences, url).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    for (const name of never) expect(preferences[name] ?? false, `${name} of ${url}`).toBeFalsy()
  }
  return pages.map(({ url }) => url)
}
