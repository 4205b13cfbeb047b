import type { DraftWords } from '../draft-words.ts'

const list = (text: string): readonly string[] => text.split('|').map((each) => each.trim())

export const de: DraftWords = {
  greetings: list('sehr geehrte*|liebe|lieber|guten tag|guten morgen|guten abend|hallo|grüß gott|werte*'),
  negative: list(
    'leider|können wir nicht|kann ich nicht|nicht möglich|unmöglich|geht nicht|nicht unsere schuld|unsere richtlinie*|sie müssen|sie hätten|wie bereits erwähnt|wie ich schon|nicht zuständig|nichts machen|nichts tun|ablehnen|bedauerlicherweise',
  ),
  nextStep: list(
    'ich werde|wir werden|als nächstes|nächster schritt|der nächste schritt|bitte antworten|bitte rufen|bitte senden|bitte schicken|bitte teilen|lassen sie mich|geben sie mir|sie erhalten|sie bekommen|sie hören|ich melde mich|wir melden uns|ich schicke|ich sende|wir schicken|wir senden|ich rufe|wir rufen|kommt zu ihnen',
  ),
  promise: list(
    'ich werde|wir werden|sie erhalten|sie bekommen|sie hören|ich melde mich|wir melden uns|ich schicke|ich sende|wir schicken|wir senden|ich rufe|wir rufen',
  ),
  time: list(
    'heute|morgen|übermorgen|montag*|dienstag*|mittwoch*|donnerstag*|freitag*|samstag*|sonnabend*|sonntag*|januar|februar|märz|april|juni|juli|august|september|oktober|november|dezember|diese woche|dieser woche|nächste woche|nächster woche|ende der woche|innerhalb einer woche|innerhalb eines tages|binnen eines tages|noch vormittags|mittag|sofort|umgehend|in einer stunde',
  ),
  attachment: list('anhang|anlage|anlagen|anbei|angehängt*|beigefügt*|beiliegend*|im anhang'),
  small: list(
    'der|die|das|den|dem|des|ein|eine|einen|einem|einer|und|oder|aber|wenn|ist|sind|war|waren|sein|haben|hat|hatte|ich|sie|er|es|wir|ihr|mir|mich|mein|meine|meinen|meiner|ihre|ihren|ihnen|uns|unser|dieser|diese|dieses|zu|von|in|im|an|am|auf|für|mit|bei|als|nicht|nein|ja|so|kann|können|wird|werden|bitte|was|wann|wo|welche|welcher|wer|warum|wie|dass|auch|noch|schon|denn|über',
  ),
}
