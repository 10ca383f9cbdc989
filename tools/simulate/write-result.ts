/** What a signed dossier leaves behind: the document of the agency, and the paper in the applicant's vault. */
import type { Service } from '#server/modules/catalogue/index.ts'
import { declinedKind, declineNotice } from '#server/modules/dossiers/handle/declined.ts'
import { localDay } from '#shared/dates.ts'
import { titleOf } from './facts.ts'
import type { Filed } from './file-dossier.ts'
import type { Random } from './random.ts'
import { type Cell, json, text } from './tables/copy-table.ts'
import type { Numbers } from './tables/numbers.ts'
import type { PastTables } from './tables/past-tables.ts'

export interface Results {
  /** Writes both as their turn comes in the order of time, so that the numbers of a register rise with it. */
  expect(filed: Filed): { issue(at: Date): void; hold(at: Date): void }
}

export function openResults(
  { documents, texts, documentActions, vault }: PastTables,
  { random, registers }: { random: Random; registers: Numbers },
): Results {
  const notices = new Map<Service, DocumentKind>()
  const results = new Map<Service, DocumentKind>()

  function kindOf(service: Service, declined: boolean): DocumentKind {
    const known = declined ? notices : results
    const kind = known.get(service) ?? (declined ? noticeOf() : resultOf(service))
    known.set(service, kind)
    return kind
  }

  return {
    // Takes out what it needs: answers and actions may go while the result is still to come.
    expect({ id, documentId, service, office, person, life: { outcome } }) {
      const declined = outcome === 'decline'
      const { kind, abbreviation, register, content } = kindOf(service, declined)
      const title = text(titleOf(service, outcome))
      let symbol: string
      return {
        issue(at) {
          const year = localDay(at).slice(0, 4)
          const number = registers.next(`${office.id} ${register} ${year}`)
          symbol = text(`${String(number).padStart(2, '0')}/${abbreviation}-${office.symbol}`)
          const { specialist, leader } = office.staff
          documents.add(
            documentId,
            id,
            office.id,
            'issued',
            1,
            4,
            register,
            year,
            number,
            symbol,
            checkCode(random),
            person.id,
            leader.id,
            text(leader.name),
            at,
            at,
            at,
          )
          texts.add(documentId, 1, kind, title, title, content, specialist.id, at)
          const act = (seq: number, name: string, who: string, ...rest: Cell[]) =>
            documentActions.add(documentId, seq, name, 'past', who, ...rest, at)
          const place = [office.id, register, year, number]
          act(1, 'draft', specialist.id, 1, null, null, null, null, '{}')
          act(2, 'reserve', leader.id, null, ...place, json({ symbol, name: leader.name }))
          act(3, 'confirm', leader.id, null, null, null, null, null, '{}')
          act(4, 'issue', leader.id, null, ...place, '{}')
        },
        hold(at) {
          vault.add(
            random.id(at.getTime()),
            person.id,
            declined ? declinedKind : service.result.vaultKind,
            title,
            symbol,
            text(office.name),
            localDay(at),
            documentId,
            id,
            at,
          )
        },
      }
    },
  }
}

interface DocumentKind {
  kind: string
  abbreviation: string
  register: string
  /** The cell of its content. */
  content: string
}

function noticeOf(): DocumentKind {
  return describe(declineNotice.kind, declineNotice.register, declineNotice.documentType)
}

function resultOf({ result }: Service): DocumentKind {
  return describe(result.kind, result.register.key, result.documentType)
}

function describe(
  kind: string,
  register: string,
  documentType: Service['result']['documentType'],
): DocumentKind {
  const content = json({ documentType, blocks: [], recipients: [], register })
  return { kind, abbreviation: documentType.abbreviation, register, content }
}

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

export function checkCode(random: Random): string {
  const char = () => alphabet[random.int(0, alphabet.length - 1)]
  const part = () => `${char()}${char()}${char()}${char()}`
  return `${part()}-${part()}-${part()}`
}
