import {
  type Agency,
  findAgency,
  headOf,
  listPositions,
  listSigningPowers,
  resolveSuccessor,
  type SignatureBlock,
  signatureBlock,
} from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { DocumentContent } from '../model.ts'
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
export async function powerOfHead(
  work: Work,
  agencyId: string,
  wanted?: WantedSigner,
): Promise<SigningPower> {
  const on = localDay(work.now)
  const agency = await resolveSuccessor(work, agencyId, on)
  const nobody = { positionId: '', authorityLines: [], title: '…………', signs: false }
  const head = await headOf(work, agency.id, on)
  return describePower(work, agency, (head && asWanted(head, wanted)) ?? head ?? nobody)
}

/** How this account signs for the agency today, or undefined where it may not. */
export async function findSigningPower(
  work: Work,
  accountId: string,
  agencyId: string,
  wanted?: WantedSigner,
): Promise<SigningPower | undefined> {
  const on = localDay(work.now)
  const agency = await resolveSuccessor(work, agencyId, on)
  const blocks = await listSigningPowers(work, accountId, agency.id, on)
  const block = blocks.map((one) => asWanted(one, wanted)).find((one) => one !== undefined)
  return block && describePower(work, agency, block)
}

/** How a leader who signs today does it; refuses whom no position gives the power, and who acts without the role of leader. */
export async function requireSigningPower(
  work: Work,
  officer: Officer,
  agencyId: string,
  wanted?: WantedSigner,
): Promise<SigningPower> {
  const power =
    officer.roles.includes('leader') && (await findSigningPower(work, officer.id, agencyId, wanted))
  if (!power) throw mayNotSign({ who: await whoMaySign(work, agencyId, wanted) })
  return power
}

export type WantedSigner = Pick<DocumentContent, 'power' | 'authorised'>

/** How this power signs what the law gives to that one; undefined where it may not. */
function asWanted(block: SignatureBlock, wanted: WantedSigner | undefined): SignatureBlock | undefined {
  if (!wanted?.power) return block
  const [first = ''] = block.authorityLines
  // A power handed over in writing: by a delegation, or with a position that signs for its head.
  if (block.delegation || /^(TL|TUQ)\./.test(first)) return wanted.authorised ? block : undefined
  const isCollective = first.startsWith('TM.')
  if (wanted.power === 'head') return isCollective ? undefined : block
  if (!isCollective) return undefined
  return wanted.power === 'committee' ? block : { ...block, authorityLines: block.authorityLines.slice(1) }
}

/** `Chủ tịch hoặc Phó Chủ tịch, Ủy ban nhân dân phường Thuận Hóa`: whom the law, or the agency, lets sign it. */
export async function whoMaySign(
  work: Work,
  agencyId: string,
  wanted: WantedSigner | undefined,
): Promise<string> {
  const agency = await resolveSuccessor(work, agencyId, localDay(work.now))
  const titles = (await listPositions(work, agency.id)).flatMap((position) => {
    const block = position.signs && asWanted(signatureBlock(position, agency.kind), wanted)
    return block ? [position.title] : []
  })
  return [[...new Set(titles)].join(' hoặc '), agency.name].filter(Boolean).join(', ')
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
