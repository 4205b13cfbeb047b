/** Runs what it is given one after the other. SIP.js refuses a second re-INVITE while one is pending; hold, resume and reconcile queue here. */
export function serial(): (step: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return (step) => {
    const mine = last.then(step)
    last = mine.catch(() => {})
    return mine
  }
}
