import { z } from 'zod'
import { languages } from '../i18n/languages.ts'

/** What a person sets for themselves at this desk; kept by lowdb in `settings.json`, every key with its default. */
export const userSettingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(languages).nullable().default(null),
  /** Pane widths in CSS pixels, by pane name. */
  panes: z.record(z.string().max(40), z.number().int().min(120).max(1600)).default({}),
  /** Pressed keys by command, where the person changed them: `call.answer` → `F2`. */
  shortcuts: z.record(z.string().max(60), z.string().max(40)).default({}),
  devices: z
    .object({
      microphone: z.string().nullable().default(null),
      speaker: z.string().nullable().default(null),
      ringer: z.string().nullable().default(null),
    })
    .default({ microphone: null, speaker: null, ringer: null }),
  undoSendSeconds: z.number().int().min(0).max(60).default(10),
  lastPlace: z.string().max(80).default('phone'),
  signature: z.string().max(10_000).default(''),
  /** First-start steps that were finished or skipped. */
  firstStart: z.object({ done: z.boolean().default(false) }).default({ done: false }),
})
export type UserSettings = z.infer<typeof userSettingsSchema>
export const userSettingsPatchSchema = z
  .object({
    theme: userSettingsSchema.shape.theme.removeDefault(),
    language: userSettingsSchema.shape.language.removeDefault(),
    panes: userSettingsSchema.shape.panes.removeDefault(),
    shortcuts: userSettingsSchema.shape.shortcuts.removeDefault(),
    devices: userSettingsSchema.shape.devices.removeDefault(),
    undoSendSeconds: userSettingsSchema.shape.undoSendSeconds.removeDefault(),
    lastPlace: userSettingsSchema.shape.lastPlace.removeDefault(),
    signature: userSettingsSchema.shape.signature.removeDefault(),
    firstStart: userSettingsSchema.shape.firstStart.removeDefault(),
  })
  .partial()
