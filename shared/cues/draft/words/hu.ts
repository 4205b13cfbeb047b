import type { DraftWords } from '../draft-words.ts'

const list = (text: string): readonly string[] => text.split('|').map((each) => each.trim())

export const hu: DraftWords = {
  greetings: list('tisztelt|kedves|jó napot|jó reggelt|jó estét|üdvözl*|szia|szép napot'),
  negative: list(
    'sajnos|sajnálatos módon|nem tudjuk|nem tudom|nem lehet|nem lehetséges|lehetetlen|nem áll módunkban|nem a mi hibánk|szabályzatunk*|önnek kell|kötelessége|ahogy már írtam|mint már írtam|nem az én osztály*|nem tehetünk|elutasít*|nem mi vagyunk',
  ),
  nextStep: list(
    'következő lépés*|kérem válaszoljon|kérjük válaszoljon|kérem hívjon|kérem küldje|kérjük küldje|kérem jelezze|kérjük jelezze|meg fog*|fogom|fogjuk|meg fogja|kap majd|küldök|küldünk|elküldöm|elküldjük|visszahívom|visszahívjuk|visszajelz*|jelentkez*|értesítem|értesítjük|felhívom|felhívjuk|intézem|intézzük',
  ),
  promise: list(
    'fogom|fogjuk|küldök|küldünk|elküldöm|elküldjük|visszahívom|visszahívjuk|visszajelz*|jelentkezem|jelentkezünk|jelentkezni fog*|értesítem|értesítjük|felhívom|felhívjuk',
  ),
  time: list(
    'ma|holnap*|holnapután|hétfő*|kedd*|szerd*|csütörtök*|péntek*|szombat*|vasárnap*|január*|február*|március*|április*|május*|június*|július*|augusztus*|szeptember*|október*|november*|december*|ezen a héten|jövő hét*|jövő hónap*|a hét végé*|egy héten belül|egy napon belül|egy órán belül|délelőtt*|délután*|délben|este|azonnal|haladéktalanul|délig|estig',
  ),
  attachment: list('csatol*|melléklet*|mellékel*|mellékelve'),
  small: list(
    'a|az|egy|és|vagy|de|ha|van|vannak|volt|voltak|lesz|legyen|én|te|ő|mi|ti|ők|ön|önök|nekem|engem|önnek|ez|ezt|ezek|azt|azok|hogy|nem|igen|is|meg|már|még|csak|majd|kérem|kérjük|mit|mikor|hol|melyik|ki|kik|miért|hogyan|hová|mert|mint|el|fel|be|ki|le|rá|után|előtt|szerint|tud|tudja|tudják|lehet|kell',
  ),
}
