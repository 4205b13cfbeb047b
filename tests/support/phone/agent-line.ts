import type { LineConfig } from '#shared/contract/phone.ts'

/** The lab's agent, with what a test changes. */
export const agentLine = (server: string, more: Partial<LineConfig> = {}): LineConfig => ({
  uri: 'sip:agent@toll.test',
  displayName: 'Anna Kovács',
  authorizationUser: 'agent',
  password: 'secret',
  servers: [server],
  iceServers: [],
  codecs: [],
  expires: 300,
  instanceId: '0196e2f5-6a2b-7c11-9d3e-5f6a7b8c9d0e',
  headers: { queue: 'X-Queue', ivrOption: 'X-IVR-Option' },
  ...more,
})
