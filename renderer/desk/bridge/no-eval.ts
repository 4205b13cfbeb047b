import { config } from 'zod'

// zod would try `new Function`; the page's CSP forbids it, and each try would be reported. Whoever checks with zod imports this first.
config({ jitless: true })
