/** The shapes that are spoken here, each by its adapter. */
import { nationalAdapter } from './national.ts'
import { noticeAdapter } from './notice.ts'
import type { Adapter, Gateway } from './port.ts'
import { redirectAdapter } from './redirect.ts'
import { walletAdapter } from './wallet.ts'

const adapters: Record<Gateway['kind'], Adapter> = {
  notice: noticeAdapter,
  redirect: redirectAdapter,
  wallet: walletAdapter,
  national: nationalAdapter,
}

/** What a gateway may be. */
export const gatewayKinds = [
  'notice',
  'redirect',
  'wallet',
  'national',
] as const satisfies readonly Gateway['kind'][]

export function adapterOf(kind: Gateway['kind']): Adapter {
  return adapters[kind]
}
