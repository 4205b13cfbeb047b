/** Whether somebody else's words name a server that can be connected to: a host name (RFC 1123) and a port from 1 to 65535. */
export const isServer = ({ host, port }: { readonly host: string; readonly port: number }): boolean =>
  /^[a-z0-9.-]{1,253}$/i.test(host) && Number.isInteger(port) && port >= 1 && port <= 65_535
