/**
 * A text without addresses of nodes, which often have keys in them. A quotation mark ends an address, as white space does: all else may stand in one. Where code
 * stands is no node's address.
 */
export function hideAddresses(text: string): string {
  return text.replace(/\b(?!file:|node:)\w+:\/\/[^\s"]+/g, "(an address)")
}
