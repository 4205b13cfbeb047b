import { useSlice } from '../../bridge/store.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useCommand } from '../../ui/commands/index.ts'
import { go } from '../../ui/route.ts'
import { useCompose } from '../mail/index.ts'

/** What can be begun from everywhere, by key or out of the box. A place that is on the screen answers before this does. */
export function useAnywhere(): void {
  const act = useAct()
  const compose = useCompose()
  const writes = useSlice('accounts').length > 0
  useCommand('mail.new', writes ? () => void compose({}) : null)
  const practising = useSlice('practice') !== null
  const busy = useSlice('interactions').length > 0
  useCommand('practice.begin', practising || busy ? null : () => void act('app.practise', null))
  useCommand('contact.new', () => go('customers', 'new'))
}
