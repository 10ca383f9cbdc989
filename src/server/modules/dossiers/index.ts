/** Hồ sơ một cửa: from draft to result. The only file other modules and pages may import. */
export { acceptDossier } from './accept-dossier.ts'
export { AnswerSupplement, answerSupplement } from './answer-supplement.ts'
export { AskSupplement, askSupplement } from './ask-supplement.ts'
export { dossierCheckCode, followPath } from './check-code.ts'
export { deliverResult } from './deliver-result.ts'
export { type Dossier, listOwnDossiers, type PublicStatus } from './dossier-queries.ts'
export {
  attachPaper,
  closeDraft,
  type Draft,
  type DraftPaper,
  detachPaper,
  discardDraft,
  discardExpiredDrafts,
  findLatestDraft,
  getDraft,
  listDrafts,
  openDraft,
  saveDraft,
} from './drafts.ts'
export {
  deadlineExtended,
  decisionProposed,
  dossierAccepted,
  dossierDecided,
  dossierForwarded,
  dossierOpened,
  dossierRefused,
  dossierSentBack,
  dossierStopped,
  dossierSubmitted,
  dossierWithdrawn,
  proposalTakenBack,
  resultDelivered,
  serviceRated,
  supplementAnswered,
  supplementAsked,
} from './events.ts'
export { ExtendDeadline, extendDeadline } from './extend-deadline.ts'
export { formContext } from './form-context.ts'
export { ForwardDossier, forwardDossier } from './forward-dossier.ts'
export { heldAnswers } from './held-answers.ts'
export { type HeldPaper, heldPapers } from './held-papers.ts'
export { listOwnCodes, listUsesOfPapers } from './list-uses-of-papers.ts'
export {
  type Action,
  type ActionKind,
  nationalStatus,
  readDossierCode,
  type Status,
  type Step,
  SubmitDossier,
} from './model.ts'
export { type DossierPaper, listPapersOfDossiers } from './paper-queries.ts'
export { type PaperStanding, standingOfPapers } from './paper-standing.ts'
export {
  dropParkedInput,
  listParkedPaths,
  type ParkedInput,
  parkInput,
  takeParkedInput,
} from './park-input.ts'
export { type Preview, previewSubmission } from './preview-submission.ts'
export { gatherReceipt, gatherSlip, type PrintedPerson, type SlipKind, slipKinds } from './print-papers.ts'
export { draftDecision, ProposeDecision, proposeDecision } from './propose-decision.ts'
export { followDossier, type Standing } from './public-status.ts'
export { RateService, rateService } from './rate-service.ts'
export { RefuseDossier, refuseDossier } from './refuse-dossier.ts'
export { markOfSection, type SavedSection, type SectionPost, saveSection } from './save-section.ts'
export { SendBack, sendBack } from './send-back.ts'
export { SignDecision, signDecision } from './sign-decision.ts'
export { type Applicant, type Submitted, submitDossier } from './submit-dossier.ts'
export { submitDraft } from './submit-draft.ts'
export type { ActionKey } from './take-action.ts'
export { dossierCalendar, workListCalendar, workListCsv } from './take-along.ts'
export { takeBackProposal } from './take-back-proposal.ts'
export {
  type DossierView,
  getOfficerDossier,
  getOfficerDossierId,
  getPaperForOfficer,
  viewOfficerDossier,
  viewOwnDossier,
} from './view-dossier.ts'
export { stopUnanswered, WithdrawDossier, withdrawDossier } from './withdraw-dossier.ts'
export {
  listWork,
  type WorkCounts,
  type WorkList,
  WorkListQuery,
  type WorkListRow,
  type WorkTab,
  workTabs,
} from './work-list.ts'
