import { execFileSync, spawnSync } from 'node:child_process'
import { encode as encodeJpeg } from 'jpeg-js'
import { afterAll, describe, expect, test } from 'vitest'
import { stopReadingMails } from '#server/crafts/mail/read-mail.ts'
import { checkPdfa } from '#server/crafts/pdfa/check-pdfa.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { aReceivingOffice, detailsOf } from '../fixtures.ts'
import { judgeIncoming } from '../judge-and-mark.ts'
import { registerArrival } from '../register-arrival.ts'
import { listArrivals } from '../view-arrival.ts'
import { openIncoming } from '../view-incoming.ts'
import { findMailbox } from './mailbox-queries.ts'
import { setMailbox } from './set-mailbox.ts'
import { takeMail } from './take-mail.ts'

afterAll(async () => {
  await stopReadingMails()
  await stopTypesetting()
})

const noReader = spawnSync('pdftotext', ['-v']).error !== undefined
const textOf = (pdf: Uint8Array) =>
  execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' })
    .normalize('NFC')
    .replace(/\s+/g, ' ')

let uid = 0
/** What a mail of these lines becomes at an agency that believes `mx.hue.gov.vn`. */
async function taken(clerk: Officer, lines: readonly string[] | Buffer) {
  const place = { host: '127.0.0.1', port: 143, secure: false, login: 'vanthu', password: 'mat-khau' }
  await perform(clerk, (work) =>
    setMailbox(work, clerk, { ...place, folder: 'INBOX', trustedHost: 'mx.hue.gov.vn', active: true }),
  )
  const mailbox = await perform(system, ({ tx }) => findMailbox(tx, clerk.agencyId))
  if (!mailbox) throw new Error('no mailbox')
  const raw = Buffer.isBuffer(lines) ? lines : Buffer.from(lines.join('\r\n'))
  uid += 1
  const mail = {
    uid,
    uidValidity: 1,
    size: raw.length,
    from: '',
    subject: '',
    messageId: '',
    at: new Date(),
    raw,
  }
  await takeMail(mailbox, mail)
  const [arrival] = await perform(clerk, (work) => listArrivals(work, clerk, { limit: 1 }))
  if (!arrival) throw new Error('nothing came')
  return arrival
}

