import { contextBridge, ipcRenderer } from 'electron'

// The hidden practice window gets one pipe to main and nothing else: fixed channels, the event object stays here.
contextBridge.exposeInMainWorld('courtesyPractice', {
  post: (message: unknown): void => ipcRenderer.send('practice:to-main', message),
  listen: (listener: (message: unknown) => void): (() => void) => {
    const forward = (_event: unknown, message: unknown): void => listener(message)
    ipcRenderer.on('practice:to-window', forward)
    return () => void ipcRenderer.off('practice:to-window', forward)
  },
})
