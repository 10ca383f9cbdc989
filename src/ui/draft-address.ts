/** Where a draft is shown, page by page and as a file. */
export function draftAddresses({
  documentId,
  sha256,
  pages,
}: {
  documentId: string
  sha256: string
  pages: number
}) {
  const pdf = `/van-ban/${documentId}/du-thao`
  return {
    pdf,
    pages: Array.from({ length: pages }, (_, index) => `${pdf}/${index + 1}?tep=${sha256}`),
  }
}
