// A bare Electron window: what the same machine needs for nothing at all.
const { app, BrowserWindow } = require('electron')
const { join } = require('node:path')
app.enableSandbox()
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true },
  })
  window.once('ready-to-show', () => window.show())
  window.loadFile(join(__dirname, 'index.html'))
})
app.on('window-all-closed', () => app.quit())
