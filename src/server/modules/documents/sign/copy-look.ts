import { drawCopySignature } from '#server/crafts/pdf/drawn-signatures.ts'
import type { Agency } from '#server/modules/agencies/index.ts'
import { findCopyForm } from '#shared/document/copies.ts'
import type { SignerWithLook } from './signers.ts'

/**
 * How the agency's signature looks on this document: on a copy words at the upper right of its first page (NĐ 30/2020/NĐ-CP Phụ lục I, phần bản
 * sao), on everything else the seal.
 */
export function lookOn(
  { kind }: { kind: string },
  seal: SignerWithLook,
  { agency, at }: { agency: Agency; at: Date },
): SignerWithLook {
  const form = findCopyForm(kind)
  if (!form) return seal
  return {
    ...seal,
    appearance: drawCopySignature({ mark: form.mark, agency: agency.name, moment: momentOf(at) }),
  }
}

/** `01/12/2026 08:00:00 +07:00`. */
function momentOf(at: Date): string {
  const [day = '', time = ''] = new Date(at.getTime() + 7 * 3_600_000).toISOString().split('T')
  return `${day.split('-').reverse().join('/')} ${time.slice(0, 8)} +07:00`
}
