/** Takes mails apart in a thread of its own: nothing in them runs, no address in them is called. */
import { type ParsedMail, simpleParser } from 'mailparser'
import { answerThread } from '#server/crafts/threads/answer-thread.ts'
import type { ReadMail } from './model.ts'

const mostAttachments = 40
const mostNamed = 20

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
  const files = mail.attachments.filter(
    ({ related, contentType }) => !related || !contentType.startsWith('image/'),
  )
  const left = files.slice(mostAttachments)
  return {
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
