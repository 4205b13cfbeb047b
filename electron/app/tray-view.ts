import type { ActiveInteraction, Snapshot } from '#shared/contract/desk/state.ts'
import { ringingCalls } from '#shared/domain/attention.ts'
import type { LineWord } from '#shared/domain/line.ts'
import type { MessageKey, Translator } from '#shared/i18n/translator.ts'
import { callerName } from './pop-view.ts'

/** Pictures of `resources/icons/tray`; each has a shape of its own, so that they differ without colour too. */
export const trayIcons = ['ready', 'not-ready', 'in-call', 'ringing', 'offline'] as const
export type TrayIcon = (typeof trayIcons)[number]

/** What a click in the tray's menu asks for. */
export type TrayAct =
  | { do: 'open' }
  | { do: 'ready'; ready: boolean }
  | { do: 'answer' | 'decline' | 'hangUp'; id: string }
  | { do: 'quit' }
/** A line of the menu; `checked` makes it one of a choice, null a divider. */
export type TrayItem = { label: string; act: TrayAct; checked?: boolean } | null
export interface TrayView {
  readonly icon: TrayIcon
  readonly tip: string
  readonly items: readonly TrayItem[]
}

const looks: Readonly<Record<LineWord, { icon: TrayIcon; label: MessageKey }>> = {
  connecting: { icon: 'offline', label: 'line.connecting' },
  ready: { icon: 'ready', label: 'line.ready' },
  not_ready: { icon: 'not-ready', label: 'line.notReady' },
  ringing: { icon: 'ringing', label: 'line.ringing' },
  in_call: { icon: 'in-call', label: 'line.inCall' },
  wrap_up: { icon: 'not-ready', label: 'line.wrapUp' },
  offline: { icon: 'offline', label: 'line.offline' },
  unconfigured: { icon: 'offline', label: 'tray.noLine' },
}

/** What the tray shows of the state main holds. @param waiting what the badge counts */
export function trayView(
  { access, interactions, line }: Pick<Snapshot, 'access' | 'interactions' | 'line'>,
  waiting: number,
  words: Translator,
): TrayView {
  const { t } = words
  const locked = access.state !== 'open' && access.state !== 'starting'
  const state = t('tray.tip', { state: t(looks[line.word].label) })
  const tip = locked ? t('tray.tip.locked') : waiting > 0 ? t('tray.tip.waiting', { tip: state, count: waiting }) : state
  const items: TrayItem[] = [{ label: t('tray.open'), act: { do: 'open' } }, null]
  if (line.config !== null && !locked)
    items.push(
      { label: t('tray.ready'), act: { do: 'ready', ready: true }, checked: line.presence.ready },
      { label: t('tray.notReady'), act: { do: 'ready', ready: false }, checked: !line.presence.ready },
      null,
    )
  const calls = [...ringingItems(interactions, words), ...talkItems(interactions, words)]
  return {
    icon: locked ? 'offline' : looks[line.word].icon,
    tip,
    items: [...items, ...(calls.length > 0 ? [...calls, null] : []), { label: t('tray.quit'), act: { do: 'quit' } }],
  }
}

const ringingItems = (active: readonly ActiveInteraction[], words: Translator): TrayItem[] =>
  ringingCalls(active).flatMap((each): TrayItem[] => {
    const name = callerName(each, words)
    const { id } = each.interaction
    return [
      { label: words.t('tray.answer', { name }), act: { do: 'answer', id } },
      { label: words.t('tray.decline', { name }), act: { do: 'decline', id } },
    ]
  })

const talkItems = (active: readonly ActiveInteraction[], words: Translator): TrayItem[] =>
  active
    .filter((each) => each.call !== null && each.call.phase !== 'ended' && each.call.phase !== 'ringing')
    .map((each) => ({
      label: words.t('tray.hangUp', { name: callerName(each, words) }),
      act: { do: 'hangUp', id: each.interaction.id },
    }))
