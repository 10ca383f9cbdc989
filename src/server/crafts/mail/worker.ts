/** Takes mails apart in a thread of its own: nothing in them runs, no address in them is called. */
import { type ParsedMail, simpleParser } from 'mailparser'
import { answerThread } from '#server/crafts/threads/answer-thread.ts'
import { isGarbled } from './garbled.ts'
import { textOfHtml } from './html-text.ts'
import type { ReadMail } from './model.ts'

const mostAttachments = 40
const mostNamed = 20

/** Letters of a body: some twenty pages. */
const mostLetters = 60_000

function bodyOf({ text, html }: ParsedMail): ReadMail['body'] {
  const plain = text?.trim() ? text.slice(0, mostLetters + 1) : ''
  const words = plain || textOfHtml(html || '', mostLetters + 1)
  return { text: words.slice(0, mostLetters), isCut: words.length > mostLetters, isGarbled: isGarbled(words) }
}

/** Whether one sender is named, once: of several no check says which it looked at. */
function isOfOne({ from, headerLines }: ParsedMail): boolean {
  return from?.value.length === 1 && headerLines.filter(({ key }) => key === 'from').length === 1
}

answerThread<Uint8Array, ReadMail>(async (raw) => {
  const mail = await simpleParser(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  })
  // A picture within the text, as signatures under mails have, is no document. Any other file is: some programs put those there, too.
  const documents = mail.attachments.filter(
    ({ related, contentType }) => !related || !contentType.startsWith('image/'),
  )
  const hasFiles = documents.length > 0
  const files = hasFiles ? documents : mail.attachments
  const left = files.slice(mostAttachments)
  return {
    hasFiles,
    body: bodyOf(mail),
    date: mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date.toISOString() : '',
    from: mail.from?.text.slice(0, 300) ?? '',
    fromAddress: isOfOne(mail) ? (mail.from?.value[0]?.address?.slice(0, 254) ?? '') : '',
    subject: mail.subject?.slice(0, 500) ?? '',
    results: mail.headerLines
      .filter(({ key }) => key === 'authentication-results')
      .slice(0, 10)
      .map(({ line }) => line.slice(0, 2000)),
    attachments: files.slice(0, mostAttachments).map(({ filename, contentType, content }) => ({
      name: filename?.slice(0, 200) ?? '',
      mediaType: contentType.slice(0, 100),
      content: new Uint8Array(content),
    })),
    left: {
      count: left.length,
      names: left.slice(0, mostNamed).map(({ filename }) => filename?.slice(0, 200) ?? ''),
    },
  }
})
