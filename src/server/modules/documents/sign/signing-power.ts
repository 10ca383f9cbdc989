import {
  type Agency,
  findAgency,
  headOf,
  listPositions,
  listSigningPowers,
  resolveSuccessor,
  type SignatureBlock,
} from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { mayNotSign } from '../refusals.ts'

export interface SigningPower {
  /** The agency that signs today: where the one of the draft was abolished, its successor. */
  agency: Agency
  parent: Agency | undefined
  block: SignatureBlock
  /** `Phó Chủ tịch`, as the certificate has it. */
  title: string
  /** `KT. Chủ tịch, Phó Chủ tịch`, as people read it. */
  position: string
}

/** How the head of the agency would sign; for those who only look at a draft, or write one. */
export async function powerOfHead(work: Work, agencyId: string): Promise<SigningPower> {
  const on = localDay(work.now)
  const agency = await resolveSuccessor(work, agencyId, on)
  const nobody = { positionId: '', authorityLines: [], title: '…………', signs: false }
  return describePower(work, agency, (await headOf(work, agency.id, on)) ?? nobody)
}

/** How this account signs for the agency today, or undefined where it may not. */
export async function findSigningPower(
  work: Work,
  accountId: string,
  agencyId: string,
): Promise<SigningPower | undefined> {
  const on = localDay(work.now)
  const agency = await resolveSuccessor(work, agencyId, on)
  const [block] = await listSigningPowers(work, accountId, agency.id, on)
  return block && describePower(work, agency, block)
}

/** How a leader who signs today does it; refuses whom no position gives the power, and who acts without the role of leader. */
export async function requireSigningPower(
  work: Work,
  officer: Officer,
  agencyId: string,
): Promise<SigningPower> {
  const power = officer.roles.includes('leader') && (await findSigningPower(work, officer.id, agencyId))
  if (!power) throw mayNotSign()
  return power
}

async function describePower(work: Work, agency: Agency, block: SignatureBlock): Promise<SigningPower> {
  const parent = agency.parentId === null ? undefined : await findAgency(work, agency.parentId)
  const positions = await listPositions(work, agency.id)
  const title = positions.find(({ id }) => id === block.positionId)?.title ?? block.title
  const instead = block.authorityLines.filter((line) => !line.startsWith('TM.')).map(readable)
  return { agency, parent, block, title, position: [...instead, title].join(', ') }
}

/** `KT. CHỦ TỊCH` as `KT. Chủ tịch`. */
function readable(line: string): string {
  const [authority = '', ...words] = line.split(' ')
  const text = words.join(' ').toLocaleLowerCase('vi')
  return `${authority} ${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}`
}
