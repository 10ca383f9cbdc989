import type { Work } from '#server/platform/work.ts'
import { findAgency } from './find-agencies.ts'
import type { Agency } from './model.ts'

/** Ô số 2 of Nghị định 30/2020/NĐ-CP, Phụ lục I, in capitals: an agency under its own name, and above it the one it belongs to. */
export async function ownHeadOf(
  work: Work,
  agency: Agency,
): Promise<{ parent: string | null; organisation: string }> {
  const parent = agency.parentId ? await findAgency(work, agency.parentId) : undefined
  const isCommittee = agency.kind === 'people_committee'
  return {
    parent: parent
      ? capitals(isCommittee ? parent.name.replace(/^Ủy ban nhân dân\s+/i, '') : parent.name)
      : null,
    organisation: onTwoLines(agency.name),
  }
}

/** In capitals; the two halves of a committee's name stand on two lines. */
export function onTwoLines(name: string): string {
  return capitals(name).replace(/^ỦY BAN NHÂN DÂN\s+/, 'ỦY BAN NHÂN DÂN\n')
}

function capitals(text: string): string {
  return text.toLocaleUpperCase('vi')
}
