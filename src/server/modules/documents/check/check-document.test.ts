import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCertificateAuthority } from '#server/crafts/crypto/certificate-authority.ts'
import { signPdf } from '#server/crafts/pdf/sign-pdf.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { readFile } from '#server/platform/files/index.ts'
import { hostilePdfs } from '#server/platform/reading/fixtures.ts'
import { perform } from '#server/platform/work.ts'
import type { Refusal } from '#shared/refusal.ts'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { layOut } from '../draft/layout.ts'
import { anOffice, draftOf, lookAndIssue, type Office } from '../fixtures.ts'
import { getDocument } from '../get-document.ts'
import { askToRevoke } from '../revoke/ask-to-revoke.ts'
import { revokeDocument } from '../revoke/revoke-document.ts'
import type { IssuedDocument } from '../sign/issue-document.ts'
import { findSigningPower } from '../sign/signing-power.ts'
import { checkDocument } from './check-document.ts'
import { checkFile } from './check-file.ts'
import { readUpload } from './read-upload.ts'

const asker = { name: 'a test' }
let office: Office
let issued: IssuedDocument
let pdf: Buffer
beforeAll(async () => {
  office = await anOffice({ phone: '0234 382 0000' })
  issued = await issueNew()
  pdf = await readFile(issued.sha256)
})
afterAll(stopTypesetting)

async function issueNew(): Promise<IssuedDocument> {
  const { id } = await draftOf(office)
  return lookAndIssue(office.deputy, id)
}

test('a code on paper confirms what was issued, and names nobody it concerns', async () => {
  const verdict = await checkDocument({ code: issued.checkCode.toLowerCase().replaceAll('-', ' ') })
  expect(verdict).toMatchObject({
    verdict: 'genuine',
    by: 'code',
    document: {
      title: 'Giấy xác nhận tình trạng hôn nhân',
      symbol: issued.symbol,
      agency: office.agency.name,
      signerName: 'Trần Thị Quỳnh Như',
      signerPosition: 'KT. Chủ tịch, Phó Chủ tịch',
      hasFile: true,
    },
  })
  expect(JSON.stringify(verdict)).not.toContain('Hạnh')
})

test('a code nobody was given is unknown, and a draft’s code too', async () => {
  expect(await checkDocument({ code: '2222-3333-4444' })).toEqual({ verdict: 'unknown', by: 'code' })
  const { id } = await draftOf(office)
  const { checkCode } = await perform(office.clerk, (work) => getDocument(work, id))
  expect(await checkDocument({ code: checkCode })).toEqual({ verdict: 'unknown', by: 'code' })
  await expect(checkDocument({ code: '2222' })).rejects.toThrow('documents.code_unreadable')
})

test('the file as it was issued is genuine, with both signatures', async () => {
  const verdict = await checkFile([pdf], asker)
  expect(verdict).toMatchObject({ verdict: 'genuine', by: 'file', document: { symbol: issued.symbol } })
  const signatures = verdict.verdict === 'genuine' ? verdict.signatures : []
  expect(signatures.map(({ signer, intact, trusted }) => [signer, intact, trusted])).toEqual([
    ['Trần Thị Quỳnh Như', true, true],
    [office.agency.name, true, true],
  ])
})

test('one changed byte, a page added, or a part cut off is found', async () => {
  const flipped = Buffer.from(pdf)
  const at = flipped.indexOf('/Author') + 12
  flipped[at] = (flipped[at] ?? 0) ^ 1
  const appended = Buffer.concat([pdf, Buffer.from('\n% thêm một dòng\n')])
  const withoutSeal = pdf.subarray(0, pdf.lastIndexOf('%%EOF', pdf.length - 10) + 6)
  for (const file of [flipped, appended, withoutSeal]) {
    expect(await checkFile([file], asker)).toMatchObject({
      verdict: 'changed',
      document: { symbol: issued.symbol },
    })
  }
})

test('our seal on a file that no longer says which document it was is still recognised as changed', async () => {
  const text = pdf.toString('latin1').replaceAll(issued.checkCode, 'AAAA-AAAA-AAAA')
  expect(await checkFile([Buffer.from(text, 'latin1')], asker)).toMatchObject({
    verdict: 'changed',
    document: null,
  })
})

