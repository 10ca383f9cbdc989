/** A notice is stored as it came, then judged, then settled: whoever is broken off leaves it waiting for the next. */
import { system } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { noticeDiffers } from '../events.ts'
import { adapterOf, gatewayKinds } from '../gateways/adapters.ts'
import { gatewayKeys } from '../gateways/gateway-keys.ts'
import type { GatewayRow } from '../gateways/gateway-queries.ts'
import type { Adapter, Arrived, Verdict } from '../gateways/port.ts'
import { keepBooks } from '../keep-books.ts'
import { gatewayUnknown } from '../refusals.ts'
import { settleTransfer } from '../settle/settle-transfer.ts'
import { judge, type Notice, storeNotice } from './notice-queries.ts'

export interface TakenNotice {
  verdict: Verdict
  /** What the gateway expects to hear. */
  answer: ReturnType<Adapter['answer']>
}

/**
 * Stores the bytes in a work of its own before anything is believed of them, then judges them. Refuses a gateway nobody has
 * entered; whatever else came is stored. Headers a signature does not rest on are not kept.
 */
export async function takeNotice(gatewayId: string, { raw, headers, query }: Arrived): Promise<TakenNotice> {
  const receivedAt = new Date()
  const id = newId(receivedAt.getTime())
  const signed = signedOf(headers)
  const stored: { gateway?: GatewayRow | undefined } = {}
  await perform(system, async ({ tx, alongside }) => {
    const notice = { id, gateway: gatewayId, receivedAt, raw, signed, query }
    alongside(storeNotice(tx, notice).then((gateway) => Object.assign(stored, { gateway })))
  })
  const { gateway } = stored
  if (!gateway) throw gatewayUnknown()
  const { kind } = gateway
  const kept = { signed: signed[kind] ?? {}, query }
  const verdict = await judgeNotice({ id, raw, headers: kept, receivedAt }, gateway)
  return { verdict, answer: adapterOf(kind).answer(verdict) }
}

/** The headers a signature rests on, for each kind of gateway. */
function signedOf(headers: Arrived['headers']): Record<string, Record<string, string>> {
  const entries = gatewayKinds.map((kind) => {
    const kept = adapterOf(kind).signedHeaders.map((name) => [name, headers[name]?.slice(0, 1000)])
    return [kind, Object.fromEntries(kept.filter(([, value]) => value !== undefined))]
  })
  return Object.fromEntries(entries)
}

/** Judges a stored notice by the keys that are good now, at the time it came. Repeating it changes nothing. */
export async function judgeNotice(
  { id, raw, headers, receivedAt }: Pick<Notice, 'id' | 'raw' | 'headers' | 'receivedAt'>,
  gateway: GatewayRow,
): Promise<Verdict> {
  const keys = gatewayKeys(gateway.id)
  const arrived = { raw, headers: headers.signed, query: headers.query }
  const read = adapterOf(gateway.kind).readNotice(arrived, { gateway, keys, now: receivedAt })
  return perform(system, async (work) => {
    const judgedAt = work.now
    if (read.says !== 'money') {
      const [verdict, reason] =
        read.says === 'refused' ? (['refused', read.problem] as const) : (['ignored', read.reason] as const)
      work.alongside(judge(work.tx, id, { verdict, reason, transferId: null, judgedAt }))
      return verdict
    }
    return keepBooks(work, async (books) => {
      const incoming = { ...read.told, gateway: gateway.id, channel: gateway.kind, noticeId: id }
      const { verdict, transferId } = await settleTransfer(books, incoming)
      if (verdict === 'differs') books.tell(noticeDiffers(id, { gateway: gateway.id, transferId }))
      books.write(judge(books.tx, id, { verdict, reason: null, transferId, judgedAt }))
      return verdict
    })
  })
}
