/** What other systems may do to a dossier: one route per action, each answering where the dossier stands now. */
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { requireCitizen, requireOfficer, requireSignedIn } from '#server/platform/web/guards.ts'
import type { ApiEnvironment } from '#server/platform/web/http.ts'
import { AnswerSupplement, answerSupplement, answerSupplementAtCounter } from './apply/answer-supplement.ts'
import { RateService, rateService } from './apply/rate-service.ts'
import { WithdrawDossier, withdrawDossier } from './apply/withdraw-dossier.ts'
import { AskCorrection, askCorrection } from './correct/ask-correction.ts'
import { DropCorrection, dropCorrection } from './correct/drop-correction.ts'
import { beginCorrection, signCorrection } from './correct/sign-correction.ts'
import {
  ConfirmDivorce,
  confirmDivorce,
  RecordDivorce,
  recordDivorce,
  UndoDivorce,
  undoDivorce,
} from './divorce/record-divorce.ts'
import { AcceptDossier, acceptDossier } from './handle/accept-dossier.ts'
import { actionAdder } from './handle/action-adder.ts'
import { AskSupplement, askSupplement } from './handle/ask-supplement.ts'
import { ChooseLimit, chooseLimit } from './handle/choose-limit.ts'
import { ExtendDeadline, extendDeadline } from './handle/extend-deadline.ts'
import { ForwardDossier, forwardDossier } from './handle/forward-dossier.ts'
import { MarkChecks, markChecks } from './handle/mark-checks.ts'
import { ProposeDecision, proposeDecision } from './handle/propose-decision.ts'
import { SendBack, sendBack } from './handle/send-back.ts'
import {
  beginSigning,
  DeclineSigning,
  declineDecision,
  SignDecision,
  signDecision,
} from './handle/sign-decision.ts'
import { takeBackProposal } from './handle/take-back-proposal.ts'
import { DetermineFee, determineFee } from './paying/determine-fee.ts'
import { OpenPrerequisite, openPrerequisite } from './prerequisites/open-prerequisite.ts'
import {
  SettlePrerequisite,
  settleOwnDraft,
  settlePrerequisite,
} from './prerequisites/settle-prerequisite.ts'
import { RefuseDossier, refuseDossier } from './refuse/refuse-dossier.ts'
import { DropRefusal, dropRefusal, signRefusal } from './refuse/sign-refusal.ts'

const Nothing = z.strictObject({}).meta({ id: 'Nothing', description: 'An empty object', example: {} })

