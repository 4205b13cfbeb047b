import { useState, type ReactNode } from 'react'
import { zoomSteps } from '#shared/settings/zoom.ts'
import { call } from '../../bridge/client.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Kept } from '../../ui/kept.tsx'
import { Section } from '../../ui/scroll.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Select } from '../../ui/select.tsx'
import { useKeeper } from '../../ui/use-keeper.ts'
import { LanguageChoice } from './language-choice.tsx'

/** Light or dark, room, language, seconds to undo a letter, signature. */
export function AppearancePage(): ReactNode {
  const t = useT()
  const act = useAct()
  const settings = useSlice('settings')
  const percent = new Intl.NumberFormat(useSlice('language'), { style: 'percent' })
  const [signature, setSignature] = useState(settings.signature)
  const keeper = useKeeper<string>(async (value) => {
    const result = await call('settings.set', { patch: { signature: value } })
    return result.ok ? { ok: true, value: { keptAt: new Date().toISOString() } } : result
  })
  return (
    <>
      <Section label={t('settings.look')}>
        <Segments
          label={t('settings.theme')}
          value={settings.theme}
          onChange={(theme) => void act('settings.set', { patch: { theme } })}
          choices={[
            { value: 'system', label: t('settings.theme.system') },
            { value: 'light', label: t('settings.theme.light') },
            { value: 'dark', label: t('settings.theme.dark') },
            { value: 'contrast', label: t('settings.theme.contrast') },
          ]}
        />
        <Segments
          label={t('settings.density')}
          value={settings.density}
          onChange={(density) => void act('settings.set', { patch: { density } })}
          choices={[
            { value: 'comfortable', label: t('settings.density.comfortable') },
            { value: 'compact', label: t('settings.density.compact') },
          ]}
        />
        <Select
          label={t('settings.zoom')}
          value={String(settings.zoom)}
          onChange={(value) => {
            const zoom = zoomSteps.find((step) => String(step) === value)
            if (zoom) void act('settings.set', { patch: { zoom } })
          }}
          choices={zoomSteps.map((step) => ({ value: String(step), label: percent.format(step / 100) }))}
        />
        <LanguageChoice />
      </Section>
      <Section label={t('settings.letters')} aside={<Kept state={keeper.state} />}>
        <Segments
          label={t('settings.undo')}
          value={String(settings.undoSendSeconds)}
          onChange={(value) => void act('settings.set', { patch: { undoSendSeconds: Number(value) } })}
          choices={['5', '10', '20', '30'].map((value) => ({ value, label: t('time.seconds', { count: Number(value) }) }))}
        />
        <Field
          area
          label={t('settings.signature')}
          hint={t('settings.signature.hint')}
          maxLength={10_000}
          value={signature}
          onChange={(value) => {
            setSignature(value)
            keeper.change(value)
          }}
        />
      </Section>
    </>
  )
}
