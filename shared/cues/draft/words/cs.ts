import type { DraftWords } from '../draft-words.ts'

const list = (text: string): readonly string[] => text.split('|').map((each) => each.trim())

export const cs: DraftWords = {
  greetings: list('vážen*|milý|milá|milí|dobrý den|dobré ráno|dobrý večer|dobré odpoledne|zdravím|ahoj'),
  negative: list(
    'bohužel|nemůžeme|nemohu|nemůžu|není možné|nelze|nejde to|není naše chyba|naše pravidla|musíte|měl jste|měla jste|jak jsem již|jak již bylo|to není moje|nedá se nic|nic dělat|odmít*|nemáme možnost',
  ),
  nextStep: list(
    'další krok*|dalším krokem|prosím odpovězte|prosím zavolejte|prosím pošlete|prosím dejte|dejte mi vědět|dejte nám vědět|budu vás|budeme vás|pošlu|pošleme|zašlu|zašleme|zavolám|zavoláme|ozvu se|ozveme se|obdržíte|dostanete|přijde vám|vyřídím|vyřídíme|zjistím|zjistíme|přijede',
  ),
  promise: list(
    'budu vás|budeme vás|pošlu|pošleme|zašlu|zašleme|zavolám|zavoláme|ozvu se|ozveme se|obdržíte|dostanete|přijde vám|vyřídím|vyřídíme|zjistím|zjistíme',
  ),
  time: list(
    'dnes|zítra|pozítří|pondělí|úterý|střed*|čtvrt*|pátek|pátku|sobot*|neděl*|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince|tento týden|příští týden|příštího týdne|příští měsíc|do konce týdne|do konce dne|během dne|do týdne|do hodiny|do večera|dopoledne|odpoledne|večer|poledne|ihned|okamžitě',
  ),
  attachment: list('příloh*|příloze|přikládám*|přiložen*|přikládáme'),
  small: list(
    'a|i|ale|nebo|když|je|jsou|byl|byla|bylo|byly|být|mám|máme|máte|mít|já|ty|on|ona|my|vy|oni|mně|mi|mě|můj|moje|mou|váš|vaše|vám|vás|nás|nám|náš|naše|ten|ta|to|tento|tato|toto|že|se|si|na|v|ve|z|ze|do|od|pro|s|se|k|ke|o|u|po|při|ne|ano|tak|prosím|co|kdy|kde|který|která|které|kdo|proč|jak|také|ještě|už|již|mohu|můžu|může|můžete|bude|jsem|jsme|jste',
  ),
}
