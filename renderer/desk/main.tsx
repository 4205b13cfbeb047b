import './bridge/early.ts'
import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { startDesk } from './bridge/start.ts'

const root = document.getElementById('desk')
// Main mostly has answered by the time it is asked for, and the desk is drawn at once; the splash is for a main that lets us wait.
if (root) startDesk(() => createRoot(root).render(<App />))
