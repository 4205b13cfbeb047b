import { describe, expect, it } from 'vitest'
import { addRecipients, parseRecipients } from '../../../renderer/desk/features/mail/composer/parse-recipients.ts'

describe('recipient boxes', () => {
  it.each([
    ['eva@example.hu', [{ name: '', address: 'eva@example.hu' }], ''],
    ['Éva Szabó <eva@example.hu>', [{ name: 'Éva Szabó', address: 'eva@example.hu' }], ''],
    [
      '"Szabó, Éva" <eva@example.hu>; jan@example.cz',
      [
        { name: 'Szabó, Éva', address: 'eva@example.hu' },
        { name: '', address: 'jan@example.cz' },
      ],
      '',
    ],
    ['jan@example.cz\neva', [{ name: '', address: 'jan@example.cz' }], 'eva'],
    ['Éva', [], 'Éva'],
    ['', [], ''],
  ])('read %j', (text, addresses, rest) => expect(parseRecipients(text)).toEqual({ addresses, rest }))

  it('hold nobody twice', () =>
    expect(addRecipients([{ name: 'Éva', address: 'Eva@example.hu' }], [{ name: '', address: 'eva@EXAMPLE.hu' }])).toHaveLength(
      1,
    ))
})
