import { uuidv7 } from 'uuidv7'
import type { Services } from './services.ts'

/** Notes in the records what main did outside them. An act that is done stays done when it cannot be noted; the log says so then. */
export function auditor({ log, model, records }: Pick<Services, 'log' | 'model' | 'records'>) {
  return async (action: string, object: string, detail: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    const at = new Date().toISOString()
    const { name: actor } = model.snapshot().agent
    const noted = await records.call('audit.add', { id: uuidv7(), actor, action, object, detail: { ...detail }, at })
    if (!noted.ok) log('warn', 'audit.add', { action, kind: noted.error.kind })
  }
}
