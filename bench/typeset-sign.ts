import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCertificateAuthority } from '#server/crafts/crypto/certificate-authority.ts'
import { drawPersonalSignature, drawSeal } from '#server/crafts/pdf/drawn-signatures.ts'
import { signPdf } from '#server/crafts/pdf/sign-pdf.ts'
import { startCompiler } from '#server/crafts/typeset/compiler.ts'
import { aDecision } from '#server/crafts/typeset/fixtures.ts'
import { aForm, theLongestForm } from '#server/crafts/typeset/form-fixtures.ts'
import { formNames } from '#server/crafts/typeset/forms/index.ts'
import { prepare } from '#server/crafts/typeset/typeset.ts'
import type { CompileRequest } from '#server/crafts/typeset/worker.ts'

// How many result documents one core typesets, signs and seals in a second of its time: decisions in the layout of
// NĐ 30/2020/NĐ-CP, and papers of every legal form in turn, as people are given them and with every place as full as it may be.
// Every document has its own name and number, so that nothing of its text can be taken from a cache.
const count = Number(process.argv[2] ?? 200)
const target = 20
const folder = mkdtempSync(join(tmpdir(), 'nhip-bench-'))
const agency = 'Ủy ban nhân dân xã Phú Lộc'
const leader = 'Trần Thị Quỳnh Như'

const authority = await openCertificateAuthority({
  folder: join(folder, 'ca'),
  keyFile: join(folder, 'box.key'),
})
const person = await authority.person('1', { name: leader, position: 'Phó Chủ tịch', organisation: agency })
const seal = await authority.seal('1', { name: agency, code: 'H57.16' })
const compiler = startCompiler()
const at = new Date('2026-11-23T09:00:00+07:00')

function decision(i: number) {
  const base = aDecision()
  return {
    ...base,
    letterhead: { ...base.letterhead, number: `${i}/QĐ-UBND` },
    blocks: base.blocks.map((block) =>
      'text' in block ? { ...block, text: block.text.replaceAll('Đức', `Đức ${i}`) } : block,
    ),
  }
}

/** The forms in turn; each paper has a number and a holder of its own. */
function paper(i: number, make: (name: string) => ReturnType<typeof aForm>): CompileRequest {
  const data = make(formNames[i % formNames.length] ?? '')
  const fields = Object.fromEntries(
    Object.entries(data.fields).map(([key, text]) => [key, text.length > 20 ? `${i}${text.slice(4)}` : text]),
  )
  return prepare('form', {
    ...data,
    fields,
    letterhead: { ...data.letterhead, number: `${i}/${data.letterhead.number}` },
  })
}

async function issue(request: CompileRequest): Promise<Buffer> {
  const first = await signPdf(compiler.print(request), {
    signer: person,
    fieldName: 'leader',
    role: 'leader',
    name: leader,
    reason: 'Ký ban hành',
    at,
    appearance: drawPersonalSignature({ name: leader }),
  })
  return signPdf(first, {
    signer: seal,
    fieldName: 'agency',
    role: 'agency',
    name: agency,
    reason: 'Phát hành',
    at,
    appearance: drawSeal({ agency, superior: 'Thành phố Huế', demo: true }),
  })
}

/** Documents a second of a core's time, and by the clock. */
async function measure(
  request: (i: number) => CompileRequest,
): Promise<{ perCore: number; byClock: number; last: Buffer }> {
  for (let i = 0; i < 10; i++) await issue(request(i))
  const cpuStart = process.cpuUsage()
  const wallStart = performance.now()
  let last: Buffer = Buffer.alloc(0)
  for (let i = 0; i < count; i++) last = await issue(request(1000 + i))
  const wall = (performance.now() - wallStart) / 1000
  const { user, system } = process.cpuUsage(cpuStart)
  return { perCore: count / ((user + system) / 1e6), byClock: count / wall, last }
}

const { perCore, byClock, last } = await measure((i) => prepare('nd30', decision(i)))
const forms = await measure((i) => paper(i, aForm))
const longest = await measure((i) => paper(i, theLongestForm))

writeFileSync(join(folder, 'last.pdf'), last)
const checked = spawnSync('pdfsig', ['-nocert', join(folder, 'last.pdf')], { encoding: 'utf8' })
const valid = checked.stdout?.match(/Signature is Valid/g)?.length
const check = checked.error ? 'pdfsig absent' : `pdfsig: ${valid ?? 0} of 2 signatures valid`

console.log(
  `typeset, signed and sealed: ${perCore.toFixed(1)} documents per second of one core ` +
    `(${byClock.toFixed(1)}/s by the clock, ${count} documents, ${check}); target ${target}/s; ${reference()}`,
)
console.log(
  `papers in their legal forms, ${formNames.length} forms in turn: ${forms.perCore.toFixed(1)} per second of one core; ` +
    `target ${target}/s; with every place as full as it may be: ${longest.perCore.toFixed(1)}`,
)
rmSync(folder, { recursive: true })
const isFast = [perCore, forms.perCore, longest.perCore].every((rate) => rate >= target)
process.exitCode = isFast && (checked.error || valid === 2) ? 0 : 1

/** LibreOffice printing the same words to PDF/A-2, unsigned: its rate once it runs, starting not counted. */
function reference(): string {
  if (spawnSync('soffice', ['--version']).error)
    return 'reference: LibreOffice is not installed here, not compared'
  const files = Array.from({ length: 41 }, (_, i) => {
    const file = join(folder, `reference-${i}.html`)
    const { title, subject, blocks } = decision(i)
    const paragraphs = blocks.map((block) => ('text' in block ? `<p align="justify">${block.text}</p>` : ''))
    writeFileSync(file, `<meta charset="utf-8"><h1>${title}</h1><h2>${subject}</h2>${paragraphs.join('')}`)
    return file
  })
  const options = ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to']
  const filter = 'pdf:writer_web_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
  const run = (names: string[]) => {
    const command = ['soffice', ...options, filter, '--outdir', folder, ...names]
    const output = execFileSync('bash', ['-c', '"$@" >/dev/null 2>&1; times', 'bash', ...command], {
      encoding: 'utf8',
    })
    for (const file of names) readFileSync(file.replace('.html', '.pdf'))
    // The second line of `times`: what children used, user and system.
    const used = [...(output.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
    return used.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
  }
  // The first run sets up a profile.
  run(files.slice(0, 1))
  const alone = run(files.slice(0, 1))
  const rate = (files.length - 1) / (run(files) - alone)
  return `reference: LibreOffice prints ${rate.toFixed(1)}/s of one core, unsigned (${(perCore / rate).toFixed(1)} times as many here)`
}
