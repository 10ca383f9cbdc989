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
import { beyondDelegation, keptForHead, mayNotSign, powerChanged } from '../refusals.ts'
import { isWithin, type Numbered } from '../route/numbering.ts'

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

/** How this account signs for the agency today what is `wanted`, or undefined where it may not. A power handed over signs what it covers alone. */
export async function findSigningPower(
  work: Work,
  accountId: string,
  agencyId: string,
  wanted?: WantedSigner,
): Promise<SigningPower | undefined> {
  const { agency, blocks } = await blocksFor(work, accountId, agencyId, wanted)
  const [block] = blocks.filter(({ isCovered }) => isCovered)
  return block && describePower(work, agency, block.block)
}

/** Every way this account signs what is wanted, each with whether it covers this document. */
async function blocksFor(work: Work, accountId: string, agencyId: string, wanted?: WantedSigner) {
  const on = localDay(work.now)
  const agency = await resolveSuccessor(work, agencyId, on)
  const powers = await listSigningPowers(work, accountId, agency.id, on)
  const blocks = []
  for (const power of powers) {
    const block = asWanted(power, wanted)
    if (!block) continue
    const { delegation } = block
    const isCovered = !delegation || (await isWithin(work, delegation, wanted?.document))
    blocks.push({ block, isCovered })
  }
  return { agency, blocks }
}

/**
 * How a leader who signs today does it; refuses whom no position gives the power, and who acts without the role of leader; whose power, that was
 * handed over, does not reach this document (NĐ 30/2020/NĐ-CP Điều 13); and whose would, where whoever drafted it keeps it for the head.
 */
export async function requireSigningPower(
  work: Work,
  officer: Officer,
  agencyId: string,
  wanted?: WantedSigner,
): Promise<SigningPower> {
  const power =
    officer.roles.includes('leader') && (await findSigningPower(work, officer.id, agencyId, wanted))
  if (power) return power
  const who = await whoMaySign(work, agencyId, wanted)
  if (officer.roles.includes('leader') && (await isKeptFrom(work, officer, agencyId, wanted)))
    throw keptForHead({ who })
  const { blocks } = await blocksFor(work, officer.id, agencyId, wanted)
  const [beyond] = officer.roles.includes('leader') ? blocks : []
  if (!beyond?.block.delegation) throw mayNotSign({ who })
  const { scope, decision } = beyond.block.delegation
  throw beyondDelegation({ scope, decision, document: wanted?.document?.title ?? '', who })
}

/** Whether this officer could sign the document of an agency, had its drafter not kept it for the head and the deputies. */
async function isKeptFrom(work: Work, { id }: Officer, agencyId: string, wanted?: WantedSigner) {
  if (wanted?.authorised || wanted?.document?.source !== 'agency') return false
  return (await findSigningPower(work, id, agencyId, { ...wanted, authorised: true })) !== undefined
}

/** Refuses a page that was set with an authority this account has no longer, or no longer for this document: what was handed over has ended since. */
export async function requireSamePower(
  work: Work,
  officer: Officer,
  document: Numbered,
  set: SignatureBlock,
): Promise<void> {
  const { blocks } = await blocksFor(work, officer.id, document.agencyId, wantedFor(document))
  const linesOf = ({ authorityLines, title }: SignatureBlock) => [...authorityLines, title].join(', ')
  if (blocks.some(({ block, isCovered }) => isCovered && linesOf(block) === linesOf(set))) return
  throw powerChanged({ as: linesOf(set) })
}

/** Whom the law, or the agency, lets sign, and what; without the document no power that covers some alone is enough. */
export type WantedSigner = Pick<DocumentContent, 'power' | 'authorised'> & { document?: Numbered }

/** Who is wanted to sign this document. */
export function wantedFor(document: Numbered): WantedSigner {
  const { power, authorised } = document.content
  return { power, authorised, document }
}

/** How this power signs what the law gives to that one; undefined where it may not. */
function asWanted(block: SignatureBlock, wanted: WantedSigner | undefined): SignatureBlock | undefined {
  const [first = ''] = block.authorityLines
  // A power handed over in writing: by a delegation, or with a position that signs for its head. A deputy whom it lets sign is a deputy (khoản 2).
  const isDeputys = block.delegation?.authority === 'KT.' && block.title.startsWith('PHÓ ')
  const isHandedOver = (block.delegation !== undefined && !isDeputys) || /^(TL|TUQ)\./.test(first)
  // Of a department, and of results whose signer no law named here: unless whoever wrote it kept it for the head.
  if (!wanted?.power) return isHandedOver && wanted?.authorised === false ? undefined : block
  if (isHandedOver) return wanted.authorised ? block : undefined
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
  // Whoever heads a part of the agency signs under the title held there: `<agency>/<key>`.
  const [at = ''] = block.positionId.split('/')
  const positions = await listPositions(work, at || agency.id)
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
