// Sizes and kinds of files in words.

/** `820 KB`, `1.4 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export const isImage = (type: string) => /^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(type);
