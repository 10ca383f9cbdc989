import { staff } from './staff.en.ts'
import type { notifications as Words } from './vi.ts'

export const notifications: typeof Words = {
  title: 'Notices',
  none: 'No notices',
  noneAdvice: 'When there is news of your application we tell you here.',
  unread: 'New',
  markRead: 'Mark all as read',
  judgment: (number, on) => `judgment or decision ${number} of ${on}`,
  staff,
  kinds: {
    submitted: (due) => (due ? `Application received, due ${due}` : 'Application received'),
    accepted: (due) => (due ? `Application accepted, due ${due}` : 'Application accepted'),
    supplement_asked: () => 'The agency needs more from you',
    refused: () => 'The application was not accepted; see why',
    stopped: () => 'The application stopped because nothing was added',
    extended: (due) => `The agency apologises and sets a new date${due ? `: ${due}` : ''}`,
    extended_before_due: (due) => `The agency sets a new date for the result${due ? `: ${due}` : ''}`,
    result_revoked: () => 'A document issued to you has been revoked, see My papers',
    result_replaced: () => 'A document issued to you has been replaced by a new one, see My papers',
    paper_replaced: () => 'A paper handed in with this application has been replaced by its agency',
    paper_revoked: () => 'A paper handed in with this application has been revoked by its agency',
    paper_printed: () => 'The result is printed; the application says where it waits',
    paper_handed_over: () => 'The result on paper was handed over at the counter',
    paper_sent: () => 'The result on paper was given to the post',
    paper_came_back: () => 'The post could not deliver the result; it lies at the counter',
    limit_chosen: (due) =>
      `The agency chose a longer limit for the application${due ? `, due ${due}` : ''}; see why`,
    consent_asked: () => 'Someone asks you to confirm something',
    consent_done: () => 'The other person has confirmed',
    consent_refused: () => 'The other person does not confirm; see the application',
    duty_asked: () => 'The application waits for a payment to the State',
    duty_done: () => 'The payment has been recorded; the application goes on',
    draft_asked: () => 'Please look at the draft of the result and confirm it',
    refund_approved: () =>
      'The agency has approved a refund to you. It goes back where it came from; cash is given back at the counter',
    refund_done: () => 'Your money has been refunded',
    receipt_cancelled: () => 'A receipt issued to you has been cancelled, see My papers',
    receipt_replaced: () => 'A receipt issued to you has been replaced by another, see My papers',
    result_ready: () => 'The result is there, under My papers',
    divorce_recorded: (judgment) =>
      `The civil register now says that your marriage ended by ${judgment}. If that is wrong, go to the People’s Committee of your ward or commune at once.`,
    divorce_undone: (judgment) =>
      `The note of divorce by ${judgment} was wrong and has been taken back: in the civil register your marriage stands.`,
  },
}
