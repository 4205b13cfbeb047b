/** The only names that travel between a window and main. The preloads repeat them because a sandboxed preload is one bundle of its own. */
export const channels = {
  deskCall: 'desk:call',
  deskEvent: 'desk:event',
  phoneToMain: 'phone:to-main',
  phoneToWindow: 'phone:to-window',
  practiceToMain: 'practice:to-main',
  practiceToWindow: 'practice:to-window',
  popCall: 'pop:call',
  popView: 'pop:view',
} as const
