/** Which exchange this platform sends and receives by. */
import { ownExchange } from './own-exchange.ts'
import type { Exchange } from './port.ts'

let connected: Exchange | undefined

/** Connects another exchange, as an operator's program does when it starts; undefined: the stand-in among the agencies of this platform. */
export function connectExchange(exchange: Exchange | undefined): void {
  connected = exchange
}

export function exchangeInUse(): Exchange {
  return connected ?? ownExchange
}

/** Whether what is handed over lies here already, so that nobody has to wait for it. */
export function isStandIn(): boolean {
  return connected === undefined
}
