import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CertificateAuthority,
  openCertificateAuthority,
} from '#server/crafts/crypto/certificate-authority.ts'
import { aDecision } from '#server/crafts/typeset/fixtures.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { dict, isKind, name, type PdfObject, reference, stream, textString } from './objects.ts'
import { readSignatures } from './read-signatures.ts'
import { signPdf } from './sign-pdf.ts'
import { PdfUpdate } from './update.ts'

const samples = join(process.cwd(), '../shared/testdata/pdf-signatures')
const sampleFiles = existsSync(samples) ? readdirSync(samples).filter((file) => file.endsWith('.pdf')) : []

describe('documents nobody here made', () => {
  if (sampleFiles.length === 0) test.skip('missing: ../shared/testdata/pdf-signatures')

  test.each(sampleFiles.filter((file) => file.startsWith('accept-')))('%s is intact', (file) => {
    const { state, signatures } = readSignatures(readFileSync(join(samples, file)))
    expect(state).toBe('read')
    expect(signatures.length).toBeGreaterThan(0)
    expect(signatures.filter(({ integrity }) => integrity !== 'intact')).toEqual([])
    // Their authorities are foreign here.
    expect(signatures.some(({ trusted }) => trusted)).toBe(false)
  })

  test.each(sampleFiles.filter((file) => file.startsWith('reject-')))('%s is not intact', async (file) => {
    const spent = await processorTimeOf(() => {
      const { signatures } = readSignatures(readFileSync(join(samples, file)))
      expect(signatures.filter(({ integrity }) => integrity === 'intact')).toEqual([])
    })
    expect(spent).toBeLessThan(1000)
  })
})

