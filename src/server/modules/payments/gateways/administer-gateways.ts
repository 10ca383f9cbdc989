/** Gateways and their keys, by an administrator. A key is shown once, to whoever made it, and is in no log. */
import { createHash } from 'node:crypto'
import type { Officer } from '#server/platform/actor.ts'
import { requireFreshFactor, requireRole } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { gatewayChanged, keyAdded, keyRetired } from '../events.ts'
import { gatewayTaken, gatewayUnknown, keyOfAnother } from '../refusals.ts'
import { addKey, areKeysGiven, gatewayKeys, type KeyMark, listKeyMarks, retireKey } from './gateway-keys.ts'
import {
  findGateway,
  type GatewayRow,
  insertGateway,
  listGateways,
  updateGateway,
} from './gateway-queries.ts'

export type NewGateway = Omit<GatewayRow, 'isActive'>
export type ChangedGateway = Pick<GatewayRow, 'name' | 'baseUrl' | 'merchant' | 'accountId' | 'isActive'>

export interface SeenGateway extends GatewayRow {
  keys: KeyMark[]
  /** The environment gives them: they are changed there. */
  areKeysGiven: boolean
}

export async function listGatewaysFor(work: Work, officer: Officer): Promise<SeenGateway[]> {
  requireRole(officer, 'administrator')
  return (await listGateways(work.tx)).map(withKeys)
}

export async function getGatewayFor(work: Work, officer: Officer, id: string): Promise<SeenGateway> {
  requireRole(officer, 'administrator')
  const gateway = await findGateway(work.tx, id)
  if (!gateway) throw gatewayUnknown()
  return withKeys(gateway)
}

/** What comes without a gateway: at the counter, and as a line of a statement of the bank. */
const notGateways = ['cash', 'statement']

/** Offered to payers only once somebody says so. */
export async function openGateway(work: Work, officer: Officer, gateway: NewGateway): Promise<void> {
  requireFresh(work, officer)
  if (notGateways.includes(gateway.id)) throw gatewayTaken()
  const isNew = await asProgram(work, () => insertGateway(work.tx, { ...gateway, isActive: false }))
  if (!isNew) throw gatewayTaken()
  await work.record(gatewayChanged(subjectOf(gateway.id), { gateway: gateway.id, isActive: false }))
}

export async function changeGateway(
  work: Work,
  officer: Officer,
  id: string,
  changed: ChangedGateway,
): Promise<void> {
  requireFresh(work, officer)
  await getGatewayFor(work, officer, id)
  await asProgram(work, () => updateGateway(work.tx, id, changed))
  await work.record(gatewayChanged(subjectOf(id), { gateway: id, isActive: changed.isActive }))
}

/** A second key, good at once beside the first: made here, or as the gateway gave it. The one time it can be read. */
export async function addGatewayKey(
  work: Work,
  officer: Officer,
  id: string,
  given?: string,
): Promise<{ secret: string; mark: string }> {
  requireFresh(work, officer)
  await getGatewayFor(work, officer, id)
  if (given) await refuseForeignKey(work, id, given)
  const key = addKey(id, work.now, given)
  await work.record(keyAdded(subjectOf(id), { gateway: id, mark: key.mark }))
  return key
}

/** What one gateway signs could be told again as another's, and the same money would count twice. */
async function refuseForeignKey(work: Work, id: string, given: string): Promise<void> {
  for (const other of await listGateways(work.tx))
    if (other.id !== id && gatewayKeys(other.id).some((key) => key.equals(Buffer.from(given))))
      throw keyOfAnother({ name: other.name })
}

/** Nothing signed with it is believed any more, from the next message on. */
export async function retireGatewayKey(
  work: Work,
  officer: Officer,
  id: string,
  mark: string,
): Promise<void> {
  requireFresh(work, officer)
  await getGatewayFor(work, officer, id)
  retireKey(id, mark)
  await work.record(keyRetired(subjectOf(id), { gateway: id, mark }))
}

function requireFresh(work: Work, officer: Officer): void {
  requireRole(officer, 'administrator')
  requireFreshFactor(officer, work.now)
}

function withKeys(gateway: GatewayRow): SeenGateway {
  return { ...gateway, keys: listKeyMarks(gateway.id), areKeysGiven: areKeysGiven(gateway.id) }
}

/** A gateway as the subject of facts, which are about UUIDs: always the same for one name. */
function subjectOf(gateway: string): string {
  const hash = createHash('sha256').update(`gateway ${gateway}`).digest('hex')
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
