import { config } from 'zod'
import { popViewSchema, type PopBridge, type PopView } from '#shared/contract/pop.ts'
import { draw, type PopActs } from './draw.ts'

// zod would try `new Function`; the page's CSP forbids it.
config({ jitless: true })

const { courtesyPop } = window as unknown as { courtesyPop: PopBridge }
const root = document.getElementById('pop')
const dark = matchMedia('(prefers-color-scheme: dark)')
let shown: PopView | null = null

const acts: PopActs = {
  answer: (id) => void courtesyPop.call('pop.answer', { id }),
  decline: (id) => void courtesyPop.call('pop.decline', { id }),
}

function show(view: unknown): void {
  const read = popViewSchema.nullable().safeParse(view)
  shown = read.success ? read.data : null
  if (root) draw(root, shown, acts)
  paint()
}

function paint(): void {
  const theme = shown?.theme ?? 'system'
  document.documentElement.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  if (!shown) return
  document.documentElement.lang = shown.language
  document.title = shown.words.region
}

dark.addEventListener('change', paint)
let heard = false
courtesyPop.listen((view) => {
  heard = true
  show(view)
})
void courtesyPop.call('pop.view', null).then((answer) => {
  // What came meanwhile is newer.
  if (!heard && isOk(answer)) show(answer.value)
})

function isOk(answer: unknown): answer is { ok: true; value: unknown } {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true
}
