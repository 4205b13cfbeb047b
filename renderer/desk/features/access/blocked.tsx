import { useState, type ReactNode } from 'react'
import type { In } from '#shared/contract/define.ts'
import type { DeskCalls } from '#shared/contract/desk/calls.ts'
import type { Access } from '#shared/contract/desk/state.ts'
import type { AppError } from '#shared/contract/result.ts'
import { call } from '../../bridge/client.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Problem } from '../../ui/problem.tsx'
import { saySize } from '../../ui/size.ts'
import { exactly } from '../../ui/time.ts'
import s from './access.module.css'
import { Frame } from './frame.tsx'

/** The records do not open: nothing is overwritten; restore a good copy, try again, use another folder, or quit. */
export function Blocked({ access }: { access: Extract<Access, { state: 'blocked' }> }): ReactNode {
  const words = useWords()
  const { language, t } = words
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const run = async (choice: In<DeskCalls['app.recover']>): Promise<void> => {
    setBusy(true)
    const result = await call('app.recover', choice)
    setBusy(false)
    setError(result.ok || result.error.kind === 'cancelled' ? null : result.error)
  }
  // Then it is the key that is lacking: what lies in this folder or another was never looked at.
  const noKey = access.problem.messageKey.startsWith('error.vault.')
  return (
    <Frame icon="warn" title={t('access.blocked.title')} text={t('access.blocked.text')}>
      <Problem error={access.problem} />
      {error && <Problem error={error} />}
      {access.backups.length > 0 ? (
        <>
          <h2>{t('access.blocked.copies')}</h2>
          <ul className={s.copies}>
            {access.backups.slice(0, 5).map((copy, index) => (
              <li key={copy.name} className={s.copy}>
                <span>
                  {exactly(copy.at, language)} · {saySize(copy.bytes, words)}
                </span>
                <Button
                  // Records of a newer Courtesy are well: an update opens them, an older copy would leave out what came since.
                  kind={index === 0 && access.problem.kind !== 'too_new' ? 'primary' : 'plain'}
                  small
                  isDisabled={busy}
                  onPress={() => void run({ choice: 'restore', name: copy.name })}
                >
                  {t(index === 0 ? 'access.blocked.restoreLast' : 'access.blocked.restore')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        !noKey && <p className={s.text}>{t('access.blocked.noCopies')}</p>
      )}
      <div className={s.row}>
        <Button isDisabled={busy} onPress={() => void run({ choice: 'retry' })}>
          {t('problem.retry')}
        </Button>
        {!noKey && (
          <Button isDisabled={busy} onPress={() => void run({ choice: 'other' })}>
            {t('access.blocked.other')}
          </Button>
        )}
        <Button kind="quiet" onPress={() => void run({ choice: 'quit' })}>
          {t('access.blocked.quit')}
        </Button>
      </div>
      <p className={s.small}>{t('access.blocked.folder', { folder: access.directory })}</p>
    </Frame>
  )
}
