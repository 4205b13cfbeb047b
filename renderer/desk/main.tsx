import './bridge/early.ts'
import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { startDesk } from './bridge/start.ts'
import { fetchWords } from './ui/i18n.tsx'
import { guardHtml } from './ui/trusted-html.ts'

guardHtml()

// The language stands in the address, so that the first picture has its words and none of another language is seen before it.
const words = fetchWords(new URLSearchParams(location.search).get('lang') ?? 'en')
// Drawn before its font is there, everything is laid out twice; it comes with the page and takes a moment at most.
const font = Promise.race([document.fonts.load('1em "Inter Variable"'), new Promise((done) => setTimeout(done, 150))])
const root = document.getElementById('desk')
// Main mostly has answered by the time it is asked for, and the desk is drawn at once; the splash is for a main that lets us wait.
if (root)
  startDesk(async () => {
    const [first] = await Promise.all([words, font.catch(() => null)])
    createRoot(root).render(<App first={first} />)
  })
