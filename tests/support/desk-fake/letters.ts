import type { Conversation, Draft, Message, MessageBody } from '#shared/domain/mail.ts'
import { ago, card, fakeId } from './people.ts'

const subjects: [number, string, string, boolean][] = [
  [
    1,
    'Objednávka 5521 – změna adresy',
    'Dobrý den, prosím o změnu doručovací adresy u objednávky 5521. Nově: Lidická 14, Brno.',
    true,
  ],
  [2, 'Баярлалаа! Үйлчилгээ маш сайн байлаа', 'Сайн байна уу, танай үйлчилгээнд маш их баярлалаа.', true],
  [
    3,
    'Rechnung 4711: Preis höher als vereinbart',
    'Sehr geehrte Damen und Herren, in der Rechnung 4711 ist der Preis höher als am Telefon vereinbart.',
    true,
  ],
  [5, 'Re: Előfizetés megújítása', 'Köszönöm a gyors választ, rendben van így.', false],
  [6, 'Dotaz na otevírací dobu', 'Dobrý den, máte otevřeno i v sobotu?', false],
  [7, 'Parking permit for the new wing', 'Hello, could you send the permit to the ward instead of my home address?', true],
]

export const conversations: Conversation[] = Array.from({ length: 180 }, (_, n) => {
  const [who, subject, snippet, unread] = subjects[n % subjects.length] as (typeof subjects)[number]
  const c = card(who)
  const mail = c.points.find((point) => point.type === 'email')?.raw ?? 'somebody@example.com'
  const stranger = n === 5
  return {
    id: fakeId(8, n),
    mailboxId: 'service',
    subject: n < 6 ? subject : `${subject} (${n})`,
    counterpart: { name: stranger ? 'Mary O’Connell-Fitzgerald' : c.contact.displayName, address: mail },
    contactId: stranger ? null : c.contact.id,
    contactName: stranger ? null : c.contact.displayName,
    lastAt: ago(11 + n * n * 9),
    snippet,
    messageCount: n % 3 === 0 ? 3 : 1,
    unreadCount: unread && n < 6 ? 1 : 0,
    state: n % 4 === 3 ? 'answered' : 'waiting',
    hasAttachments: n % 3 === 0,
    hasDraft: n === 3,
    automatic: n === 4,
  }
})

const message = (conversation: Conversation, at: number, inbound: boolean, n: number): Message => ({
  id: fakeId(9, n),
  conversationId: conversation.id,
  mailboxId: 'service',
  direction: inbound ? 'inbound' : 'outbound',
  messageId: `<${n}@example.com>`,
  from: inbound ? conversation.counterpart : { name: 'Customer service', address: 'service@toll.test' },
  replyTo: [],
  to: inbound ? [{ name: 'Customer service', address: 'service@toll.test' }] : [conversation.counterpart],
  cc: [],
  subject: conversation.subject,
  date: ago(at),
  receivedAt: ago(at),
  snippet: inbound ? conversation.snippet : 'Thank you for your letter, we are looking into it.',
  seen: !(inbound && conversation.unreadCount > 0),
  answered: !inbound,
  complete: true,
  unreadable: false,
  automatic: conversation.automatic,
  attachments:
    conversation.hasAttachments && inbound
      ? [
          {
            part: 3,
            fileName: 'Potvrzení objednávky č. 5521 – Jan Novák.pdf',
            contentType: 'application/pdf',
            size: 218_000,
            inline: false,
            contentId: null,
          },
        ]
      : [],
  contactId: conversation.contactId,
  size: 24_000,
})

export const messagesOf = (conversation: Conversation): Message[] => {
  const n = conversations.indexOf(conversation)
  const last = message(conversation, 11 + n * n * 9, true, n * 10)
  return conversation.messageCount === 1
    ? [last]
    : [message(conversation, 4000 + n, true, n * 10 + 2), message(conversation, 3000 + n, false, n * 10 + 1), last]
}

export const bodyOf = (messageId: string): MessageBody => ({
  messageId,
  text: 'Dobrý den',
  truncated: false,
  html: `<p>Dobrý den,</p><p>prosím o změnu doručovací adresy u objednávky <b>5521</b>. Nově: Lidická 14, Brno. Přijde pak později?</p><p><a href="https://tracking.example.com/x?y=1">Sledovat zásilku</a></p><img src="https://tracker.example.com/pixel.gif" width="1" height="1"><img src="https://example.com/banner.png"><div style="background:url(https://example.com/bg.png)">Děkuji,<br>Jan Novák</div><script>alert(1)</script><form action="https://evil.example"><input name="p"><button>Go</button></form>`,
})

export const draft = (id: string, more: Partial<Draft> = {}): Draft => ({
  id,
  kind: 'new',
  mailboxId: 'service',
  conversationId: null,
  inReplyToId: null,
  contactId: null,
  to: [],
  cc: [],
  bcc: [],
  unfinished: { to: '', cc: '', bcc: '' },
  subject: '',
  html: '',
  text: '',
  quote: null,
  attachments: [],
  updatedAt: ago(0),
  ...more,
})
