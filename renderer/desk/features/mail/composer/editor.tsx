import Link from '@tiptap/extension-link'
import { EditorContent, useEditor, useEditorState, type Editor as TipTap } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useState, type ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components'
import { Button, Tip } from '../../../ui/button.tsx'
import { useT } from '../../../ui/i18n.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icons.ts'
import s from './composer.module.css'

/** The box named *Message*: bold, italic, lists and links, nothing else. `onChange` gets HTML and plain text. */
export function Editor({
  autoFocus,
  html,
  onChange,
}: {
  html: string
  autoFocus: boolean
  onChange: (html: string, text: string) => void
}): ReactNode {
  const t = useT()
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: false,
        codeBlock: false,
        code: false,
        horizontalRule: false,
        strike: false,
        underline: false,
        link: false,
      }),
      Link.configure({
        openOnClick: false,
        autolink: true,
        protocols: ['http', 'https', 'mailto', 'tel'],
        HTMLAttributes: { rel: 'noopener noreferrer', target: null, class: null },
      }),
    ],
    content: html,
    injectCSS: false,
    autofocus: autoFocus ? 'start' : false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-label': t('composer.message'), 'aria-multiline': 'true', class: s.text ?? '' },
    },
    onUpdate: ({ editor: changed }) =>
      onChange(changed.isEmpty ? '' : changed.getHTML(), changed.getText({ blockSeparator: '\n\n' })),
  })
  return (
    <div className={s.editor}>
      <Toolbar editor={editor} />
      <EditorContent editor={editor} className={s.content} />
    </div>
  )
}

function Toolbar({ editor }: { editor: TipTap }): ReactNode {
  const t = useT()
  const [linking, setLinking] = useState<string | null>(null)
  const on = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive('bold'),
      italic: current.isActive('italic'),
      bullets: current.isActive('bulletList'),
      numbers: current.isActive('orderedList'),
      link: current.isActive('link'),
    }),
  })
  const setLink = (): void => {
    const url = linking?.trim() ?? ''
    setLinking(null)
    if (url === '') editor.chain().focus().extendMarkRange('link').unsetLink().run()
    else
      editor
        .chain()
        .focus()
        .extendMarkRange('link')
        .setLink({ href: /^[a-z]+:/i.test(url) ? url : `https://${url}` })
        .run()
  }
  return (
    <div className={s.toolbar} role="toolbar" aria-label={t('composer.format')}>
      <Mark icon="bold" label={t('composer.bold')} on={on.bold} onPress={() => editor.chain().focus().toggleBold().run()} />
      <Mark
        icon="italic"
        label={t('composer.italic')}
        on={on.italic}
        onPress={() => editor.chain().focus().toggleItalic().run()}
      />
      <Mark
        icon="bullets"
        label={t('composer.bullets')}
        on={on.bullets}
        onPress={() => editor.chain().focus().toggleBulletList().run()}
      />
      <Mark
        icon="numbers"
        label={t('composer.numbers')}
        on={on.numbers}
        onPress={() => editor.chain().focus().toggleOrderedList().run()}
      />
      <Mark
        icon="link"
        label={t('composer.link')}
        on={on.link || linking !== null}
        onPress={() => setLinking(linking === null ? String(editor.getAttributes('link')['href'] ?? '') : null)}
      />
      {linking !== null && (
        <span className={s.linkBox}>
          <input
            className={s.linkInput}
            aria-label={t('composer.linkAddress')}
            placeholder="https://"
            value={linking}
            onChange={(event) => setLinking(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setLinking(null)
              if (event.key !== 'Enter') return
              event.preventDefault()
              setLink()
            }}
          />
          <Button small onPress={setLink}>
            {t('composer.linkSet')}
          </Button>
        </span>
      )}
    </div>
  )
}

function Mark({ icon, label, on, onPress }: { icon: IconName; label: string; on: boolean; onPress: () => void }): ReactNode {
  return (
    <Tip words={label}>
      <ToggleButton isSelected={on} onPress={onPress} aria-label={label} className={s.mark ?? ''}>
        <Icon name={icon} size={16} />
      </ToggleButton>
    </Tip>
  )
}
