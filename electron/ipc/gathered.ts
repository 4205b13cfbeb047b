/**
 * Sends what comes within one turn of main's thread as one message. A ringing call tells of itself in several events; taken one by one
 * each would have the desk drawn anew.
 */
export function gathered<T>(send: (all: readonly T[]) => void): (one: T) => void {
  let waiting: T[] = []
  return (one) => {
    if (waiting.push(one) > 1) return
    queueMicrotask(() => {
      const all = waiting
      waiting = []
      send(all)
    })
  }
}
