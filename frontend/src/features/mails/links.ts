/** The web addresses in the plain text of a mail, each once, in the order in which they stand. */
export function linksIn(text: string): string[] {
  const found = text.match(/https?:\/\/[^\s<>"']+/g) ?? []
  return [...new Set(found.map((link) => link.replace(/[).,;]+$/, '')))]
}
