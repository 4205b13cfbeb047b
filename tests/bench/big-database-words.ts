/** A small seeded generator (mulberry32, public domain): the same numbers between 0 and 1 in every run. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const list = (words: string): string[] => words.split(' ')

export const families = list(
  'Kovács Nagy Szabó Tóth Varga Horváth Kiss Molnár Németh Farkas Balogh Papp Lakatos Takács Juhász Müller Schmidt Schneider Fischer Weber Wagner Becker Hoffmann Koch Richter ' +
    'Novák Svoboda Dvořák Černý Procházka Kučera Veselý Horák Němec Pokorný Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Bat-Erdene Ganbold Dorj Bold Tömör',
)
export const givens = list(
  'Anna Béla Cecília Dániel Erzsébet Ferenc Gábor Hajnalka István Judit Katalin László Márta Norbert Olga Péter Réka Sándor Tímea Zoltán Hans Jürgen Petra Ursula Klaus ' +
    'Jana Pavel Lucie Tomáš Eva Jan Kateřina Ondřej Emily Oliver Jack Sophie Harry Grace Batbayar Oyuna Saraa Temüjin Nomin',
)
export const queues = ['Invoices', 'Orders', 'Claims', 'Information', 'Delivery', 'Returns']

/** Words of notes, the common ones first: drawn so that a few stand in most notes and many in few. */
const noteWords = list(
  'invoice asked sent again customer wants copy order late called back delivery number wrong number paid not refund address changed parcel returned broken kettle email resolved please ' +
    'Rechnung Lieferung verspätet Adresse geändert Gutschrift Reklamation Ersatzteil számla szállítás késik cím változott visszatérítés panasz alkatrész visszahívás ' +
    'faktura zásilka zpoždění adresa změna vrácení reklamace náhradní díl subscription renewal contract cancelled discount voucher warranty repair technician appointment morning afternoon ' +
    'thermostat boiler filter cable charger keyboard monitor printer toner scanner router modem antenna pillow blanket mattress wardrobe shelf drawer handle hinge screw washer gasket pump valve meter ' +
    'hausnummer postfach umzug kündigung vertrag laufzeit mahnung skonto lastschrift erstattung bankkonto előfizetés szerződés felmondás kedvezmény jótállás javítás időpont délelőtt délután',
)

/** A note of a call: six to twenty words, common ones often. */
export function noteOf(draw: () => number): string {
  const count = 6 + Math.floor(draw() * 15)
  return Array.from({ length: count }, () => noteWords[Math.floor(noteWords.length * draw() ** 2.2)]).join(' ')
}
