/** Texts that are the same in English and another language; everything else that equals the English text was forgotten. */
export const sameWords: Readonly<Record<'de' | 'hu' | 'cs' | 'mn', readonly string[]>> = {
  de: [
    '{{size}} MB',
    '{{size}} KB',
    '{{count}} s',
    'Supervision',
    'Standards',
    'Offline',
    'Passphrase',
    'Name',
    'name@example.com',
    'Cc {{names}}',
    'Cc',
    'Bcc',
    'Link',
    'Server',
    'Port',
  ],
  hu: ['{{size}} MB', '{{size}} KB', 'Offline', 'Port'],
  cs: ['{{size}} MB', '{{size}} KB', '{{count}} s', 'Offline', 'Server', 'Port', 'Licence', '{{count}} standard'],
  mn: ['name@example.com'],
}
/** Alike in every language: the name, alone and before a state. */
export const sameEverywhere: readonly string[] = ['Courtesy', 'Courtesy · {{state}}']
