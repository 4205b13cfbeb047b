import { contextBridge, ipcRenderer } from 'electron'

// The hidden phone window gets one pipe to main and nothing else: fixed channels, the event object (which leads to ipcRenderer) stays here.
contextBridge.exposeInMainWorld('courtesyPhone', {
  post: (message: unknown): void => ipcRenderer.send('phone:to-main', message),
  listen: (listener: (message: unknown) => void): (() => void) => {
    const forward = (_event: unknown, message: unknown): void => listener(message)
    ipcRenderer.on('phone:to-window', forward)
    return () => void ipcRenderer.off('phone:to-window', forward)
  },
})
