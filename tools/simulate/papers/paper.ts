/** A document of the past while it is written: what was done with it so far, and what its rows are made of. */
import type { DocumentContent } from '#server/modules/documents/model.ts'
import type { RouteState } from '#server/modules/documents/route/model.ts'
import type { Office } from '../place.ts'
import type { Matter } from './texts.ts'

/** A number of a register: given when its turn comes, so that numbers rise with time. */
export interface Place {
  register: string
  year: number
  number: number
  symbol: string
}

export interface PaperAct {
  kind: string
  /** Null: the program. */
  actorId: string | null
  at: Date
  version?: number
  /** The number it takes, ends or leaves empty. */
  place?: Place
  reason?: string
  /** What it says; asked for at the end, when every number is given. */
  data?: () => object
}

export interface Paper {
  id: string
  source: 'agency' | 'incoming'
  office: Office
  kind: string
  title: string
  subject: string
  content: DocumentContent
  /** Texts, each with who wrote it and when. */
  texts: { by: string; at: Date }[]
  acts: PaperAct[]
  route: { state: RouteState; since: Date; submittedAt?: Date; dueAt?: Date; why?: string }
  /** Once it is issued, or received. */
  place?: Place
  confirmedAt?: Date
  issuedAt?: Date
  revokeAsked?: { by: string; at: Date; why: string }
  revoked?: { by: string; at: Date; why: string; replacedBy?: Paper }
  replaces?: Paper
  readers: { agencyId: string; why: string; since: Date }[]
}

export interface Opinion {
  id: string
  paper: Paper
  agencyId: string
  question: string
  askedBy: string
  at: Date
  dueAt: Date
  answer?: { by: string; name: string; at: Date; answer: 'agree' | 'comments'; wording: string }
}

/** What came to an office, and who has it. */
export interface Received {
  paper: Paper
  arrivalId: string
  way: 'exchange' | 'mail' | 'scan'
  /** The address a mail came from. */
  mailFrom?: string
  arrivedAt: Date
  registeredAt: Date
  organ: string
  /** What it is a copy of, where that was issued on this platform. */
  copyOf?: Paper
  /** What an organ outside wrote on it. */
  outside?: { number: string; symbol: string }
  issuedOn: string
  state: 'waiting' | 'assigned' | 'answered' | 'closed'
  since: Date
  assignedAt?: Date
  dueAt?: Date
  instruction: string
  progress?: { text: string; at: Date }
  answeredBy?: Paper
  closedWhy?: string
}

/** What was handed to the exchange. */
export interface Sending {
  paper: Paper
  agencyId: string
  at: Date
  received?: Received
}

/** What an agency is going to write. */
export interface Letter {
  office: Office
  matter: Pick<Matter, 'type' | 'subject' | 'answer'>
  begunAt: Date
  /** Agencies of this platform that receive it once it is issued. */
  recipients: readonly Office[]
  /** An organ outside to which it goes on paper or by mail. */
  organ?: string
  answers?: Received
  replaces?: Paper
}

/** Everything that is written at the end. */
export interface Papers {
  papers: Paper[]
  opinions: Opinion[]
  received: Received[]
  sendings: Sending[]
}
