import { formatDong } from '../../money.ts'
import type { payer as Words } from './payer.vi.ts'

export const payer: typeof Words = {
  title: 'To be paid',
  own: {
    lead: 'Fees and duties of the applications you filed. Choose what to pay at once; each payment goes to one agency.',
    receiver: (agency) => `Collected by ${agency}`,
    pay: 'Pay what is chosen',
    total: (amount, count) => `${count} ${count === 1 ? 'charge' : 'charges'}, ${formatDong(amount)} in all`,
    none: 'You have nothing to pay',
    noneAdvice: 'When an application has to be paid for, it is shown here and with the application.',
    settled: 'Paid',
    paidPart: (paid, left) => `${formatDong(paid)} paid, ${formatDong(left)} left`,
    several: (agencies, amount) =>
      `You owe ${agencies} agencies, ${formatDong(amount)} in all. Each has an account of its own, so pay one after another, in this order.`,
    nth: (at, agency) => `${at}. Collected by ${agency}`,
    begun: (held, left) => `${formatDong(held)} has come, ${formatDong(left)} is missing.`,
    finish: (left) => `Pay the missing ${formatDong(left)}`,
    next: (agency, left) => `Still to be paid to ${agency}: ${formatDong(left)}`,
    goOn: 'Go on paying',
    nothingChosen: 'Choose at least one charge, then press again.',
    toDossiers: 'My applications',
  },
  dossier: {
    title: 'Fees',
    asked: (amount) => `${formatDong(amount)} to pay`,
    begun: (held, left) => `${formatDong(held)} has come, ${formatDong(left)} is missing`,
    beforeAccepting:
      'The application is accepted once the money is there; waiting for it does not count towards the time limit.',
    beforeGoingOn:
      'The agency goes on once the money is there; waiting for it does not count towards the time limit.',
    beforeResult: 'The result is handed over once the money is there.',
    pay: 'Pay now',
    paid: (amount) => `All of ${formatDong(amount)} received.`,
    receipt: 'Receipt',
    open: 'No text gives the amount yet: an officer determines it, with the basis and the reason, before it is asked for. Your application does not wait for it to be accepted.',
  },
  order: {
    title: (amount) => `Pay ${formatDong(amount)}`,
    done: (amount) => `${formatDong(amount)} paid`,
    wentTo: (gateway, moment) =>
      `You chose ${gateway} at ${moment}. If you have paid there, wait and do not pay again: this page changes when ${gateway} says that the money came. If you have not, use one of the ways below.`,
    demoBank: 'Open this code in the demo bank',
    receiver: 'Receiver',
    reference: 'Reference',
    amount: 'Amount',
    left: 'Left to pay',
    account: 'Account number',
    bank: 'Bank',
    holder: 'Account name',
    memo: 'Transfer message',
    verified: (day) => `A second person compared this account on ${day}.`,
    compare:
      'Before confirming, compare account name and amount in your bank app with this page. If they differ, do not pay.',
    byCode: 'Scan with your bank app',
    codeLabel: (amount, reference) => `VietQR code to pay ${formatDong(amount)}, reference ${reference}`,
    picture: 'Save the code as a picture',
    pictureHint:
      'On this very phone: save the picture and choose it in your bank app, or open the app below.',
    openApp: 'Open a bank app',
    openAppHint:
      'The link goes by dl.vietqr.io, a page of somebody else, and carries the receiving account, the amount and the reference; nobody’s name.',
    byHand: 'Or enter it yourself',
    copy: 'Copy',
    copied: 'Copied',
    atCounter: 'Or at the one-stop counter of the collecting agency, with the reference above.',
    noAccount: 'This agency has no verified account yet. Pay at the one-stop counter or by a gateway.',
    madeOf: 'What it is made of',
    item: 'Fee',
    basis: 'Basis and calculation',
    total: 'Total',
    until: (moment) => `The code can be used until ${moment}.`,
    share: 'Let somebody else pay',
    shareHint: 'Send this link. Whoever opens it sees amount, receiver and code, not your name.',
    waiting: 'Waiting for the money',
    waitingHint:
      'This page changes by itself when the money arrives, on every device it is open on. You may close it.',
    refresh: 'The page reloads itself every 5 seconds.',
    toOwn: 'To be paid',
    toDossier: (code) => `Back to ${code}`,
  },
  states: {
    created: 'To be paid',
    pending: 'To be paid',
    unknown: 'Not known yet',
    paid: 'Received',
    partly_paid: 'Received in part',
    overpaid: 'Received, too much',
    expired: 'The code has expired',
    cancelled: 'Not asked for any more',
    refunding: 'A refund is being arranged',
    refunded: 'Refunded',
  },
  next: {
    paid: (amount, moment) =>
      `All of ${formatDong(amount)} received at ${moment}. You need not do anything more.`,
    receiptSoon: 'The electronic receipt has its number and is being signed; then it lies in My papers.',
    receiptOwed:
      'There is no receipt yet: the collecting agency has not entered its tax code. Once it has, the receipt is issued and lies in My papers.',
    receiptCancelled: (number, reason) =>
      `Receipt no. ${number} was cancelled: ${reason}. What you paid is still recorded at the agency.`,
    receipt: (number) => `Receipt no. ${number}`,
    receiptData: 'Data of the receipt (XML)',
    receiptInVault: 'The receipt goes to the applicant’s vault once it is signed.',
    unknown:
      'The gateway has not told whether the money went. We ask it many times within three days and believe nothing but evidence. If your account was charged do not pay again; if this page is still the same after three days, take the reference to the one-stop counter.',
    partly: (paid, left) =>
      `${formatDong(paid)} received, ${formatDong(left)} missing. Pay the rest with the code below, not all of it again.`,
    excess: (amount) =>
      `${formatDong(amount)} too much is kept apart at the collecting agency under this reference. Its finance officers look at each; if it is sent back, then only where it came from.`,
    late: (amount) =>
      `${formatDong(amount)} received by this code belongs to nothing that is asked for now. It is kept apart under this reference until the finance officers decide.`,
    expired:
      'This code has expired. Take a new code and pay; if you have just paid by the old one, wait and do not pay again: the money still finds the application.',
    renew: 'Take a new code',
    superseded: 'Another code for the same charge has taken the place of this one. Pay by the new one.',
    heir: 'Open the new code',
    cancelled:
      'This is not asked for any more: the application has ended or the charge has changed. Do not pay by this code.',
    refunding: (amount) =>
      `The agency is arranging to give back ${formatDong(amount)}: where it came from, or at the counter if it was cash.`,
    refunded: (amount) => `${formatDong(amount)} was refunded.`,
  },
  poster: {
    title: (agency) => `Pay ${agency}`,
    lead: 'This is a page of a state agency. Money goes to the account below and to no other.',
    accounts: 'Verified account',
    none: 'This agency has no verified account yet. Do not transfer; pay at the one-stop counter.',
    find: 'Find what is to be paid',
    findLead:
      'Enter the application code and the check code of the receipt. The amount and the payment code come next.',
    code: 'Application code',
    noCode: 'Enter the code of the application, printed on the receipt, and press again.',
    checkCode: 'Check code',
    open: 'Show what is to be paid',
    nothing: 'Nothing more is to be paid to this agency for this application.',
    scan: 'Scan to open this page',
    warning: 'A code stuck elsewhere leads to another account: do not pay, tell the counter.',
  },
}
