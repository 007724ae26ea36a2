/** `1 error`, `2 errors`. */
export function countWord(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
