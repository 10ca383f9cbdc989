import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeDocument } from '#server/crafts/docx/write-document.ts'
import { startCompiler } from '#server/crafts/typeset/compiler.ts'
import { aDecision } from '#server/crafts/typeset/fixtures.ts'
import { type TemplateData, templates } from '#server/crafts/typeset/model.ts'
import { prepare } from '#server/crafts/typeset/typeset.ts'
import type { Body } from '#shared/document/body.ts'
import { withIds } from '#shared/document/ids.ts'
import { report } from '../figure.ts'
import { readOptions } from '../options.ts'

// How much of one core it takes from the draft of a decision of two pages, as its writer left it, to its unsigned PDF/A-2a: checked,
// numbered, set and tagged. Every draft has words and a number of its own. Beside it LibreOffice on the same text.
const { drafts: count } = readOptions({ drafts: 100 })
const target = 30
const folder = mkdtempSync(join(tmpdir(), 'nhip-bench-'))

function draft(i: number): TemplateData<'nd30'> {
  const decision = aDecision()
  return {
    ...decision,
    letterhead: { ...decision.letterhead, number: `${i}/QĐ-UBND` },
    blocks: [],
    body: text(i),
    ending: { closed: true, before: 'QUYẾT ĐỊNH:' },
  }
}

function text(i: number): Body {
  const words = (content: string) => ({ content: [{ type: 'text', text: content }] })
  const article = (number: number) => [
    { type: 'article', attrs: {}, ...words(`Phê duyệt nội dung thứ ${number} của kế hoạch năm ${i}, gồm:`) },
    {
      type: 'clause',
      attrs: {},
      ...words(`Các cơ quan, đơn vị phối hợp thực hiện nhiệm vụ ${i}. ${sentence.repeat(2)}`),
    },
    { type: 'point', attrs: {}, ...words('Đúng thời hạn, đúng thẩm quyền;') },
    { type: 'point', attrs: {}, ...words('Công khai, minh bạch.') },
  ]
  return withIds({
    type: 'doc',
    content: [
      {
        type: 'basis',
        attrs: {},
        ...words('Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;'),
      },
      { type: 'basis', attrs: {}, ...words('Theo đề nghị của Trưởng phòng Kinh tế.') },
      ...[1, 2, 3, 4].flatMap(article),
    ],
  })
}

const sentence =
  'Ủy ban nhân dân xã chỉ đạo các bộ phận chuyên môn rà soát, tổng hợp và báo cáo kết quả theo quy định của pháp luật hiện hành. '

const compiler = startCompiler()
const print = (i: number) => compiler.print(prepare('nd30', draft(i)))
for (let i = 0; i < 10; i++) print(i)
const began = process.cpuUsage()
const clock = performance.now()
let last: Buffer = Buffer.alloc(0)
for (let i = 0; i < count; i++) last = print(1000 + i)
const { user, system } = process.cpuUsage(began)
const each = (user + system) / 1000 / count
const byClock = (performance.now() - clock) / count

const file = join(folder, 'last.pdf')
writeFileSync(file, last)
const pages = /Pages:\s+(\d+)/.exec(spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout ?? '')?.[1]

const note = await reference()
rmSync(folder, { recursive: true })
report({
  what: 'two-page decision, draft to PDF, unsigned',
  value: `${each.toFixed(1)} ms of one core (${byClock.toFixed(1)} ms by the clock, ${count} drafts, ${pages ?? '?'} pages)`,
  target: `under ${target} ms of one core`,
  met: each < target && pages !== '1',
  note,
})

/** LibreOffice turning the same text, as the DOCX we write of it, into PDF/A-2: what one more costs once it runs. */
async function reference(): Promise<string> {
  if (spawnSync('soffice', ['--version']).error)
    return 'reference: LibreOffice is not installed here, not compared'
  const files: string[] = []
  for (let i = 0; i < 11; i++) {
    const path = join(folder, `reference-${i}.docx`)
    writeFileSync(path, await writeDocument(templates.nd30.parse(draft(i)), new Map()))
    files.push(path)
  }
  const options = ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to']
  const filter = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
  const run = (names: string[]) => {
    const command = ['soffice', ...options, filter, '--outdir', folder, ...names]
    const output = execFileSync('bash', ['-c', '"$@" >/dev/null 2>&1; times', 'bash', ...command], {
      encoding: 'utf8',
    })
    for (const name of names) readFileSync(name.replace('.docx', '.pdf'))
    // The second line of `times`: what children used, user and system.
    const used = [...(output.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
    return used.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
  }
  // The first run sets up a profile.
  run(files.slice(0, 1))
  const alone = run(files.slice(0, 1))
  const more = ((run(files) - alone) / (files.length - 1)) * 1000
  return `reference: LibreOffice ${more.toFixed(0)} ms of one core each (${(more / each).toFixed(1)} times as much)`
}
