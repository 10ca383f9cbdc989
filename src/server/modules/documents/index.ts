export { certificateCondition } from './certificate-condition.ts'
export { checkDocument } from './check-document.ts'
export { checkFile } from './check-file.ts'
export { takeCheckTurn } from './check-turns.ts'
export { discardDraft } from './discard-draft.ts'
export { type DraftDocument, draftDocument } from './draft-document.ts'
export { documentDrafted, documentIssued, documentOpened, documentRevoked, draftDiscarded } from './events.ts'
export { findDocumentOfDossier, getDocument, listRevoked } from './get-document.ts'
export { type IssuedDocument, issueDocument } from './issue-document.ts'
export {
  type DocumentContent,
  type DocumentType,
  type FoundSignature,
  type PublicDocument,
  readCheckCode,
  type Verdict,
} from './model.ts'
export { type DocumentFile, openDocumentFile } from './open-file.ts'
export type { Document } from './queries.ts'
export {
  type DraftPages,
  describeDraft,
  showDraft,
  showDraftPage,
} from './read-draft.ts'
export { readUpload } from './read-upload.ts'
export { documentNotFound, mayNotSign, pagesNotShown, signingKeyMissing, wrongStatus } from './refusals.ts'
export { revokeDocument } from './revoke-document.ts'
export { requireShown } from './shown-pages.ts'
export { type PrintedAddress, renderReceipt, renderSlip } from './slips.ts'
