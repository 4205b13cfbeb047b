import type { PopView } from '#shared/contract/pop.ts'

/** What a press of a button means. */
export interface PopActs {
  readonly answer: (id: string) => void
  readonly decline: (id: string) => void
}

const handset = 'M6.5 3.5h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2.2 2A17 17 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2Z'

/** Builds the pop anew for a view; nothing of an earlier caller stays. Text goes in as text, never as markup. */
export function draw(root: HTMLElement, view: PopView | null, acts: PopActs): void {
  if (view === null) return root.replaceChildren()
  const { id, words } = view
  const section = element('section', 'call')
  section.setAttribute('aria-label', words.region)
  section.setAttribute('role', 'alert')
  const head = element('p', 'ringing', words.ringing)
  if (view.also !== '') head.append(element('span', 'also', view.also))
  const name = element('h1', view.name.length > 22 ? 'name long' : 'name', view.name)
  const chips = element('ul', 'chips')
  for (const chip of view.chips) chips.append(element('li', `chip ${chip.tone}`, chip.text))
  const buttons = element('div', 'acts')
  buttons.append(
    button('answer', handset, words.answer, () => acts.answer(id)),
    button('decline', handset, words.decline, () => acts.decline(id)),
  )
  section.append(head, name, element('p', 'number', view.number), ...(view.chips.length > 0 ? [chips] : []), buttons)
  root.replaceChildren(section)
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}

function button(look: string, path: string, words: string, press: () => void): HTMLElement {
  const made = element('button', look)
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('d', path)
  icon.append(line)
  made.append(icon, words)
  made.addEventListener('click', press)
  return made
}
