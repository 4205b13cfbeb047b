import type { ReactNode } from 'react'
import { useAsk } from '../../bridge/query.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { go } from '../../ui/route.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { useSayNumber } from '../numbers/index.ts'
import s from './chooser.module.css'
import { inputOf, type FormInput } from './form-input.ts'

/** Who has the same number or address already, while it is being typed. */
export function Duplicates({
  exceptId,
  form,
  onPick,
}: {
  form: FormInput
  exceptId: string | null
  onPick?: ((contactId: string) => void) | undefined
}): ReactNode {
  const t = useT()
  const sayNumber = useSayNumber()
  const settled = useSettled(form, 300)
  const whole = inputOf(settled)
  // That others have a shared number too is what shared means.
  const input = { ...whole, points: whole.points.filter((point) => point.usage !== 'shared') }
  // The rule wants a name; points are what is compared.
  const asked = { ...input, displayName: input.displayName || '?' }
  const key = JSON.stringify(input.points.map((point) => point.raw))
  const found = useAsk(
    ['contacts', 'duplicates', exceptId, key, input.displayName],
    'contacts.duplicates',
    input.points.length === 0 ? null : { input: asked, exceptId },
  )
  const rows = input.points.length === 0 ? [] : (found.data ?? [])
  return (
    <div role="status">
      {rows.length > 0 && (
        <div className={s.dups}>
          <strong>{t('duplicates.title', { count: rows.length })}</strong>
          {rows.slice(0, 5).map((row) => (
            <div key={row.id} className={s.dup}>
              <span>
                <strong>{row.displayName}</strong>{' '}
                {[row.organizationName, row.city, row.phone && sayNumber(row.phone), row.email].filter(Boolean).join(' · ')}
              </span>
              <Button small onPress={() => (onPick ? onPick(row.id) : go('customers', row.id))}>
                {t(onPick ? 'duplicates.isThis' : 'duplicates.open')}
              </Button>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
