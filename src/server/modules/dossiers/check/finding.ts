/** What the program finds of one check, and everything it may look at for it. */
import type { LegalCalendar } from '#server/crafts/calendar/index.ts'
import type { EntryKind, EntryPeople, RegisterLook } from '#server/modules/registry/index.ts'
import type { LocalDay } from '#shared/dates.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'

export type Outcome = 'holds' | 'fails' | 'open'

export interface Finding {
  outcome: Outcome
  /** In words, for an officer; empty where there is nothing to say. */
  found: string
  /** Where it was found: `Kho dữ liệu của thành phố Huế, ngày 02/11/2026`. */
  source: string
}

/** A paper handed in, as far as anything is known of it beside its bytes. */
export interface HandedPaper {
  key: string
  sha256: string
  /** Of the vault or issued by an agency here: what it is, whose, since when, and whether it was taken back. */
  held: {
    kind: string | null
    /** A certified copy, and no original. */
    isCopy: boolean
    ownerId: string | null
    issuedOn: LocalDay | null
    number: string
    revoked: boolean
    revokedOn: LocalDay | null
    /** The number that took its place. */
    replacedBy: string | null
  } | null
}

/** An entry of the register a copy is asked of. */
export interface FoundExtract {
  id: string
  kind: EntryKind
  byNumber: boolean
  endedOn: string | null
  /** Which entry it is, as an officer chooses it. */
  label: string
  /** Whom it names, as the register does. */
  saidOf: string
  /** Of those it names, whom the province knows. */
  personIds: string[]
  /** Somebody in it bears the name and the birth date that were asked for. */
  isSame: boolean
  /** What changed since, as the copy says it under Ghi chú. */
  notes: string
  /** What the copy says, by the place of its form. */
  fields: Record<string, string>
  /** It stands, and nothing the form needs is lacking. */
  isWhole: boolean
}

/** Another dossier, not yet decided, that asks for the same. */
export interface Rival {
  code: string
  agency: string
}

/** A stored entry, with the words of the agency that made it. */
export type RegisterFacts = RegisterLook & { agencyNames: ReadonlyMap<string, string> }

/** What one dossier or draft is, as its checks look at it. */
export interface CaseFacts {
  /** The answers, with `filing`, `today` and what was decided beside them. */
  answers: Answers
  today: LocalDay
  /** When the result is due; null where no time runs. */
  dueOn: LocalDay | null
  calendar: LegalCalendar
  channel: 'online' | 'counter' | 'post'
  applicant: { id: string; idNumber: string }
  /** Level of electronic identification with which the applicant signed in; null where it is not known. */
  identified: 1 | 2 | null
  dossierId: string | null
  papers: readonly HandedPaper[]
  askedPapers: readonly {
    key: string
    name: string
    vaultKind?: string | undefined
    reuse?: string | undefined
  }[]
  /** Undefined where the register was not asked. */
  register: RegisterFacts | undefined
  /** Who the result would stand in the register for, and the keys of that entry. */
  entry: { kind: string; people: EntryPeople; keys: readonly string[] } | undefined
  rivals: readonly Rival[]
  /** Papers in force of which no other may be given, by the key of the check that asks; undefined where it is not known whose. */
  others: ReadonlyMap<string, readonly { number: string; on: LocalDay; until: LocalDay | null }[]>
  /** The pause of the business a check asks of, that has not ended; undefined where none is known. */
  pause: { from: LocalDay; to: LocalDay; number: string } | undefined
  /** What the register says of the event a copy is asked of; undefined where none is asked, or the register was not. */
  extracts: readonly FoundExtract[] | undefined
}

export interface AnsweredPerson {
  fullName: string
  idNumber: string | undefined
  bornOn: LocalDay | undefined
  sex: 'male' | 'female' | undefined
}

/** Somebody as the answers speak of them. */
export function personIn(answers: Answers, who: string): AnsweredPerson {
  const read = (key: string): string | undefined => {
    const value = valueAt(answers, `${who}.${key}`)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const sex = read('sex') ?? read('gender')
  return {
    fullName: read('fullName') ?? '',
    idNumber: read('identityNumber') ?? read('idNumber'),
    bornOn: read('bornOn'),
    sex: sex === 'male' || sex === 'female' ? sex : undefined,
  }
}

export const holds = (found: string, source = ''): Finding => ({ outcome: 'holds', found, source })
export const fails = (found: string, source = ''): Finding => ({ outcome: 'fails', found, source })
export const open = (found: string, source = ''): Finding => ({ outcome: 'open', found, source })
