import { z } from 'zod'
import { globalActions } from '../domain/accelerator.ts'
import { autoAnswerSchema } from '../domain/auto-answer.ts'
import { handOverSchema } from '../domain/call.ts'
import { ringersSchema, usualVoice, voiceSchema } from '../domain/devices.ts'
import { chosenHeadsetSchema, mostHeadsets } from '../domain/headset/chosen.ts'
import { exchangeSettingsSchema, usualExchange } from '../domain/exchange.ts'
import { wrapUpModes } from '../domain/wrap-up.ts'
import { languages } from '../i18n/languages.ts'
import { zoomSteps } from './zoom.ts'

/** Once there was one ringer at most: what a file still says so is read as the only one of several. */
const ringersSetting = z
  .union([ringersSchema, z.string().transform((one) => [one]), z.null().transform((): string[] => [])])
  .default([])

/** What a person sets for themselves at this desk; kept by lowdb in `settings.json`, every key with its default. */
export const userSettingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']).default('system'),
  /** `compact`: less room around things, for small screens. */
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  /** Size of everything in the window, per cent of the usual. */
  zoom: z.literal(zoomSteps).default(100),
  language: z.enum(languages).nullable().default(null),
  /** Pane widths in CSS pixels, by pane name. */
  panes: z.record(z.string().max(40), z.number().int().min(120).max(1600)).default({}),
  /** Pressed keys by command, where the person changed them: `call.answer` → `F2`. */
  shortcuts: z.record(z.string().max(60), z.string().max(40)).default({}),
  /** Keys that work while another program is in front, by action; none unless the person chose some. Spelled as the desk spells them. */
  globalShortcuts: z.partialRecord(z.enum(globalActions), z.string().max(40)).default({}),
  /** What may speak up while the desk is not in front. */
  notifications: z
    .object({
      /** Our own window for an incoming call. */
      pop: z.boolean().default(true),
      /** Missed calls and new letters, as the system shows them. */
      system: z.boolean().default(true),
      /** Names and subjects in them, which a locked screen may show. */
      names: z.boolean().default(true),
    })
    .default({ pop: true, system: true, names: true }),
  tray: z
    .object({
      /** Closing the window hides it; Courtesy goes on. */
      keep: z.boolean().default(false),
      /** The person has been told so once. */
      told: z.boolean().default(false),
    })
    .default({ keep: false, told: false }),
  devices: z
    .object({
      microphone: z.string().nullable().default(null),
      speaker: z.string().nullable().default(null),
      ringer: ringersSetting,
    })
    .default({ microphone: null, speaker: null, ringer: [] }),
  voice: voiceSchema.default(usualVoice),
  /** Headsets whose buttons may be used. A permission: given by choosing one, never by a patch. */
  headsets: z.array(chosenHeadsetSchema).max(mostHeadsets).default([]),
  /** Calls in a row that ring unanswered until the desk says Not ready by itself; 0: never. */
  notReadyAfter: z.number().int().min(0).max(20).default(3),
  /** How calls are wrapped up. */
  wrapUp: z
    .object({
      mode: z.enum(wrapUpModes).default('mandatory'),
      seconds: z.number().int().min(10).max(900).default(60),
    })
    .default({ mode: 'mandatory', seconds: 60 }),
  /** What is done when the other side of a call wants to hand it over, or to be replaced: the agent is asked, or it is refused. */
  handOver: handOverSchema.default('ask'),
  /** Which calls are answered by themselves, while the agent is ready and free. */
  autoAnswer: autoAnswerSchema.default('off'),
  exchange: exchangeSettingsSchema.default(usualExchange),
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
    density: userSettingsSchema.shape.density.removeDefault(),
    zoom: userSettingsSchema.shape.zoom.removeDefault(),
    globalShortcuts: userSettingsSchema.shape.globalShortcuts.removeDefault(),
    notifications: userSettingsSchema.shape.notifications.removeDefault(),
    tray: userSettingsSchema.shape.tray.removeDefault(),
    language: userSettingsSchema.shape.language.removeDefault(),
    panes: userSettingsSchema.shape.panes.removeDefault(),
    shortcuts: userSettingsSchema.shape.shortcuts.removeDefault(),
    devices: userSettingsSchema.shape.devices.removeDefault(),
    voice: userSettingsSchema.shape.voice.removeDefault(),
    notReadyAfter: userSettingsSchema.shape.notReadyAfter.removeDefault(),
    wrapUp: userSettingsSchema.shape.wrapUp.removeDefault(),
    handOver: userSettingsSchema.shape.handOver.removeDefault(),
    autoAnswer: userSettingsSchema.shape.autoAnswer.removeDefault(),
    exchange: userSettingsSchema.shape.exchange.removeDefault(),
    undoSendSeconds: userSettingsSchema.shape.undoSendSeconds.removeDefault(),
    lastPlace: userSettingsSchema.shape.lastPlace.removeDefault(),
    signature: userSettingsSchema.shape.signature.removeDefault(),
    firstStart: userSettingsSchema.shape.firstStart.removeDefault(),
  })
  .partial()