test('a copy set again without signatures, by someone who has the text, is changed', async () => {
  const { id } = await draftOf(office)
  await lookAndIssue(office.chair, id)
  const laidOut = await perform(office.chair, async (work) => {
    const document = await getDocument(work, id)
    const power = await findSigningPower(work, office.chair.id, office.agency.id)
    if (!power) throw new Error('no power')
    const { agency, parent, block } = power
    return layOut({
      ...document,
      agency,
      parent,
      signer: { name: office.chair.name, block },
      number: 99,
      issuedOn: '2026-11-23',
      origin: 'http://127.0.0.1:3000',
    })
  })
  if (laidOut.template !== 'nd30') throw new Error(`laid out as ${laidOut.template}`)
  const forged = await typeset('nd30', laidOut.data)
  expect(await checkFile([forged], asker)).toMatchObject({ verdict: 'changed', signatures: [] })
})

test('a paper signed by others is told apart: whole, or changed after signing', async () => {
  const folder = `${process.env.NHIP_DATA}/other-authority`
  const other = await openCertificateAuthority({ folder, keyFile: `${folder}.key` })
  const page = await typeset('nd30', {
    letterhead: { organisation: 'CÔNG TY THỬ', number: '01/CT', place: 'Huế', issuedOn: '2026-11-23' },
    title: 'THÔNG BÁO',
    blocks: [{ kind: 'paragraph', text: 'Nội dung của nơi khác.' }],
    signature: { capacity: ['GIÁM ĐỐC'], name: 'Võ Văn Ngoài' },
  })
  const signed = await signPdf(page, {
    signer: await other.person('1', {
      name: 'Võ Văn Ngoài',
      position: 'Giám đốc',
      organisation: 'Công ty Thử',
    }),
    fieldName: 'leader',
    role: 'leader',
    name: 'Võ Văn Ngoài',
    reason: 'Ký',
    at: new Date(),
  })
  expect(await checkFile([signed], asker)).toMatchObject({
    verdict: 'foreign',
    integrity: 'intact',
    signatures: [{ signer: 'Võ Văn Ngoài', organisation: 'Công ty Thử', trusted: false }],
  })
  const broken = Buffer.from(signed)
  const at = broken.indexOf('/Author') + 12
  broken[at] = (broken[at] ?? 0) ^ 1
  expect(await checkFile([broken], asker)).toMatchObject({ verdict: 'foreign', integrity: 'broken' })
  expect(await checkFile([page], asker)).toEqual({ verdict: 'unknown', by: 'file' })
})

test('what is no PDF is refused, and a PDF that makes no sense is unknown', async () => {
  await expect(checkFile([Buffer.from('MZ\x90\0 this is a program')], asker)).rejects.toThrow(
    'documents.not_pdf',
  )
  await expect(checkFile([Buffer.alloc(0)], asker)).rejects.toThrow('documents.not_pdf')
  expect(await checkFile([Buffer.from('%PDF-1.7\nnothing more')], asker)).toEqual({
    verdict: 'unknown',
    by: 'file',
  })
})

test('a PDF under a password is named for what it is, not taken for one of others', async () => {
  await expect(checkFile([aPdf([], '/Encrypt 9 0 R')], asker)).rejects.toThrow('documents.file_encrypted')
})

test('a revoked document is shown as revoked, by code and by file', async () => {
  const { id, checkCode, sha256 } = await issueNew()
  await perform(office.clerk, (work) => askToRevoke(work, office.clerk, id, 'Cấp nhầm người, thu hồi'))
  expect(await checkDocument({ code: checkCode })).toMatchObject({ verdict: 'genuine' })
  await perform(office.chair, (work) =>
    revokeDocument(work, { ...office.chair, confirmedAt: new Date() }, id),
  )

  const byCode = await checkDocument({ code: checkCode })
  expect(byCode).toMatchObject({ verdict: 'revoked', by: 'code', document: { replacedBy: null } })
  expect(JSON.stringify(byCode)).not.toContain('nhầm')
  expect(await checkFile([await readFile(sha256)], asker)).toMatchObject({ verdict: 'revoked', by: 'file' })
})

