import type { Session, WebPreferences } from 'electron'

/** What every window of ours has: no Node, isolated, sandboxed, nothing experimental. Written out so that a test can hold them to it. */
export function safePreferences(session: Session, preload: string): WebPreferences {
  return {
    session,
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
  }
}
