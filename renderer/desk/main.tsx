import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { App } from './app/app.tsx'
import { startDesk } from './bridge/start.ts'
import { guardHtml } from './ui/trusted-html.ts'

// zod would try `new Function`; the page's CSP forbids it, and each try would be reported.
config({ jitless: true })
guardHtml()
startDesk()

const root = document.getElementById('desk')
if (root) createRoot(root).render(<App />)
