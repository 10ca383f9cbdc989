import type { Part } from '../translated.ts'
import type { documents as Words } from '../vi/documents.ts'

export const documents: Part<typeof Words> = {
  check: {
    title: 'Check a paper',
    lead: 'Scan the QR code on the paper, type its code, or send the file. Anyone may check; no sign-in needed.',
    code: 'Code on the paper',
    codeHint: 'Twelve letters and digits beside the QR code, like 8K2M-4QXA-B7CD',
    submit: 'Check',
    file: 'PDF file of the paper',
    fileHint: 'Choose a file under 20 MB. We read it to compare and do not keep it.',
    submitFile: 'Send the file to check',
    again: 'Check another paper',
    compareFile: 'Have the PDF file? Send it to compare every letter',
    resultTitle: (verdict) => `${verdict}: check a paper`,
  },
  verdict: {
    genuine: 'This paper is genuine',
    genuineRecord: 'The agency did issue this paper',
    revoked: 'This paper has been revoked',
    changed: 'Do not use this paper',
    foreign: 'We did not issue this paper',
    unknown: 'This paper was not found',
  },
  explain: {
    genuineFile: 'Exactly as the agency signed it, and not revoked.',
    genuineCode:
      'The code belongs to the paper below, which has not been revoked. Compare each line with the paper in your hand.',
    genuineRecord:
      'The paper was issued before there were signed files. We can confirm only the lines below.',
    revoked: 'The agency issued this paper and revoked it later. It is no longer valid.',
    changed: 'The file you sent differs from what the agency signed.',
    foreignIntact:
      'The file has a digital signature and was not changed after signing, but the signer is not one of the agencies that use this system. Ask whoever issued it.',
    foreignBroken: 'The file has a digital signature but was changed after signing. Do not use it.',
    unknownCode: 'No paper has this code. Check each letter, or scan the QR code.',
    unknownFile:
      'This file is not what we issued: it may be a photograph, a reprint or a paper of someone else. If the paper bears a code, type the code.',
  },
  facts: {
    paper: 'Paper',
    numbered: (symbol) => `no. ${symbol}`,
    agency: 'Issued by',
    claimedAgency: 'Claims to be issued by',
    signer: 'Signed by',
    issuedOn: 'Issued on',
    leaderSignature: 'Signer’s signature',
    seal: 'Seal of the agency',
    signature: 'Digital signature',
    content: 'Content',
    validity: 'Validity',
    unchanged: 'Not changed',
    notCompared: 'Not compared. Send the PDF file to compare every letter',
    differs: 'Differs from what the agency signed',
    signatureBroken: 'No longer matches the content',
    signatureOfPart: 'Right, but not the version that was issued',
    noSignature: 'No longer in the file',
    right: (moment) => `Right, at ${moment}`,
    valid: (moment) => `Valid, asked at ${moment}`,
    revoked: (moment) => `Ended, revoked at ${moment}`,
    notConsidered: 'Not considered, because the content was changed',
    intact: 'Content not changed after signing',
    broken: 'Content changed after signing',
    notTrusted: 'We cannot verify this signer',
  },
  noNames:
    'Compare the name on the paper with the holder’s identity card. This page shows no name of the person.',
  advice: {
    title: 'What to do',
    askForOriginal: 'Ask whoever gave you the paper for the original.',
    checkByCode: 'Or check again by the code printed on the paper.',
    call: 'Or call ',
    askAgency: 'Ask the agency why it was revoked, and for a new paper if you need one.',
  },
  fileName: (name, size) => `${name}, ${size}`,
  sentFile: 'File',
}
