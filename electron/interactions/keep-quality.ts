import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { QualityFigures } from '#shared/domain/call-quality.ts'
import type { Supervised } from '../app/supervised.ts'
import type { Log } from '../diagnostics/log.ts'

/** The records may be starting again just now. */
const tries = 5
const againMs = 3000

/** Writes how a call sounded. Figures, not the call itself: after some tries they are let go, with a line in the log. */
export async function keepQuality(
  records: Pick<Supervised<typeof recordsCalls>, 'call'>,
  interactionId: string,
  figures: QualityFigures,
  log: Log,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const kept = await records.call('interactions.putQuality', { interactionId, figures })
    if (kept.ok) return
    if (kept.error.retryable !== true || attempt === tries) return log('warn', 'quality.lost', { kind: kept.error.kind })
    await new Promise((done) => setTimeout(done, againMs).unref())
  }
}
