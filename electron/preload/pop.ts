import { contextBridge, ipcRenderer } from 'electron'
import type { PopBridge } from '#shared/contract/pop.ts'

/** Exactly the contract's two functions, as in the desk's preload; the channels carry nothing but the pop's three calls and its view. */
const bridge: PopBridge = {
  call: (name, input) => ipcRenderer.invoke('pop:call', String(name), input),
  listen: (listener) => {
    const receive = (_event: unknown, view: unknown): void => listener(view)
    ipcRenderer.on('pop:view', receive)
    return () => {
      ipcRenderer.off('pop:view', receive)
    }
  },
}
contextBridge.exposeInMainWorld('courtesyPop', bridge)
