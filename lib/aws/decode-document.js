import 'server-only'

/**
 * A policy document as it is worked with, and what is wrong with it, else null.
 * @typedef {{ text: string, fault: string | null }} DocumentText
 */

/**
 * IAM answers documents URL-encoded (RFC 3986); what cannot be decoded or parsed is kept as text.
 * @param {string | undefined} encoded
 * @returns {DocumentText}
 */
export function decodeDocument(encoded = '') {
  try {
    const text = decodeURIComponent(encoded)
    return { text, fault: isJson(text) ? null : 'is not JSON' }
  } catch {
    return { text: encoded, fault: 'is not URL-encoded as IAM promises' }
  }
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
