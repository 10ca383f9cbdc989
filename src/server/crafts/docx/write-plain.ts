/** A text that is no document of NĐ 30/2020/NĐ-CP as DOCX: a title, and lines under headings. */
import { Document, HeadingLevel, LineRuleType, Packer, Paragraph } from 'docx'
import { centred, mm, run } from './word-parts.ts'

export interface PlainText {
  title: string
  /** What stands under the title. */
  lead: readonly string[]
  parts: readonly { title: string; lines: readonly { label: string; text: string }[] }[]
}

/** Bytes of the DOCX, A4. */
export async function writePlain({ title, lead, parts }: PlainText): Promise<Uint8Array> {
  const document = new Document({
    title,
    styles: {
      default: {
        document: {
          run: { font: 'Times New Roman', size: 28, language: { value: 'vi-VN' } },
          paragraph: { spacing: { before: 0, after: 120, line: 264, lineRule: LineRuleType.AUTO } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15) },
          },
        },
        children: [
          centred([run(title, { bold: true })], { heading: HeadingLevel.TITLE }),
          ...lead.map((line) => centred([run(line, { italics: true })])),
          ...parts.flatMap((part) => [
            new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(part.title, { bold: true })] }),
            ...part.lines.map(
              ({ label, text }) =>
                new Paragraph({ children: [run(`${label}: `, { bold: true }), run(text)] }),
            ),
          ]),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
