import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { App } from './app/app.tsx'
import { startDesk } from './bridge/start.ts'
import { fetchWords } from './ui/i18n.tsx'
import { guardHtml } from './ui/trusted-html.ts'

// zod would try `new Function`; the page's CSP forbids it, and each try would be reported.
config({ jitless: true })
guardHtml()
startDesk()

// The language stands in the address, so that the first picture has its words and none of another language is seen before it.
const language = new URLSearchParams(location.search).get('lang') ?? 'en'
const root = document.getElementById('desk')
if (root) void fetchWords(language).then((first) => createRoot(root).render(<App first={first} />))
