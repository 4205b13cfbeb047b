import { useState, type ReactNode } from 'react'
import { csvFields } from '#shared/contract/records/search.ts'
import type { MessageKey } from '#shared/i18n/translator.ts'
import type { Answer } from '../../../bridge/client.ts'
import { Button } from '../../../ui/button.tsx'
import { FieldGrid } from '../../../ui/field.tsx'
import { useWords } from '../../../ui/i18n.tsx'
import { Note } from '../../../ui/problem.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { Select } from '../../../ui/select.tsx'
import { saySize } from '../../../ui/size.ts'
import s from './import.module.css'
import { ProblemTable } from './problem-table.tsx'

type Preview = Answer<'csv.preview'>
type FieldName = (typeof csvFields)[number]
export interface Plan {
  format: Preview['format']
  mapping: Preview['mapping']
  duplicates: 'skip' | 'merge' | 'create'
  onProblem: 'skip_row' | 'stop'
}

const fieldLabels: Readonly<Record<FieldName, MessageKey>> = {
  displayName: 'import.field.name',
  phone: 'import.field.phone',
  phone2: 'import.field.phone2',
  email: 'import.field.mail',
  email2: 'import.field.mail2',
  organizationName: 'import.field.organization',
  city: 'import.field.city',
  locale: 'import.field.locale',
  customerSince: 'import.field.since',
  kind: 'import.field.kind',
  tags: 'import.field.tags',
  note: 'import.field.note',
}
const encodings = ['utf-8', 'windows-1250', 'windows-1252', 'iso-8859-1', 'iso-8859-2', 'utf-16le']
const separators = [
  [',', 'import.comma'],
  [';', 'import.semicolon'],
  ['\t', 'import.tab'],
  ['|', 'import.bar'],
] as const

interface CsvPreviewProps {
  fileName: string
  preview: Preview
  /** What was decided before the file was read anew; null at first. */
  plan: Plan | null
  busy: boolean
  onFormat: (format: Preview['format'], plan: Plan) => void
  onOther: () => void
  onStart: (plan: Plan) => void
}

/** Looks at the file before anything is imported: how it is read, which column is what, what is wrong, what to do with duplicates. */
export function CsvPreview({ busy, fileName, onFormat, onOther, onStart, plan, preview }: CsvPreviewProps): ReactNode {
  const words = useWords()
  const { t } = words
  const { format } = preview
  const [mapping, setMapping] = useState(() => keptMapping(preview, plan))
  const [duplicates, setDuplicates] = useState(plan?.duplicates ?? 'skip')
  const [onProblem, setOnProblem] = useState(plan?.onProblem ?? 'skip_row')
  const now: Plan = { format, mapping, duplicates, onProblem }
  const named = Object.values(mapping).includes('displayName')
  const known = encodings.includes(format.encoding) ? encodings : [format.encoding, ...encodings]
  return (
    <div className={s.preview}>
      <p>
        <strong>{fileName}</strong> · {saySize(preview.bytes, words)}
      </p>
      <FieldGrid>
        <Select
          label={t('import.encoding')}
          value={format.encoding}
          choices={known.map((value) => ({ value, label: value }))}
          onChange={(encoding) => onFormat({ ...format, encoding }, now)}
        />
        <Select
          label={t('import.separator')}
          value={format.separator}
          choices={separators.map(([value, label]) => ({ value, label: t(label) }))}
          onChange={(separator) => onFormat({ ...format, separator }, now)}
        />
        <Segments
          label={t('import.header')}
          value={format.header ? 'yes' : 'no'}
          onChange={(value) => onFormat({ ...format, header: value === 'yes' }, now)}
          choices={[
            { value: 'yes', label: t('import.header.names') },
            { value: 'no', label: t('import.header.data') },
          ]}
        />
      </FieldGrid>
      {/* a table that scrolls must be reachable by keyboard */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={s.scroller} role="region" aria-label={t('import.columns')} tabIndex={0}>
        <table className={s.table}>
          <thead>
            <tr>
              {preview.columns.map((column) => (
                <th key={column} scope="col">
                  <Select<FieldName | 'none'>
                    label={t('import.column', { name: column })}
                    bare
                    value={mapping[column] ?? 'none'}
                    choices={[
                      { value: 'none', label: t('import.leaveOut') },
                      ...csvFields.map((value) => ({ value, label: t(fieldLabels[value]) })),
                    ]}
                    onChange={(field) => setMapping({ ...mapping, [column]: field === 'none' ? null : field })}
                  />
                  <span className={s.column}>{column}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.sample.slice(0, 8).map((row, index) => (
              <tr key={index}>
                {preview.columns.map((column, at) => (
                  <td key={column}>{row[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {preview.problems.length > 0 && <ProblemTable problems={preview.problems} />}
      <FieldGrid>
        <Segments
          label={t('import.duplicates')}
          value={duplicates}
          onChange={setDuplicates}
          choices={[
            { value: 'skip', label: t('import.duplicates.skip') },
            { value: 'merge', label: t('import.duplicates.merge') },
            { value: 'create', label: t('import.duplicates.create') },
          ]}
        />
        <Segments
          label={t('import.problem')}
          value={onProblem}
          onChange={setOnProblem}
          choices={[
            { value: 'skip_row', label: t('import.problem.skip') },
            { value: 'stop', label: t('import.problem.stop') },
          ]}
        />
      </FieldGrid>
      {!named && <Note>{t('import.noName')}</Note>}
      <div className={`${s.row} ${s.foot}`}>
        <Button kind="primary" isDisabled={!named || busy} onPress={() => onStart(now)}>
          {t('import.start')}
        </Button>
        <Button onPress={onOther}>{t('import.other')}</Button>
      </div>
    </div>
  )
}

/** Which column is what, as it was decided when the file is read as before; read otherwise, it is guessed anew. */
function keptMapping(preview: Preview, plan: Plan | null): Preview['mapping'] {
  if (plan === null || JSON.stringify(plan.format) !== JSON.stringify(preview.format)) return preview.mapping
  return Object.fromEntries(preview.columns.map((column) => [column, { ...preview.mapping, ...plan.mapping }[column] ?? null]))
}