/** Adds them all, in the order of the work. */
export function addActionRoutes(router: OpenAPIHono<ApiEnvironment>): void {
  const { add, addOutside } = actionAdder(router)
  add(
    'accept',
    'Tiếp nhận: the time limit begins',
    AcceptDossier,
    requireOfficer,
    (work, officer, id, input, key) => acceptDossier(work, officer, id, key, input),
  )
  add(
    'ask-supplement',
    'Yêu cầu bổ sung: once, for everything; the clock rests',
    AskSupplement,
    requireOfficer,
    askSupplement,
  )
  add(
    'answer-supplement',
    'Bổ sung: the clock runs again; by the applicant, or at the counter for the applicant who is present',
    AnswerSupplement,
    requireSignedIn,
    (work, doer, id, input, key) =>
      doer.kind === 'citizen'
        ? answerSupplement(work, doer, id, input, key)
        : answerSupplementAtCounter(work, doer, id, input, key),
  )
  add(
    'mark-checks',
    'Ghi kết quả tra cứu: what an officer found of checks, by name and time',
    MarkChecks,
    requireOfficer,
    markChecks,
  )
  add(
    'record-divorce',
    'Ghi chú ly hôn: a court has ended a marriage of somebody in this dossier; it stands until another officer confirms it',
    RecordDivorce,
    requireOfficer,
    recordDivorce,
  )
  add(
    'confirm-divorce',
    'Xác nhận ghi chú ly hôn: by another officer; the marriage ends and both are told',
    ConfirmDivorce,
    requireOfficer,
    confirmDivorce,
  )
  add(
    'undo-divorce',
    'Hủy ghi chú ly hôn: what was recorded wrongly, by another officer unless it still waits, with the reason',
    UndoDivorce,
    requireOfficer,
    undoDivorce,
  )
  add(
    'refuse',
    'Từ chối tiếp nhận, with its reason: by who may sign the slip (Mẫu 03) at once, else asked for and signed by `sign-refusal`',
    RefuseDossier,
    requireOfficer,
    refuseDossier,
  )
  add(
    'drop-refusal',
    'Không từ chối: whoever may sign it declines, or who asked takes it back; the dossier is at the counter again',
    DropRefusal,
    requireOfficer,
    dropRefusal,
  )
  add('forward', 'Chuyển to the unit or the agency in charge', ForwardDossier, requireOfficer, forwardDossier)
  add(
    'propose',
    'Trình ký: a decision and the document to sign',
    ProposeDecision,
    requireOfficer,
    proposeDecision,
  )
  add(
    'take-back',
    'Rút trình ký: the proposal is with the specialist again, until it is signed',
    Nothing,
    requireOfficer,
    (work, officer, id, _, key) => takeBackProposal(work, officer, id, key),
  )
  add('send-back', 'Trả lại để sửa, with its reason', SendBack, requireOfficer, sendBack)
  // A person's, never a client system's.
  const signing = { security: [{ personalToken: ['dossiers:sign'] }] }
  add(
    'sign-refusal',
    'Ký phiếu từ chối: the refusal that was asked for is signed, and the applicant told',
    Nothing,
    requireOfficer,
    (work, signer, id, _, key) => signRefusal(work, signer, id, key),
    signing,
  )
  addOutside(
    'start-signing',
    'Ký: the number is reserved, the file to be signed is set and stored; read it as `GET /documents/{id}/draft`',
    Nothing,
    (leader, id) => beginSigning(leader, id),
    signing,
  )
  addOutside(
    'sign',
    'Ký và phát hành: the stored file that was read is signed, sealed, the clock stops',
    SignDecision,
    signDecision,
    signing,
  )
  add(
    'decline-signing',
    'Không ký: the number stays empty with its reason, the proposal waits as before',
    DeclineSigning,
    requireOfficer,
    (work, leader, id, input) => declineDecision(work, leader, id, input),
    signing,
  )
  add(
    'open-prerequisite',
    'Ask for something that has to happen beside the desk: its own time begins',
    OpenPrerequisite,
    requireOfficer,
    openPrerequisite,
  )
  add(
    'settle-prerequisite',
    'Record what became of it: by an officer with the paper that says so; of a draft put before them, by the applicant',
    SettlePrerequisite,
    requireSignedIn,
    (work, doer, id, input, key) =>
      doer.kind === 'citizen'
        ? settleOwnDraft(work, doer, id, input, key)
        : settlePrerequisite(work, doer, id, input, key),
  )
  add(
    'choose-limit',
    'Take the longer limit the service allows an officer, once, before the day named has passed',
    ChooseLimit,
    requireOfficer,
    chooseLimit,
  )
  add(
    'determine-fee',
    'Xác định mức thu: of a fee no text gives an amount for',
    DetermineFee,
    requireOfficer,
    determineFee,
  )
  add(
    'ask-correction',
    'Đề nghị đính chính, thay thế: why a signed result should be another, and what of it; its papers are drafted, another person decides',
    AskCorrection,
    requireOfficer,
    askCorrection,
  )
  addOutside(
    'start-correction',
    'Ký thay thế: the new papers take their numbers and are stored; read each as `GET /documents/{id}/draft`',
    Nothing,
    (leader, id) => beginCorrection(leader, id),
    signing,
  )
  addOutside(
    'sign-correction',
    'Ký thay thế: by another than who asked; the new result is signed and stands in the place of the old, in one act',
    SignDecision,
    signCorrection,
    signing,
  )
  add(
    'drop-correction',
    'Không đính chính: by who may sign it, or who asked; nothing of the result changes',
    DropCorrection,
    requireOfficer,
    dropCorrection,
  )
  add('extend', 'Xin lỗi và hẹn lại, once', ExtendDeadline, requireOfficer, extendDeadline)
  add('withdraw', 'Rút hồ sơ, before a decision', WithdrawDossier, requireCitizen, withdrawDossier)
  add('rate', 'Đánh giá, 1 to 5, once', RateService, requireCitizen, rateService)
}
