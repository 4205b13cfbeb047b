import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { peerProfile } from '../support/nowhere.ts'
import { friendly, sipPeer, type SipRequest } from '../support/sip-peer.ts'

test('what the exchange tells beside calls: voice messages, colleagues on the phone, and short messages', async ({
  home,
  start,
}) => {
  test.setTimeout(120_000)
  const exchange = await sipPeer((request, reply, socket) => {
    if (request.method === 'SUBSCRIBE') reply('200 OK', ['Expires: 600', 'Contact: <sip:peer@127.0.0.1>'])
    else if (request.method === 'INVITE') reply('486 Busy Here')
    else friendly(request, reply, socket)
  })
  const answers: string[] = []
  exchange.onResponse((text) => answers.push(text))
  let sequence = 0
  const send = (first: string, lines: readonly string[], body: string): void =>
    exchange.send(
      [
        first,
        `Via: SIP/2.0/WS x;branch=z9hG4bKextra${++sequence}`,
        'Max-Forwards: 70',
        ...lines,
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    )
  const watched = (event: string): SipRequest | undefined =>
    exchange.requests.findLast((one) => one.method === 'SUBSCRIBE' && one.header('Event') === event)
  const tell = (event: string, type: string, body: string): void => {
    const asked = watched(event)
    send(
      'NOTIFY sip:agent@toll.test SIP/2.0',
      [
        ...[`From: ${(asked?.header('To') ?? '').replace(/;tag=.*/, '')};tag=peer`, `To: ${asked?.header('From')}`],
        ...[`Call-ID: ${asked?.header('Call-ID')}`, `CSeq: ${sequence + 10} NOTIFY`, 'Contact: <sip:peer@127.0.0.1>'],
        ...[`Event: ${event}`, 'Subscription-State: active;expires=600', `Content-Type: application/${type}`],
      ],
      body,
    )
  }
  const dialogs = (inside: string): string =>
    `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="1" state="full" entity="sip:201@toll.test">${inside}</dialog-info>`
  const dialled = (): string[] => exchange.requests.filter((one) => one.method === 'INVITE').map((one) => one.uri)
  try {
    const { desk } = await start(home(peerProfile(exchange.url), { 'db.key': { text: 'k'.repeat(64) } }))
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready')
    const over = async (): Promise<void> => {
      const { interactions } = await must(desk, 'app.snapshot', null)
      for (const { interaction } of interactions)
        if (interaction.state === 'wrap_up')
          await must(desk, 'interaction.finish', { id: interaction.id, code: 'resolved', note: '' })
      await until(desk, 'nothing is left', (now) => now.interactions.length === 0)
    }

    await test.step('voice messages wait: said beside Line, one click calls the mailbox', async () => {
      await expect.poll(() => watched('message-summary') !== undefined).toBe(true)
      tell(
        'message-summary',
        'simple-message-summary',
        'Messages-Waiting: yes\r\nMessage-Account: sip:*97@toll.test\r\nVoice-Message: 2/1\r\n',
      )
      await desk.getByRole('button', { name: '2 new voice messages' }).click()
      await expect.poll(dialled).toEqual(['sip:*97@toll.test'])
      await over()
      tell('message-summary', 'simple-message-summary', 'Messages-Waiting: no\r\nVoice-Message: 0/3\r\n')
      await expect(desk.getByRole('button', { name: /voice message/ })).toBeHidden()
    })

    await test.step('colleagues: set in the settings, shown, called, and picked up for', async () => {
      await desk.getByRole('link', { name: /^Settings/ }).click()
      await desk.getByRole('button', { name: /^Line/ }).first().click()
      const lines = desk.getByRole('textbox', { name: 'Colleagues to watch' })
      await lines.fill('201 Kovács Anna\nsip:no@where')
      await expect(desk.getByText('This line is not understood: sip:no@where')).toBeVisible()
      await lines.fill('201 Kovács Anna')
      await desk.getByRole('textbox', { name: 'Code to take a parked call back' }).fill('*8x')
      await expect(desk.getByText('Only digits, * and #, eight at most.')).toBeVisible()
      await desk.getByRole('textbox', { name: 'Code to take a parked call back' }).fill('*85')
      await desk.getByRole('button', { name: 'Save', exact: true }).click()
      await until(desk, 'it is kept', ({ settings }) => settings.exchange.colleagues.length === 1)
      await expect.poll(() => watched('dialog')?.uri).toBe('sip:201@toll.test')
      await desk.getByRole('link', { name: /^Phone/ }).click()
      const list = desk.getByRole('region', { name: 'Colleagues' })
      await expect(list).toContainText('Not known')
      tell('dialog', 'dialog-info+xml', dialogs(''))
      await expect(list).toContainText('Free')
      await list.getByRole('button', { name: 'Call Kovács Anna' }).click()
      await expect.poll(dialled).toContain('sip:201@toll.test')
      await over()
      tell('dialog', 'dialog-info+xml', dialogs('<dialog id="1" direction="recipient"><state>early</state></dialog>'))
      await expect(list).toContainText('It rings')
      await list.getByRole('button', { name: 'Pick up for Kovács Anna' }).click()
      await expect.poll(dialled).toContain('sip:**201@toll.test')
      await over()
      tell('dialog', 'dialog-info+xml', dialogs('<dialog id="1"><state>confirmed</state></dialog>'))
      await expect(list).toContainText('On the phone')
      await expect(list.getByRole('button', { name: /^Pick up/ })).toBeHidden()
    })

    await test.step('a parked call is taken back by its slot', async () => {
      await desk.getByRole('textbox', { name: 'Slot of a parked call' }).fill('701')
      await desk.getByRole('button', { name: 'Take back' }).click()
      await expect.poll(dialled).toContain('sip:*85701@toll.test')
      await over()
    })

    await test.step('a short message is shown as it is, and does nothing, not even to who is typing', async () => {
      const box = desk.getByRole('textbox', { name: 'Slot of a parked call' })
      await box.fill('')
      await desk.evaluate(
        `window.strayed = []; document.activeElement.addEventListener('blur', () => strayed.push(document.activeElement?.outerHTML ?? ''))`,
      )
      const typed = desk.keyboard.type('704211', { delay: 150 })
      send(
        'MESSAGE sip:agent@toll.test SIP/2.0',
        [
          ...['From: "The boss" <sip:boss@toll.test>;tag=1', 'To: <sip:agent@toll.test>', 'Call-ID: short', 'CSeq: 1 MESSAGE'],
          'Content-Type: text/plain;charset=utf-8',
        ],
        'Lunch? <img src=x onerror="document.title=1"> $t(call.answer) {{from}} \u202eolleh',
      )
      await expect(
        desk.getByText('The boss: Lunch? <img src=x onerror="document.title=1"> $t(call.answer) {{from}} olleh'),
      ).toBeVisible()
      await typed
      await expect(box).toBeFocused()
      await expect(box).toHaveValue('704211')
      expect(await desk.evaluate('strayed'), 'the focus was nowhere else, not for a moment').toEqual([])
      expect(answers.some((text) => text.startsWith('SIP/2.0 200') && text.includes('Call-ID: short'))).toBe(true)
      expect(await desk.title()).not.toBe('1')
    })
  } finally {
    await exchange.close()
  }
})
