import type { ReactNode } from 'react'
import type { CallQuality } from '#shared/domain/call-quality.ts'
import { Chip } from '../../ui/chip.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Said } from '../../ui/visually-hidden.tsx'

/** How the call sounds: nothing while it is good; else that it does not, and what it is about. Said once as it changes. */
export function QualityLight({ quality }: { quality: CallQuality | null }): ReactNode {
  const t = useT()
  const cause = quality?.cause ?? null
  const why = cause === null ? '' : t(`quality.cause.${cause}`)
  return (
    <span role="status">
      {quality && cause !== null && (
        <Chip tone={quality.level === 'poor' ? 'bad' : 'warn'} title={why}>
          {t(cause === 'nothing' ? 'quality.nothing' : quality.level === 'poor' ? 'quality.poor' : 'quality.fair')}
          <Said>{why}</Said>
        </Chip>
      )}
    </span>
  )
}
