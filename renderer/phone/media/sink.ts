interface Sinkable {
  setSinkId?(id: string): Promise<void>
}

/**
 * Sends sound to a device, '' being the system's choice. Trap: setSinkId fails now and then (AbortError) although the device is
 * there; once more, then the system's choice, because sound from the wrong place is better than none.
 */
export async function useSink(target: object, deviceId: string | null): Promise<boolean> {
  const sinkable = target as Sinkable
  if (!sinkable.setSinkId) return deviceId === null
  for (const id of [deviceId ?? '', deviceId ?? '', '']) {
    try {
      await sinkable.setSinkId(id)
      return id === (deviceId ?? '')
    } catch {
      // The next attempt follows.
    }
  }
  return false
}
