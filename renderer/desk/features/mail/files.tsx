import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { saySize } from '../../ui/size.ts'
import s from './mail.module.css'

interface FileRow {
  readonly id: string
  readonly fileName: string
  readonly size: number
}

/** Files of a letter or a draft: name, size, and what can be done with them. */
export function Files({
  files,
  onRemove,
  onSave,
}: {
  files: readonly FileRow[]
  onSave?: (id: string) => void
  onRemove?: (id: string) => void
}): ReactNode {
  const words = useWords()
  const { t } = words
  if (files.length === 0) return null
  return (
    <ul className={s.files} aria-label={t('mail.files')}>
      {files.map((file) => (
        <li key={file.id} className={s.file}>
          <Icon name="clip" size={15} />
          <span className={s.fileName} title={file.fileName}>
            {file.fileName}
          </span>
          <span className={s.size}>{saySize(file.size, words)}</span>
          {onSave && (
            <Button small icon="save" onPress={() => onSave(file.id)} aria-label={t('mail.saveFile', { name: file.fileName })}>
              {t('mail.save')}
            </Button>
          )}
          {onRemove && (
            <Button
              small
              kind="quiet"
              icon="x"
              label={t('mail.removeFile', { name: file.fileName })}
              onPress={() => onRemove(file.id)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
