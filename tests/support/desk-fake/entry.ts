import { installFake } from './install.ts'

installFake(new URLSearchParams(location.search))
await import('../../../renderer/desk/main.tsx')
