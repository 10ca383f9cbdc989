import type { RefusalWords } from '../refusals.ts'
import type { assignRefusals } from './assign.vi.ts'
import type { changesRefusals } from './changes.vi.ts'
import type { copyRefusals } from './copies.vi.ts'
import type { editRefusals } from './edit.vi.ts'
import type { filePlanRefusals } from './file-plans.vi.ts'
import { incomingRefusals } from './incoming.en.ts'
import type { layoutRefusals } from './layout.vi.ts'
import type { ordersRefusals } from './orders.vi.ts'
import type { registersRefusals } from './registers.vi.ts'
import type { routeRefusals } from './route-refusals.vi.ts'
import type { senderNoteRefusals } from './sender-notes.vi.ts'
import type { documentsRefusals as Refused, documents as Words } from './vi.ts'
import type { wordRefusals } from './word.vi.ts'
import type { workFileRefusals } from './work-files.vi.ts'

/** Signing is officers' work, in Vietnamese. */
export const documents: Omit<
  typeof Words,
  | 'sign'
  | 'revoke'
  | 'assign'
  | 'changes'
  | 'copies'
  | 'edit'
  | 'filePlans'
  | 'incoming'
  | 'layout'
  | 'mailboxes'
  | 'orders'
  | 'registers'
  | 'route'
  | 'search'
  | 'senderNotes'
  | 'word'
  | 'workFiles'
> = {
  check: {
    title: 'Check a document',
    lead: 'Scan the QR on the paper, type its code, or send the file. Anyone may check; no need to sign in.',
    code: 'Code on the paper',
    codeHint: 'Twelve letters and digits beside the QR, for example 8K2M-4QXA-B7CD',
    submit: 'Check',
    file: 'PDF file of the document',
    fileHint: 'Choose a file under 20 MB. We only read it to compare; we do not keep it.',
    submitFile: 'Send file to check',
    again: 'Check another document',
    compareFile: 'Do you have the PDF? Send it to compare every letter',
    resultTitle: (verdict: string) => `${verdict}: check a document`,
  },
  verdict: {
    genuine: 'This document is genuine',
    genuineRecord: 'The agency did issue this document',
    unjudged: 'This file cannot be judged',
    revoked: 'This document has been revoked',
    replaced: 'This document has been replaced',
    changed: 'Do not use this document',
    foreign: 'We did not issue this document',
    unknown: 'Document not found',
  },
  explain: {
    genuineFile: 'It is exactly as the agency signed it and has not been revoked.',
    unjudged:
      'The agency did issue the document named below, but before digital signatures, so there is nothing to compare this file with. We do not confirm what the file says; compare each line below with the original paper.',
    genuineCode:
      'The code belongs to the document below, which has not been revoked. Compare each line with the paper in your hand.',
    genuineRecord: 'Issued before digital signatures. We can only confirm the lines below.',
    revoked: 'The agency issued this document and later revoked it. It is no longer valid.',
    replaced:
      'The agency issued this document and later another in its place. It is no longer valid; use the one numbered below.',
    changed: 'The file you sent differs from what the agency signed.',
    foreignIntact:
      'The file is digitally signed and unchanged since, but its signer is not of the agencies here. Ask whoever issued it.',
    foreignBroken: 'The file is digitally signed but was changed afterwards. Do not use it.',
    unknownCode: 'No document has this code. Check each character, or scan the QR.',
    unknownFile:
      'This file is not one we issued: it may be a photo, a reprint, an incomplete download or from elsewhere. If the paper has a code, type the code.',
  },
  facts: {
    paper: 'Document',
    numbered: (symbol: string) => `no. ${symbol}`,
    agency: 'Issued by',
    claimedAgency: 'Claims to be from',
    signer: 'Signed by',
    issuedOn: 'Issued on',
    leaderSignature: 'Signature',
    seal: 'Agency’s seal',
    signature: 'Digital signature',
    content: 'Content',
    validity: 'Validity',
    unchanged: 'Unchanged',
    notCompared: 'Not compared. Send the PDF to compare every letter',
    differs: 'Differs from what the agency signed',
    signatureBroken: 'No longer fits the content',
    signatureOfPart: 'Right, but not the version that was issued',
    noSignature: 'No longer in the file',
    right: (moment: string) => `Right, at ${moment}`,
    business: 'The business',
    paused: (from: string, to: string) => `Registered to pause from ${from} to the end of ${to}.`,
    resumed: (on: string) => `Registered to go on from ${on}.`,
    replacedBy: 'Replaced by number',
    valid: (moment: string) => `Valid, asked at ${moment}`,
    revoked: (moment: string) => `Ended, revoked at ${moment}`,
    replaced: (moment: string) => `Ended, replaced at ${moment}`,
    notConsidered: 'Not considered, because the content was changed',
    intact: 'Unchanged since it was signed',
    broken: 'Changed after it was signed',
    notTrusted: 'We cannot verify this signer',
  },
  noNames:
    'Compare the name on the paper with its holder’s identity card. This page does not show whom it was issued to.',
  advice: {
    title: 'What you should do',
    askForOriginal: 'Ask whoever gave it to you for the original.',
    checkByCode: 'Or check again by the code printed on the paper.',
    call: 'Or call ',
    askForNew: 'Ask whoever gave it to you for the new one, or check the new number above.',
    askAgency: 'Ask the agency why it was revoked, and for a new one if you need it.',
  },
  fileName: (name: string, size: string) => `${name}, ${size}`,
  sentFile: 'File',
}

