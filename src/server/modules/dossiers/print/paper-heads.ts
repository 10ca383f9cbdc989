/** Who issues the papers around a dossier, and under which head. */
import {
  type Agency,
  listAgencies,
  onTwoLines,
  placeName,
  positionOf,
  type SignatureBlock,
} from '#server/modules/agencies/index.ts'
import { config } from '#server/platform/config.ts'
import type { Work } from '#server/platform/work.ts'
import { writeAddress } from '#shared/address.ts'
import { formatIsoLocal, type LocalDay, localDay } from '#shared/dates.ts'
import { dossierCheckCode, followPath } from '../check-code.ts'
import type { Action } from '../model.ts'

/** The applicant as these papers name them. */
export interface PrintedPerson {
  name: string
  identityNumber: string
  /** Without the commune, which `unitCode` names. */
  address: string | null
  unitCode: string | null
  phone: string | null
  email: string | null
}

/** As the registry knows them. */
export function printedPerson(
  person: Omit<PrintedPerson, 'name' | 'identityNumber'> & { fullName: string; idNumber: string },
): PrintedPerson {
  const { fullName, idNumber, address, unitCode, phone, email } = person
  return { name: fullName, identityNumber: idNumber, address, unitCode, phone, email }
}

/** Where a person lives, the commune by the name it bears today. */
export function homeOf({ address, unitCode }: PrintedPerson): string {
  return writeAddress(address ?? '', (unitCode && placeName(unitCode)) || '')
}

/** The office that whoever took this action held at this agency that day. */
export async function officeOf(
  work: Work,
  { actorId, at }: Action,
  agencyId: string,
): Promise<SignatureBlock | undefined> {
  return actorId ? positionOf(work, actorId, agencyId, localDay(at)) : undefined
}

export interface Counter {
  /** Whose numbers and whose seal: the centre, or the agency itself. */
  agencyId: string
  name: string
  /** As the letterhead sets it, without the place that stands above. */
  line: string
  symbol: string
}

/** Who receives and returns for an agency: its service centre or, where there is none, its one-stop unit. */
export async function counterOf(work: Work, agency: Agency, day: LocalDay): Promise<Counter> {
  const [centre] = await listAgencies(work, day, { kind: 'service_centre', within: agency.id })
  return centre
    ? {
        agencyId: centre.id,
        name: centre.name.slice(0, 200),
        line: 'TRUNG TÂM PHỤC VỤ\nHÀNH CHÍNH CÔNG',
        symbol: centre.symbol,
      }
    : {
        agencyId: agency.id,
        name: `Bộ phận Tiếp nhận và Trả kết quả, ${agency.name}`.slice(0, 200),
        line: 'BỘ PHẬN TIẾP NHẬN\nVÀ TRẢ KẾT QUẢ',
        symbol: 'BPTNTKQ',
      }
}

/** The head of a paper that bears no number yet: whoever issues it puts it in the place of the dots. */
export function letterheadOf(agency: Agency, counter: Counter, symbol: string, issuedOn: LocalDay) {
  return {
    parent: onTwoLines(agency.name),
    organisation: counter.line,
    number: `…/${symbol}`,
    place: agency.place,
    issuedOn,
  }
}

/** Below ten with a leading zero (NĐ 30/2020/NĐ-CP Phụ lục I, II.3). */
export function numbered(number: number, symbol: string): string {
  return `${String(number).padStart(2, '0')}/${symbol}`
}

/** Where the QR leads: where the dossier stands, with the check code that opens it. */
export function addressOf(code: string) {
  const checkCode = dossierCheckCode(code)
  return { code, checkCode, address: `${config.ORIGIN}${followPath(code)}` }
}

export function minutesOf(instant: Date): string {
  return formatIsoLocal(instant).slice(0, 16)
}
