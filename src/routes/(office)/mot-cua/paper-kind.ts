/** `PDF, 1,2 MB` */
export function paperKind(mediaType: string, bytes: number): string {
  const size =
    bytes < 1_000_000
      ? `${Math.max(1, Math.round(bytes / 1000))} kB`
      : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`
  return `${mediaType.split('/')[1]?.toUpperCase() ?? ''}, ${size}`
}
