import './no-eval.ts'
import { deskEventEnvelope, deskEvents, type DeskEventName } from '#shared/contract/desk/events.ts'
import type { FeedCheck } from './feed.ts'

/** Holds events to their schemas. Fetched behind the first picture: zod and the schemas are a tenth of what the page would load for it. */
export const check: FeedCheck = {
  envelope: (raw) => deskEventEnvelope.safeParse(raw).data ?? null,
  payload: (name, payload) => deskEvents[name as DeskEventName]?.safeParse(payload) ?? { success: false },
}
