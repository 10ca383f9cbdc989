/** `318 kB`, `1,2 MB`: as files are listed to people, with a comma as Vietnamese writes it. */
export function formatFileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} byte`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/, '').replace('.', ',')} MB`
}
