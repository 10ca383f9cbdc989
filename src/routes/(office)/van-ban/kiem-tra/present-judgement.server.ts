import { drawPage } from '#server/crafts/draw/draw-page.ts'
import type { Judgement } from '#server/crafts/layout-rules/check-layout.ts'
import { sayFinding, sayUnseen } from '#server/crafts/layout-rules/say-finding.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'

/** Pages drawn in one answer: the first ones that something was found on. */
const mostPictures = 4

/** A judgement as its page shows it: each finding numbered as it is marked on the picture of its page. */
export async function presentJudgement(
  judgement: Judgement,
  name: string,
  pdf: Uint8Array | undefined,
  asker: string,
) {
  const words = m.documents.layout
  const { judged, findings, unread = 0 } = judgement
  const sorted = findings.toSorted(
    (one, other) =>
      (one.place.page ?? 0) - (other.place.page ?? 0) || (one.place.box?.y ?? 0) - (other.place.box?.y ?? 0),
  )
  const rows = sorted.map(({ rule, found, place }, index) => ({
    index: index + 1,
    isFault: rule.severity === 'fault',
    severity: words.severities[rule.severity],
    page: place.page === undefined ? '' : words.page(place.page),
    words: place.words ?? '',
    marked: place.box !== undefined && pdf !== undefined,
    ...sayFinding({ rule, found }),
  }))
  const marks = sorted.flatMap(({ place: { page, box } }, index) =>
    page !== undefined && box ? [{ page, index: index + 1, box }] : [],
  )
  return {
    name,
    isPdf: pdf !== undefined,
    sum: words.sum(judged.length, findings.length),
    unread: unread > 0 ? words.unread(unread) : '',
    notSeen: {
      title: words.notSeen.title(words.notSeen.formats[judgement.format] ?? ''),
      lines: sayUnseen(judgement),
    },
    isLawful: findings.length === 0,
    rows,
    pictures: pdf ? await pictures(pdf, marks, judgement, asker) : [],
  }
}

function unlessDefect(failure: unknown): undefined {
  if (!(failure instanceof Refusal)) throw failure
}

type Marks = { page: number; index: number; box: { x: number; y: number; width: number; height: number } }[]

/** With each mark as parts of the page, a little wider than the words. */
async function pictures(pdf: Uint8Array, marks: Marks, { sheets }: Judgement, asker: string) {
  const pages = [...new Set(marks.map(({ page }) => page))].slice(0, mostPictures)
  // What was judged stands without its picture, too.
  const drawn = await Promise.all(pages.map((page) => drawPage(pdf, page, { asker }).catch(unlessDefect)))
  return pages.flatMap((page, at) => {
    const picture = drawn[at]
    const { width = 210, height = 297 } = sheets.find((one) => one.page === page) ?? {}
    if (!picture) return []
    return {
      page,
      alt: m.documents.layout.picture(page),
      source: `data:image/png;base64,${Buffer.from(picture).toString('base64')}`,
      marks: marks
        .filter((mark) => mark.page === page)
        .map(({ index, box }) => ({
          index,
          left: Math.max(0, ((box.x - 1) / width) * 100),
          top: Math.max(0, ((box.y - 0.5) / height) * 100),
          width: Math.min(100, ((box.width + 2) / width) * 100),
          height: Math.min(100, ((box.height + 1) / height) * 100),
        })),
    }
  })
}
