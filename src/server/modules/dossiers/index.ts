/** Hồ sơ một cửa: from draft to result. The only file other modules and pages may import. */

export { adviseDraft } from './apply/advise-draft.ts'
export {
  AnswerSupplement,
  answerSupplement,
  answerSupplementAtCounter,
  PresentApplicant,
} from './apply/answer-supplement.ts'
export type { Draft, DraftPaper } from './apply/draft-queries.ts'
export {
  attachPaper,
  detachPaper,
  discardDraft,
  findLatestDraft,
  getDraft,
  listDrafts,
  openDraft,
  saveDraft,
} from './apply/drafts.ts'
export { FileForApplicant, fileDossier } from './apply/file-for-applicant.ts'
export { heldAnswers } from './apply/held-answers.ts'
export { type HeldPaper, heldPapers } from './apply/held-papers.ts'
export { previewSubmission } from './apply/preview-submission.ts'
export { RateService, rateService } from './apply/rate-service.ts'
export { markOfSection, type SavedSection, saveSection } from './apply/save-section.ts'
export { submitDossier } from './apply/submit-dossier.ts'
export { submitDraft } from './apply/submit-draft.ts'
export { WithdrawDossier, withdrawDossier } from './apply/withdraw-dossier.ts'
export { viewChecks } from './check/case-checks.ts'
export { earlierCondition } from './check/earlier-condition.ts'
export { extractsOf } from './check/find-extracts.ts'
export type { FoundExtract } from './check/finding.ts'
export { declineReason, isLeft, isUnlawful } from './check/settle-checks.ts'
export { dossierCheckCode, followPath } from './check-code.ts'
export { nextRound, supplementDue } from './clock.ts'
export { AskCorrection, askCorrection } from './correct/ask-correction.ts'
export { standingResult } from './correct/correction.ts'
export { DropCorrection, dropCorrection } from './correct/drop-correction.ts'
export { beginCorrection, declineCorrection, signCorrection } from './correct/sign-correction.ts'
export { type CorrectionView, viewCorrection } from './correct/view-correction.ts'
export { type DecidedRow, decidedRows, decisionForm, requestedDecision } from './decision.ts'
export {
  ConfirmDivorce,
  confirmDivorce,
  RecordDivorce,
  recordDivorce,
  UndoDivorce,
  undoDivorce,
} from './divorce/record-divorce.ts'
export {
  dossierAccepted,
  dossierDecided,
  dossierNews,
  dossierOpened,
  dossierRefused,
  dossierStopped,
  dossierSubmitted,
  dossierWithdrawn,
  paperNews,
  serviceRated,
} from './events.ts'
export { draftedAnswers, filedAnswers } from './filing.ts'
export { isExtendedBeforeDue } from './fold.ts'
export { formContext } from './form-context.ts'
export { AcceptDossier, acceptDossier } from './handle/accept-dossier.ts'
export { AskSupplement, askSupplement, mayAskSupplement } from './handle/ask-supplement.ts'
export { ChooseLimit, chooseLimit } from './handle/choose-limit.ts'
export { deliverResult } from './handle/deliver-result.ts'
export { ExtendDeadline, extendDeadline } from './handle/extend-deadline.ts'
export { ForwardDossier, forwardDossier } from './handle/forward-dossier.ts'
export { MarkChecks, markChecks } from './handle/mark-checks.ts'
export { draftDecision, markOfProposal, ProposeDecision, proposeDecision } from './handle/propose-decision.ts'
export { SendBack, sendBack } from './handle/send-back.ts'
export {
  beginSigning,
  DeclineSigning,
  declineDecision,
  GiveUpDecision,
  giveUpDecision,
  SignDecision,
  signDecision,
} from './handle/sign-decision.ts'
export type { ActionKey } from './handle/take-action.ts'
export { takeBackProposal } from './handle/take-back-proposal.ts'
export { unitInCharge } from './handle/unit-in-charge.ts'
export { askForPaper } from './handover/ask-for-paper.ts'
export {
  HandOver,
  handOverPaper,
  PaperCameBack,
  printPaper,
  SendPaper,
  sendPaper,
  takePaperBack,
} from './handover/hand-over.ts'
export { type PaperView, papersOf, viewPaper } from './handover/view-paper.ts'
export { type Action, isRefusalAwaited } from './model.ts'
export { nextHandovers } from './paper-result.ts'
export { DetermineFee, determineFee } from './paying/determine-fee.ts'
export { payByCode } from './paying/pay-by-code.ts'
export { feesOfDossier, viewFees } from './paying/view-fees.ts'
export { AnswerAsked, answerAsked, getAsked, listAsked } from './prerequisites/answer-asked.ts'
export { OpenPrerequisite, openPrerequisite } from './prerequisites/open-prerequisite.ts'
export { readOwnDraft } from './prerequisites/read-own-draft.ts'
export {
  evidence,
  SettlePrerequisite,
  settleOwnDraft,
  settlePrerequisite,
} from './prerequisites/settle-prerequisite.ts'
export { applicantsPart, namesIn } from './prerequisites.ts'
export { openControlSlip } from './print/control-slip.ts'
export { RegisterSpan, registerCsv, registerPdf } from './print/dossier-register.ts'
export { openSlip, type SlipName, slipsOf } from './print/open-slip.ts'
export { dossierCalendar, workListCalendar, workListCsv } from './print/take-along.ts'
export { listPublished } from './publish/publish-result.ts'
export { readDossierCode } from './read/dossier-code.ts'
export { listOwnDossiers } from './read/dossier-queries.ts'
export { originalsOf, toBring } from './read/originals.ts'
export { type DossierPaper, listPapersOfDossiers } from './read/paper-queries.ts'
export { paperTitle, standingOfPapers } from './read/paper-standing.ts'
export { listCodes, listOwnCodes, listUsesOfPapers } from './read/paper-use-queries.ts'
export { followDossier, type Standing } from './read/public-status.ts'
export type { PublicStatus } from './read/public-status-queries.ts'
export { listSigningQueue } from './read/signing-queue.ts'
export { bindingColumn, statusIs } from './read/state-columns.ts'
export {
  type DossierView,
  getOfficerDossier,
  getOfficerDossierId,
  getPaperForOfficer,
  viewOfficerDossier,
  viewOwnDossier,
} from './read/view-dossier.ts'
export { listWork } from './read/work-list.ts'
export {
  WorkListQuery,
  type WorkListRow,
  workTabs,
} from './read/work-list-query.ts'
export { RefuseDossier, refuseDossier } from './refuse/refuse-dossier.ts'
export { DropRefusal, dropRefusal, signRefusal } from './refuse/sign-refusal.ts'
export { listRefusals, viewRefusal } from './refuse/view-refusal.ts'
export {
  hasResult,
  isAnswered,
  isInProcess,
  isRunning,
  type Status,
} from './states.ts'
