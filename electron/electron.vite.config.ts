import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import mongolian from '../shared/i18n/react-aria-mn.json' with { type: 'json' }
import { ariaWords } from './tools/build/aria-words.ts'
import { firstOf } from './tools/build/first-chunk.ts'
import { parsedData } from './tools/build/parsed-data.ts'
import { noteParts } from './tools/package/notices.ts'

const root = resolve(import.meta.dirname, '..')
const at = (path: string): string => resolve(root, path)
const parts = (bundle: string) => noteParts(at(`.cache/parts/${bundle}.json`))

const windows = {
  desk: at('renderer/desk/index.html'),
  phone: at('renderer/phone/index.html'),
  practice: at('renderer/practice/index.html'),
  pop: at('renderer/pop/index.html'),
}

/** The numbers of the world. */
const numbers = parsedData(/libphonenumber-js\/metadata\.[a-z]+\.json\.js$/)

/** What React Aria itself says, in our languages. */
const aria = ariaWords(['en-US', 'de-DE', 'hu-HU', 'cs-CZ'], { locale: 'mn-MN', words: mongolian })

/** Three bundles: main and its utility processes (ESM), the sandboxed preloads (CJS), the windows. */
export default defineConfig({
  main: {
    plugins: [parts('main'), numbers],
    build: {
      outDir: at('out/main'),
      target: 'node20',
      externalizeDeps: { include: ['@signalapp/sqlcipher'] },
      rolldownOptions: {
        input: { main: at('electron/main.ts'), records: at('electron/records/process.ts'), mail: at('electron/mail/process.ts') },
      },
    },
  },
  preload: {
    plugins: [parts('preload')],
    build: {
      outDir: at('out/preload'),
      rolldownOptions: {
        input: {
          desk: at('electron/preload/desk.ts'),
          phone: at('electron/preload/phone.ts'),
          practice: at('electron/preload/practice.ts'),
          pop: at('electron/preload/pop.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    build: {
      outDir: at('out/renderer'),
      target: 'chrome130',
      minify: true,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: windows,
        // Thirty small files one after the other through main's busy thread make the first picture late: what only the desk needs
        // for it comes in one.
        output: {
          codeSplitting: {
            groups: [{ name: firstOf(windows, 'desk'), tags: ['$initial'], includeDependenciesRecursively: false }],
          },
        },
        treeshake: {
          // Making a schema does nothing but make it: one that nobody uses is left out, and zod with the last of them.
          manualPureFunctions: ['z'],
          // A feature's index only hands on: who takes one thing from it does not load the others.
          moduleSideEffects: [{ test: /\/renderer\/desk\/(features\/[^/]+|ui\/commands)\/index\.ts$/, sideEffects: false }],
        },
      },
    },
    plugins: [react(), parts('renderer'), numbers, aria],
  },
})
