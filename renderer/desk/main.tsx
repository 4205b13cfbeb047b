import './bridge/early.ts'
import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Translator } from '#shared/i18n/translator.ts'
import { App } from './app/app.tsx'
import { given } from './bridge/given.ts'
import { startDesk } from './bridge/start.ts'
import { fetchWords, wordsAtHand } from './ui/i18n.tsx'
import { guardHtml } from './ui/trusted-html.ts'

guardHtml()

const root = document.getElementById('desk')
if (root) {
  // The language stands in the address, so that the first picture has its words and none of another language is seen before it.
  const language = new URLSearchParams(location.search).get('lang') ?? 'en'
  const atHand = wordsAtHand(language)
  const draw = (first: Translator): void => createRoot(root).render(<App first={first} />)
  // Drawn before its font is there, everything is laid out twice; it comes with the page and takes a moment at most.
  const font = Promise.race([document.fonts.load('1em "Inter Variable"'), new Promise((done) => setTimeout(done, 150))])
  // Drawn while the script still runs: so nothing is waited for, and V8 keeps what drawing needs compiled together with the script.
  const atOnce = given !== null && atHand !== null
  if (atOnce) flushSync(() => draw(atHand))
  const words = atHand ?? fetchWords(language)
  // Main mostly has answered by the time it is asked for, and the desk is drawn at once; the splash is for a main that lets us wait.
  startDesk(async () => {
    if (atOnce) return
    const [first] = await Promise.all([words, font.catch(() => null)])
    draw(first)
  })
}
