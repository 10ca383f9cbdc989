import { config } from '#server/platform/config.ts'
import type { Work } from '#server/platform/work.ts'
import { addKey, gatewayKeys } from './gateway-keys.ts'
import { findGateway, insertGateway, updateGateway } from './gateway-queries.ts'

/** As whom the program is known to all of them. */
export const demoMerchant = 'NHIP-THU'

/** The stand-ins of the demo, each below `path` at the program's own address. */
export const demoGateways = [
  { id: 'demo-bank', kind: 'notice', name: 'Ngân hàng (thử)', path: '/thu/ngan-hang' },
  { id: 'demo-gateway', kind: 'redirect', name: 'Cổng thanh toán (thử)', path: '/thu/cong' },
  { id: 'demo-wallet', kind: 'wallet', name: 'Ví điện tử (thử)', path: '/thu/vi' },
] as const

/** Enters them, each with a key, at the address of today. Repeating it changes nothing else. */
export async function loadDemoGateways(work: Work): Promise<{ gateways: number }> {
  for (const { path, ...gateway } of demoGateways) {
    const baseUrl = `${config.ORIGIN}${path}`
    const known = await findGateway(work.tx, gateway.id)
    if (!known) {
      await insertGateway(work.tx, {
        ...gateway,
        baseUrl,
        merchant: demoMerchant,
        accountId: null,
        isActive: true,
      })
    } else if (known.baseUrl !== baseUrl) await updateGateway(work.tx, gateway.id, { baseUrl })
    if (gatewayKeys(gateway.id).length === 0) addKey(gateway.id, work.now)
  }
  return { gateways: demoGateways.length }
}
