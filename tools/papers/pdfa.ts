/** npm run pdfa -- FILE…: what of a PDF breaks the rules of PDF/A-2a that signing and stamping could break; exit 1 where anything does. */
import { readFile } from 'node:fs/promises'
import { checkPdfa } from '#server/crafts/pdfa/check-pdfa.ts'

/** The standard is not at hand: nobody has held the numbers of its clauses, nor what is read into them, against its text. */
const unheld =
  'Số điều của ISO 19005-2 và cách hiểu từng điều ghi theo hiểu biết, chưa đối chiếu với bản gốc của tiêu chuẩn.'

const paths = process.argv.slice(2)
if (paths.length === 0) {
  console.error('npm run pdfa -- FILE…')
  process.exitCode = 2
}
for (const path of paths) {
  try {
    const findings = checkPdfa(await readFile(path))
    for (const { rule, clause, object, found } of findings) {
      console.log(
        `${path}: ${rule}: ${found} (ISO 19005-2, ${clause} – chưa đối chiếu${object ? `; object ${object}` : ''})`,
      )
    }
    if (findings.length > 0) console.log(unheld)
    if (findings.length === 0) console.log(`${path}: ok`)
    else process.exitCode ??= 1
  } catch (failure) {
    console.error(`${path}: ${failure instanceof Error ? failure.message : String(failure)}`)
    process.exitCode = 2
  }
}
