import type { deskCalls } from '#shared/contract/desk/calls.ts'
import type { Handlers } from '#shared/contract/define.ts'
import { raise } from '#shared/contract/result.ts'
import { comeAgain } from '../../app/come-again.ts'
import { relaunchArguments } from '../../app/switches.ts'
import type { Practice, Services } from '../../app/services.ts'

type Names = 'app.practise' | 'app.leavePractice' | 'practice.callNow' | 'practice.writeNow' | 'practice.pause'

export function practiceHandlers({ practice, keeper, model }: Services): Handlers<Pick<typeof deskCalls, Names>> {
  const running = (): Practice => practice ?? raise('unavailable', 'error.practice.off')
  const startAnew = (practise: boolean): null => {
    if (keeper.liveCalls().length > 0) raise('conflict', 'error.practice.inCall')
    comeAgain(relaunchArguments(process.argv.slice(1), practise, model.snapshot().language))
    return null
  }
  return {
    'app.practise': () => startAnew(true),
    'app.leavePractice': () => startAnew(false),
    'practice.callNow': async ({ scenarioId }) => {
      await running().callNow(scenarioId)
      return null
    },
    'practice.writeNow': ({ scenarioId }) => {
      running().writeNow(scenarioId)
      return null
    },
    'practice.pause': ({ paused }) => {
      running().pause(paused)
      return null
    },
  }
}
