import { globalShortcut } from 'electron'
import { acceleratorOf, globalActions, type GlobalAction } from '#shared/domain/accelerator.ts'
import type { SystemView } from '#shared/contract/desk/state.ts'

/**
 * Keys that work while another program is in front, as the person chose them.
 * @returns a function that puts a choice in force and says of each key whether the system gave it to us
 */
export function globalKeys(
  run: (action: GlobalAction) => void,
): (chosen: Readonly<Partial<Record<GlobalAction, string>>>) => SystemView['shortcuts'] {
  let before: string | null = null
  let told: SystemView['shortcuts'] = {}
  return (chosen) => {
    const now = JSON.stringify(chosen)
    if (now === before) return told
    before = now
    globalShortcut.unregisterAll()
    told = {}
    for (const action of globalActions) {
      const keys = chosen[action]
      if (keys === undefined || keys === '') continue
      told[action] = register(acceleratorOf(keys), () => run(action)) ? 'working' : 'refused'
    }
    return told
  }
}

function register(accelerator: string | null, run: () => void): boolean {
  if (accelerator === null) return false
  try {
    return globalShortcut.register(accelerator, run)
  } catch {
    // Electron throws at a key it does not know.
    return false
  }
}
