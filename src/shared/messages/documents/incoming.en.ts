import type { RefusalWords } from '../refusals.ts'
import type { incomingRefusals as Refused } from './incoming.vi.ts'

export const incomingRefusals = {
  'documents.arrival_not_found': 'There is no such arrival, or it came to another agency.',
  'documents.arrival_settled':
    'Another clerk has just dealt with this document. Open the page again to see its number, or why it was not taken; nothing is entered twice.',
  'documents.nothing_to_enter':
    'None of its files can be used, so there is nothing to enter. Get the file from the sender and bring it as a scan, or do not take it.',
  'documents.maybe_entered':
    'The register holds documents that may be this one. Compare them, tick those that are others, then enter it.',
  'documents.nothing_to_fetch': 'There is no mail to fetch again here. Open the page again.',
  'documents.mail_asked_too_often': ({ most }) =>
    `This mail was asked for ${Number(most) || 5} times within a day. Look at the line to the mail server and ask tomorrow, or bring its file as a scan.`,
  'documents.scan_not_readable':
    'Only PDF, JPEG or PNG is taken here. Export Word or Excel files to PDF and send that.',
  'documents.letter_file_not_fetched':
    'It broke off each time it was fetched, or is another file than its sender named. Ask the sender to send it again.',
  'documents.bears_secrecy_mark':
    'Its first page bears a mark of secrecy, so it was not entered. A state secret: do not take it, and tick that its files are deleted. Misread: tick that you looked, then enter it.',
  'documents.secret_let_go':
    'This was not taken, as a state secret; its files were deleted here. Read it where secret documents are kept.',
  'documents.day_in_future': 'The day of the document is after today. Look at it again.',
  'documents.due_before_arrival': 'It is due before it arrived. Look at the day again.',
  'documents.nothing_corrected':
    'What you wrote is what stands in the register. Change what is wrong, or leave the page.',
  'documents.page_not_there': 'There is no such page, or it cannot be shown. Download the file.',
  'documents.mailbox_password_needed':
    'The password that was kept is for the former server and name. Type the password for the new one.',
  'documents.mailbox_moved':
    'The clerk has just named another server. Load the page again, look, then confirm.',
  'documents.mailbox_unfit':
    'Without TLS the password could be read on the way. Use TLS, or a mail server on this very machine.',
} satisfies Record<keyof typeof Refused, RefusalWords>
