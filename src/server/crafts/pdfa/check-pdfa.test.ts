/** What leaves us is PDF/A-2a unsigned, signed, sealed and with a mark put on; and each rule finds what breaks it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type CertificateAuthority,
  openCertificateAuthority,
} from '#server/crafts/crypto/certificate-authority.ts'
import { drawPersonalSignature, drawSeal } from '#server/crafts/pdf/drawn-signatures.ts'
import { dict, name, type PdfDict, type PdfObject, stream, textString } from '#server/crafts/pdf/objects.ts'
import { signPdf } from '#server/crafts/pdf/sign-pdf.ts'
import { PdfUpdate } from '#server/crafts/pdf/update.ts'
import { aConfirmation, aDecision, aReceipt } from '#server/crafts/typeset/fixtures.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { checkPdfa } from './check-pdfa.ts'
import { atLevel, type PdfaRule, pdfaRules } from './rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-pdfa-'))
let authority: CertificateAuthority
let decision: Uint8Array

beforeAll(async () => {
  authority = await openCertificateAuthority({
    folder: join(folder, 'ca'),
    keyFile: join(folder, 'box.key'),
    validFrom: new Date('2026-01-01T00:00:00+07:00'),
  })
  decision = await typeset('nd30', aDecision())
})
afterAll(stopTypesetting)

const at = new Date('2026-11-23T09:00:00+07:00')
const agency = 'Ủy ban nhân dân xã Phú Lộc'

async function sealed(
  pdf: Uint8Array,
  room?: { page: number; x: number; y: number; width: number; height: number },
) {
  return signPdf(pdf, {
    signer: await authority.seal('1', { name: agency, code: 'H57.16' }),
    fieldName: room ? 'den' : 'agency',
    role: 'agency',
    name: agency,
    reason: 'Phát hành',
    at,
    appearance: drawSeal({ agency, superior: 'Thành phố Huế', demo: true }),
    ...(room ? { room } : {}),
  })
}

async function signed(pdf: Uint8Array) {
  const leader = 'Trần Thị Quỳnh Như'
  return signPdf(pdf, {
    signer: await authority.person('1', { name: leader, position: 'Phó Chủ tịch', organisation: agency }),
    fieldName: 'leader',
    role: 'leader',
    name: leader,
    reason: 'Ký ban hành',
    at,
    appearance: drawPersonalSignature({ name: leader }),
  })
}

const hasQpdf = spawnSync('qpdf', ['--version']).error === undefined

test('what we set, sign, seal and stamp keeps to the rules', async () => {
  const receipt = await typeset('receipt', aReceipt())
  const first = await signed(decision)
  const both = await sealed(first)
  const files = {
    unsigned: decision,
    table: await typeset('nd30', aConfirmation()),
    receipt,
    'sealed receipt': await sealed(receipt),
    signed: first,
    sealed: both,
    stamped: await sealed(receipt, { page: 1, x: 60, y: 60, width: 102, height: 102 }),
  }
  for (const [what, pdf] of Object.entries(files)) {
    expect([what, ...checkPdfa(pdf)]).toEqual([what])
    if (!hasQpdf) continue
    writeFileSync(join(folder, 'file.pdf'), pdf)
    const { status, stdout } = spawnSync('qpdf', ['--check', join(folder, 'file.pdf')], { encoding: 'utf8' })
    expect([what, status, stdout.includes('No syntax or stream encoding errors found')]).toEqual([
      what,
      0,
      true,
    ])
  }
})

type Entries = Record<string, PdfObject>
/** A widget with something wrong in it, in its drawing or beside it. */
function withWidget({
  widget = {},
  form = {},
  content = '',
  catalog = {},
  more = [],
  catalogWith,
}: {
  widget?: Entries
  form?: Entries
  content?: string
  catalog?: Entries
  more?: PdfObject[]
  /** Entries of the catalog that refer to objects of their own. */
  catalogWith?: (update: PdfUpdate) => Entries
}) {
  const update = new PdfUpdate(decision)
  const { document } = update
  const page = document.pages()[0]
  const root = document.trailer.entries.get('Root')
  if (!page || !root || typeof root !== 'object' || !('number' in root)) throw new Error('no page')
  for (const one of more) update.add(one)
  const drawing = update.add(
    stream(
      { Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, 9, 9], Resources: dict({}), ...form },
      Buffer.from(content),
    ),
  )
  const field = update.add(
    dict({
      Type: name('Annot'),
      Subtype: name('Widget'),
      FT: name('Tx'),
      T: textString('x'),
      F: 4,
      Rect: [0, 0, 0, 0],
      AP: dict({ N: drawing }),
      ...widget,
    }),
  )
  const pageDict = document.resolveDict(page) as PdfDict
  const annotations = [...document.resolveArray(pageDict.entries.get('Annots')), field]
  update.set(page, { kind: 'dict', entries: new Map(pageDict.entries).set('Annots', annotations) })
  const changed = new Map(document.catalog.entries)
  for (const [key, value] of Object.entries({ ...catalog, ...catalogWith?.(update) })) {
    if (value === null) changed.delete(key)
    else changed.set(key, value)
  }
  update.set(root, { kind: 'dict', entries: changed })
  return update.write().pdf
}

