import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { PopView } from '#shared/contract/pop.ts'
import { caseTypes } from '#shared/domain/case-choices.ts'
import type { Translator } from '#shared/i18n/translator.ts'
import type { UserSettings } from '#shared/settings/user-settings.ts'

type Caller = Pick<ActiveInteraction, 'card' | 'display' | 'interaction'>

/** Who calls in one line: the customer, else the name that came along, else the number, else that it is withheld. */
export const callerName = ({ card, display, interaction }: Caller, { t }: Translator): string =>
  card?.contact.displayName ?? (interaction.remoteName || display || t('call.withheld'))

/** The words of the call pop for a ringing call. @param others how many more calls ring. */
export function popView(active: ActiveInteraction, others: number, words: Translator, theme: UserSettings['theme']): PopView {
  const { t } = words
  const { candidates, card, display, divertedDisplay, interaction } = active
  const name = callerName(active, words)
  const open = card?.openCases[0]
  const type = caseTypes.find((each) => each === open?.type)
  const chips: PopView['chips'] = []
  if (interaction.queue) chips.push({ tone: 'mine', text: interaction.queue })
  if (interaction.ivrOption) chips.push({ tone: 'plain', text: t('call.menu', { option: interaction.ivrOption }) })
  if (card && card.recentCount > 1)
    chips.push({ tone: 'warn', text: t('call.recent', { count: card.recentCount, ordinal: true }) })
  if (type) chips.push({ tone: 'bad', text: t('call.openCase', { type: t(`case.type.${type}`) }) })
  if (candidates.length > 1 && !card) chips.push({ tone: 'plain', text: t('call.several', { count: candidates.length }) })
  if (divertedDisplay) chips.push({ tone: 'plain', text: t('call.forwarded', { number: divertedDisplay }) })
  return {
    id: interaction.id,
    name,
    number: name === display ? (active.matching ? '' : t('call.notInRecords')) : (display ?? ''),
    chips,
    also: others > 0 ? t('pop.also', { count: others }) : '',
    words: { region: t('pop.region'), ringing: t('pop.ringing'), answer: t('call.answer'), decline: t('call.decline') },
    theme,
    language: words.language,
  }
}
