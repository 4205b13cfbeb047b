import type { QualityFigures } from '#shared/domain/call-quality.ts'
import type { Reader, Writer } from '../../database/store.ts'

/** Columns of the table of how calls sounded. */
export interface QualityTables {
  call_quality: {
    interaction_id: string
    samples: number
    mos_average: number
    mos_worst: number
    loss_percent: number
    jitter_ms: number
    round_trip_ms: number | null
  }
}

/** Keeps how a call sounded; told again it replaces what was kept. */
export async function putQuality(tx: Writer, id: string, figures: QualityFigures): Promise<void> {
  const row = {
    samples: figures.samples,
    mos_average: figures.mosAverage,
    mos_worst: figures.mosWorst,
    loss_percent: figures.lossPercent,
    jitter_ms: figures.jitterMs,
    round_trip_ms: figures.roundTripMs,
  }
  await tx
    .insertInto('call_quality')
    .values({ interaction_id: id, ...row })
    .onConflict((conflict) => conflict.column('interaction_id').doUpdateSet(row))
    .execute()
}

/** How a call sounded; null for one that was never talked, or before it was measured. */
export async function qualityOfCall(read: Reader, id: string): Promise<QualityFigures | null> {
  const row = await read.selectFrom('call_quality').selectAll().where('interaction_id', '=', id).executeTakeFirst()
  return row
    ? {
        samples: row.samples,
        mosAverage: row.mos_average,
        mosWorst: row.mos_worst,
        lossPercent: row.loss_percent,
        jitterMs: row.jitter_ms,
        roundTripMs: row.round_trip_ms,
      }
    : null
}
