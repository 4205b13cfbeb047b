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
const root = document.getElementById('desk')
// Main mostly has answered by the time it is asked for, and the desk is drawn at once; the splash is for a main that lets us wait.
if (root) startDesk(async () => createRoot(root).render(<App first={await words} />))
