import { Notification } from 'electron'
import type { Log } from '../diagnostics/log.ts'

export interface Note {
  title: string
  body: string
  click: () => void
  /** Buttons, where the system has them (macOS); elsewhere the click is all. */
  actions?: readonly { text: string; run: () => void }[]
}

export interface Notifier {
  /** Shows one; returns how to take it away again. */
  show(note: Note): () => void
}

/** The system's own notifications. Where there are none, nothing happens. */
export function notifier(icon: string, log: Log): Notifier {
  // Kept while shown: one that is collected as garbage loses its click.
  const shown = new Set<Notification>()
  return {
    show({ actions = [], body, click, title }) {
      if (!Notification.isSupported()) return () => undefined
      const note = new Notification({
        title,
        body,
        icon,
        silent: true,
        ...(process.platform === 'darwin' ? { actions: actions.map(({ text }) => ({ type: 'button' as const, text })) } : {}),
      })
      shown.add(note)
      const done = (): void => void shown.delete(note)
      note.on('click', () => {
        done()
        click()
      })
      note.on('action', (_event, index) => {
        done()
        actions[index]?.run()
      })
      note.on('close', done)
      note.on('failed', (_event, error) => {
        done()
        log('warn', 'notification', { error })
      })
      note.show()
      return () => {
        done()
        note.close()
      }
    },
  }
}
