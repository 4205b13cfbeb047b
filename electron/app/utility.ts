import { utilityProcess, type MessagePortMain } from 'electron'
import type { Pipe } from '#shared/contract/rpc.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Instance, Launch } from './supervised.ts'

export interface UtilityInstance extends Instance {
  /** Hands one end of a channel to the process. */
  givePort(port: MessagePortMain): void
}

/**
 * How to start a utility process of ours. Its output goes to our log, redacted; it gets no arguments with anything secret in them,
 * keys and passwords arrive by message.
 */
export function launchUtility(entry: string, serviceName: string, log: Log): Launch {
  return (exited): UtilityInstance => {
    const child = utilityProcess.fork(entry, [], { serviceName, stdio: 'pipe' })
    child.on('exit', (code) => exited(`exit code ${code}`))
    child.stdout?.on('data', (bytes: Buffer) =>
      log('info', 'process.said', { process: serviceName, text: bytes.toString('utf8') }),
    )
    child.stderr?.on('data', (bytes: Buffer) =>
      log('warn', 'process.said', { process: serviceName, text: bytes.toString('utf8') }),
    )
    const pipe: Pipe = {
      post: (message) => child.postMessage(message),
      listen: (listener) => {
        child.on('message', listener)
        return () => child.off('message', listener)
      },
    }
    return {
      pipe,
      kill: () => child.kill(),
      givePort: (port) => child.postMessage({ t: 'port' }, [port]),
    }
  }
}
