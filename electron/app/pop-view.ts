import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { PopView } from '#shared/contract/pop.ts'
import { underName } from '#shared/domain/caller.ts'
import { caseTypes } from '#shared/domain/case-choices.ts'
import { caseToName } from '#shared/domain/open-case.ts'
import type { Translator } from '#shared/i18n/translator.ts'
import type { UserSettings } from '#shared/settings/user-settings.ts'

type Caller = Pick<ActiveInteraction, 'card' | 'display' | 'interaction'>

const knownName = ({ card, display, interaction }: Caller): string | null =>
  card?.contact.displayName ?? (interaction.remoteName || display || null)

/** Who calls in one line: the customer, else the name that came along, else the number, else that it is withheld. */
export const callerName = (caller: Caller, { t }: Translator): string => knownName(caller) ?? t('call.withheld')

/** The line under the name, as the desk says it; '' where the name says it all. */
function lineUnder(active: ActiveInteraction, { t }: Translator): string {
  switch (underName(knownName(active), active)) {
    case 'several':
      return t('call.several', { count: active.candidates.length })
    case 'new':
      return t('call.notInRecords')
    case 'number':
      return active.display ?? ''
    case 'looking':
    case 'withheld':
      return ''
  }
}

/** The words of the call pop for a ringing call. @param others how many more calls ring. */
export function popView(active: ActiveInteraction, others: number, words: Translator, theme: UserSettings['theme']): PopView {
  const { t } = words
  const { card, divertedDisplay, interaction } = active
  const open = caseToName(card?.openCases ?? [])
  const type = caseTypes.find((each) => each === open?.type)
  const chips: PopView['chips'] = []
  if (interaction.queue) chips.push({ tone: 'mine', text: interaction.queue })
  if (interaction.ivrOption) chips.push({ tone: 'plain', text: t('call.menu', { option: interaction.ivrOption }) })
  if (card && card.recentCount > 1)
    chips.push({ tone: 'warn', text: t('call.recent', { count: card.recentCount, ordinal: true }) })
  if (type) chips.push({ tone: 'bad', text: t('call.openCase', { type: t(`case.type.${type}`) }) })
  if (divertedDisplay) chips.push({ tone: 'plain', text: t('call.forwarded', { number: divertedDisplay }) })
  return {
    id: interaction.id,
    name: callerName(active, words),
    number: lineUnder(active, words),
    chips,
    also: others > 0 ? t('pop.also', { count: others }) : '',
    words: { region: t('pop.region'), ringing: t('pop.ringing'), answer: t('call.answer'), decline: t('call.decline') },
    theme,
    language: words.language,
  }
}
