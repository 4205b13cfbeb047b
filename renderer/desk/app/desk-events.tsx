import { useEffect, useRef, type ReactNode } from 'react'
import { nextZoom, type Zoom } from '#shared/settings/zoom.ts'
import { ask, call } from '../bridge/client.ts'
import { onEvents } from '../bridge/start.ts'
import { now, useDesk } from '../bridge/store.ts'
import { useCompose } from '../features/mail/index.ts'
import { prefillDial } from '../features/phone/index.ts'
import { useCommand } from '../ui/commands/index.ts'
import { useWords } from '../ui/i18n.tsx'
import { go, useRoute } from '../ui/route.ts'
import { dropToast, toast } from '../ui/toasts.tsx'
import { places } from './places.tsx'
import { tellTyping } from './typing.ts'

/** What happens without a place of its own: links of the system, letters that arrive, notices; and the keys of the places. */
export function DeskEvents(): ReactNode {
  const words = useWords()
  const prefill = useDesk((state) => state.prefill)
  const place = useRoute((state) => state.place)

  useEffect(tellTyping, [])
  useCommand('theme.toggle', () => {
    const theme = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark'
    void call('settings.set', { patch: { theme } })
  })

  const resize = (to: (zoom: Zoom) => Zoom): void => {
    const zoom = now()?.settings.zoom ?? 100
    if (to(zoom) !== zoom) void call('settings.set', { patch: { zoom: to(zoom) } })
  }
  useCommand('size.bigger', () => resize((zoom) => nextZoom(zoom, 1)))
  useCommand('size.smaller', () => resize((zoom) => nextZoom(zoom, -1)))
  useCommand('size.usual', () => resize(() => 100))

  // Once: it is about the page as it was loaded.
  const told = useRef(false)
  useEffect(() => {
    if (told.current) return
    told.current = true
    const restarted = now()?.processes.some((each) => each.name === 'desk' && beganThisPage(each.since))
    if (restarted)
      toast({ id: 'desk-restarted', tone: 'info', text: words.t('process.desk.restarted'), until: Date.now() + 30_000 })
  }, [words])

  const compose = useCompose()
  useEffect(() => {
    if (!prefill) return
    useDesk.setState({ prefill: null })
    if (prefill.kind === 'dial') prefillDial(prefill.target)
    else void compose({ to: prefill.to, cc: prefill.cc, subject: prefill.subject, body: prefill.body })
  }, [compose, prefill])

  const opening = useDesk((state) => state.opening)
  useEffect(() => {
    if (!opening) return
    useDesk.setState({ opening: null })
    go(opening.place, opening.open)
  }, [opening])

  // The letter is being read: its notice has done its work.
  const open = useRoute((state) => state.open)
  useEffect(() => {
    if (place === 'mail' && open !== null) dropToast(`mail-${open}`)
  }, [open, place])

  useEffect(() => {
    if (now()?.settings.lastPlace !== place) void call('settings.set', { patch: { lastPlace: place } })
  }, [place])

  useEffect(
    () =>
      onEvents({
        notice: ({ messageKey, params, tone }) => void toast({ tone, text: words.say(messageKey, params) }),
        // Stays until it is closed: it may be longer than a glance.
        message: (message) => void toast({ tone: 'info', text: words.t('message.arrived', message), until: null }),
        'mail.arrived': ({ conversationId }) => {
          if (isOpen(conversationId)) return
          void ask('mail.conversation', { id: conversationId }).then(
            ({ conversation }) =>
              toast({
                id: `mail-${conversationId}`,
                tone: 'info',
                text: words.t('mail.arrived', {
                  from: conversation.contactName ?? (conversation.counterpart.name || conversation.counterpart.address),
                  subject: conversation.subject,
                }),
                action: { label: words.t('mail.arrived.open'), run: () => go('mail', conversationId) },
              }),
            () => undefined,
          )
        },
      }),
    [words],
  )

  return places.map((row) => <PlaceKey key={row.id} id={row.id} command={row.command} />)
}

/** Whether this page is the one that was loaded after a crash at `since`, and not one the person opened later. */
const beganThisPage = (since: string): boolean => Math.abs(performance.timeOrigin - Date.parse(since)) < 2000

const isOpen = (conversationId: string): boolean => {
  const { open, place } = useRoute.getState()
  return place === 'mail' && open === conversationId
}

function PlaceKey({ command, id }: Pick<(typeof places)[number], 'id' | 'command'>): null {
  useCommand(command, () => go(id))
  return null
}
