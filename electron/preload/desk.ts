import { contextBridge, ipcRenderer } from 'electron'
import type { DeskBridge } from '#shared/contract/desk/calls.ts'

/** Exactly the contract's two functions: no Electron object, no event object ever crosses. */
const bridge: DeskBridge = {
  call: (name, input) => ipcRenderer.invoke('desk:call', String(name), input),
  listen: (listener) => {
    const receive = (_event: unknown, envelopes: readonly unknown[]): void => listener(envelopes)
    ipcRenderer.on('desk:event', receive)
    return () => {
      ipcRenderer.off('desk:event', receive)
    }
  },
}
contextBridge.exposeInMainWorld('courtesy', bridge)