/** Another description of the file than its own. */
function describedAs({ title, conformance }: { title: string; conformance: string }) {
  const words = `<rdf:Description><dc:title>${title}</dc:title><pdfaid:part>2</pdfaid:part><pdfaid:conformance>${conformance}</pdfaid:conformance></rdf:Description>`
  return withWidget({
    catalogWith: (update) => ({
      Metadata: update.add(
        stream(
          { Type: name('Metadata'), Subtype: name('XML') },
          Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${words}</x:xmpmeta>`),
        ),
      ),
    }),
  })
}

/** A stream that says of itself to be shorter than it is. */
function withShortLength() {
  const update = new PdfUpdate(decision)
  update.setSource(update.reserve(), Buffer.from('<</Length 3>>\nstream\nfive!\nendstream'))
  return update.write().pdf
}

/** A file of another program, its trailer said otherwise. */
async function foreignFile(change: (text: string) => string = (text) => text) {
  const foreign = await PDFDocument.create()
  foreign.addPage()
  const bytes = await foreign.save({ useObjectStreams: false })
  return Buffer.from(change(Buffer.from(bytes).toString('latin1')), 'latin1')
}

/** Signed for real; then these bytes were changed, none added and none taken. */
async function signedBut(change: (text: string) => string) {
  const text = (await signed(decision)).toString('latin1')
  const changed = change(text)
  if (changed === text || changed.length !== text.length) throw new Error('not changed as meant')
  return Buffer.from(changed, 'latin1')
}

const faults: [PdfaRule, () => Uint8Array | Promise<Uint8Array>][] = [
  ['annotation.flags', () => withWidget({ widget: { F: 2 } })],
  ['annotation.flags', () => withWidget({ widget: { F: 36 } })],
  ['annotation.appearance', () => withWidget({ widget: { AP: dict({ N: dict({}) }) } })],
  ['annotation.type', () => withWidget({ widget: { Subtype: name('Movie') } })],
  ['structure.annotation', () => withWidget({ widget: { Rect: [10, 10, 60, 60] } })],
  ['structure.annotation', () => withWidget({ widget: { Rect: [10, 10, 60, 60], StructParent: 0 } })],
  ['field.action', () => withWidget({ widget: { A: dict({ S: name('GoTo') }) } })],
  ['action.type', () => withWidget({ more: [dict({ Type: name('Action'), S: name('Launch') })] })],
  ['action.trigger', () => withWidget({ catalog: { AA: dict({}) } })],
  ['colour.device', () => withWidget({ content: '0 0 0 1 k 0 0 5 5 re f' })],
  ['content.operator', () => withWidget({ content: 'q 1 w nothing Q' })],
  ['content.resource', () => withWidget({ content: '/F1 12 Tf' })],
  ['limits.nesting', () => withWidget({ content: 'q '.repeat(29) + 'Q '.repeat(29) })],
  ['form.foreign', () => withWidget({ form: { OPI: dict({}) } })],
  ['form.reference', () => withWidget({ form: { Ref: dict({}) } })],
  ['stream.filter', () => withWidget({ more: [stream({ Filter: name('LZWDecode') }, Buffer.from('x'))] })],
  ['stream.external', () => withWidget({ more: [stream({ F: textString('a.txt') }, Buffer.from('x'))] })],
  ['form.postscript', () => withWidget({ more: [stream({ Subtype: name('PS') }, Buffer.from('x'))] })],
  [
    'image.interpolated',
    () => withWidget({ more: [stream({ Subtype: name('Image'), Interpolate: true }, Buffer.from('x'))] }),
  ],
  ['state.transfer', () => withWidget({ more: [dict({ Type: name('ExtGState'), TR: name('Identity') })] })],
  ['transparency.blend', () => withWidget({ more: [dict({ Type: name('ExtGState'), BM: name('Glow') })] })],
  [
    'font.embedded',
    () =>
      withWidget({ more: [dict({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Times') })] }),
  ],
  [
    'font.unicode',
    () =>
      withWidget({ more: [dict({ Type: name('Font'), Subtype: name('Type0'), BaseFont: name('Times') })] }),
  ],
  ['limits.string', () => withWidget({ more: [textString('x'.repeat(33_000))] })],
  ['limits.name', () => withWidget({ more: [name('x'.repeat(200))] })],
  ['intent.profile', () => withWidget({ catalog: { OutputIntents: null } })],
  ['metadata.present', () => withWidget({ catalog: { Metadata: null } })],
  ['structure.tree', () => withWidget({ catalog: { StructTreeRoot: null } })],
  ['structure.marked', () => withWidget({ catalog: { MarkInfo: null } })],
  ['structure.language', () => withWidget({ catalog: { Lang: null } })],
  ['catalog.permissions', () => withWidget({ catalog: { Perms: dict({ FieldMDP: dict({}) }) } })],
  ['file.embedded', () => withWidget({ catalog: { Names: dict({ EmbeddedFiles: dict({}) }) } })],
  ['form.xfa', () => withWidget({ catalog: { AcroForm: dict({ Fields: [], XFA: textString('x') }) } })],
  [
    'form.needsAppearances',
    () => withWidget({ catalog: { AcroForm: dict({ Fields: [], NeedAppearances: true }) } }),
  ],
  ['file.id', () => foreignFile()],
  ['file.encrypted', () => foreignFile((text) => text.replace('trailer\n<<', 'trailer\n<<\n/Encrypt 1 0 R'))],
  ['stream.length', withShortLength],
  [
    'intent.one',
    () =>
      withWidget({
        catalogWith: (update) => ({
          OutputIntents: ['one', 'other'].map((profile) =>
            dict({
              S: name('GTS_PDFA1'),
              DestOutputProfile: update.add(stream({ N: 3 }, Buffer.from(profile))),
            }),
          ),
        }),
      }),
  ],
  ['metadata.version', () => describedAs({ title: '', conformance: 'B' })],
  ['metadata.information', () => describedAs({ title: 'Một văn bản khác', conformance: 'A' })],
  [
    'structure.role',
    () => withWidget({ catalog: { StructTreeRoot: dict({ K: dict({ S: name('Strange') }) }) } }),
  ],
  [
    'signature.range',
    () =>
      signedBut((text) =>
        text.replace(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/, (all, one, other) =>
          `/ByteRange [0 ${one} ${other} 10]`.padEnd(all.length),
        ),
      ),
  ],
  [
    'signature.contents',
    () => signedBut((text) => text.replace('ETSI.CAdES.detached', 'adbe.pkcs7.detached')),
  ],
  ['file.end', () => Buffer.concat([decision, Buffer.from('more')])],
]

test.each(faults)('%s is found', async (rule, build) => {
  expect(checkPdfa(await build()).map((one) => one.rule)).toContain(rule)
})

test('each rule has a file that breaks it', () => {
  const broken = new Set(faults.map(([rule]) => rule))
  expect(Object.keys(pdfaRules).filter((rule) => !broken.has(rule as PdfaRule))).toEqual([])
})

test('a widget without a fault is none', () => {
  expect(checkPdfa(withWidget({ content: 'q 0.1 0.2 0.6 rg 0 0 5 5 re f Q' }))).toEqual([])
})

test('level B asks for no structure, and is that of a file that says so of itself', () => {
  const findings = checkPdfa(describedAs({ title: '', conformance: 'B' }))
  const unplaced = checkPdfa(withWidget({ widget: { Rect: [10, 10, 60, 60] } }))
  const rules = (all: typeof findings) => all.map(({ rule }) => rule)
  expect(rules(atLevel(findings, 'A'))).toContain('metadata.version')
  expect(rules(atLevel(findings, 'said'))).not.toContain('metadata.version')
  expect(rules(atLevel(unplaced, 'said'))).toEqual(['structure.annotation'])
  expect(atLevel(unplaced, 'B')).toEqual([])
})

test('what a file of another program lacks is told with its clauses', async () => {
  const found = checkPdfa(await foreignFile()).map(({ rule, clause }) => `${rule} ${clause}`)
  expect(found).toEqual(
    expect.arrayContaining(['file.id 6.1.3', 'intent.profile 6.2.3', 'metadata.present 6.6.2.1']),
  )
})