/** What only officers and other systems run into is said in Vietnamese. */
type ForOfficers =
  | keyof typeof ordersRefusals
  | keyof typeof registersRefusals
  | keyof typeof assignRefusals
  | keyof typeof changesRefusals
  | keyof typeof senderNoteRefusals
  | keyof typeof copyRefusals
  | keyof typeof editRefusals
  | keyof typeof layoutRefusals
  | keyof typeof routeRefusals
  | keyof typeof wordRefusals
  | 'documents.not_found'
  | 'documents.readings_spent'
  | 'documents.papers_spent'
  | 'documents.compared_too_often'
  | 'documents.drawn_too_often'
  | 'documents.agency_not_yours'
  | 'documents.may_not_sign'
  | 'documents.beyond_delegation'
  | 'documents.kept_for_head'
  | 'documents.power_changed'
  | 'documents.wrong_status'
  | 'documents.reason_needed'
  | 'documents.too_many_pages'
  | 'documents.may_not_ask_revocation'
  | 'documents.revocation_not_asked'
  | 'documents.revocation_waits'
  | 'documents.second_person_needed'
  | 'documents.replacement_unfit'
  | 'documents.replacement_waits'
  | 'documents.pages_not_shown'
  | 'documents.draft_changed'
  | 'documents.changed_meanwhile'
  | 'documents.not_prepared'
  | 'documents.key_busy'
  | 'documents.not_archival'
  | 'documents.signing_key_missing'
  | keyof typeof workFileRefusals
  | keyof typeof filePlanRefusals

export const documentsRefusals = {
  ...incomingRefusals,
  'documents.being_signed': ({ by }) =>
    `The document is being signed${by ? ` by ${String(by)}` : ''}, so this cannot be done now. Open the page again when it has been signed.`,
  'documents.destroyed':
    'The document was destroyed by an approved list; its number, day and extract are all that is left, in the register.',
  'documents.file_not_held':
    'We hold the data of this document but not its file. Ask the agency that issued it for a copy.',
  'documents.code_unreadable':
    'The code has twelve letters and digits beside the QR code, without 0, 1, I, L, O. Check each one.',
  'documents.file_missing': 'Choose the PDF file of the paper, then send it.',
  'documents.file_too_large': 'The file is larger than 20 MB. Send the original PDF, or type the code.',
  'documents.file_empty': 'This file is empty. Send the PDF you received, or type the code on the paper.',
  'documents.file_encrypted':
    'This file has a password, so it cannot be read. Send the PDF as you received it, or type the code on the paper.',
  'documents.not_pdf': 'This file is not a PDF. Send the PDF you received, or type the code on the paper.',
  'documents.not_judged':
    'This file cannot be read within the limits, so it was not judged: that means neither genuine nor forged. Type the code on the paper, or send the original PDF you received.',
  'documents.readers_busy':
    'Many files wait to be checked, so this one was not judged. Send it again in half a minute, or type the code on the paper.',
  'documents.too_many_checks': ({ seconds }) =>
    `Too many checks in a row. Wait ${Number(seconds) || 60} seconds, then try again. Nothing is lost.`,
} satisfies Record<Exclude<keyof typeof Refused, ForOfficers>, RefusalWords>
