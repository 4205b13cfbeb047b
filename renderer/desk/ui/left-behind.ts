import type { AppError } from '#shared/contract/result.ts'

/** Words that are not kept yet, of a box that may be gone from the screen. */
interface Left {
  readonly error: AppError
  /** Hands the words over; whoever held them tries no more, so that they never come after newer ones. */
  take(): unknown
}

const left = new Map<string, Left>()
const boxes = new Map<string, (left: Left) => void>()

/** Says that the words under a key could not be kept, or (null) that they were. A box that shows them now goes on with them at once. */
export function leaveBehind(of: string | undefined, what: Left | null, gone = false): void {
  if (of === undefined) return
  const box = gone ? boxes.get(of) : undefined
  if (what && box) box(what)
  else if (what) left.set(of, what)
  else left.delete(of)
}

/** From now on a box goes on with what others for the same words could not keep. Answers with how it ends. */
export function takeOver(of: string | undefined, box: (left: Left) => void): () => void {
  if (of === undefined) return () => undefined
  boxes.set(of, box)
  const found = left.get(of)
  left.delete(of)
  if (found) box(found)
  return () => {
    if (boxes.get(of) === box) boxes.delete(of)
  }
}
