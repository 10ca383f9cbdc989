export { mostRegisterRows } from '#server/crafts/typeset/registers.ts'
export { ApproveDraft, approveDraft, ReturnDraft, returnDraft } from './agency/approve-draft.ts'
export { beginMinutes } from './agency/begin-minutes.ts'
export { beginSuccessor } from './agency/begin-successor.ts'
export { CreateDraft, createDraft, findAgencyIds } from './agency/create-draft.ts'
export {
  listDraftsById,
  listDraftsToSign,
  listSealsWaiting,
  listWaitingWork,
  listWorkPage,
  pageSize,
  type WorkTab,
  workTabs,
} from './agency/list-work.ts'
export type { Opinion } from './agency/opinion-queries.ts'
export { askOpinions, GiveOpinion, giveOpinion } from './agency/opinions.ts'
export { requireOwnDraft } from './agency/own-draft.ts'
export { refuseSeal, sealDrafts } from './agency/seal-drafts.ts'
export { beginDrafts, declineDrafts, mostAtOnce, type OneResult, signDrafts } from './agency/sign-drafts.ts'
export { SubmitDraft, submitDraft, withdrawDraft } from './agency/submit-draft.ts'
export { type DraftView, isOfAnotherDay, viewDraft } from './agency/view-draft.ts'
export {
  AssignDocument,
  assignDocument,
  HandOn,
  handOn,
  listWhom,
  openAssigned,
} from './assign/assign-document.ts'
export {
  askTime,
  closeIncoming,
  giveBack,
  MoreTime,
  Progress,
  Reason,
  refuseTime,
  reopenIncoming,
  reportProgress,
  setTime,
} from './assign/carry-out.ts'
export { assignedTabs, listWork, type WorkItem } from './assign/list-work.ts'
export { NoteSender, noteSender, takeNoteBack, UnnoteSender, viewNotes } from './assign/note-by-hand.ts'
export { incomingNotFound } from './assign/refusals.ts'
export { changesOf, type SaidChange } from './changes/changes.ts'
export { checkDocument } from './check/check-document.ts'
export { checkFile } from './check/check-file.ts'
export { takeCheckTurn } from './check/check-turns.ts'
export { countIssuedPages, drawIssuedPage } from './check/draw-issued.ts'
export { openDocumentFile } from './check/open-file.ts'
export { readUpload } from './check/read-upload.ts'
export { newCheckCode } from './check-code.ts'
export { BeginCopy, beginCopy, openOriginal } from './copies/begin-copy.ts'
export { discard, discardDraft, discardFurther } from './draft/discard-draft.ts'
export { draftDocument } from './draft/draft-document.ts'
export {
  type PrintedPaper,
  renderControlSlip,
  renderReceipt,
  renderRegister,
  renderSlip,
  renderUnsealed,
} from './draft/slips.ts'
export { drawDraft } from './edit/draw-draft.ts'
export { releaseLease, takeLease } from './edit/leases.ts'
export { findAddressees, findMentionable, listMentionedWhoLeft } from './edit/mentions.ts'
export { DraftText, outcomes, Proposal, Remark } from './edit/model.ts'
export { type OpenedDraft, openDraft } from './edit/open-draft.ts'
export { readPicture as readDraftPicture, takePicture } from './edit/pictures.ts'
export { textUnreadable } from './edit/refusals.ts'
export { decideProposal, propose, remark, settleRemark } from './edit/remark.ts'
export { requireAgencyDocument as seeDraft } from './edit/require-draft.ts'
export { keepVersion, saveDraft } from './edit/save-draft.ts'
export { compareVersions } from './edit/versions.ts'
export { watchDraft } from './edit/watch-draft.ts'
export { documentIssued, documentReplaced, documentRevoked } from './events.ts'
export { ApprovePlan, approvePlan } from './file-plans/approve-plan.ts'
export { OpenPlanned, openPlanned } from './file-plans/open-planned.ts'
export { approvalOf, noteOf, planAsPdf, planAsSheet } from './file-plans/take-plan.ts'
export { countUnopened, type PlannedFile, viewPlan, yearOf } from './file-plans/view-plan.ts'
export {
  AddEntry,
  addEntry,
  BeginPlan,
  beginPlan,
  ChangeEntry,
  changeEntry,
  listPeople,
  removeEntry,
} from './file-plans/write-plan.ts'
export { closeWorkFile } from './files/close-work-file.ts'
export { renderContents } from './files/contents-pdf.ts'
export { decideDisposal, listForDisposal, proposeDisposal, viewDisposal } from './files/disposal.ts'
export type { ListPlace, OverPlace } from './files/disposal-queries.ts'
export { fileDocument, filePaper, moveUp, takeOut } from './files/file-document.ts'
export { handOver, openPackage } from './files/hand-over.ts'
export { isOrderedToKeep, placeHold, releaseHold } from './files/hold.ts'
export { OpenWorkFile, openWorkFile } from './files/open-work-file.ts'
export { findClass, listClasses } from './files/retention.ts'
export {
  listWorkFiles,
  openFiled,
  placesFor,
  viewWorkFile,
  workFileTabs,
} from './files/view-work-files.ts'
export type { WorkFilePlace } from './files/work-file-queries.ts'
export {
  type BeingSigned,
  documentStands,
  findDocumentIfVisible,
  findDocumentOfDossier,
  findReplacement,
  findTakenBack,
  getDocument,
  issuedAtOf,
  listBeingSigned,
  listFurtherDocuments,
  listIssuedFiles,
  listRevoked,
} from './get-document.ts'
export { certificateCondition } from './health/certificate-condition.ts'
export {
  documentsCondition,
  exchangeCondition,
  mailboxesCondition,
  remindersCondition,
} from './health/document-conditions.ts'
export type { ArrivalPlace } from './incoming/arrival-queries.ts'
export { countWaiting } from './incoming/arrival-queries.ts'
export { bringScan } from './incoming/bring-scan.ts'
export { correctEntry, correctionsOf, type EntryFact, openEntry } from './incoming/correct-entry.ts'
export {
  countFilePages,
  drawArrivalPage,
  drawIncomingPage,
  openArrivalFile,
  openIncomingFile,
} from './incoming/draw-arrival.ts'
export { listSendings } from './incoming/exchange/sending-queries.ts'
export type { IncomingPlace } from './incoming/incoming-queries.ts'
export { askForMailAgain, lastAskingOf } from './incoming/mail/ask-again.ts'
export { ConfirmMailbox, confirmMailbox, listMailboxesFor } from './incoming/mail/confirm-mailbox.ts'
export { MailboxPlace, setMailbox, viewMailbox } from './incoming/mail/set-mailbox.ts'
export {
  type Arrival as ArrivalForForm,
  arrivalSources,
  IncomingDetails,
  writtenSymbol,
} from './incoming/model.ts'
export { pageNotThere } from './incoming/refusals.ts'
export { refuseArrival } from './incoming/refuse-arrival.ts'
export { registerArrival } from './incoming/register-arrival.ts'
export { listArrivals, viewArrival, type WaitingLine } from './incoming/view-arrival.ts'
export { listIncoming, openIncoming } from './incoming/view-incoming.ts'
export { checkDraftLayout } from './layout/check-draft-layout.ts'
export { checkLayoutFile } from './layout/check-layout-file.ts'
export {
  type FilledForm,
  type FoundSignature,
  readCheckCode,
  type Verdict,
} from './model.ts'
export {
  giveUpNumber,
  giveUpNumbersOf,
  type HeldNumber,
  listOpenNumbers,
  mayGiveUpNumberOf,
} from './numbers/give-up.ts'
export { listOutOfOrder } from './numbers/list-out-of-order.ts'
export { beginNotice, matchAgencies } from './orders/begin-notice.ts'
export { dropOrder, OrderEntry, putOrder, sendToOrdered, takeProposals } from './orders/save-orders.ts'
export { type OrdersView, readOrders, viewOrders } from './orders/view-orders.ts'
export type { Document } from './queries.ts'
export { documentNotFound, pagesNotShown } from './refusals.ts'
export {
  type RegisterPage,
  type RegisterQuery,
  readRegister,
  registerPageSize,
} from './registers/list-register.ts'
export { registerAsPdf, registerAsSheet } from './registers/take-register.ts'
export { reinstateDocument, supersedeDocument } from './replace/follow-register.ts'
export { listReplacements } from './replace/list-replacements.ts'
export {
  discardReplacement,
  listReplacedOf,
  listReplacementOf,
  replaceDocument,
  requireReplaceable,
} from './replace/replace-document.ts'
export { askToRevoke } from './revoke/ask-to-revoke.ts'
export { keepDocument } from './revoke/keep-document.ts'
export { listRevocations } from './revoke/list-revocations.ts'
export { revokeDocument } from './revoke/revoke-document.ts'
export { EnterAbsence, endAbsence, enterAbsence, listAbsences } from './route/absences.ts'
export {
  EndRule,
  endRule,
  listPlaces,
  MakeHoldRule,
  MakeRouteRule,
  MakeSealRule,
  makeHoldRule,
  makeRouteRule,
  makeSealRule,
} from './route/agency-rules.ts'
export { type ChosenRule, type Part, type Step, TypedSum, urgencies } from './route/model.ts'
export { planRoute } from './route/plan-route.ts'
export {
  EndPower,
  endPower,
  HandOverPower,
  handOverPower,
  listPowerChoices,
  type PowerView,
  signedTypes,
  viewPowers,
} from './route/powers.ts'
export { mayMakeRules } from './route/rule-makers.ts'
export { loadDocumentRules } from './route/rules.ts'
export { type RuleStep, type RuleView, tryRoute, viewRules } from './route/view-rules.ts'
export {
  endSealed,
  type PaperToSeal,
  recordSealed,
  sealPaper,
  signData,
  signWithData,
} from './seal/seal-paper.ts'
export {
  DocumentQuery,
  directions,
  findDocuments,
  type Hit,
} from './search/find-documents.ts'
export { confirmSigning } from './sign/confirm-signing.ts'
export { issueTogether } from './sign/issue-document.ts'
export { listSignersOf, signerOf } from './sign/list-signers.ts'
export { listUnfinished, type Unfinished, unfinishedAtOnce } from './sign/list-unfinished.ts'
export { prepareDocument } from './sign/prepare-document.ts'
export {
  type DraftPlan,
  describeDraft,
  planDraft,
  readDraft,
  showDraft,
  showDraftPage,
} from './sign/read-draft.ts'
export { reserveNumber } from './sign/reserve-number.ts'
export { requireShown } from './sign/shown-pages.ts'
export { signTogether } from './sign/sign-confirmed.ts'
export { connectSigningKeys, hasSigningKeys } from './sign/signers.ts'
export { findSigningPower, requireSigningPower, wantedFor, whoMaySign } from './sign/signing-power.ts'
export { declineSigning, releaseNumber } from './sign/void-number.ts'
export {
  beginWithTemplate,
  endTemplate,
  listOwnTexts,
  listTemplates,
  MakeTemplate,
  makeTemplate,
} from './templates/templates.ts'
export { exportDocx } from './word/export-docx.ts'
export { importDocx } from './word/import-docx.ts'
