import { Fragment, type ReactNode } from 'react'
import type { Block, Inline } from '#shared/domain/playbook/tree.ts'
import { useDesk } from '../../bridge/store.ts'
import s from './playbooks.module.css'

/** Steps that can be ticked; without it they are only read. */
export interface Ticking {
  readonly done: ReadonlySet<number>
  readonly onTick: (index: number, done: boolean) => void
}

/** A standard's text as elements. The tree has no form for HTML, pictures or scripts, so none can appear. */
export function Body({ blocks, ticking }: { blocks: readonly Block[]; ticking?: Ticking | undefined }): ReactNode {
  return blocks.map((block, index) => <Part key={index} block={block} ticking={ticking} />)
}

function Part({ block, ticking }: { block: Block; ticking: Ticking | undefined }): ReactNode {
  switch (block.t) {
    case 'p':
      return (
        <p>
          <Words of={block.of} />
        </p>
      )
    case 'h':
      return (
        <h4>
          <Words of={block.of} />
        </h4>
      )
    case 'quote':
      return (
        <blockquote className={s.quote}>
          <Body blocks={block.of} />
        </blockquote>
      )
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Body blocks={item} />
        </li>
      ))
      return block.ordered ? <ol className={s.list}>{items}</ol> : <ul className={s.list}>{items}</ul>
    }
    case 'steps':
      return (
        <ol className={s.steps}>
          {block.items.map((item) => (
            <Step key={item.index} index={item.index} of={item.of} ticking={ticking} />
          ))}
        </ol>
      )
  }
}

function Step({ index, of, ticking }: { index: number; of: readonly Block[]; ticking: Ticking | undefined }): ReactNode {
  const [first, ...rest] = of
  // The first paragraph is what the box says; what follows explains it.
  const line = first?.t === 'p' ? <Words of={first.of} /> : null
  const more = line === null ? of : rest
  if (!ticking)
    return (
      <li>
        {line && <p>{line}</p>}
        <Body blocks={more} />
      </li>
    )
  const done = ticking.done.has(index)
  return (
    <li className={s.step}>
      <label className={done ? s.done : undefined}>
        <input type="checkbox" checked={done} onChange={(event) => ticking.onTick(index, event.target.checked)} />
        <span>{line}</span>
      </label>
      <Body blocks={more} />
    </li>
  )
}

function Words({ of }: { of: readonly Inline[] }): ReactNode {
  return of.map((one, index) => <Fragment key={index}>{word(one)}</Fragment>)
}

function word(one: Inline): ReactNode {
  switch (one.t) {
    case 'text':
      return one.text
    case 'break':
      return <br />
    case 'strong':
      return (
        <strong>
          <Words of={one.of} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Words of={one.of} />
        </em>
      )
    case 'link':
      return <Link href={one.href} of={one.of} />
  }
}

/** A web address goes the way of every link (shown and asked first); a number or an address is filled in here, never acted on. */
function Link({ href, of }: { href: string; of: readonly Inline[] }): ReactNode {
  const [scheme, target] = [href.slice(0, href.indexOf(':')).toLowerCase(), href.slice(href.indexOf(':') + 1)]
  const fill = (): void =>
    useDesk.setState({
      prefill:
        scheme === 'tel'
          ? { kind: 'dial', target }
          : { kind: 'compose', to: [target.split('?')[0] ?? ''], cc: [], subject: '', body: '' },
    })
  return scheme === 'tel' || scheme === 'mailto' ? (
    <button type="button" className={s.link} onClick={fill}>
      <Words of={of} />
    </button>
  ) : (
    <a className={s.link} href={href}>
      <Words of={of} />
    </a>
  )
}