test('an upload is read from a form or a bare body, and refused when it is too large', async () => {
  const form = new FormData()
  form.set('tep', new File([new Uint8Array(pdf)], 'giấy.pdf'))
  const posted = await readUpload(new Request('http://x/', { method: 'POST', body: form }))
  expect([posted.name, posted.size]).toEqual(['giấy.pdf', pdf.length])
  const bare = await readUpload(new Request('http://x/', { method: 'POST', body: new Uint8Array(pdf) }))
  expect(bare.size).toBe(pdf.length)

  const huge = new Request('http://x/', {
    method: 'POST',
    body: new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(1 << 20)) }),
    duplex: 'half',
  } as RequestInit)
  await expect(readUpload(huge)).rejects.toThrow('documents.file_too_large')
  await expect(
    readUpload(new Request('http://x/', { method: 'POST', body: new FormData() })),
  ).rejects.toThrow('documents.file_missing')
  for (const [name, code] of [
    ['giay.pdf', 'documents.file_empty'],
    // As a browser posts a file field in which nothing was chosen.
    ['', 'documents.file_missing'],
  ] as const) {
    const form = new FormData()
    form.append('file', new File([], name))
    await expect(readUpload(new Request('http://x/', { method: 'POST', body: form }))).rejects.toThrow(code)
  }
})

test('however many files arrive at once, together they hold a bounded part of the memory', async () => {
  const leaving = new AbortController()
  const hanging = () => {
    let megabytes = 0
    return new Request('http://x/', {
      method: 'POST',
      body: new ReadableStream({
        pull: (stream) => {
          if (megabytes < 19) return stream.enqueue(new Uint8Array(1 << 20).fill(++megabytes))
          // And then nothing more, until everyone leaves.
          return new Promise<void>((done) => {
            leaving.signal.addEventListener('abort', () => {
              stream.error(new Error('gone'))
              done()
            })
          })
        },
      }),
      duplex: 'half',
    } as RequestInit)
  }
  const readings = Array.from({ length: 8 }, () => readUpload(hanging()))
  const firstRefused = await Promise.any(readings.map((one) => one.catch((error: Refusal) => error.code)))
  expect(firstRefused).toBe('documents.readers_busy')
  leaving.abort()
  const ends = await Promise.allSettled(readings)
  expect(ends.every(({ status }) => status === 'rejected')).toBe(true)
  // Who has gone holds nothing.
  const after = await readUpload(new Request('http://x/', { method: 'POST', body: new Uint8Array(pdf) }))
  expect(after.size).toBe(pdf.length)
})

test('a form of very many parts costs little, and a body that is no form has no file', async () => {
  const part = '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n\r\n'
  const type = { 'content-type': 'multipart/form-data; boundary=b' }
  const post = (body: string, headers: Record<string, string>) =>
    readUpload(new Request('http://x/', { method: 'POST', headers, body }))
  const spent = await processorTimeOf(() =>
    expect(post(`${part.repeat(300_000)}--b--\r\n`, type)).rejects.toThrow('documents.file_missing'),
  )
  expect(spent).toBeLessThan(1000)
  await expect(post('--b\r\nbroken', type)).rejects.toThrow('documents.file_missing')
  await expect(post('x', { 'content-type': 'multipart/form-data' })).rejects.toThrow('documents.file_missing')
})

test.each([
  'a number of 3,500 digits and a letter',
  '3,000 packed objects that begin at one place',
  'trailer( 5,000 times',
  'obj 500,000 times',
])('%s: never found valid, by nobody’s signature', async (what) => {
  const verdict = await checkFile([hostilePdfs[what]?.() ?? Buffer.alloc(0)], asker).catch(
    (error: Refusal) => error.code,
  )
  expect(['documents.not_judged', { verdict: 'unknown', by: 'file' }]).toContainEqual(verdict)
})

test('what is beyond the limits is not judged; whoever has gone is not waited for', async () => {
  const slow = hostilePdfs['3,000 packed objects that begin at one place']?.() ?? Buffer.alloc(0)
  await expect(checkFile([slow], asker)).rejects.toMatchObject({ code: 'documents.not_judged', status: 422 })
  await expect(checkFile([pdf], { ...asker, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'documents.readers_busy',
    status: 503,
  })
})

test('a file that names a document of which only the record is held is not judged, and never genuine', async () => {
  const old = await issueNew()
  const file = await readFile(old.sha256)
  // As of a paper from before files were kept; the program itself may take none away.
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  await owner.query('update documents.document set sha256 = null where sha256 = $1', [old.sha256])
  await owner.end()
  expect(await checkDocument({ code: old.checkCode })).toMatchObject({
    verdict: 'genuine',
    document: { hasFile: false },
  })
  expect(await checkFile([file], asker)).toMatchObject({
    verdict: 'unjudged',
    document: { symbol: old.symbol, hasFile: false },
  })
})