const head = (subject: string, type: string) => [
  'Authentication-Results: mx.hue.gov.vn; dmarc=fail header.from=snv.hue.gov.vn',
  'From: So Noi vu <vanthu@snv.hue.gov.vn>',
  `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
  'Date: Mon, 23 Nov 2026 08:00:00 +0700',
  'MIME-Version: 1.0',
  `Content-Type: ${type}`,
]
const words = m.documents.incoming.arrival

describe.skipIf(noReader)('a mail without a file', () => {
  test('is entered as its own text, set as a PDF/A, and says what it is and whom nobody proved', {
    timeout: 90_000,
  }, async () => {
    const { first } = await aReceivingOffice()
    const arrival = await taken(first, [
      ...head('Mời họp giao ban', 'text/plain; charset=utf-8'),
      '',
      'Kính gửi văn thư phường,',
      '',
      // Decomposed letters, and what no paper shows.
      `${'Sở Nội vụ mời đồng chí dự họp'.normalize('NFD')} lúc 8 giờ 😀.`,
    ])
    expect(arrival).toMatchObject({
      findings: { problem: 'body_only', mail: { sender: 'failed' } },
      said: { mailSubject: 'Mời họp giao ban', subject: 'Mời họp giao ban' },
      readingState: 'waiting',
      files: [{ mediaType: 'application/pdf', name: 'Nội dung thư điện tử, không có tệp kèm.pdf' }],
    })
    expect(words.mailProblems.body_only).toMatch(/không có tệp kèm/)
    const pdf = await readFile(arrival.files[0]?.sha256 ?? '')
    expect(checkPdfa(pdf)).toEqual([])
    const text = textOf(pdf)
    expect(text).toContain('NỘI DUNG THƯ ĐIỆN TỬ, KHÔNG CÓ TỆP KÈM')
    expect(text).toContain('"So Noi vu" <vanthu@snv.hue.gov.vn>')
    expect(text).toContain('Có thể giả mạo')
    expect(text).toContain('Mời họp giao ban')
    expect(text).toContain('Sở Nội vụ mời đồng chí dự họp lúc 8 giờ [?].')
    expect(text).toContain('1 chữ hoặc hình không in được')
    expect(text).not.toContain('CỘNG HÒA')

    const details = detailsOf(3, { sentNumber: '', symbol: '', subject: 'Mời họp giao ban' })
    const { documentId } = await perform(first, (work) =>
      registerArrival(work, first, arrival.id, { details, distinct: [] }),
    )
    await judgeIncoming(documentId)
    const { incoming } = await perform(first, (work) => openIncoming(work, first, documentId))
    expect(incoming).toMatchObject({ source: 'mail', mark: 'marked', signed: 'unsigned' })
  })

  test('of HTML alone is read as its words; nothing of it is shown that nobody reads', async () => {
    const { first } = await aReceivingOffice()
    const arrival = await taken(first, [
      ...head('Thông báo', 'text/html; charset=utf-8'),
      '',
      '<html><head><style>p { color: red }</style><title>Bí ẩn</title></head><body><!-- ngầm --><script>alert(1)</script>',
      '<p>K&iacute;nh g&#7917;i <b>U&yacute;</b> ban,</p><table><tr><td>Một</td><td>Hai</td></tr></table>năm &amp; bảy<br>hết</body></html>',
    ])
    const text = textOf(await readFile(arrival.files[0]?.sha256 ?? ''))
    expect(text).toContain('Kính gửi Uý ban,')
    expect(text).toMatch(/Một Hai năm & bảy hết/)
    expect(text).not.toMatch(/color|alert|ngầm|Bí ẩn/)
  })

  test('with a picture within it has the picture as a file; without a word too', async () => {
    const { first } = await aReceivingOffice()
    const jpeg = encodeJpeg({ width: 40, height: 40, data: Buffer.alloc(40 * 40 * 4, 200) }, 80).data
    const within = (html: string) => [
      ...head('Ảnh chụp công văn', 'multipart/related; boundary="trong"'),
      '',
      '--trong',
      'Content-Type: text/html; charset=utf-8',
      '',
      html,
      '--trong',
      'Content-Type: image/jpeg; name="cong-van.jpg"',
      'Content-ID: <anh>',
      'Content-Transfer-Encoding: base64',
      '',
      jpeg.toString('base64'),
      '--trong--',
      '',
    ]
    const alone = await taken(first, within('<img src="cid:anh">'))
    expect(alone).toMatchObject({
      findings: { problem: 'pictures_only' },
      readingState: 'waiting',
      files: [{ name: 'cong-van.jpg', mediaType: 'image/jpeg', refused: null }],
    })
    expect(words.mailProblems.pictures_only).toMatch(/chỉ có ảnh/)
    const withWords = await taken(first, within('<p>Xin gửi ảnh</p><img src="cid:anh">'))
    expect(withWords).toMatchObject({
      findings: { problem: 'body_only' },
      files: [{ mediaType: 'application/pdf' }, { mediaType: 'image/jpeg' }],
    })
  })

  test('that is empty is kept as a line that says so', async () => {
    const { first } = await aReceivingOffice()
    const arrival = await taken(first, [...head('Trống', 'text/html'), '', '<div><br></div>&nbsp;&#8203;'])
    expect(arrival).toMatchObject({ findings: { problem: 'no_attachment' }, files: [], readingState: 'none' })
    expect(words.mailProblems.no_attachment).toMatch(/không có nội dung/)
    const details = detailsOf(4)
    await expect(
      perform(first, (work) => registerArrival(work, first, arrival.id, { details, distinct: [] })),
    ).rejects.toThrow('documents.nothing_to_enter')
  })

  test('in letters of another table than it says is shown as it came, and said to be doubtful', async () => {
    const { first } = await aReceivingOffice()
    const tcvn3 = Buffer.from('KÝnh göi Uû ban nh©n d©n ph\xadêng, ®Ò nghÞ b¸o c¸o.', 'latin1')
    const lines = Buffer.from([...head('Bang ma', 'text/plain; charset=iso-8859-1'), '', ''].join('\r\n'))
    const arrival = await taken(first, Buffer.concat([lines, tcvn3]))
    const text = textOf(await readFile(arrival.files[0]?.sha256 ?? ''))
    expect(text).toMatch(/phông cũ \(TCVN3, VNI\)/)
  })

  test('in letters no paper of ours has, however long its subject and lines, is set with each of them marked', {
    timeout: 90_000,
  }, async () => {
    const { first } = await aReceivingOffice()
    const subject = `${'通知'.repeat(240)}!`
    const arrival = await taken(first, [
      ...head(subject, 'text/plain; charset=utf-8'),
      '',
      `Hello ${'你好'.repeat(10_200)}`,
      'Kind regards',
    ])
    expect(arrival).toMatchObject({
      said: { mailSubject: subject },
      findings: { problem: 'body_only' },
      files: [{ mediaType: 'application/pdf' }],
    })
    const text = textOf(await readFile(arrival.files[0]?.sha256 ?? ''))
    expect(text).toContain('Kind regards')
    expect(text).toMatch(/Hello \[\?\]/)
    expect(text).toMatch(/Thư còn dài hơn/)
  })

  test('longer than is set says that there is more', { timeout: 60_000 }, async () => {
    const { first } = await aReceivingOffice()
    const arrival = await taken(first, [
      ...head('Dài', 'text/plain; charset=utf-8'),
      '',
      ...Array.from({ length: 9000 }, (_, index) => `Dòng thứ ${index}`),
    ])
    const text = textOf(await readFile(arrival.files[0]?.sha256 ?? ''))
    expect(text).toMatch(/Thư còn dài hơn/)
    expect(text).toContain('Dòng thứ 1999')
    expect(text).not.toContain('Dòng thứ 2001')
  })
})