describe('our own documents', () => {
  let authority: CertificateAuthority
  let signed: Buffer
  let sealed: Buffer

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nhip-read-'))
    authority = await openCertificateAuthority({
      folder: join(folder, 'ca'),
      keyFile: join(folder, 'box.key'),
      validFrom: new Date('2026-01-01T00:00:00+07:00'),
    })
    signed = await signPdf(await typeset('nd30', aDecision()), {
      signer: await authority.person('1', {
        name: 'Trần Thị Quỳnh Như',
        position: 'Phó Chủ tịch',
        organisation: 'UBND xã',
      }),
      fieldName: 'leader',
      role: 'leader',
      name: 'Trần Thị Quỳnh Như',
      reason: 'Ký ban hành',
      at: new Date('2026-11-23T09:00:00+07:00'),
    })
    sealed = await signPdf(signed, {
      signer: await authority.seal('1', { name: 'UBND xã', code: 'H57.16' }),
      fieldName: 'agency',
      role: 'agency',
      name: 'UBND xã',
      reason: 'Phát hành',
      at: new Date('2026-11-23T09:05:00+07:00'),
    })
  })
  afterAll(stopTypesetting)

  const read = (pdf: Uint8Array) => readSignatures(pdf, { trustAnchors: [authority.certificate] }).signatures
  const states = (pdf: Uint8Array) => read(pdf).map(({ integrity }) => integrity)

  test('says who signed, when, why and what followed', () => {
    expect(read(sealed)).toMatchObject([
      {
        fieldName: 'leader',
        integrity: 'intact',
        trusted: true,
        weak: false,
        reason: 'Ký ban hành',
        at: new Date('2026-11-23T02:00:00Z'),
        signer: { commonName: 'Trần Thị Quỳnh Như', position: 'Phó Chủ tịch', organisation: 'UBND xã' },
        coversWholeDocument: false,
        revision: 1,
        later: 'lawful',
        extensions: ['signature'],
      },
      {
        fieldName: 'agency',
        integrity: 'intact',
        trusted: true,
        coversWholeDocument: true,
        revision: 2,
        later: 'nothing',
      },
    ])
  })

  test('another authority is not trusted, and integrity does not depend on it', () => {
    const { signatures } = readSignatures(sealed)
    expect(signatures.map(({ integrity, trusted }) => [integrity, trusted])).toEqual([
      ['intact', false],
      ['intact', false],
    ])
  })

  function extend(change: (update: PdfUpdate) => void): Buffer {
    const update = new PdfUpdate(sealed)
    change(update)
    return update.write().pdf
  }
  const entries = (update: PdfUpdate, target: PdfObject) => {
    const object = update.document.resolve(target)
    return isKind(object, 'dict') ? Object.fromEntries(object.entries) : {}
  }
  const firstPage = (update: PdfUpdate) => update.document.pages()[0] ?? reference(0)
  const root = (update: PdfUpdate) => {
    const target = update.document.trailer.entries.get('Root')
    return isKind(target, 'reference') ? target : reference(0)
  }

  test.each<[string, (update: PdfUpdate) => void]>([
    [
      'another page content',
      (update) => {
        const page = firstPage(update)
        const content = update.add(stream({}, Buffer.from('BT ET')))
        update.set(page, dict({ ...entries(update, page), Contents: content }))
      },
    ],
    [
      'an annotation over the text',
      (update) => {
        const page = firstPage(update)
        const note = update.add(
          dict({ Type: name('Annot'), Subtype: name('FreeText'), Rect: [0, 0, 600, 800] }),
        )
        const old = update.document.resolveArray(entries(update, page).Annots)
        update.set(page, dict({ ...entries(update, page), Annots: [...old, note] }))
      },
    ],
    [
      'another catalog entry',
      (update) => update.set(root(update), dict({ ...entries(update, root(update)), OpenAction: dict({}) })),
    ],
    [
      'another appearance of a signature',
      (update) => {
        for (const number of update.document.locations.keys()) {
          const field = entries(update, reference(number))
          if (field.FT) update.set(reference(number), dict({ ...field, AP: dict({}) }))
        }
      },
    ],
    [
      'an unsigned signature field',
      (update) => {
        const acroForm = entries(update, root(update)).AcroForm ?? null
        const field = update.add(dict({ FT: name('Sig'), T: textString('third') }))
        const fields = update.document.resolveArray(entries(update, acroForm).Fields)
        if (isKind(acroForm, 'reference')) {
          update.set(acroForm, dict({ ...entries(update, acroForm), Fields: [...fields, field] }))
        }
      },
    ],
    [
      'a text field',
      (update) => {
        const acroForm = entries(update, root(update)).AcroForm ?? null
        const field = update.add(dict({ FT: name('Tx'), T: textString('x'), V: textString('y') }))
        const fields = update.document.resolveArray(entries(update, acroForm).Fields)
        if (isKind(acroForm, 'reference'))
          update.set(acroForm, dict({ ...entries(update, acroForm), Fields: [...fields, field] }))
      },
    ],
  ])('%s added later breaks every signature', (_, change) => {
    expect(states(extend(change))).toEqual(['broken', 'broken'])
  })

  test('a third signature is lawful; one that is wrong is not', async () => {
    const third = await signPdf(sealed, {
      signer: await authority.person('2', {
        name: 'Lê Văn Tám',
        position: 'Chủ tịch',
        organisation: 'UBND xã',
      }),
      fieldName: 'third',
      role: 'leader',
      name: 'Lê Văn Tám',
      reason: 'Xác nhận',
      at: new Date('2026-11-23T10:00:00+07:00'),
      room: { page: 1, x: 20, y: 20, width: 80, height: 40 },
    })
    expect(states(third)).toEqual(['intact', 'intact', 'intact'])
    const at = third.lastIndexOf('/M (D:') + 9
    third[at] = (third[at] as number) ^ 1
    expect(states(third)).toEqual(['broken', 'broken', 'broken'])
  })

  test('validation data added later is lawful', () => {
    const extended = extend((update) =>
      update.set(root(update), dict({ ...entries(update, root(update)), DSS: dict({ Certs: [] }) })),
    )
    expect(states(extended)).toEqual(['intact', 'intact'])
    expect(read(extended)[1]).toMatchObject({
      later: 'lawful',
      extensions: ['validation-data'],
      coversWholeDocument: false,
    })
  })

  test('text after the end, and a changed byte anywhere, break it', () => {
    expect(states(Buffer.concat([sealed, Buffer.from('4 0 obj\n<<>>\nendobj\n')]))).toEqual([
      'broken',
      'broken',
    ])
    // Not the CMS itself: it also carries the root certificate, which no signature covers.
    const source = sealed.toString('latin1')
    const rooms = [...source.matchAll(/<[0-9a-f]{2000,}>/g)].map(({ index, 0: room }) => [
      index,
      index + room.length,
    ])
    for (let at = 10; at < sealed.length; at += 97) {
      if (rooms.some(([from = 0, to = 0]) => at >= from && at < to)) continue
      const bent = Buffer.from(sealed)
      bent[at] = (bent[at] as number) ^ 1
      expect(states(bent)).not.toEqual(['intact', 'intact'])
    }
  })

  test('whatever arrives is answered, and soon', async () => {
    const inputs = [
      Buffer.alloc(0),
      Buffer.from('%PDF-1.7'),
      Buffer.from('not a PDF'),
      Buffer.alloc(100_000, '['),
    ]
    const deep = `%PDF-1.7\n1 0 obj\n${'['.repeat(200_000)}\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF`
    const loop =
      '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/AcroForm 1 0 R/Fields[1 0 R]/Kids[1 0 R]>>\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF'
    const length =
      '%PDF-1.7\n1 0 obj\n<</Length 1 0 R>>\nstream\nx\nendstream\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF'
    const spent = await processorTimeOf(() => {
      for (const input of [...inputs, ...[deep, loop, length].map((text) => Buffer.from(text))]) {
        expect(readSignatures(input).signatures).toEqual([])
      }
      for (let cut = 1; cut < sealed.length; cut += 4999) readSignatures(sealed.subarray(0, cut))
    })
    expect(spent).toBeLessThan(5000)
  })
})
