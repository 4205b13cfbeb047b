import type { CallQuality, QualityFigures } from '#shared/domain/call-quality.ts'
import { qualityOf, rounded, withSample } from '#shared/domain/call-quality.ts'
import type { CallMedia } from './call-media.ts'

/** Looks in a row that may see nothing flow before that is said. */
const patience = 3
/** Sound came, and comes no more. */
export const noSound: CallQuality = { level: 'poor', mos: 1, cause: 'nothing' }

/** How one call sounds, look by look. */
export class SoundLooks {
  #figures: QualityFigures | null = null
  #nothingSeen = 0

  /**
   * @param mayBeSilent the other side has put us on hold: that nothing comes is no trouble
   * @returns what is to be shown from now on; undefined: as before
   */
  async look(
    media: CallMedia | null,
    shown: CallQuality | null,
    audible: () => boolean,
    mayBeSilent = false,
  ): Promise<CallQuality | null | undefined> {
    if (!audible()) return null
    const sample = await media?.look()
    if (!audible()) return undefined
    this.#nothingSeen = sample ? 0 : this.#nothingSeen + 1
    if (!sample) return this.#nothingSeen < patience ? undefined : this.#figures && !mayBeSilent ? noSound : null
    this.#figures = withSample(this.#figures, sample)
    const quality = qualityOf(sample)
    const changed = shown?.level !== quality.level || shown.cause !== quality.cause || Math.abs(shown.mos - quality.mos) >= 0.3
    return changed ? quality : undefined
  }

  /** Over the whole call. */
  figures(): QualityFigures | null {
    return this.#figures && rounded(this.#figures)
  }
}
