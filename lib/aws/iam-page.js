import 'server-only'
import { parseXML } from '@aws-sdk/xml-builder'
import { decodeDocument } from './decode-document.js'

// Plain JavaScript, because it also runs in a worker, which no bundler has to prepare. Parsed as the SDK itself parses: three
// times as fast as fast-xml-parser on a page of a thousand roles, and a page that breaks off is refused, not half read.

/**
 * Entities of one page, in AWS's own words, their documents decoded.
 * @typedef {import('./iam-entities').IamEntities} IamEntities
 * @typedef {{ [name: string]: Xml }} XmlElement
 * @typedef {string | XmlElement | Xml[] | undefined} Xml
 */

/**
 * The parser keeps an element that is there once as itself, several of them as an array, an empty one as ''.
 * @param {Xml} value
 * @returns {Xml[]}
 */
const several = value => (value === undefined ? [] : Array.isArray(value) ? value : [value])

/**
 * @param {Xml} parent
 * @param {string} name
 * @returns {Xml}
 */
const child = (parent, name) =>
  typeof parent === 'object' && !Array.isArray(parent) ? parent[name] : undefined

/**
 * @param {Xml} parent
 * @param {string} name
 * @returns {XmlElement[]}
 */
function members(parent, name) {
  return several(child(child(parent, name), 'member')).filter(
    /** @returns {item is XmlElement} */ item => typeof item === 'object' && !Array.isArray(item),
  )
}

/**
 * @param {Xml} parent
 * @param {string} name
 */
function text(parent, name) {
  const value = child(parent, name)
  return typeof value === 'string' ? value : undefined
}

/**
 * @param {Xml} parent
 * @param {string} name
 */
function date(parent, name) {
  const at = new Date(text(parent, name) ?? '')
  return Number.isNaN(at.getTime()) ? undefined : at
}

/** @param {XmlElement} item */
const inline = item => ({
  PolicyName: text(item, 'PolicyName'),
  PolicyDocument: decodeDocument(text(item, 'PolicyDocument')),
})

/** @param {XmlElement} item */
const attached = item => ({ PolicyArn: text(item, 'PolicyArn') })

/** @param {XmlElement} item */
const tag = item => ({ Key: text(item, 'Key'), Value: text(item, 'Value') })

/** @param {XmlElement} item */
function common(item) {
  const boundary = text(child(item, 'PermissionsBoundary'), 'PermissionsBoundaryArn')
  return {
    Arn: text(item, 'Arn'),
    Path: text(item, 'Path'),
    AttachedManagedPolicies: members(item, 'AttachedManagedPolicies').map(attached),
    PermissionsBoundary: boundary === undefined ? undefined : { PermissionsBoundaryArn: boundary },
    Tags: members(item, 'Tags').map(tag),
  }
}

/** @param {XmlElement} item */
const user = item => ({
  ...common(item),
  UserName: text(item, 'UserName'),
  UserId: text(item, 'UserId'),
  UserPolicyList: members(item, 'UserPolicyList').map(inline),
  GroupList: several(child(child(item, 'GroupList'), 'member')).filter(name => typeof name === 'string'),
})

/** @param {XmlElement} item */
const group = item => ({
  ...common(item),
  GroupName: text(item, 'GroupName'),
  GroupPolicyList: members(item, 'GroupPolicyList').map(inline),
})

/** @param {XmlElement} item */
const role = item => ({
  ...common(item),
  RoleName: text(item, 'RoleName'),
  RoleId: text(item, 'RoleId'),
  AssumeRolePolicyDocument: decodeDocument(text(item, 'AssumeRolePolicyDocument')),
  RolePolicyList: members(item, 'RolePolicyList').map(inline),
  RoleLastUsed: {
    LastUsedDate: date(child(item, 'RoleLastUsed'), 'LastUsedDate'),
    Region: text(child(item, 'RoleLastUsed'), 'Region'),
  },
  InstanceProfileList: members(item, 'InstanceProfileList').map(profile => ({
    InstanceProfileName: text(profile, 'InstanceProfileName'),
  })),
})

/** Only the default version decides. @param {XmlElement} item */
const policy = item => ({
  Arn: text(item, 'Arn'),
  PolicyName: text(item, 'PolicyName'),
  Path: text(item, 'Path'),
  DefaultVersionId: text(item, 'DefaultVersionId'),
  AttachmentCount: Number(text(item, 'AttachmentCount') ?? 0),
  PolicyVersionList: members(item, 'PolicyVersionList').map(version => {
    const isDefault = text(version, 'IsDefaultVersion') === 'true'
    const VersionId = text(version, 'VersionId')
    const counts = isDefault || VersionId === text(item, 'DefaultVersionId')
    const Document = counts ? decodeDocument(text(version, 'Document')) : undefined
    return { VersionId, IsDefaultVersion: isDefault, Document }
  }),
})

/** So many entities are handed on at once: some milliseconds of work for whoever takes them. */
const AT_ONCE = 100

/**
 * The entities of one answer of GetAccountAuthorizationDetails, some at a time. Throws where it is not such an answer.
 * @param {Uint8Array} body
 * @returns {Generator<Partial<IamEntities>>}
 */
export function* readIamPage(body) {
  const xml = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString()
  const result = child(
    child(parseXML(xml), 'GetAccountAuthorizationDetailsResponse'),
    'GetAccountAuthorizationDetailsResult',
  )
  yield* some('UserDetailList', members(result, 'UserDetailList'), user)
  yield* some('GroupDetailList', members(result, 'GroupDetailList'), group)
  yield* some('RoleDetailList', members(result, 'RoleDetailList'), role)
  yield* some('Policies', members(result, 'Policies'), policy)
}

/**
 * @template Item
 * @param {keyof IamEntities} name
 * @param {XmlElement[]} items
 * @param {(item: XmlElement) => Item} map
 */
function* some(name, items, map) {
  for (let from = 0; from < items.length; from += AT_ONCE)
    yield { [name]: items.slice(from, from + AT_ONCE).map(map) }
}
