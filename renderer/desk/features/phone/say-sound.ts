import { levelOf, type QualityFigures } from '#shared/domain/call-quality.ts'
import type { Translator } from '#shared/i18n/translator.ts'

/** How a call sounded, in one line: "Good · MOS 4.3, at worst 4.1 · 0.2 % lost · 12 ms jitter". */
export function saySound(figures: QualityFigures, { number, t }: Translator): string {
  const tenth = (value: number): string => number(Math.round(value * 10) / 10)
  return [
    t(`quality.was.${levelOf(figures.mosAverage)}`),
    t('quality.mos', { mos: tenth(figures.mosAverage), worst: tenth(figures.mosWorst) }),
    t('quality.lost', { percent: tenth(figures.lossPercent) }),
    t('quality.jitter', { ms: number(Math.round(figures.jitterMs)) }),
  ].join(' · ')
}
