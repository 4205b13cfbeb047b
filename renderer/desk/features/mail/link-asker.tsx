import { useEffect, useState, type ReactNode } from 'react'
import { onEvents } from '../../bridge/start.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useT } from '../../ui/i18n.tsx'
import { toast } from '../../ui/toasts.tsx'
import s from './mail.module.css'

/** Host of an address as it really is (punycode stays visible); the address itself when it cannot be read. */
export function realHost(url: string): string {
  try {
    return new URL(url).host || url
  } catch {
    return url
  }
}

/** A link in a letter was clicked: shows where it really leads, and opens it only if the person says so. */
export function LinkAsker(): ReactNode {
  const t = useT()
  const act = useAct()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => onEvents({ link: ({ url: clicked }) => setUrl(clicked) }), [])
  if (url === null) return null
  const close = (): void => setUrl(null)
  return (
    <Dialog
      title={t('link.title', { host: realHost(url) })}
      onClose={close}
      footer={
        <>
          <Button
            onPress={() => {
              void navigator.clipboard.writeText(url).then(
                () => toast({ tone: 'good', text: t('link.copied') }),
                () => toast({ tone: 'warn', text: t('link.notCopied') }),
              )
              close()
            }}
          >
            {t('link.copy')}
          </Button>
          <Button
            kind="primary"
            onPress={() => {
              void act('app.openLink', { url })
              close()
            }}
          >
            {t('link.open')}
          </Button>
        </>
      }
    >
      <p>{t('link.text')}</p>
      <p className={s.url}>{url}</p>
    </Dialog>
  )
}
